import RPCCore

/// How a client connects, and every limit that it keeps.
public struct ClientConfiguration: Sendable {
    /// Sent with calls whose options name no metadata and that are not made for another call.
    public var metadata = Metadata()
    /// By what the client shows who it is, and what servers must show.
    public var credentials = Credentials()
    /// The DNS name that the server's certificate must have; nil: the host of the address, as given.
    ///
    /// With an IP address, the address that is connected to must be in the certificate.
    public var serverName: String?
    /// Told to the server for its log: program and version, `gateway/1.4.0`.
    public var agent = ""
    /// Looks up host names at each attempt to connect.
    public var resolver: any HostResolver = SystemHostResolver()
    /// Addresses that one attempt tries; what names stand for beyond that is left out.
    public var addressLimit = 32
    /// Time for the system to connect to one address and for the server's HELLO.
    public var connectTimeout = Duration.seconds(5)
    /// Head start that an address has: when it has neither answered nor failed after this time, the next one is tried
    /// beside it, and the first that answers is used (as RFC 8305 does).
    public var connectStagger = Duration.milliseconds(250)
    /// Pauses between attempts to connect.
    public var reconnectInitialPause = Duration.milliseconds(100)
    /// By how much each pause is longer than the one before.
    public var reconnectPauseFactor = 1.6
    /// No pause is longer, but for the jitter.
    public var reconnectPauseLimit = Duration.seconds(20)
    /// Part of a pause by which it is lengthened or shortened at random.
    public var reconnectJitter = 0.2
    /// Calls that may wait for a connection, or for the server to have room; further ones fail with `unavailable`,
    /// retryable.
    public var waitingCallLimit = 4096
    /// Most bytes of a frame that the server may send, after its length field.
    ///
    /// Default 4 MiB; at most 16,777,215.
    public var frameByteLimit = 4 << 20
    /// Bytes that the server may send on a stream before they are consumed.
    ///
    /// Default 64 KiB. Grows to eight times for a stream whose reader is faster.
    public var streamWindow = 64 << 10
    /// Most bytes of one message of a stream, joined from its frames.
    ///
    /// Default 4 MiB.
    public var streamMessageByteLimit = 4 << 20
    /// How requests are compressed for servers that take that; nil: neither they are, nor are compressed responses
    /// taken.
    public var compression: MessageCompression?
    /// Whether calls are compressed whose options do not say.
    public var compressesByDefault = true
    /// Silence, at least this and at most twice this, after which the server is asked with PING whether it lives.
    public var keepaliveInterval = Duration.seconds(20)
    /// Further silence after which the connection is given up.
    public var keepaliveTimeout = Duration.seconds(10)

    /// Nanoseconds; tells when files may have changed.
    var fileClock: @Sendable () -> UInt64 = { MonotonicClock.now }

    /// The defaults.
    public init() {}
}
