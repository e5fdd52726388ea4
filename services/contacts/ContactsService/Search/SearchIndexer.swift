import Logging
import ServiceLifecycle
import Store

/// Keeps the search index close behind the contacts; whoever is behind is found all the same.
///
/// `run` waits for workspaces with changes and brings their index up to date in short writes between the others.
public final class SearchIndexer: Service {
    /// A segment is worth the work when this many of its contacts are pending.
    public static let minimum: Int64 = 128
    /// The same while a workspace keeps changing: an import that changes contacts everywhere would otherwise have every
    /// segment made again after each of its chunks.
    private static let busyMinimum: Int64 = 512
    /// Segments in one write, a few milliseconds each.
    private static let segmentLimit: Int64 = 4

    private let store: Store
    private let pause: Duration
    private let logger: Logger
    private let signal = WorkspaceSignal()

    /// `pause` is the least time between two rounds: changes that come meanwhile share the work of one.
    public init(store: Store, pause: Duration = .milliseconds(200), logger: Logger) {
        self.store = store
        self.pause = pause
        self.logger = logger
    }

    /// Says that a workspace may have pending texts.
    ///
    /// Cheap; from any thread.
    public func workspaceChanged(_ workspace: String) { signal.tell(workspace) }

    /// Works until the task is cancelled or shutdown begins.
    public func run() async {
        await cancelWhenGracefulShutdown { [self] in
            await signal.forEachRound { workspaces in
                for workspace in workspaces {
                    await logged(workspace) { try await index(workspace, minimum: Self.busyMinimum) }
                }
                // Cancelled: the loop ends after this round.
                try? await Task.sleep(for: pause)
                for workspace in workspaces where !signal.isTold(workspace) {
                    await logged(workspace) {
                        try await index(workspace)
                        // An import would have the names of a segment put into order several times.
                        try await sortNamesWhileQuiet(workspace)
                    }
                }
            }
        }
    }

    private func logged(_ workspace: String, _ body: () async throws -> Void) async {
        do {
            try await body()
        } catch {
            // Searches read what is pending; the next change tries again.
            logger.warning("search index not updated", metadata: ["workspace": "\(workspace)", "error": "\(error)"])
        }
    }

    private func sortNamesWhileQuiet(_ workspace: String) async throws {
        while !signal.isTold(workspace), !Task.isCancelled, try await sortNames(workspace, limit: Self.segmentLimit) {}
    }

    /// Puts the names of up to `limit` segments into their order; returns whether there were any.
    func sortNames(_ workspace: String, limit: Int64) async throws -> Bool {
        guard try await !store.read(workspace, { try $0.segmentsWithoutNames(limit: 1).isEmpty }) else { return false }
        return try await store.write(workspace) { try $0.sortNames(limit: limit) } > 0
    }

    /// Brings a workspace's index up to date, but for segments with fewer than `minimum` pending contacts.
    public func index(_ workspace: String, minimum: Int64 = SearchIndexer.minimum) async throws {
        var count = Int(Self.segmentLimit)
        while count == Self.segmentLimit {
            count = try await store.write(workspace) { writer in
                try writer.indexPendingTexts(minimum: minimum, limit: Self.segmentLimit)
            }
        }
    }
}
