import Histogram

/// What a run of load found.
package struct LoadReport: Sendable {
    /// How long answers were counted.
    package var seconds = 0.0
    private var requests = 0
    private var errors = 0
    /// In nanoseconds.
    private var latencies = Histogram<UInt64>(
        highestTrackableValue: 60_000_000_000, numberOfSignificantValueDigits: .three)

    package init() {}

    /// Notes one answer.
    package mutating func record(nanoseconds: UInt64, isRight: Bool) {
        requests += 1
        if !isRight { errors += 1 }
        // Above the highest value the histogram says no; a call of a minute is as good as lost.
        _ = latencies.record(nanoseconds)
    }

    /// Prints one line, with the keys of `loadtest echo --json`.
    package func print() {
        Swift.print(
            """
            {"requests":\(requests),"errors":\(errors),"seconds":\((seconds * 1000).rounded() / 1000),\
            "rps":\(Int(Double(requests) / seconds)),"p50_us":\(microseconds(50)),"p99_us":\(microseconds(99))}
            """)
    }

    private func microseconds(_ percentile: Double) -> Double {
        (Double(latencies.valueAtPercentile(percentile)) / 100).rounded() / 10
    }
}
