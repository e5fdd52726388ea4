/// Whether a client has a connection, and when it tries to get one.
///
/// A pure value. The transport tells it what happened and does what it returns.
package struct ReconnectMachine: Equatable, Sendable {
    private enum Phase: Equatable {
        /// Nobody has asked for a connection yet, or the last one ended and nobody has asked since.
        case idle
        case connecting
        case ready
        /// The last attempt failed; the next one starts by itself.
        case backingOff
        case shutDown
    }

    private var phase = Phase.idle
    private var backoff: Backoff

    package init(backoff: Backoff) { self.backoff = backoff }

    package enum OnCall: Equatable, Sendable {
        /// Send it on the current connection.
        case send
        /// Keep it until the attempt that is under way has an outcome.
        case wait
        /// Start an attempt, and keep the call.
        case connect
        /// There is no connection and none soon.
        case fail(shutDown: Bool)
    }

    /// A call wants to start.
    package mutating func call(waitForReady: Bool) -> OnCall {
        switch phase {
        case .ready: return .send
        case .connecting: return .wait
        case .idle:
            phase = .connecting
            return .connect
        case .backingOff: return waitForReady ? .wait : .fail(shutDown: false)
        case .shutDown: return .fail(shutDown: true)
        }
    }

    /// Whether an attempt is under way.
    package var isConnecting: Bool { phase == .connecting }

    package enum OnConnected: Equatable, Sendable {
        /// Send the calls that wait.
        case use
        case closeIt
    }

    /// An attempt ended with a connection whose server said HELLO.
    package mutating func connected() -> OnConnected {
        guard phase == .connecting else { return .closeIt }
        phase = .ready
        backoff.succeeded()
        return .use
    }

    package enum OnFailed: Equatable, Sendable {
        /// Fail the calls that do not wait for readiness, and try again after the pause.
        case retry(after: Duration)
        case nothing
    }

    /// An attempt failed.
    ///
    /// `random` is in 0..<1.
    package mutating func failed(random: Double) -> OnFailed {
        guard phase == .connecting else { return .nothing }
        phase = .backingOff
        return .retry(after: backoff.failed(random: random))
    }

    /// The pause after a failure is over.
    ///
    /// True: start an attempt.
    package mutating func pauseEnded() -> Bool {
        guard phase == .backingOff else { return false }
        phase = .connecting
        return true
    }

    /// The current connection takes no more calls.
    ///
    /// True when calls wait: start an attempt.
    package mutating func lost(callsWait: Bool) -> Bool {
        guard phase == .ready else { return false }
        phase = callsWait ? .connecting : .idle
        return callsWait
    }

    /// The client is to end.
    ///
    /// False when it had before.
    package mutating func shutDown() -> Bool {
        guard phase != .shutDown else { return false }
        phase = .shutDown
        return true
    }
}
