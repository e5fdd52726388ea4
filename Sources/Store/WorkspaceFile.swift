import GRDB
import Synchronization

/// One workspace's open database: the writer connection and a pool of readers.
final class WorkspaceFile: Sendable {
    let workspace: String
    let path: String
    let writer: WorkspaceWriter
    private let schema: StoreSchema
    private let configuration: StoreConfiguration
    private let idleReaders = Mutex<[Connection]>([])

    /// Opens the file, makes it when there is none, checks it after an unclean end and brings its tables up to date.
    init(workspace: String, directory: StoreDirectory, schema: StoreSchema, configuration: StoreConfiguration) throws {
        self.workspace = workspace
        self.schema = schema
        self.configuration = configuration
        path = directory.file(of: workspace)
        let isNew = StoreDirectory.size(of: path) == 0
        // A clean end truncates the log, so bytes in it tell of a process that was killed or of a power cut.
        let needsCheck = !isNew && StoreDirectory.size(of: path + "-wal") > 0
        let connection: Connection
        do {
            connection = try Connection.writer(path: path, schema, configuration)
        } catch {
            throw StoreError.converting(error)
        }
        if needsCheck { try Self.check(connection) }
        try Self.migrate(connection, workspace: workspace, schema: schema)
        if isNew { try directory.synchronise() }
        writer = WorkspaceWriter(
            connection: connection, newest: try Self.newestSequence(connection),
            pageBytes: try Self.pageBytes(connection))
    }

    private static func check(_ connection: Connection) throws {
        let findings = try connection.perform { try String.fetchAll(connection.database, sql: "PRAGMA quick_check") }
        guard findings == ["ok"] else { throw StoreError.damaged(detail: findings.prefix(3).joined(separator: "; ")) }
    }

    private static func migrate(_ connection: Connection, workspace: String, schema: StoreSchema) throws {
        let migrator = schema.migrator
        let (isNewer, isComplete) = try connection.perform {
            (
                try migrator.hasBeenSuperseded(connection.database),
                try migrator.hasCompletedMigrations(connection.database)
            )
        }
        if isNewer { throw StoreError.databaseNewer(workspace: workspace) }
        if !isComplete {
            do {
                try migrator.migrate(connection.queue)
            } catch {
                throw StoreError.converting(error)
            }
        }
        let owner = try connection.perform {
            try String.fetchOne(connection.database, sql: "SELECT schema_name FROM store_identity")
        }
        if owner != schema.name { throw StoreError.databaseOfOtherService(workspace: workspace, service: owner ?? "") }
    }

    private static func newestSequence(_ connection: Connection) throws -> Int64 {
        let newest = try connection.statements.statement("SELECT coalesce(max(sequence), 0) FROM change_log")
        _ = try newest.step()
        return newest.int64(at: 0)
    }

    private static func pageBytes(_ connection: Connection) throws -> Int {
        let size = try connection.statements.statement("PRAGMA page_size")
        _ = try size.step()
        return Int(size.int64(at: 0))
    }

    /// A reader for the caller alone, until `putBack`.
    func takeReader() throws -> Connection {
        if let idle = idleReaders.withLock({ $0.popLast() }) { return idle }
        do {
            return try Connection.reader(path: path, schema, configuration)
        } catch {
            throw StoreError.converting(error)
        }
    }

    func putBack(_ reader: Connection) {
        reader.probe.deadline = .max
        reader.probe.cancellation = nil
        idleReaders.withLock { $0.append(reader) }
    }

    /// Ends the use of the file; no reader and no write may be under way.
    func close() {
        for reader in takeIdleReaders() { reader.close() }
        // When it fails, everything committed is still in the log and is found there at the next start.
        try? writer.connection.checkpoint(.truncating(patience: 0))
        writer.connection.close()
    }

    /// Leaves the file as it is after the disk failed.
    ///
    /// Closing would checkpoint, and thereby could take pages for safe that the kernel has dropped; so the connections
    /// stay open, unused, until the process ends.
    func abandon() {
        for connection in takeIdleReaders() + [writer.connection] { _ = Unmanaged.passRetained(connection) }
    }

    private func takeIdleReaders() -> [Connection] {
        idleReaders.withLock { readers in
            defer { readers = [] }
            return readers
        }
    }

    var databaseBytes: Int64 { StoreDirectory.size(of: path) }
    var logBytes: Int64 { StoreDirectory.size(of: path + "-wal") }
}
