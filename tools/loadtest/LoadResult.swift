import Histogram
import RPCCore

/// What a run of load found.
struct LoadResult: Sendable {
    var requests = 0
    /// Failed calls by status code.
    var errors: [StatusCode: Int] = [:]
    var seconds = 0.0
    /// Processor time of the server for each call, the warm-up included.
    var serverMicroseconds = 0.0
    /// In nanoseconds.
    var latencies = Histogram<UInt64>(highestTrackableValue: 3_600_000_000_000, numberOfSignificantValueDigits: .three)

    mutating func add(_ other: LoadResult) {
        requests += other.requests
        errors.merge(other.errors, uniquingKeysWith: +)
        latencies.add(other.latencies)
    }

    var errorCount: Int { errors.values.reduce(0, +) }
    var requestsPerSecond: Double { seconds > 0 ? Double(requests) / seconds : 0 }

    func print(json: Bool) {
        let p50 = microseconds(50)
        let p99 = microseconds(99)
        let p999 = microseconds(99.9)
        let highest = Double(latencies.maxRecorded) / 1000
        if json {
            Swift.print(
                """
                {"requests":\(requests),"errors":\(errorCount),"seconds":\(rounded(seconds)),\
                "rps":\(Int(requestsPerSecond)),"p50_us":\(rounded(p50)),"p99_us":\(rounded(p99)),\
                "p999_us":\(rounded(p999)),"max_us":\(rounded(highest)),\
                "server_cpu_us":\((serverMicroseconds * 100).rounded() / 100)}
                """)
            return
        }
        Swift.print("\(requests) calls in \(rounded(seconds)) s: \(Int(requestsPerSecond)) calls/s")
        Swift.print(
            "latency µs: p50 \(rounded(p50)), p99 \(rounded(p99)), p99.9 \(rounded(p999)), max \(rounded(highest))")
        Swift.print("server's processor time: \((serverMicroseconds * 100).rounded() / 100) µs a call")
        for (code, count) in errors.sorted(by: { $0.value > $1.value }) { Swift.print("\(count) × \(code.name)") }
    }

    private func microseconds(_ percentile: Double) -> Double {
        Double(latencies.valueAtPercentile(percentile)) / 1000
    }

    private func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }
}
