import Logging
import RPCCore

/// Makes calls to other services that may be away for a while: sends them again until they are answered.
struct PatientCaller: Sendable {
    /// Attempts at a call that the other service refused for reasons that do not pass as surely as its absence.
    private static let doubtfulAttempts = 5

    var firstDelay: Duration
    var longestDelay: Duration
    var clock: any Clock<Duration>
    var metadata: Metadata
    var logger: Logger
    /// Called when a call failed for the first time and will be made again, and with nil when it was answered at last.
    var onAbsence: @Sendable (_ service: String?) async throws -> Void
    /// Whether a call that certainly has no effect yet is not worth repeating.
    var isGivenUp: @Sendable () -> Bool

    /// The same, for calls that are made until they are answered whatever becomes of the job.
    var persistent: PatientCaller {
        var caller = self
        caller.isGivenUp = { false }
        return caller
    }

    /// The call was given up before it had any effect.
    struct GivenUp: Error {}

    /// Makes a call until it is answered.
    ///
    /// Throws the other service's refusal, `GivenUp`, or `CancellationError` when the task is cancelled.
    func call<R: Sendable>(
        _ service: String, hasEffect: Bool, _ body: @Sendable (CallOptions) async throws -> R
    ) async throws -> R {
        var delay = firstDelay
        var attempts = 0
        var mayHaveEffect = false
        while true {
            do {
                let answer = try await body(CallOptions(metadata: metadata, mayRetry: false))
                if attempts > 0 { try await onAbsence(nil) }
                return answer
            } catch let error as RPCError {
                try Task.checkCancellation()
                attempts += 1
                guard isWorthRepeating(error, attempts: attempts) else { throw error }
                if hasEffect && !error.isRetryable { mayHaveEffect = true }
                logger.warning(
                    "another service did not answer; trying again",
                    metadata: ["service": "\(service)", "status": "\(error.code.name)", "attempts": "\(attempts)"])
                if attempts == 1 { try await onAbsence(service) }
            }
            if isGivenUp() && !mayHaveEffect { throw GivenUp() }
            try await clock.sleep(for: delay)
            delay = min(delay * 2, longestDelay)
        }
    }

    private func isWorthRepeating(_ error: RPCError, attempts: Int) -> Bool {
        switch error.code {
        case .unavailable, .deadlineExceeded: true
        case .resourceExhausted, .internal, .unknown, .aborted, .cancelled: attempts < Self.doubtfulAttempts
        case .ok, .invalidArgument, .notFound, .alreadyExists, .permissionDenied, .failedPrecondition, .outOfRange,
            .unimplemented, .dataLoss, .unauthenticated:
            false
        }
    }
}
