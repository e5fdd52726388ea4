import Logging
import ServiceLifecycle
import Store

/// Keeps the search index close behind the contacts; whoever is behind is found all the same.
///
/// `run` waits for workspaces with changes and brings their index up to date in short writes between the others.
public final class SearchIndexer: Service {
    /// A segment is worth the work when this many of its contacts are pending.
    public static let minimum: Int64 = 128
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
                for workspace in workspaces { await indexLogged(workspace) }
                // Cancelled: the loop ends after this round.
                try? await Task.sleep(for: pause)
            }
        }
    }

    private func indexLogged(_ workspace: String) async {
        do {
            try await index(workspace)
        } catch {
            // Searches read what is pending; the next change tries again.
            logger.warning("search index not updated", metadata: ["workspace": "\(workspace)", "error": "\(error)"])
        }
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
