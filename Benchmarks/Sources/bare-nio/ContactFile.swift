import CSQLite

/// A file that contacts made, read only, with its statements prepared; used on one thread.
final class ContactFile {
    struct Failure: Error {
        /// SQLite's; -1: a request that is none.
        let code: Int32
    }

    /// As much as the service has for its readers.
    private static let setUp = "PRAGMA cache_size = -131072; PRAGMA query_only = 1"

    private let connection: OpaquePointer?
    private let beginning: OpaquePointer?
    private let ending: OpaquePointer?
    /// Phone to contact and its message at once, which takes less time than one after the other.
    private let lookUp: OpaquePointer?
    private var isReading = false

    /// Throws for a file that is none of contacts.
    init(path: String) throws {
        var connection: OpaquePointer?
        try Self.check(sqlite3_open_v2(path, &connection, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nil))
        try Self.check(sqlite3_exec(connection, Self.setUp, nil, nil, nil))
        beginning = try Self.prepare("BEGIN", connection)
        ending = try Self.prepare("COMMIT", connection)
        lookUp = try Self.prepare(
            """
            SELECT c.message FROM contact_phone p CROSS JOIN contact c ON c.id = p.contact_id
            WHERE p.number = ?1 AND p.extension = 0 ORDER BY p.contact_id
            """, connection)
        self.connection = connection
    }

    deinit {
        for statement in [beginning, ending, lookUp] { sqlite3_finalize(statement) }
        sqlite3_close(connection)
    }

    /// Begins a read transaction unless there is one.
    func begin() throws {
        if isReading { return }
        try run(beginning)
        isReading = true
    }

    /// Ends the read transaction.
    func end() throws {
        guard isReading else { return }
        isReading = false
        try run(ending)
    }

    /// Hands over the message of each contact that has a phone.
    func forEachContact(with number: Int64, _ body: (UnsafeRawBufferPointer) -> Void) throws {
        defer { sqlite3_reset(lookUp) }
        try Self.check(sqlite3_bind_int64(lookUp, 1, number))
        var code = sqlite3_step(lookUp)
        while code == SQLITE_ROW {
            let message = sqlite3_column_blob(lookUp, 0)
            let byteCount = Int(sqlite3_column_bytes(lookUp, 0))
            body(UnsafeRawBufferPointer(start: message, count: message == nil ? 0 : byteCount))
            code = sqlite3_step(lookUp)
        }
        if code != SQLITE_DONE { throw Failure(code: code) }
    }

    /// Every phone.
    func numbers() throws -> [Int64] {
        let rows = try Self.prepare("SELECT number FROM contact_phone WHERE extension = 0", connection)
        defer { sqlite3_finalize(rows) }
        var numbers: [Int64] = []
        while sqlite3_step(rows) == SQLITE_ROW { numbers.append(sqlite3_column_int64(rows, 0)) }
        if numbers.isEmpty { throw Failure(code: SQLITE_EMPTY) }
        return numbers
    }

    private func run(_ statement: OpaquePointer?) throws {
        let code = sqlite3_step(statement)
        sqlite3_reset(statement)
        if code != SQLITE_DONE { throw Failure(code: code) }
    }

    private static func prepare(_ sql: String, _ connection: OpaquePointer?) throws -> OpaquePointer? {
        var statement: OpaquePointer?
        try check(sqlite3_prepare_v3(connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil))
        return statement
    }

    private static func check(_ code: Int32) throws {
        if code != SQLITE_OK { throw Failure(code: code) }
    }
}
