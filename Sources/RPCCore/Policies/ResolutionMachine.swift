/// When a peer's host names are looked up: at the first call, at intervals while there are calls, and after a
/// connection was lost, but never twice at once nor in quick succession.
///
/// A pure value; the instants are the caller's, in nanoseconds.
package struct ResolutionMachine: Sendable {
    private enum Phase {
        case idle
        case running
        /// The last look-up failed and there is no address; the next one starts by itself.
        case pausing
    }

    private let interval: UInt64
    private let leastInterval: UInt64
    private var phase = Phase.idle
    private var backoff: Backoff
    /// When the last look-up ended; nil before the first one.
    private var lastEnd: UInt64?

    /// - Parameters:
    ///   - interval: After which addresses are too old to go on with.
    ///   - leastInterval: Between look-ups that failed connections ask for.
    package init(interval: Duration, leastInterval: Duration, backoff: Backoff) {
        self.interval = interval.nanosecondsSaturated ?? .max
        self.leastInterval = leastInterval.nanosecondsSaturated ?? .max
        self.backoff = backoff
    }

    /// Whether a look-up is under way.
    package var isRunning: Bool { phase == .running }

    /// A call is made.
    ///
    /// True: start a look-up.
    package mutating func used(at now: UInt64) -> Bool { start(at: now, unlessWithin: interval) }

    /// An endpoint cannot be reached, or was lost.
    ///
    /// True: start a look-up.
    package mutating func endpointFailed(at now: UInt64) -> Bool { start(at: now, unlessWithin: leastInterval) }

    /// The look-up ended with addresses, new ones or those known before.
    package mutating func resolved(at now: UInt64) {
        phase = .idle
        lastEnd = now
        backoff.succeeded()
    }

    /// The look-up failed, and there is no address to go on with.
    ///
    /// Returns the pause after which `pauseEnded` is to be called. `random` is in 0..<1.
    package mutating func failed(at now: UInt64, random: Double) -> Duration {
        phase = .pausing
        lastEnd = now
        return backoff.failed(random: random)
    }

    /// True: start a look-up.
    package mutating func pauseEnded() -> Bool {
        guard phase == .pausing else { return false }
        phase = .running
        return true
    }

    private mutating func start(at now: UInt64, unlessWithin interval: UInt64) -> Bool {
        guard phase == .idle else { return false }
        if let lastEnd, now < lastEnd || now - lastEnd < interval { return false }
        phase = .running
        return true
    }
}
