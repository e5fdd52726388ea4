import Logging
import RPCCore
import Synchronization

/// A service's data: one SQLite file for each workspace, durable writes in group commits, reads beside them, and a log
/// of every change.
///
/// Opening makes the folder and locks it against other processes. Files are opened on demand, made at their first use,
/// and closed when others need the room. Everything is safe to use from any thread.
public final class Store: Sendable {
    /// The name of its schema: the service whose data it is.
    public let serviceName: String
    /// The limits that it was opened with.
    public let configuration: StoreConfiguration
    let registry: WorkspaceRegistry
    let reads: WorkQueue<QueuedCall<ReadTransaction>>
    let scheduledWrites: WorkQueue<Workspace>
    let inlineReaders = ThreadLocal<InlineReaders>()
    let now: @Sendable () -> Int64
    let logger: Logger
    let failures: Failures
    private let readers: WorkerThreads
    private let writers: WorkerThreads

    /// Opens the store.
    ///
    /// `now` is UTC in milliseconds. Throws `StoreError`: `directoryInUse`, `directoryUnusable`, `databaseNewer`,
    /// `databaseOfOtherService`. A damaged file is logged and refuses its own calls only.
    public init(
        configuration: StoreConfiguration, schema: StoreSchema, logger: Logger = Logger(label: "danhba.store"),
        now: @escaping @Sendable () -> Int64 = SystemTime.milliseconds
    ) throws {
        serviceName = schema.name
        self.configuration = configuration
        self.logger = logger
        self.now = now
        Connection.limitCaches(to: configuration.cacheByteLimit)
        let registry = try WorkspaceRegistry(configuration: configuration, schema: schema)
        try registry.openExisting(logger)
        let failures = Failures(logger: logger)
        let reads = WorkQueue<QueuedCall<ReadTransaction>>(
            limit: configuration.readQueueLimit, threadCount: configuration.readerThreads)
        let scheduledWrites = WorkQueue<Workspace>(limit: .max, threadCount: configuration.writerThreads)
        self.registry = registry
        self.failures = failures
        self.reads = reads
        self.scheduledWrites = scheduledWrites
        let readLane = ReadLane(queue: reads, registry: registry, configuration: configuration)
        let writeLane = WriteLane(
            scheduled: scheduledWrites, configuration: configuration, now: now, failures: failures)
        readers = WorkerThreads(count: max(1, configuration.readerThreads), name: "store-read", body: readLane.run)
        writers = WorkerThreads(count: max(1, configuration.writerThreads), name: "store-write", body: writeLane.run)
    }

    deinit { refuseCalls() }

    /// Closes the store: refuses further calls, answers those that wait with `closed`, lets the running ones end, then
    /// truncates every write-ahead log, closes the files and lets other processes in.
    ///
    /// Later calls return at once.
    public func close() async {
        refuseCalls()
        await readers.join()
        await writers.join()
        await registry.close()
    }

    private func refuseCalls() {
        for call in reads.close() { call.fail(StoreError.closed) }
        for workspace in registry.all { workspace.writes.close().refuse(StoreError.closed) }
        _ = scheduledWrites.close()
    }

    /// The workspaces that exist, sorted.
    public func workspaces() throws -> [String] { try registry.directory.workspaces() }

    /// The names of the workspaces known now, in no order, then of each new one; a name may come twice.
    ///
    /// For one consumer; at most `workspaceLimit` names wait. Ends when the store closes.
    public func workspaceUpdates() -> AsyncStream<String> { registry.names() }
}

/// Tells the store's `run` that a file can no longer be written.
final class Failures: Sendable {
    let stream: AsyncStream<StoreError>
    private let continuation: AsyncStream<StoreError>.Continuation
    private let logger: Logger

    init(logger: Logger) {
        self.logger = logger
        (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(1))
    }

    /// A damaged file concerns its own callers; a disk that fails to write concerns the whole process.
    func report(_ error: StoreError, workspace: String) {
        logger.critical(
            "workspace's file failed; it is not used again by this process",
            metadata: ["workspace": "\(workspace)", "error": "\(error)"])
        if case .inputOutput = error { continuation.yield(error) }
    }
}
