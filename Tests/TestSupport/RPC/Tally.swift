import Synchronization

/// A count that a test waits for.
public final class Tally: Sendable {
    private struct Waiter {
        var id: Int
        var goal: Int
        var continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        var count = 0
        var nextID = 0
        var waiters: [Waiter] = []
        var cancelledIDs: Set<Int> = []
    }

    private let state = Mutex(State())

    /// Counts from 0.
    public init() {}

    /// The count now.
    public var count: Int { state.withLock { $0.count } }

    /// Counts one more.
    public func advance() {
        let reached = state.withLock { state in
            state.count += 1
            let reached = state.waiters.filter { $0.goal <= state.count }
            state.waiters.removeAll { $0.goal <= state.count }
            return reached
        }
        for waiter in reached { waiter.continuation.resume() }
    }

    /// Suspends until the count is at least `goal`, or the task is cancelled, as it is when a test's time is over.
    public func reach(_ goal: Int) async {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let mustWait = state.withLock { state in
                    guard state.count < goal, !state.cancelledIDs.contains(id) else { return false }
                    state.waiters.append(Waiter(id: id, goal: goal, continuation: continuation))
                    return true
                }
                if !mustWait { continuation.resume() }
            }
        } onCancel: {
            cancel(id)
        }
    }

    private func cancel(_ id: Int) {
        let cancelled = state.withLock { state in
            state.cancelledIDs.insert(id)
            let cancelled = state.waiters.filter { $0.id == id }
            state.waiters.removeAll { $0.id == id }
            return cancelled
        }
        for waiter in cancelled { waiter.continuation.resume() }
    }
}
