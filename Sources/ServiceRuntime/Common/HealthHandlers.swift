import Contracts
import RPCCore
import Synchronization

/// What a process says of itself; set by what runs it, read by its health method.
public final class HealthState: Sendable {
    let service: String
    let version: String
    private let started = MonotonicClock.now
    private let serving = Atomic<Bool>(false)

    /// Not serving; the uptime counts from here.
    public init(service: String, version: String) {
        self.service = service
        self.version = version
    }

    /// Whether new calls should be sent here; false at first.
    public var isServing: Bool {
        get { serving.load(ordering: .acquiring) }
        set { serving.store(newValue, ordering: .releasing) }
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
        RPCV1.CheckHealthResponse(
            state: state.isServing ? .serving : .notServing, service: state.service, version: state.version,
            uptimeMs: state.uptimeMilliseconds)
    }
}
