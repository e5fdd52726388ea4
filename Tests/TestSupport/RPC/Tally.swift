import Synchronization

/// A count that a test waits for.
public final class Tally: Sendable {
    private struct State {
        var count = 0
        var waiters: [(goal: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

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

    /// Suspends until the count is at least `goal`.
    public func reach(_ goal: Int) async {
        await withCheckedContinuation { continuation in
            let isReached = state.withLock { state in
                if state.count < goal { state.waiters.append((goal, continuation)) }
                return state.count >= goal
            }
            if isReached { continuation.resume() }
        }
    }
}
