import GRDB
import GRDBSQLite
import RPCCore
import Synchronization

/// One SQLite connection: GRDB's, and the raw handle that the hot paths use.
///
/// `@unchecked Sendable`: at any time one thread uses a connection. A reader connection belongs to whoever took it out
/// of `WorkspaceFile`'s pool, until it is put back; a writer connection to the thread that drains the workspace's write
/// lane, and a lane is drained by one thread at a time. Both hand-overs happen under a mutex, so what one user wrote
/// the next one sees.
final class Connection: @unchecked Sendable {
    let queue: DatabaseQueue
    /// Valid only inside `perform`.
    let database: Database
    let handle: OpaquePointer
    let statements: StatementCache
    let probe: InterruptProbe
    /// See `StoreSchema`.
    let imageQueries: [String: StaticString]
    /// Unlike that of any other connection of the process.
    private let number = Connection.numbers.wrappingAdd(1, ordering: .relaxed).newValue
    private static let numbers = Atomic<UInt64>(0)

    private init(queue: DatabaseQueue, _ schema: StoreSchema) throws {
        self.queue = queue
        imageQueries = schema.imageQueries
        database = queue.inDatabase { $0 }
        guard let handle = database.sqliteConnection else { throw StoreError.closed }
        self.handle = handle
        statements = StatementCache(connection: handle)
        probe = InterruptProbe()
    }

    deinit { close() }

    /// Opens the one connection that writes and checkpoints; makes the file when there is none.
    static func writer(path: String, _ schema: StoreSchema, _ store: StoreConfiguration) throws -> Connection {
        var configuration = base(label: "writer")
        configuration.prepareDatabase { db in
            // The log is checkpointed by this connection only: SQLite before 3.51.3 may damage a file when two
            // connections do it at once. And never by itself, because SQLite keeps the errors of that to itself.
            // Counts for a new file only; an existing one keeps its own.
            try db.execute(sql: "PRAGMA page_size = \(store.pageBytes)")
            let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL")
            guard mode == "wal" else { throw DatabaseError(message: "no write-ahead log at \(path)") }
            try db.execute(
                sql: """
                    PRAGMA synchronous = FULL;
                    PRAGMA mmap_size = 0;
                    PRAGMA temp_store = MEMORY;
                    PRAGMA cache_size = -\(max(1, store.writerCacheBytes / 1_024));
                    PRAGMA wal_autocheckpoint = 0;
                    PRAGMA journal_size_limit = \(store.walByteLimit);
                    """)
        }
        return try Connection(queue: DatabaseQueue(path: path, configuration: configuration), schema)
    }

    /// Opens a connection that can only read, and can be interrupted through its probe.
    static func reader(path: String, _ schema: StoreSchema, _ store: StoreConfiguration) throws -> Connection {
        var configuration = base(label: "reader")
        configuration.readonly = true
        configuration.prepareDatabase { db in
            try db.execute(
                sql: """
                    PRAGMA query_only = 1;
                    PRAGMA mmap_size = 0;
                    PRAGMA temp_store = MEMORY;
                    PRAGMA cache_size = -\(max(1, store.readerCacheBytes / 1_024));
                    """)
        }
        let connection = try Connection(queue: DatabaseQueue(path: path, configuration: configuration), schema)
        connection.probe.install(on: connection.handle)
        return connection
    }

    /// Bounds the page caches of all connections of the process together.
    static func limitCaches(to bytes: Int) { sqlite3_soft_heap_limit64(sqlite3_int64(bytes)) }

    private static let busyMilliseconds: Int32 = 5_000

    private static func base(label: String) -> Configuration {
        var configuration = Configuration()
        configuration.label = "danhba.store.\(label)"
        configuration.busyMode = .timeout(Double(busyMilliseconds) / 1_000)
        configuration.foreignKeysEnabled = true
        // Transactions here span several calls (a batch, a group), which GRDB's own check would refuse.
        configuration.allowsUnsafeTransactions = true
        return configuration
    }

    /// Runs `body` where `database` may be used; converts what GRDB throws.
    func perform<R>(_ body: () throws -> R) throws -> R {
        do {
            return try queue.inDatabase { _ in try body() }
        } catch {
            throw StoreError.converting(error)
        }
    }

    /// Runs a statement without parameters or rows that GRDB need not see.
    func execute(_ sql: StaticString) throws { try statements.statement(sql).run() }

    var moment: WriteMoment { WriteMoment(connection: number, changeCount: sqlite3_total_changes64(handle)) }

    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// Ends a read transaction, if one is open.
    func endRead() {
        guard isInTransaction else { return }
        do {
            // Prepared once, unlike a rollback's text: this runs for every batch.
            try execute("COMMIT")
        } catch {
            rollBack()
        }
    }

    /// Ends the transaction, if one is open.
    ///
    /// Undoing cannot fail in a way that matters: what is not committed is lost.
    func rollBack() {
        guard isInTransaction else { return }
        sqlite3_exec(handle, "ROLLBACK", nil, nil, nil)
    }

    /// How far a checkpoint goes.
    enum Checkpoint {
        /// Copies what no reader holds back, waits for nobody.
        case passive
        /// Copies everything and truncates the log; waits up to so many milliseconds for readers.
        case truncating(patience: Int32)
    }

    /// Copies the log into the database.
    ///
    /// A log that readers hold is left for the next time; throws when the disk fails.
    func checkpoint(_ kind: Checkpoint) throws {
        let code: Int32
        switch kind {
        case .passive:
            code = sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
        case .truncating(let patience):
            sqlite3_busy_timeout(handle, patience)
            code = sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_TRUNCATE, nil, nil)
            sqlite3_busy_timeout(handle, Self.busyMilliseconds)
        }
        guard code == SQLITE_OK || code & 0xff == SQLITE_BUSY || code & 0xff == SQLITE_LOCKED else {
            throw StoreError(connection: handle)
        }
    }

    func close() {
        statements.finalizeAll()
        // A connection that cannot be closed is released by GRDB with its last reference: nothing else can be done.
        try? queue.close()
    }
}

/// Stops a running read when its caller has gone; asked by SQLite every few thousand steps of its machine.
final class InterruptProbe {
    /// About 0.1 ms of work between two questions.
    private static let stepInterval: Int32 = 4_000

    /// Nanoseconds of the monotonic clock.
    var deadline = UInt64.max
    var cancellation: Cancellation?

    /// The probe must live as long as the connection.
    func install(on connection: OpaquePointer) {
        sqlite3_progress_handler(
            connection, Self.stepInterval,
            { context in
                guard let context else { return 0 }
                return Unmanaged<InterruptProbe>.fromOpaque(context).takeUnretainedValue().shouldStop ? 1 : 0
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    private var shouldStop: Bool {
        if let cancellation, cancellation.isCancelled { return true }
        return deadline != .max && MonotonicClock.now >= deadline
    }
}
