import Synchronization

/// Names of workspaces in which there is something to do, from any thread to one worker.
///
/// A workspace that is told several times before the worker takes it is taken once.
final class WorkspaceSignal: Sendable {
    private let names = Mutex<Set<String>>([])
    private let wakeUps: AsyncStream<Void>
    private let wakeUp: AsyncStream<Void>.Continuation

    init() { (wakeUps, wakeUp) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1)) }

    func tell(_ workspace: String) {
        let isNew = names.withLock { $0.insert(workspace).inserted }
        if isNew { wakeUp.yield() }
    }

    /// Whether a workspace is told and not yet taken.
    func isTold(_ workspace: String) -> Bool { names.withLock { $0.contains(workspace) } }

    /// Calls `body` with the told workspaces, sorted, until the task is cancelled.
    func forEachRound(_ body: ([String]) async -> Void) async {
        for await _ in wakeUps {
            let told = names.withLock { names in
                defer { names = [] }
                return names
            }
            await body(told.sorted())
            if Task.isCancelled { return }
        }
    }
}
