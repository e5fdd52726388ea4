/// The attempts of one call: when it is sent again, when it is hedged, and which outcome is its caller's.
///
/// A pure value; the instants are the caller's. `waiting` below means that an attempt is due: it pauses, or there is
/// no connection for it yet.
package struct AttemptMachine: Sendable {
    private let policy: RetryPolicy
    private let retries: Retries
    private let canHedge: Bool
    /// Attempts that were made or could not be.
    private var attempts = 0
    /// Attempts that were sent and have no outcome.
    private var inFlight = 0
    private var isWaiting = true
    private var isOver = false
    private var mayHaveStarted = false

    /// Which errors a call survives.
    package enum Retries: Sendable {
        case none
        /// Those of calls that never started.
        case notStarted
        /// Also `unavailable` after the call may have started.
        case unavailable
    }

    /// A call whose first attempt is due.
    ///
    /// A call that is made to answer another one (`isNested`) is sent again only when it did not start: the caller of
    /// the other one decides about the rest, or the layers' attempts would multiply.
    package init(
        policy: RetryPolicy, idempotency: MethodDescriptor.Idempotency, isNested: Bool, mayRetry: Bool
    ) {
        self.policy = policy
        canHedge = idempotency == .noSideEffects
        if !mayRetry {
            retries = .none
        } else if isNested || idempotency == .unknown {
            retries = .notStarted
        } else {
            retries = .unavailable
        }
    }

    /// Whether the call has its outcome.
    package var hasEnded: Bool { isOver }

    /// Whether an attempt is due, but not sent.
    package var needsEndpoint: Bool { isWaiting && !isOver }

    /// The waiting attempt has a connection.
    ///
    /// False when the call has ended meanwhile: it is not sent.
    package mutating func sent() -> Bool {
        guard !isOver else { return false }
        isWaiting = false
        attempts += 1
        inFlight += 1
        return true
    }

    /// An attempt was answered.
    ///
    /// True for the first answer, which is the call's.
    package mutating func answered() -> Bool { end() }

    /// The caller gives up, or the client ends.
    ///
    /// True when the call had no outcome yet.
    package mutating func end() -> Bool {
        guard !isOver else { return false }
        isOver = true
        return true
    }

    package enum OnFailure: Equatable, Sendable {
        /// The call has ended, or another attempt decides.
        case nothing
        /// The next attempt is due after so many nanoseconds.
        case retry(after: UInt64)
        /// The caller is told; with whether the call certainly never started.
        case fail(isRetryable: Bool)
    }

    /// An attempt failed.
    ///
    /// - Parameters:
    ///   - wasSent: False when there was no connection for it.
    ///   - hasAlternative: Another address takes calls, so an attempt that did not start needs no pause.
    ///   - deadline: Nanoseconds; `UInt64.max` for none.
    ///   - random: In 0..<1.
    ///   - withdraw: Asks the budget; called last, and only when everything else speaks for a further attempt.
    package mutating func failed(
        _ error: RPCError, wasSent: Bool, hasAlternative: Bool, deadline: UInt64, at now: UInt64,
        random: Double, withdraw: () -> Bool
    ) -> OnFailure {
        if wasSent {
            inFlight -= 1
        } else {
            isWaiting = false
            attempts += 1
        }
        guard !isOver else { return .nothing }
        if wasSent && !error.isRetryable { mayHaveStarted = true }
        guard survives(error) else { return fail(error) }
        if inFlight > 0 || isWaiting { return .nothing }
        guard attempts < policy.attemptLimit,
            let pause = pause(after: error, hasAlternative: hasAlternative, random: random),
            pause < deadline - min(now, deadline), withdraw()
        else { return fail(error) }
        isWaiting = true
        return .retry(after: pause)
    }

    /// The time after which the caller wants a second attempt beside the first is over.
    ///
    /// True: send it, where there is a connection.
    package mutating func hedge(withdraw: () -> Bool) -> Bool {
        guard canHedge, !isOver, !isWaiting, inFlight == 1, attempts < policy.attemptLimit, withdraw() else {
            return false
        }
        isWaiting = true
        return true
    }

    private func survives(_ error: RPCError) -> Bool {
        switch (retries, error.code) {
        case (.none, _), (_, .cancelled), (_, .deadlineExceeded): false
        case (.notStarted, _): error.isRetryable
        case (.unavailable, let code): error.isRetryable || code == .unavailable
        }
    }

    private func pause(after error: RPCError, hasAlternative: Bool, random: Double) -> UInt64? {
        let requested = error.retryDelay
        if hasAlternative && error.isRetryable && requested == nil { return 0 }
        return policy.pause(after: attempts, requested: requested, random: random)
    }

    private mutating func fail(_ error: RPCError) -> OnFailure {
        isOver = true
        return .fail(isRetryable: error.isRetryable && !mayHaveStarted)
    }
}
