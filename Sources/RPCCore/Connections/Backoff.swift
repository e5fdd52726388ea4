/// The pauses between attempts to connect: growing, bounded, and spread so that clients do not come back together.
package struct Backoff: Equatable, Sendable {
    /// The pause after the first failure.
    package var initial: Duration
    package var factor: Double
    package var limit: Duration
    /// Part of a pause by which it is lengthened or shortened at random.
    package var jitter: Double
    private var failures = 0

    package init(
        initial: Duration = .milliseconds(100), factor: Double = 1.6, limit: Duration = .seconds(20),
        jitter: Double = 0.2
    ) {
        self.initial = initial
        self.factor = factor
        self.limit = limit
        self.jitter = jitter
    }

    /// The pause after one more failure.
    ///
    /// `random` is in 0..<1.
    package mutating func failed(random: Double) -> Duration {
        var pause = initial
        for _ in 0..<failures where pause < limit { pause = pause * factor }
        failures += 1
        return min(pause, limit) * (1 + jitter * (2 * random - 1))
    }

    /// A connection was established: the next failure starts anew.
    package mutating func succeeded() { failures = 0 }
}
