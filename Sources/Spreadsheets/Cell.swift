/// Something about a cell that its text alone does not say.
public struct CellWarnings: OptionSet, Sendable, Hashable {
    /// One bit per warning.
    public let rawValue: UInt8
    /// The warnings of the bits that are set.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// A formula whose result the workbook does not hold: the program that wrote it did not calculate.
    public static let formulaNotCalculated = CellWarnings(rawValue: 1 << 0)
    /// A number with more than 15 digits: the spreadsheet program had replaced the rest by zeros before it was saved.
    public static let digitsLost = CellWarnings(rawValue: 1 << 1)
    /// Declared a number, date or of an unknown type, but not readable as one: the kind is text and the text is kept.
    public static let unreadableValue = CellWarnings(rawValue: 1 << 2)
    /// Refers to a shared string that the workbook does not hold.
    public static let sharedStringMissing = CellWarnings(rawValue: 1 << 3)
    /// Longer than ``SpreadsheetLimits/cellBytes``; the rest is cut off.
    public static let truncated = CellWarnings(rawValue: 1 << 4)
    /// Held bytes that are no text in the file's encoding; each run of them reads U+FFFD.
    public static let encodingInvalid = CellWarnings(rawValue: 1 << 5)
}

/// One cell of a row.
///
/// Copies nothing: valid only until its reader's next ``RowReader/next()``.
public struct Cell {
    /// What the cell's value is.
    public enum Kind: UInt8, Sendable {
        /// No value; exists only to carry a warning.
        case empty
        case text
        case number
        /// The text is `TRUE` or `FALSE`.
        case boolean
        /// The text is ISO 8601 without a zone, `2024-09-17T08:30:00`.
        case date
        /// A time of day, `T08:30:00`.
        case time
        /// An elapsed time in seconds, `P5400.000`.
        case duration
        /// The text is what the spreadsheet program shows, such as `#N/A`. An importer takes it for no value.
        case error
    }

    let record: CellRecord
    let rowText: UnsafePointer<UInt8>

    /// From 0.
    public var column: Int { Int(record.column) }
    /// By the cell's type and number format; a cell of delimited text is always text.
    public var kind: Kind { record.kind }
    /// Empty for nearly every cell.
    public var warnings: CellWarnings { record.warnings }

    /// The text as well-formed UTF-8, untrimmed.
    ///
    /// An integral number below 2^53 has all its digits, no exponent and no fraction; another number the shortest text
    /// that reads back as the same value.
    public var utf8: UnsafeRawBufferPointer {
        let start = record.isShared ? UnsafePointer(bitPattern: record.start) : rowText + Int(record.start)
        return UnsafeRawBufferPointer(start: start, count: Int(record.count))
    }

    /// A copy of the text.
    public func string() -> String { String(decoding: utf8, as: UTF8.self) }

    /// The value of a number cell, nil for other kinds.
    public var number: Double? { kind == .number ? Double(string()) : nil }

    /// The digits as a number format made of zeros alone shows them, nil without such a format.
    ///
    /// The format `0000000000` shows 912345678 as 0912345678: phone and code columns want this text, sums do not.
    public var formattedDigits: String? {
        guard kind == .number, record.zeroWidth > 0 else { return nil }
        let digits = string()
        guard digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        return String(repeating: "0", count: max(0, Int(record.zeroWidth) - digits.utf8.count)) + digits
    }
}

/// The non-empty cells of one row in column order, each column at most once.
///
/// Valid until the reader's next ``RowReader/next()``.
public struct RowCells: RandomAccessCollection {
    let records: UnsafeBufferPointer<CellRecord>
    let rowText: UnsafePointer<UInt8>

    /// Always 0: positions count cells, not columns.
    public var startIndex: Int { 0 }
    /// The number of cells.
    public var endIndex: Int { records.count }

    /// The cell at a position, whose column is at least as high as the position.
    public subscript(position: Int) -> Cell { Cell(record: records[position], rowText: rowText) }
}

/// A cell inside a ``RowStorage``.
struct CellRecord {
    /// An offset into the row's texts, or the address of a shared string.
    var start: UInt
    var count: UInt32
    var column: Int32
    var kind: Cell.Kind
    var warnings: CellWarnings = []
    var zeroWidth: UInt8 = 0
    var isShared = false
}

/// The cells of the row being read.
struct CellList: ~Copyable {
    private var base: UnsafeMutablePointer<CellRecord>
    private(set) var count = 0
    private var capacity = 64
    private var isSorted = true

    init() { base = .allocate(capacity: capacity) }

    deinit { base.deallocate() }

    var records: UnsafeBufferPointer<CellRecord> { UnsafeBufferPointer(start: base, count: count) }

    mutating func removeAll() {
        count = 0
        isSorted = true
    }

    @inline(__always)
    mutating func append(_ record: CellRecord) {
        if count == capacity { grow() }
        if count > 0, base[count - 1].column >= record.column { isSorted = false }
        base[count] = record
        count += 1
    }

    /// Puts the cells in column order.
    ///
    /// Of several in one column the last one stays, as in spreadsheet programs.
    mutating func sort() {
        guard !isSorted else { return }
        let order = records.indices.sorted { (base[$0].column, $0) < (base[$1].column, $1) }
        let sorted = order.map { base[$0] }
        count = 0
        for record in sorted {
            if count > 0, base[count - 1].column == record.column { count -= 1 }
            base[count] = record
            count += 1
        }
        isSorted = true
    }

    private mutating func grow() {
        let larger = UnsafeMutablePointer<CellRecord>.allocate(capacity: capacity * 2)
        larger.update(from: base, count: count)
        base.deallocate()
        base = larger
        capacity *= 2
    }
}
