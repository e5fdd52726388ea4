import Contracts
import RPCCore
import RPCTransport
import Store

/// Answers `danhba.rpc.v1.Diagnostics`.
public struct DiagnosticsHandlers: RPCV1.DiagnosticsService {
    /// Its methods write nothing.
    public typealias Writer = NoStore

    private static let replyByteLimit: Int32 = 1 << 20

    private let service: String
    private let started = MonotonicClock.now
    private let recorder: StatisticsRecorder
    private let store: Store?

    /// Tells what `recorder` has counted and what `store` holds.
    public init(service: String, recorder: StatisticsRecorder, store: Store? = nil) {
        self.service = service
        self.recorder = recorder
        self.store = store
    }

    /// The payload again, or so many zero bytes.
    public func echo(
        _ request: RPCV1.EchoRequest, _ reader: NoStore, _ context: CallContext
    ) throws -> RPCV1.EchoResponse {
        if request.replyBytes == 0 { return RPCV1.EchoResponse(payload: request.payload) }
        var rules = FieldRules()
        rules.number(request.replyBytes, field: "reply_bytes", in: 0...Self.replyByteLimit)
        try rules.check()
        return RPCV1.EchoResponse(payload: [UInt8](repeating: 0, count: Int(request.replyBytes)))
    }

    /// Counters of the server, of the process and of the open workspaces; takes microseconds.
    public func getStats(
        _ request: RPCV1.GetStatsRequest, _ reader: NoStore, _ context: CallContext
    ) -> RPCV1.GetStatsResponse {
        let usage = ProcessUsage.now
        let statistics = recorder.snapshot()
        return RPCV1.GetStatsResponse(
            service: service, uptimeMs: Int64((MonotonicClock.now - started) / 1_000_000),
            residentBytes: usage.residentBytes, peakResidentBytes: usage.peakResidentBytes,
            cpuMs: usage.processorMilliseconds,
            methods: statistics.methods.filter { $0.started > 0 }.map(RPCV1.MethodStats.init),
            connections: statistics.connections.map(RPCV1.ConnectionStats.init),
            workspaces: (store?.statistics() ?? []).map(RPCV1.WorkspaceStats.init))
    }
}

extension RPCV1.MethodStats {
    init(_ method: MethodStatistics) {
        let latency = method.latency
        let errors = method.endedByCode.filter { $0.key != .ok }.sorted { $0.key.rawValue < $1.key.rawValue }
        self.init(
            method: method.fullName, started: Int64(clamping: method.started),
            inFlight: Int64(clamping: method.inFlight), ok: Int64(clamping: method.endedByCode[.ok] ?? 0),
            errors: errors.map {
                RPCV1.StatusCount(code: Int32(clamping: $0.key.rawValue), count: Int64(clamping: $0.value))
            },
            p50Us: Int64(clamping: latency.percentile(0.5)),
            p99Us: Int64(clamping: latency.percentile(0.99)),
            maxUs: Int64(clamping: latency.maxMicroseconds),
            requestBytes: Int64(clamping: method.requestBytes), responseBytes: Int64(clamping: method.responseBytes),
            queueP50Us: Int64(clamping: method.queueWait.percentile(0.5)),
            queueP99Us: Int64(clamping: method.queueWait.percentile(0.99)))
    }
}

extension RPCV1.ConnectionStats {
    init(_ connection: ConnectionStatistics) {
        let age = connection.age.components
        self.init(
            peer: connection.peer, ageMs: age.seconds * 1_000 + age.attoseconds / 1_000_000_000_000_000,
            inFlight: Int64(connection.inFlight), outboxBytes: Int64(connection.outboxBytes),
            calls: Int64(clamping: connection.calls))
    }
}

extension RPCV1.WorkspaceStats {
    init(_ workspace: WorkspaceStatistics) {
        self.init(
            workspace: workspace.workspace, databaseBytes: workspace.databaseBytes, walBytes: workspace.logBytes,
            sequence: workspace.sequence, writes: workspace.writes, commits: workspace.commits)
    }
}
