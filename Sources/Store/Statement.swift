import GRDBSQLite

/// A prepared statement checked out of its connection's cache; the hot path below GRDB.
///
/// Bind, step, read the columns of the current row; parameters count from 1 and columns from 0, as SQLite does. When
/// the value goes out of scope the statement is reset, its bindings are cleared and it returns to the cache. It must
/// not outlive the transaction that it came from. Every method that fails throws `StoreError`.
public struct Statement: ~Copyable {
    private let handle: OpaquePointer
    private let connection: OpaquePointer
    private let slot: StatementCache.Slot?

    init(handle: OpaquePointer, connection: OpaquePointer, slot: StatementCache.Slot?) {
        self.handle = handle
        self.connection = connection
        self.slot = slot
    }

    deinit {
        guard let slot else {
            sqlite3_finalize(handle)
            return
        }
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
        slot.isTaken = false
    }

    // MARK: Binding

    /// An integer.
    public func bind(_ value: Int64, at index: Int32) throws {
        try check(sqlite3_bind_int64(handle, index, value))
    }

    /// Nil binds NULL.
    public func bind(_ value: Int64?, at index: Int32) throws {
        if let value { try bind(value, at: index) } else { try bindNull(at: index) }
    }

    /// A floating-point number; NaN becomes NULL.
    public func bind(_ value: Double, at index: Int32) throws {
        try check(sqlite3_bind_double(handle, index, value))
    }

    /// The text is copied.
    public func bind(_ value: String, at index: Int32) throws {
        var value = value
        try check(
            value.withUTF8 { bytes in
                guard !bytes.isEmpty else { return sqlite3_bind_text(handle, index, "", 0, copied) }
                return bytes.withMemoryRebound(to: CChar.self) { text in
                    sqlite3_bind_text(handle, index, text.baseAddress, Int32(clamping: text.count), copied)
                }
            })
    }

    /// Nil binds NULL.
    ///
    /// The text is copied.
    public func bind(_ value: String?, at index: Int32) throws {
        if let value { try bind(value, at: index) } else { try bindNull(at: index) }
    }

    /// A blob; the bytes are copied.
    ///
    /// An empty array is an empty blob, not NULL.
    public func bind(_ value: [UInt8], at index: Int32) throws {
        try value.withUnsafeBytes { bytes in try bind(bytes, at: index) }
    }

    /// Nil binds NULL.
    ///
    /// The bytes are copied.
    public func bind(_ value: [UInt8]?, at index: Int32) throws {
        if let value { try bind(value, at: index) } else { try bindNull(at: index) }
    }

    /// A blob; the bytes are copied.
    public func bind(_ bytes: UnsafeRawBufferPointer, at index: Int32) throws {
        guard let start = bytes.baseAddress, !bytes.isEmpty else {
            return try check(sqlite3_bind_zeroblob(handle, index, 0))
        }
        try check(sqlite3_bind_blob(handle, index, start, Int32(clamping: bytes.count), copied))
    }

    /// A blob that must stay as it is until the parameter is bound again or the statement is gone.
    func bind(borrowed bytes: UnsafeRawBufferPointer, at index: Int32) throws {
        guard let start = bytes.baseAddress, !bytes.isEmpty else {
            return try check(sqlite3_bind_zeroblob(handle, index, 0))
        }
        try check(sqlite3_bind_blob(handle, index, start, Int32(clamping: bytes.count), nil))
    }

    /// As `bind(borrowed:at:)`, a text in UTF-8.
    func bind(borrowedText bytes: UnsafeRawBufferPointer, at index: Int32) throws {
        try bytes.withMemoryRebound(to: CChar.self) { text in
            guard let start = text.baseAddress, !text.isEmpty else {
                return try check(sqlite3_bind_text(handle, index, "", 0, copied))
            }
            try check(sqlite3_bind_text(handle, index, start, Int32(clamping: text.count), nil))
        }
    }

    /// Makes every parameter NULL.
    func clearBindings() { sqlite3_clear_bindings(handle) }

    /// NULL.
    public func bindNull(at index: Int32) throws {
        try check(sqlite3_bind_null(handle, index))
    }

    // MARK: Running

