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

    /// The method's own deadline, inherited metadata, failing fast, unless said otherwise.
    public init(timeout: Duration? = nil, metadata: Metadata? = nil, waitForReady: Bool = false) {
        self.timeout = timeout
        self.metadata = metadata
        self.waitForReady = waitForReady
    }
}

/// A way to one peer.
///
/// Thread-safe; many calls run over it at once and their answers come in any order.
public protocol Connection: Sendable {
    /// Starts a unary call; `completion` is called exactly once, on a transport thread, and must not block.
    ///
    /// Returns what cancels the call.
    @discardableResult
    func start<Request: Message, Response: Message>(
        _ method: MethodDescriptor, _ request: Request, options: CallOptions,
        completion: @escaping @Sendable (Result<Response, RPCError>) -> Void
    ) -> CallHandle

    /// Opens a streaming call.
    func open(_ method: MethodDescriptor, options: CallOptions) async throws -> any ClientStream
}

/// Cancels a started call; harmless after its end.
public struct CallHandle: Sendable {
    private let action: @Sendable () -> Void

    /// A handle that cancels by `action`, which must be harmless when called again.
    public init(_ action: @escaping @Sendable () -> Void) { self.action = action }

    /// Cancels the call: its completion is called with `cancelled` unless it was called already.
    public func cancel() { action() }
}

extension Connection {
    /// Makes a unary call.
    ///
    /// Cancelling the task cancels the call.
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
