/// When a client sends a failed call again by itself.
///
/// Sent again are calls that never started, and calls of idempotent methods that ended with `unavailable`; never past
/// their deadline, and never more than the budget allows. Pauses are drawn from 0 to a bound that grows, so that
/// clients that failed together do not come back together.
public struct RetryPolicy: Sendable, Equatable {
    /// Attempts of one call, the first one and hedges included.
    ///
    /// 1: nothing is sent again.
    public var attemptLimit = 3
    /// The longest pause before the second attempt.
    public var initialPause = Duration.milliseconds(50)
    /// By how much the bound of each further pause is longer.
    public var pauseFactor = 2.0
    /// The bound grows to this.
    public var pauseLimit = Duration.seconds(1)
    /// A server may ask for a pause (`RetryInfo`); where it asks for a longer one than this, the call is not sent again.
    public var requestedPauseLimit = Duration.seconds(5)
    /// Of the calls of the last ten seconds, the part that may be sent again, in percent.
    public var budgetPercent = 20
    /// Attempts a second that are allowed beside that, for clients with few calls.
    public var budgetPerSecond = 10

    /// The defaults.
    public init() {}

    /// No call is sent again.
    public static let never: RetryPolicy = {
        var policy = RetryPolicy()
        policy.attemptLimit = 1
        return policy
    }()

    /// Nanoseconds to wait before the next attempt of a call with `attempts` behind it; nil when the server asks for
    /// more than is waited.
    ///
    /// `random` is in 0..<1.
    package func pause(after attempts: Int, requested: Duration?, random: Double) -> UInt64? {
        var bound = min(initialPause, pauseLimit)
        for _ in 1..<max(1, attempts) where bound < pauseLimit { bound = min(bound * pauseFactor, pauseLimit) }
        let jittered = bound * random
        guard let requested else { return jittered.nanosecondsSaturated }
        guard requested <= requestedPauseLimit else { return nil }
        return (requested + jittered).nanosecondsSaturated
    }
}

extension RPCError {
    /// How long the server asks the caller to wait before the call is sent again, from its `RetryInfo`; nil when it
    /// does not say.
    public var retryDelay: Duration? {
        guard let detail = details.first(where: { $0.type == "danhba.rpc.v1.RetryInfo" }) else { return nil }
        return detail.value.withUnsafeBytes { bytes in
            var reader = ProtobufReader(bytes)
            var milliseconds: Int64?
            // A detail that cannot be read is as good as absent: the code still stands.
            while let field = try? reader.next() {
                if case .varint(1, let value) = field { milliseconds = Int64(bitPattern: value) }
            }
            return milliseconds.map { .milliseconds(max(0, $0)) }
        }
    }
}
