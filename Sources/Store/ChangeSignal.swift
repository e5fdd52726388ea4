import Synchronization

/// Tells tasks that a workspace's change log went on; lives as long as the store, whether the file is open or not.
public final class ChangeSignal: Sendable {
    private struct Waiter {
        var sequence: Int64
        var continuation: CheckedContinuation<Bool, any Error>
    }

    private struct State {
        var newest: Int64 = -1
        var waiters: [UInt64: Waiter] = [:]
        var nextKey: UInt64 = 0
        var isClosed = false
    }

    private let state = Mutex(State())
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// The newest sequence heard of; -1 before the workspace was first opened.
    public var newest: Int64 { state.withLock { $0.newest } }

    /// Returns true when the log holds a change after `sequence`, at once or when one is committed, and false when
    /// `timeout` passes before.
    ///
    /// Throws `CancellationError` when the task is cancelled, `closed` when the store closes, `tooManyWatchers` at the
    /// limit.
    public func wait(after sequence: Int64, timeout: Duration) async throws -> Bool {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask { try await self.wait(after: sequence) }
            group.addTask {
                try await Task.sleep(for: timeout)
                return false
            }
            defer { group.cancelAll() }
            return try await group.next() ?? false
        }
    }

    /// Returns true when the log holds a change after `sequence`, at once or when one is committed.
    ///
    /// Throws as `wait(after:timeout:)` does.
    @discardableResult
    public func wait(after sequence: Int64) async throws -> Bool {
        let key = state.withLock { state in
            state.nextKey += 1
            return state.nextKey
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let result = register(Waiter(sequence: sequence, continuation: continuation), key: key)
                if let result { continuation.resume(with: result) }
            }
        } onCancel: {
            let waiter = state.withLock { $0.waiters.removeValue(forKey: key) }
            waiter?.continuation.resume(throwing: CancellationError())
        }
    }

    /// The result when there is nothing to wait for.
    private func register(_ waiter: Waiter, key: UInt64) -> Result<Bool, any Error>? {
        state.withLock { state in
            if state.isClosed { return .failure(StoreError.closed) }
            if state.newest > waiter.sequence { return .success(true) }
            // The handler of a cancellation that came before has found no waiter to remove.
            if Task.isCancelled { return .failure(CancellationError()) }
            guard state.waiters.count < limit else { return .failure(StoreError.tooManyWatchers(limit: limit)) }
            state.waiters[key] = waiter
            return nil
        }
    }

    /// Says that the changes up to `sequence` are committed.
    func advance(to sequence: Int64) {
        let woken = state.withLock { state -> [Waiter] in
            guard sequence > state.newest else { return [] }
            state.newest = sequence
            if state.waiters.isEmpty { return [] }
            let woken = state.waiters.filter { $0.value.sequence < sequence }
            for key in woken.keys { state.waiters[key] = nil }
            return Array(woken.values)
        }
        for waiter in woken { waiter.continuation.resume(returning: true) }
    }

    /// Ends every wait with `closed`.
    func close() {
        let waiters = state.withLock { state in
            state.isClosed = true
            defer { state.waiters = [:] }
            return state.waiters.values
        }
        for waiter in waiters { waiter.continuation.resume(throwing: StoreError.closed) }
    }
}
