/// Sees every call of one side, a server's or a client's: its start, where it may refuse it or change what travels with
/// it, and its end.
///
/// Interceptors are installed in an order: `started` runs from the first to the last, `ended` from the last to the
/// first. Every call that an interceptor let pass is ended exactly once, however it ends. Both methods run on threads
/// that other calls wait for, an event loop's usually, and must not block.
///
/// A server asks about calls that it is about to run: what it refuses before, an unknown or forbidden method say, is only
/// in its statistics. A client asks once per call, also when the call is sent more than once.
public protocol CallInterceptor: Sendable {
    /// Whether that client may call that method; a call that one interceptor does not admit is refused with
    /// `permissionDenied`, before its request is read and before any `started`.
    ///
    /// A server asks once for each of its methods when a client has shown who it is, and not again for the connection's
    /// life: a call pays for the test of a bit. Clients do not ask.
    func admits(_ peer: CallPeer, to method: MethodDescriptor) -> Bool

    /// A call is about to run, or to be sent.
    ///
    /// What is returned is handed to `ended`; nil costs nothing. Throwing refuses the call: it ends with that error,
    /// the interceptors before this one are told its end, this one and those behind it are not.
    func started(_ call: inout InterceptedCall) throws(RPCError) -> (any Sendable)?

    /// The call has ended; its answer may not have left yet.
    ///
    /// `call` is what the last interceptor made of it, `note` what this one's `started` returned.
    func ended(_ call: InterceptedCall, _ outcome: CallOutcome, _ note: (any Sendable)?)
}

extension CallInterceptor {
    /// Everybody may call everything.
    public func admits(_ peer: CallPeer, to method: MethodDescriptor) -> Bool { true }

    /// Lets the call pass and takes no note.
    public func started(_ call: inout InterceptedCall) throws(RPCError) -> (any Sendable)? { nil }

    /// Does nothing.
    public func ended(_ call: InterceptedCall, _ outcome: CallOutcome, _ note: (any Sendable)?) {}
}

/// A call as interceptors see it.
public struct InterceptedCall: Sendable {
    /// The method that is called.
    public let method: MethodDescriptor
    /// The other end: on a server the client and who it has proven to be, on a client the name of the service.
    public let peer: CallPeer
    /// What travels beside the request; a server's handler sees it as the interceptors leave it, and so does the peer
    /// of a client.
    public var metadata: Metadata {
        didSet { isMetadataChanged = true }
    }
    /// Whether an interceptor has set the metadata, so that what was encoded before cannot be used.
    package private(set) var isMetadataChanged = false

    /// A call before any interceptor has seen it.
    public init(method: MethodDescriptor, peer: CallPeer, metadata: Metadata) {
        self.method = method
        self.peer = peer
        self.metadata = metadata
    }
}

/// How a call ended, as the side sees it that tells.
public struct CallOutcome: Sendable, Equatable {
    /// What the caller was told, or would have been had it been there still.
    public var code: StatusCode
    /// Bytes of request messages, without frame headers.
    public var requestBytes: Int
    /// Bytes of response messages, without frame headers.
    public var responseBytes: Int
    /// From the request's arrival, or the start of the call at a client, to its end.
    public var duration: Duration
    /// How long the call waited for a thread of the store, all the time when it never got one.
    ///
    /// Nil for calls that run where they arrive, and at clients.
    public var queueWait: Duration?

    /// An outcome of its parts.
    public init(
        _ code: StatusCode, requestBytes: Int = 0, responseBytes: Int = 0, duration: Duration = .zero,
        queueWait: Duration? = nil
    ) {
        self.code = code
        self.requestBytes = requestBytes
        self.responseBytes = responseBytes
        self.duration = duration
        self.queueWait = queueWait
    }
}
