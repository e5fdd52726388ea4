import RPCCore
import RPCTransport

extension PrometheusText {
    /// Writes what a server has done: `danhba_server_…`, named after gRPC's A66.
    public mutating func write(_ server: ServerStatistics) {
        begin("danhba_server_connections", .gauge, "Open connections.")
        sample(server.connections.count)
        begin("danhba_server_connections_accepted_total", .counter, "Connections that were accepted.")
        sample(server.connectionsAccepted)
        begin("danhba_server_connections_refused_total", .counter, "Connections closed at once: there were too many.")
        sample(server.connectionsRefused)
        begin("danhba_server_outbox_bytes", .gauge, "Bytes that wait to be written to clients.")
        sample(server.connections.reduce(0) { $0 + $1.outboxBytes })
        let methods = server.methods.map { (labels: [(name: "method", value: $0.fullName)], statistics: $0) }
        begin("danhba_server_call_started_total", .counter, "Calls that arrived.")
        for method in methods { sample(method.statistics.started, method.labels) }
        begin("danhba_server_calls_in_flight", .gauge, "Calls that are not answered.")
        for method in methods { sample(method.statistics.inFlight, method.labels) }
        begin("danhba_server_call_received_bytes_total", .counter, "Bytes of requests, without frame headers.")
        for method in methods { sample(method.statistics.requestBytes, method.labels) }
        begin("danhba_server_call_sent_bytes_total", .counter, "Bytes of responses, without frame headers.")
        for method in methods { sample(method.statistics.responseBytes, method.labels) }
        writeTimes(of: methods)
    }

    private mutating func writeTimes(of methods: [(labels: Labels, statistics: MethodStatistics)]) {
        begin("danhba_server_call_duration_seconds", .histogram, "From the arrival of a call to its answer.")
        for method in methods {
            for (code, latency) in method.statistics.latencyByCode.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                histogram(method.labels + [("status", code.name)], latency)
            }
        }
        begin("danhba_server_call_queue_seconds", .histogram, "How long calls waited for a thread of the store.")
        for method in methods where method.statistics.queueWait.count > 0 {
            histogram(method.labels, method.statistics.queueWait)
        }
    }

    private mutating func histogram(_ labels: Labels, _ histogram: LatencyHistogram) {
        let bounds = HistogramBounds.seconds
        var counts = [UInt64](repeating: 0, count: bounds.count + 1)
        for (index, count) in histogram.buckets.enumerated() where count > 0 {
            // Durations are counted in whole microseconds: what is in a bucket is shorter than the next one's start.
            let end = Double(LatencyHistogram.upperBound(of: index) + 1) / 1e6
            counts[bounds.firstIndex { end <= $0 } ?? bounds.count] += count
        }
        self.histogram(labels, bounds: bounds, counts: counts, sum: Double(histogram.sumMicroseconds) / 1e6)
    }
}
