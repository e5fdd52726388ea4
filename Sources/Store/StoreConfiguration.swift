/// The limits and places of a store.
///
/// Every limit has a default that suits one machine serving one company.
public struct StoreConfiguration: Sendable {
    /// The data folder; the store keeps its files in `<directory>/<schema name>/`, one `<workspace>.sqlite` each.
    public var directory: String
    /// Threads that run queued reads; each runs one call at a time.
    ///
    /// Default 2.
    public var readerThreads = 2
    /// Threads that run group commits; writes of different workspaces run side by side, those of one never do.
    ///
    /// More than there are cores is useful, because a commit mostly waits for the disk. Default 4.
    public var writerThreads = 4
    /// Workspace files kept open; the least recently used idle one is closed to open another.
    ///
    /// Files in use by running calls stay open, so the number may pass this limit by the number of threads for a
    /// moment. Default 64.
    public var openWorkspaceLimit = 64
    /// Workspaces that may exist; a call that would create one more fails.
    ///
    /// Default 10,000.
    public var workspaceLimit = 10_000
    /// Reads waiting for a reader thread, of all workspaces together; one more is refused.
    ///
    /// Default 4,096.
    public var readQueueLimit = 4_096
    /// Writes waiting in one workspace; one more is refused.
    ///
    /// Default 4,096.
    public var writeQueueLimit = 4_096
    /// Calls in one group commit.
    ///
    /// Default 256: beyond it the share of a commit's fixed cost is below a microsecond.
    public var groupCallLimit = 256
    /// A group commit takes no further calls once it has run this long, so that the first does not wait for a bulk
    /// write behind it.
    ///
    /// Default 20 ms.
    public var groupDuration = Duration.milliseconds(20)
    /// A read is interrupted after this time even when its deadline is later, because an open read keeps the
    /// write-ahead log from being reused.
    ///
    /// Default 5 s.
    public var readDurationLimit = Duration.seconds(5)
    /// Page cache of a writer connection, in bytes.
    ///
    /// Default 64 MiB.
    public var writerCacheBytes = 64 << 20
    /// Page cache of a reader connection, in bytes; taken as pages are read.
    ///
    /// Default 128 MiB: the phones and half of the rows of a million contacts.
    public var readerCacheBytes = 128 << 20
    /// SQLite's memory in this process, in bytes; beyond it every connection reuses its oldest pages.
    ///
    /// Default 1 GiB.
    public var cacheByteLimit = 1 << 30
    /// Bytes of a page in files that are made from now on.
    ///
    /// Default 8 KiB: bulk writes take a fifth less time than with 4 KiB.
    public var pageBytes = 8_192
    /// The write-ahead log is copied into the database after a commit that leaves it longer than this.
    ///
    /// Default 128 MiB: pages that several commits change are copied once, and a bulk write of 16,000 contacts changes
    /// up to 60 MB of pages.
    public var checkpointBytes = 128 << 20
    /// A log that readers kept growing is copied and truncated, waiting for them up to 200 ms, when it is longer than
    /// this.
    ///
    /// Default 256 MiB.
    public var walByteLimit = 256 << 20
    /// Changes older than this may be pruned from the change log; the newest stay always.
    ///
    /// Default 30 days: as long as operations can be undone.
    public var changeRetention = Duration.seconds(30 * 24 * 3_600)
    /// Tasks that may wait on the changes of one workspace at a time.
    ///
    /// Default 4,096.
    public var watcherLimit = 4_096
    /// An idle file's write-ahead log is truncated after this time without use.
    ///
    /// Default 2 s.
    public var idleCheckpointDelay = Duration.seconds(2)
    /// An idle file is closed after this time without use.
    ///
    /// Default 60 s.
    public var idleCloseDelay = Duration.seconds(60)

    /// All limits at their defaults.
    public init(directory: String) { self.directory = directory }
}

extension Duration {
    /// Whole nanoseconds, 0 when negative, clamped at the top.
    var nanoseconds: UInt64 {
        let parts = components
        guard parts.seconds >= 0, parts.attoseconds >= 0 else { return 0 }
        let seconds = UInt64(parts.seconds).multipliedReportingOverflow(by: 1_000_000_000)
        if seconds.overflow { return .max }
        let total = seconds.partialValue.addingReportingOverflow(UInt64(parts.attoseconds / 1_000_000_000))
        return total.overflow ? .max : total.partialValue
    }
}
