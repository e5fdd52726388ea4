import RPCCore

/// How a server listens, and every limit that it keeps.
public struct ServerConfiguration: Sendable {
    /// Where to listen; port 0 lets the system choose, see `RPCServer.addresses`.
    public var addresses: [PeerAddress]
    /// By what the server shows who it is, and what clients must show.
    public var credentials = Credentials()
    /// Path of the file that says who may call what; nil: every client may call every method.
    ///
    /// A line for each identity: the identity, then method names (`package.Service/Method`) or beginnings of such and
    /// `*`, separated by blanks; what follows `#` is a comment. The identity `*` is everybody, `(secret)` whoever knows
    /// the shared secret. Calls that no line allows are answered `permissionDenied`. A changed file holds for
    /// connections made after it.
    public var allowListFile: String?
    /// Whether to listen where other machines can connect, with neither TLS nor a secret.
    public var allowsUnprotectedNetwork = false
    /// Told to clients for their logs: program and version, `contacts/1.4.0`.
    public var agent = ""
    /// Connections at a time; further ones are closed at once.
    ///
    /// Each idle one costs some KiB.
    public var connectionLimit = 16_384
    /// Connections at a time, for each event loop, that have not finished their handshake; further ones are closed at
    /// once.
    public var handshakeLimit = 1024
    /// Most bytes of a frame after its length field, once the handshake is done: of a request, a stream's frame or a
    /// response.
    ///
    /// Default 4 MiB, as gRPC's; at most 16,777,215.
    public var frameByteLimit = 4 << 20
    /// Most bytes of a call's encoded metadata.
    ///
    /// Default and maximum 8 KiB.
    public var metadataByteLimit = 8 << 10
    /// Calls in flight on one connection; further ones are answered `unavailable`, retryable.
    public var inFlightCallLimit = 1024
    /// Request bytes of the calls in flight on one connection; further calls are answered `unavailable`, retryable.
    public var inFlightByteLimit = 16 << 20
    /// Bytes that a client may send on a stream before the handler consumes them.
    ///
    /// Default 64 KiB. Grows to eight times for a stream whose reader is faster.
    public var streamWindow = 64 << 10
    /// Most bytes of one message of a stream, joined from its frames.
    ///
    /// Default 4 MiB.
    public var streamMessageByteLimit = 4 << 20
    /// How responses are compressed for clients that want it; nil: neither they are, nor are compressed requests taken.
    public var compression: MessageCompression?
    /// Bytes of responses waiting for a client that does not read; beyond them its connection is closed.
    ///
    /// Long before, at 256 KiB, its further unary requests wait, as they do where the answers being made could reach
    /// this together. Requests that wait count as in flight.
    public var outboundByteLimit = 32 << 20
    /// Time for a new connection's handshake: TLS, HELLO and proof.
    public var handshakeTimeout = Duration.seconds(5)
    /// Silence, at least this and at most twice this, after which a client is asked with PING whether it lives.
    public var keepaliveInterval = Duration.seconds(30)
    /// Further silence after which its connection is closed.
    public var keepaliveTimeout = Duration.seconds(10)
    /// Time that calls in flight get to finish when the server shuts down.
    public var drainGrace = Duration.seconds(10)
    /// How long a draining server waits for a client to acknowledge that it sends no further calls.
    public var drainAnnouncement = Duration.seconds(1)
    /// Say who may call what, besides the allow-list, and see every call that is run, in this order.
    public var interceptors: [any CallInterceptor] = []
    /// Connections that the system may hold for the server before it accepts them.
    public var backlog = 4096

    /// Nanoseconds; tells when files may have changed.
    var fileClock: @Sendable () -> UInt64 = { MonotonicClock.now }

    /// The defaults, on loopback and a port of the system's choice.
    public init(addresses: [PeerAddress] = [.tcp(host: "127.0.0.1", port: 0)]) { self.addresses = addresses }
}
