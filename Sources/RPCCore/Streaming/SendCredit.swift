import Synchronization

/// The credit of one stream's sender; senders wait here while the peer's window is empty.
package final class SendCredit: Sendable {
    private struct Waiter {
        var id: UInt64
        var cost: Int
        var continuation: CheckedContinuation<Result<Void, RPCError>, Never>
    }

    private struct State {
        var window: SendWindow
        var waiters: [Waiter] = []
        var nextID: UInt64 = 0
        var failure: RPCError?
    }

    private let state: Mutex<State>

    package init(credit: Int) { state = Mutex(State(window: SendWindow(credit: credit))) }

    /// Pays for one message; suspends until the window is open.
    ///
    /// Throws the stream's failure, or `cancelled`.
    package func spend(_ cost: Int) async throws(RPCError) {
        let immediate: Result<Bool, RPCError> = state.withLock { state in
            if let failure = state.failure { return .failure(failure) }
            guard state.waiters.isEmpty, state.window.isOpen else { return .success(false) }
            state.window.spend(cost)
            return .success(true)
        }
        if try !immediate.get() { try await wait(cost).get() }
    }

    private func wait(_ cost: Int) async -> Result<Void, RPCError> {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let result = enqueue(Waiter(id: id, cost: cost, continuation: continuation))
                if let result { continuation.resume(returning: result) }
            }
        } onCancel: {
            cancel(id)
        }
    }

    /// Nil when the waiter now waits.
    private func enqueue(_ waiter: Waiter) -> Result<Void, RPCError>? {
        // A cancellation that came before this point found no waiter to wake.
        let isCancelled = Task.isCancelled
        return state.withLock { state in
            if let failure = state.failure { return .failure(failure) }
            if isCancelled { return .failure(SendCredit.cancelled) }
            if state.waiters.isEmpty && state.window.isOpen {
                state.window.spend(waiter.cost)
                return .success(())
            }
            state.waiters.append(waiter)
            return nil
        }
    }

    private func cancel(_ id: UInt64) {
        let waiter = state.withLock { state -> Waiter? in
            guard let index = state.waiters.firstIndex(where: { $0.id == id }) else { return nil }
            return state.waiters.remove(at: index)
        }
        waiter?.continuation.resume(returning: .failure(SendCredit.cancelled))
    }

    /// Takes credit from the peer.
    ///
    /// False when the peer gave too much, which breaks the protocol.
    package func grant(_ credit: UInt32) -> Bool {
        let (isLegal, ready) = state.withLock { state in
            let isLegal = state.window.grant(credit)
            var ready: [Waiter] = []
            while state.window.isOpen, !state.waiters.isEmpty {
                let waiter = state.waiters.removeFirst()
                state.window.spend(waiter.cost)
                ready.append(waiter)
            }
            return (isLegal, ready)
        }
        for waiter in ready { waiter.continuation.resume(returning: .success(())) }
        return isLegal
    }

    /// The stream is over: everyone who waits, and every later `spend`, fails.
    ///
    /// The first failure counts.
    package func fail(_ error: RPCError) {
        let waiters = state.withLock { state in
            if state.failure == nil { state.failure = error }
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.continuation.resume(returning: .failure(error)) }
    }

    private static let cancelled = RPCError(.cancelled, "The task that wrote to the stream was cancelled.")
}
