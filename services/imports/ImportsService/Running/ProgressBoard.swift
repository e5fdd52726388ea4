import Synchronization

/// Tells watchers of a job that it moved on.
///
/// Lives in the process: what is told is only that there is something to read.
final class ProgressBoard: Sendable {
    private struct State {
        var watchers: [JobIdentity: [UInt64: AsyncStream<Void>.Continuation]] = [:]
        var nextKey: UInt64 = 0
    }

    private let state = Mutex(State())

    /// A signal for each step of the job from now on; those that come while nobody looks become one.
    func watch(_ job: JobIdentity) -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let key = state.withLock { state in
            state.nextKey += 1
            state.watchers[job, default: [:]][state.nextKey] = continuation
            return state.nextKey
        }
        continuation.onTermination = { [weak self] _ in self?.remove(job, key: key) }
        return stream
    }

    func moved(_ job: JobIdentity) {
        for continuation in state.withLock({ $0.watchers[job]?.values.map { $0 } ?? [] }) { continuation.yield() }
    }

    /// Watchers of every job: for tests that nothing is left behind.
    var watcherCount: Int { state.withLock { $0.watchers.values.reduce(0) { $0 + $1.count } } }

    private func remove(_ job: JobIdentity, key: UInt64) {
        state.withLock { state in
            state.watchers[job]?[key] = nil
            if state.watchers[job]?.isEmpty == true { state.watchers[job] = nil }
        }
    }
}