    /// Goes to the next row; false when there is none.
    ///
    /// Call `reset` before binding again.
    public func step() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw StoreError(connection: connection)
        }
    }

    /// Runs a statement that returns no rows and makes it ready for the next bindings.
    public func run() throws {
        let code = sqlite3_step(handle)
        guard code == SQLITE_DONE || code == SQLITE_ROW else {
            let error = StoreError(connection: connection)
            sqlite3_reset(handle)
            throw error
        }
        sqlite3_reset(handle)
    }

    /// Binds a blob, which is not copied, and runs the statement; afterwards the parameter is NULL.
    ///
    /// For large values and for many rows.
    public func run(with blob: [UInt8], at index: Int32) throws {
        try blob.withUnsafeBytes { bytes in
            try bind(borrowed: bytes, at: index)
            defer { sqlite3_bind_null(handle, index) }
            try run()
        }
    }

    /// Makes the statement ready to be run again; bindings stay.
    public func reset() { sqlite3_reset(handle) }

    /// Rows changed by the last run INSERT, UPDATE or DELETE of this connection.
    public var changedRowCount: Int { Int(sqlite3_changes64(connection)) }

    /// Key of the last row inserted by this connection into a table with a rowid.
    public var lastInsertedRowID: Int64 { sqlite3_last_insert_rowid(connection) }

    // MARK: Columns of the current row

    /// 0 for NULL.
    public func int64(at column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

    /// Nil for NULL.
    public func optionalInt64(at column: Int32) -> Int64? { isNull(at: column) ? nil : int64(at: column) }

    /// 0 for NULL.
    public func double(at column: Int32) -> Double { sqlite3_column_double(handle, column) }

    /// Empty for NULL; bytes that are not UTF-8 are replaced by U+FFFD.
    public func text(at column: Int32) -> String {
        guard let text = sqlite3_column_text(handle, column) else { return "" }
        let count = Int(sqlite3_column_bytes(handle, column))
        return String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self)
    }

    /// Nil for NULL.
    public func optionalText(at column: Int32) -> String? { isNull(at: column) ? nil : text(at: column) }

    /// Empty for NULL.
    public func bytes(at column: Int32) -> [UInt8] { withBytes(at: column) { Array($0) } }

    /// Nil for NULL.
    public func optionalBytes(at column: Int32) -> [UInt8]? { isNull(at: column) ? nil : bytes(at: column) }

    /// The bytes of a text or blob without a copy, valid only during `body`.
    public func withBytes<R>(at column: Int32, _ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
        let start = sqlite3_column_blob(handle, column)
        let count = Int(sqlite3_column_bytes(handle, column))
        return try body(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
    }

    /// Whether the column is NULL.
    public func isNull(at column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    private func check(_ code: Int32) throws {
        if code != SQLITE_OK { throw StoreError(connection: connection) }
    }
}

/// SQLite's word for "copy it now": the C constant is the pointer -1, which Swift does not import.
private let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

/// The prepared statements of one connection; used only by whoever uses the connection.
final class StatementCache {
    final class Slot {
        let handle: OpaquePointer
        var isTaken = true
        init(handle: OpaquePointer) { self.handle = handle }
    }

    private struct Literal: Hashable {
        var address: UInt
        /// Of an insertion with values for so many rows; 0: the literal is the whole statement.
        var rowCount = 0
    }

    /// Texts built at run time are many; beyond this number the idle ones are dropped.
    private static let dynamicLimit = 128

    private let connection: OpaquePointer
    /// Equal texts at two addresses are prepared twice, which does no harm.
    private var literals: [Literal: Slot] = [:]
    private var dynamic: [String: Slot] = [:]

    init(connection: OpaquePointer) { self.connection = connection }

    func statement(_ sql: StaticString) throws -> Statement {
        try statement(Literal(address: UInt(bitPattern: sql.utf8Start)), sql: sql.description)
    }

    /// `head`, an insertion up to its VALUES, with values for so many rows.
    func insertion(_ head: StaticString, columnCount: Int, rowCount: Int) throws -> Statement {
        let key = Literal(address: UInt(bitPattern: head.utf8Start), rowCount: rowCount)
        return try statement(key, sql: Self.insertion(head, columnCount: columnCount, rowCount: rowCount))
    }

    private static func insertion(_ head: StaticString, columnCount: Int, rowCount: Int) -> String {
        let row = "(\(repeatElement("?", count: columnCount).joined(separator: ", ")))"
        return "\(head) VALUES \(repeatElement(row, count: rowCount).joined(separator: ", "))"
    }

    private func statement(_ literal: Literal, sql: @autoclosure () -> String) throws -> Statement {
        if let slot = literals[literal] { return try checkOut(slot, sql: sql()) }
        let slot = Slot(handle: try prepare(sql(), isKept: true))
        literals[literal] = slot
        return Statement(handle: slot.handle, connection: connection, slot: slot)
    }

    func statement(dynamic sql: String) throws -> Statement {
        if let slot = dynamic[sql] { return try checkOut(slot, sql: sql) }
        if dynamic.count >= Self.dynamicLimit { dropIdle() }
        let slot = Slot(handle: try prepare(sql, isKept: true))
        dynamic[sql] = slot
        return Statement(handle: slot.handle, connection: connection, slot: slot)
    }

    /// A statement that is in use already is prepared once more for this one use.
    private func checkOut(_ slot: Slot, sql: @autoclosure () -> String) throws -> Statement {
        if slot.isTaken {
            return Statement(handle: try prepare(sql(), isKept: false), connection: connection, slot: nil)
        }
        slot.isTaken = true
        return Statement(handle: slot.handle, connection: connection, slot: slot)
    }

    private func prepare(_ sql: String, isKept: Bool) throws -> OpaquePointer {
        var handle: OpaquePointer?
        let flags = isKept ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0
        guard sqlite3_prepare_v3(connection, sql, -1, flags, &handle, nil) == SQLITE_OK else {
            throw StoreError(connection: connection)
        }
        guard let handle else { throw StoreError.sqlite(code: SQLITE_MISUSE, message: "empty statement") }
        return handle
    }

    private func dropIdle() {
        for (sql, slot) in dynamic where !slot.isTaken {
            sqlite3_finalize(slot.handle)
            dynamic[sql] = nil
        }
    }

    /// Before the connection closes; no statement may be out.
    func finalizeAll() {
        for slot in literals.values { sqlite3_finalize(slot.handle) }
        for slot in dynamic.values { sqlite3_finalize(slot.handle) }
        literals = [:]
        dynamic = [:]
    }
}
