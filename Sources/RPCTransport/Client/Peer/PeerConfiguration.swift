import RPCCore

/// How a client deals with a peer's addresses and with failed calls, and every limit that it keeps.
public struct PeerConfiguration: Sendable {
    /// How a peer's addresses share the calls.
    public enum Balancing: String, Sendable, CaseIterable {
        /// One connection, to the first address that answers; the others stand by.
        case pickFirst = "pick-first"
        /// A connection to every address, host names resolved to all of theirs; of two that are drawn at random, the
        /// one with fewer calls pending takes the next call.
        case leastPending = "least-pending"
    }

    /// Of each connection.
    public var connection = ClientConfiguration()
    /// How the addresses share the calls.
    public var balancing = Balancing.pickFirst
    /// Which failed calls are sent again, and how many.
    public var retry = RetryPolicy()
    /// With `leastPending` calls find addresses that were looked up at most this long ago, or start a look-up.
    public var resolutionInterval = Duration.seconds(60)
    /// Between look-ups that lost connections ask for.
    public var resolutionLeastInterval = Duration.seconds(5)
    /// Addresses that are connected to, per kind of connection; what a name resolves to beyond that is left out.
    public var endpointLimit = 32
    /// Calls that may wait for a connection, per kind of connection, or for their next attempt; further ones fail with
    /// `unavailable`.
    public var waitingCallLimit = 4096

    /// The defaults.
    public init() {}

    /// Pauses between attempts to connect, and to look names up.
    var backoff: Backoff {
        Backoff(
            initial: connection.reconnectInitialPause, factor: connection.reconnectPauseFactor,
            limit: connection.reconnectPauseLimit, jitter: connection.reconnectJitter)
    }
}
