import Synchronization

/// Something that happens once in a test, and that others wait for instead of sleeping.
public final class Event<Value: Sendable>: Sendable {
    private struct State {
        var value: Value?
        var waiters: [CheckedContinuation<Value, Never>] = []
    }

    private let state = Mutex(State())

    public init() {}

    /// It happened; later calls do nothing.
    public func fire(_ value: Value) {
        let waiters = state.withLock { state in
            if state.value == nil { state.value = value }
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume(returning: value) }
    }

    /// Suspends until it has happened.
    public func wait() async -> Value {
        await withCheckedContinuation { continuation in
            let value = state.withLock { state in
                if state.value == nil { state.waiters.append(continuation) }
                return state.value
            }
            if let value { continuation.resume(returning: value) }
        }
    }

    /// What happened, nil until then.
    public var value: Value? { state.withLock { $0.value } }
}

extension Event where Value == Void {
    /// It happened.
    public func fire() { fire(()) }
}
