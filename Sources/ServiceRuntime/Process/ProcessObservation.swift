import Foundation
import Logging
import Observability
import RPCCore
import RPCTransport
import Store
import Tracing

/// What a process shows of itself while it runs: metrics, traces and the log of its calls, as far as its settings ask
/// for them.
///
/// What nobody asked for is not installed and costs calls nothing. The interceptors' order is the same everywhere:
/// tracing, so that all others see the call's own span; the log; then the metrics of clients. Servers count by
/// themselves.
final class ProcessObservation: Sendable {
    let metrics: MetricsRegistry
    private let tracer: SpanTracer?
    private let logger: Logger
    private let measuresClients: Bool
    private let startTime = Date().timeIntervalSince1970

    /// Makes swift-metrics and swift-distributed-tracing report here, which a process can do once.
    init(_ settings: ServiceSettings, logger: Logger) {
        self.logger = logger
        metrics = MetricsRegistry.process
        measuresClients = settings.admin != nil
        tracer = settings.traceFraction.map { SpanTracer(fraction: $0, logger: logger) }
        if let tracer { InstrumentationSystem.bootstrap(tracer) }
    }

    /// What a server asks about its calls.
    var serverInterceptors: [any CallInterceptor] {
        var interceptors: [any CallInterceptor] = []
        if let tracer { interceptors.append(TracingInterceptor(tracer, .server)) }
        if logger.logLevel <= .debug { interceptors.append(CallLog(logger)) }
        return interceptors
    }

    /// What a client asks about its calls to `peer`.
    func clientInterceptors(to peer: String) -> [any CallInterceptor] {
        var interceptors: [any CallInterceptor] = []
        if let tracer { interceptors.append(TracingInterceptor(tracer, .client)) }
        if measuresClients { interceptors.append(CallMetrics(.client(peer: peer), factory: metrics)) }
        return interceptors
    }

    /// Adds the families of the process, and of the server and store that it has.
    func collect(_ recorder: StatisticsRecorder?, _ store: Store?) {
        metrics.addCollector { [self] text in
            text.write(ProcessUsage.now, startTime: startTime)
            if let recorder { text.write(recorder.snapshot()) }
            if let store { text.write(store.totals()) }
        }
    }
}

extension PrometheusText {
    fileprivate mutating func write(_ usage: ProcessUsage, startTime: Double) {
        begin("process_resident_memory_bytes", .gauge, "Resident memory.")
        sample(usage.residentBytes)
        begin("process_cpu_seconds_total", .counter, "Processor time of all threads, user and system.")
        sample(Double(usage.processorMilliseconds) / 1_000)
        begin("process_start_time_seconds", .gauge, "When the process started, in seconds since 1970.")
        sample(startTime)
    }

    fileprivate mutating func write(_ store: StoreTotals) {
        begin("danhba_store_workspaces", .gauge, "Workspaces that there are.")
        sample(store.workspaces)
        begin("danhba_store_open_workspaces", .gauge, "Workspaces whose file is open.")
        sample(store.openWorkspaces)
        begin("danhba_store_wal_bytes", .gauge, "Size of the write-ahead logs of open workspaces.")
        sample(store.logBytes)
        begin("danhba_store_database_bytes", .gauge, "Size of the files of open workspaces.")
        sample(store.databaseBytes)
        begin("danhba_store_change_sequence", .gauge, "Sum of the newest changes' sequences of open workspaces.")
        sample(store.sequence)
        begin("danhba_store_writes_total", .counter, "Writes that were committed.")
        sample(store.writes)
        begin("danhba_store_commits_total", .counter, "Group commits; writes divided by them are a group's size.")
        sample(store.commits)
        begin("danhba_store_queued_calls", .gauge, "Calls that wait for a thread of the store.")
        sample(store.queuedReads, [("lane", "read")])
        sample(store.queuedWrites, [("lane", "write")])
    }
}
