import Contracts
import RPCCore
import Synchronization

/// What a process says of itself; set by what runs it, read by its health method.
public final class HealthState: Sendable {
    let service: String
    let version: String
    private let started = MonotonicClock.now
    private let shared = Mutex(Shared())

    private struct Shared {
        var isServing = false
        var watchers: [Int: AsyncStream<Bool>.Continuation] = [:]
        var watcherCount = 0
    }

    /// Not serving; the uptime counts from here.
    public init(service: String, version: String) {
        self.service = service
        self.version = version
    }

    /// Whether new calls should be sent here; false at first.
    public var isServing: Bool {
        get { shared.withLock(\.isServing) }
        set {
            shared.withLock { shared in
                guard shared.isServing != newValue else { return }
                shared.isServing = newValue
                for watcher in shared.watchers.values { watcher.yield(newValue) }
            }
        }
    }

    /// `isServing` now, then whenever it changes; a slow reader sees only the newest.
    func states() -> AsyncStream<Bool> {
        let (stream, continuation) = AsyncStream.makeStream(of: Bool.self, bufferingPolicy: .bufferingNewest(1))
        let id = shared.withLock { shared in
            shared.watcherCount += 1
            shared.watchers[shared.watcherCount] = continuation
            continuation.yield(shared.isServing)
            return shared.watcherCount
        }
        continuation.onTermination = { [weak self] _ in
            _ = self?.shared.withLock { shared in shared.watchers.removeValue(forKey: id) }
        }
        return stream
    }

    var uptimeMilliseconds: Int64 { Int64((MonotonicClock.now - started) / 1_000_000) }
}

/// Answers `danhba.rpc.v1.Health`.
public struct HealthHandlers: RPCV1.HealthService {
    /// Its methods write nothing.
    public typealias Writer = NoStore

    private let state: HealthState

    /// Answers from `state`, which another part of the process keeps.
    public init(_ state: HealthState) { self.state = state }

    /// The state as it is; never fails.
    public func check(
        _ request: RPCV1.CheckHealthRequest, _ reader: NoStore, _ context: CallContext
    ) -> RPCV1.CheckHealthResponse {
        response(isServing: state.isServing)
    }

    /// The state as it is and as it changes, until the call ends.
    public func watch(
        _ request: RPCV1.WatchHealthRequest, _ responses: ResponseWriter<RPCV1.CheckHealthResponse>,
        _ context: CallContext
    ) async throws {
        for await isServing in state.states() { try await responses.write(response(isServing: isServing)) }
        try Task.checkCancellation()
    }

    private func response(isServing: Bool) -> RPCV1.CheckHealthResponse {
        RPCV1.CheckHealthResponse(
            state: isServing ? .serving : .notServing, service: state.service, version: state.version,
            uptimeMs: state.uptimeMilliseconds)
    }
}
