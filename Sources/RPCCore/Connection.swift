/// The caller's choices for one call.
public struct CallOptions: Sendable {
    /// Counted from now; nil: the method's own default.
    ///
    /// The deadline of the call being answered (`CallContext.current`) always bounds it.
    public var timeout: Duration?
    /// Nil: inherited from the call being answered, else the connection's default metadata.
    public var metadata: Metadata?
    /// Wait for a connection within the deadline instead of failing at once when there is none.
    public var waitForReady: Bool
    /// Whether a client that has a retry policy may send the call again by itself.
    ///
    /// For callers that repeat failed calls themselves: their attempts and the client's would multiply.
    public var mayRetry: Bool
    /// Send a second attempt when the first has no answer after this time, and take the answer that comes first.
    ///
    /// Nil: never. Only for unary methods without side effects, on clients with a retry policy; elsewhere it has no
    /// effect. Choose about the time that 95 % of the calls are faster than: the second attempts count against the
    /// client's retry budget.
    public var hedgingDelay: Duration?
    /// Whether the call moves much data, and so goes over a connection of its own kind where the client has one; nil:
    /// as the method's contract says.
    public var isBulk: Bool?
    /// Whether the call's messages may travel compressed, in both directions; nil: as the client's configuration says.
    ///
    /// Without effect where the connection's two sides do not both compress. Say false for what is compressed already,
    /// and where secrets stand beside text that a stranger can choose: lengths would tell them.
    public var isCompressed: Bool?

    /// The method's own deadline, inherited metadata, failing fast, retries and compression as the client does them and
    /// no hedging, unless said otherwise.
    public init(
        timeout: Duration? = nil, metadata: Metadata? = nil, waitForReady: Bool = false, mayRetry: Bool = true,
        hedgingDelay: Duration? = nil, isBulk: Bool? = nil, isCompressed: Bool? = nil
    ) {
        self.timeout = timeout
        self.metadata = metadata
        self.waitForReady = waitForReady
        self.mayRetry = mayRetry
        self.hedgingDelay = hedgingDelay
        self.isBulk = isBulk
        self.isCompressed = isCompressed
    }
}

/// A way to one peer.
///
/// Thread-safe; many calls run over it at once and their answers come in any order.
public protocol Connection: Sendable {
    /// Starts a unary call whose response is read by the caller; what `start` with a typed completion is made of.
    ///
    /// `receive` is called exactly once, on a transport thread, and must not block. It gets the serialised response,
    /// which is valid only during the call. Returns what cancels the call.
    @discardableResult
    func start(
        _ method: MethodDescriptor, _ request: any Message, options: CallOptions,
        receive: @escaping @Sendable (Result<UnsafeRawBufferPointer, RPCError>) -> Void
    ) -> CallHandle

    /// Opens a streaming call.
    func open(_ method: MethodDescriptor, options: CallOptions) async throws -> any ClientStream
}

/// Cancels a started call; harmless after its end.
public struct CallHandle: Sendable {
    private let call: (any CancellableCall)?

    /// A handle of that call; nil: of one that has ended.
    public init(_ call: (any CancellableCall)?) { self.call = call }

    /// Cancels the call: its completion is called with `cancelled` unless it was called already.
    public func cancel() { call?.cancel() }
}

/// A started call, as its transport knows it.
public protocol CancellableCall: AnyObject, Sendable {
    /// Cancels the call; harmless after its end and when called again.
    func cancel()
}

extension Connection {
    /// Starts a unary call; `completion` is called exactly once, on a transport thread, and must not block.
    ///
    /// Returns what cancels the call. Inlinable, as is `unary`: compiled for the caller's own messages, it looks up no
    /// types at run time.
    @inlinable
    @discardableResult
    public func start<Request: Message, Response: Message>(
        _ method: MethodDescriptor, _ request: Request, options: CallOptions = CallOptions(),
        completion: @escaping @Sendable (Result<Response, RPCError>) -> Void
    ) -> CallHandle {
        start(method, request, options: options, receive: { answer in completion(answer.message()) })
    }

    /// Makes a unary call.
    ///
    /// Cancelling the task cancels the call.
    @inlinable
    public func unary<Request: Message, Response: Message>(
        _ method: MethodDescriptor, _ request: Request, options: CallOptions = CallOptions()
    ) async throws -> Response {
        let cancellation = Cancellation()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let handle = start(method, request, options: options) { (result: Result<Response, RPCError>) in
                    continuation.resume(with: result)
                }
                cancellation.onCancel { handle.cancel() }
            }
        } onCancel: {
            cancellation.cancel()
        }
    }
}

extension Result where Success == UnsafeRawBufferPointer, Failure == RPCError {
    /// The response in a call's answer; `internal` when the bytes are no such message.
    @inlinable
    public func message<Response: Message>() -> Result<Response, RPCError> {
        switch self {
        case .success(let bytes):
            do {
                return .success(try Response(deserializing: bytes))
            } catch {
                return .failure(.unreadableResponse(error))
            }
        case .failure(let error): return .failure(error)
        }
    }
}

extension RPCError {
    /// The response of a call is not what its method answers.
    @usableFromInline
    static func unreadableResponse(_ cause: any Error) -> RPCError {
        RPCError(.internal, "The server's response could not be read.", cause: cause)
    }
}
