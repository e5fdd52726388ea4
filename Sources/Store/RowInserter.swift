/// Inserts many rows into one table, 64 with one run of a statement: that takes half the time of a run for each.
///
/// Append the values of a row in the order of the columns, then `endRow`; after the last row, `finish`. The rows are
/// stored in their order. Every method that stores throws `StoreError`.
public struct RowInserter {
    private static let rowsPerRun = 64

    private enum Value {
        case null
        case integer(Int64)
        case text(Range<Int>)
        case blob(Range<Int>)
    }

    private let transaction: WriteTransaction
    private let head: StaticString
    private let columnCount: Int
    private var values: [Value] = []
    /// What the texts and blobs among the values are made of.
    private var bytes: [UInt8] = []

    /// `head` is a statement up to its VALUES, `INSERT INTO t (a, b)`, and names `columnCount` columns.
    public init(_ head: StaticString, columnCount: Int, in transaction: WriteTransaction) {
        self.transaction = transaction
        self.head = head
        self.columnCount = columnCount
        values.reserveCapacity(columnCount)
    }

    /// The row's next value.
    public mutating func append(_ value: Int64) { values.append(.integer(value)) }

    /// The row's next value; nil: NULL.
    public mutating func append(_ value: Int64?) { values.append(value.map(Value.integer) ?? .null) }

    /// The row's next value, copied.
    public mutating func append(text: String) {
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        values.append(.text(start..<bytes.count))
    }

    /// The row's next value, copied; nil: NULL.
    public mutating func append(_ blob: [UInt8]?) {
        guard let blob else { return values.append(.null) }
        let start = bytes.count
        bytes.append(contentsOf: blob)
        values.append(.blob(start..<bytes.count))
    }

    /// Ends a row, of which all values are appended; stores it with those before it when they are enough.
    public mutating func endRow() throws {
        precondition(values.count.isMultiple(of: columnCount), "a row with another number of values")
        if values.count == columnCount * Self.rowsPerRun { try store(rowsPerRun: Self.rowsPerRun) }
    }

    /// Stores the rows that are left.
    public mutating func finish() throws {
        if !values.isEmpty { try store(rowsPerRun: 1) }
    }

    private mutating func store(rowsPerRun: Int) throws {
        let insert = try transaction.insertion(head, columnCount: columnCount, rowCount: rowsPerRun)
        try bytes.withUnsafeBytes { bytes in
            // The statement must not know of the bytes any more when they are gone.
            defer { insert.clearBindings() }
            var index: Int32 = 0
            for value in values {
                index += 1
                switch value {
                case .null: try insert.bindNull(at: index)
                case .integer(let value): try insert.bind(value, at: index)
                case .text(let range): try insert.bind(borrowedText: .init(rebasing: bytes[range]), at: index)
                case .blob(let range): try insert.bind(borrowed: .init(rebasing: bytes[range]), at: index)
                }
                if Int(index) == columnCount * rowsPerRun {
                    try insert.run()
                    index = 0
                }
            }
        }
        values.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
    }
}
