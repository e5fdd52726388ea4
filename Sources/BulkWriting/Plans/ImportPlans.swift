import Crypto
import Foundation
import Logging
import ServiceLifecycle
import Store

/// The plans of imports: for each one a store of its own, with copies of the records that its rows match, in which the
/// rows are applied as if they were written.
///
/// Nothing reads them but what plans and explains; each is a file in `<data>/<name of the schema>`, which goes when its
/// import is over, when its workspace's plans are removed, or 24 hours after its last chunk.
public final class ImportPlans: Service {
    /// Seconds for which a plan is kept.
    public static let retention: Int64 = 24 * 3_600
    private static let pause = Duration.seconds(3_600)

    /// Its workspaces are the plans, by `name`.
    public let store: Store
    private let logger: Logger

    /// Opens the plans beside the data of the service; `schema` has the tables of its records, and `PlanTables`.
    ///
    /// `now` is UTC in milliseconds. Throws as `Store`.
    public init(
        schema: StoreSchema, directory: String, logger: Logger,
        now: @escaping @Sendable () -> Int64 = SystemTime.milliseconds
    ) throws {
        var configuration = StoreConfiguration(directory: directory)
        configuration.readerThreads = 1
        configuration.writerThreads = 2
        configuration.openWorkspaceLimit = 8
        configuration.readerCacheBytes = 16 << 20
        self.logger = logger
        store = try Store(configuration: configuration, schema: schema, logger: logger, now: now)
    }

    /// Removes forgotten plans, now and every hour; closes the files at shutdown.
    public func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.store.run() }
            group.addTask { await cancelWhenGracefulShutdown { await self.removeForgotten() } }
            try await group.waitForAll()
        }
    }

    private func removeForgotten() async {
        while !Task.isCancelled {
            do {
                let instant = Int64(Date().timeIntervalSince1970) - Self.retention
                _ = try await store.removeUnused(since: instant)
            } catch {
                // They only take room; the next round tries again.
                logger.warning("old plans were not removed", metadata: ["error": "\(error)"])
            }
            // Only cancellation ends the sleep early, and then the loop ends too.
            try? await Task.sleep(for: Self.pause)
        }
    }

    /// Closes the files; for tests, which do not run it.
    public func close() async { await store.close() }

    /// The name of a plan's file: workspaces and ids of jobs have more characters than names may.
    public func name(workspace: String, job: String) -> String { Self.hash(workspace) + "-" + Self.hash(job) }

    private static func hash(_ text: String) -> String {
        let digest = SHA256.hash(data: Data(text.utf8)).prefix(15)
        return digest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    /// Forgets every plan of a workspace: they may hold what was erased there.
    public func removeAll(workspace: String) async throws {
        let prefix = Self.hash(workspace) + "-"
        for name in try store.workspaces() where name.hasPrefix(prefix) { try await store.remove(name) }
    }

    /// Forgets a plan, when there is one.
    ///
    /// Throws `invalidArgument` for an id that is no job's.
    public func remove(workspace: String, job: String) async throws {
        try ChunkAnswers.check(jobID: job)
        try await store.remove(name(workspace: workspace, job: job))
    }
}
