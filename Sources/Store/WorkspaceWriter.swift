import GRDBSQLite

/// A workspace's writer connection with what belongs to it: the count of its changes and the state of its log.
///
/// `@unchecked Sendable`: used only by the thread that drains the workspace's write lane, one at a time, or before the
/// file is shared and after its last use; the lane's mutex orders these uses. `Connection` says the same of itself.
final class WorkspaceWriter: @unchecked Sendable {
    let connection: Connection
    let log: ChangeWriter
    /// Pages in the write-ahead log after the last commit, told by SQLite.
    private var logPages = 0
    private let pageBytes: Int
    private var checkpointedPages = 0

    init(connection: Connection, newest: Int64, pageBytes: Int) {
        self.connection = connection
        self.pageBytes = pageBytes
        log = ChangeWriter(newest: newest)
        sqlite3_wal_hook(
            connection.handle,
            { context, _, _, pages in
                guard let context else { return SQLITE_OK }
                Unmanaged<WorkspaceWriter>.fromOpaque(context).takeUnretainedValue().committed(logPages: Int(pages))
                return SQLITE_OK
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    private func committed(logPages: Int) {
        // Fewer than before: the log began anew.
        if logPages < self.logPages { checkpointedPages = 0 }
        self.logPages = logPages
    }

    /// Copies the log into the database when it has grown by `checkpointBytes`, and truncates it when readers have let
    /// it grow beyond `walByteLimit`.
    ///
    /// Throws when the disk fails.
    func checkpointIfDue(_ configuration: StoreConfiguration) throws {
        let newBytes = (logPages - checkpointedPages) * pageBytes
        guard newBytes > configuration.checkpointBytes else { return }
        checkpointedPages = logPages
        let isTooLong = logPages * pageBytes > configuration.walByteLimit
        try connection.checkpoint(isTooLong ? .truncating(patience: 200) : .passive)
    }

    /// Truncates the log when something was written since the last time.
    ///
    /// Throws when the disk fails.
    func truncateIdleLog() throws {
        guard logPages > 0 else { return }
        try connection.checkpoint(.truncating(patience: 0))
        logPages = 0
        checkpointedPages = 0
    }
}
