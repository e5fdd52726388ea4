import RPCCore
import Synchronization

/// A connection to a router in the same process, without sockets; for tests.
///
/// Everything else is as over a socket: messages and metadata are serialised and read back, calls start one after the
/// other on one thread, deadlines and cancellation reach the handlers, streams have bounded windows, and every call
/// ends exactly once. Calls end with `shutdown`, or with the last reference.
public final class InProcessConnection: Connection {
    private static let peer = CallPeer(address: "in-process")

    private let server: InProcessServer
    private let metadata: Metadata

    /// - Parameters:
    ///   - metadata: Sent with calls whose options name none and that are not made for another call.
    ///   - streamWindow: Bytes that may be sent on a stream, in each direction, before they are consumed.
    public init(router: Router, metadata: Metadata = Metadata(), streamWindow: Int = 64 << 10) {
        server = InProcessServer(router: router, streamWindow: streamWindow)
        self.metadata = metadata
        server.run()
    }

    deinit { server.shutdown() }

    /// Starts a unary call; `receive` is called on the thread on which the handler answered.
    @discardableResult
    public func start(
        _ method: MethodDescriptor, _ request: any Message, options: CallOptions,
        receive: @escaping @Sendable (Result<UnsafeRawBufferPointer, RPCError>) -> Void
    ) -> CallHandle {
        do throws(RPCError) {
            let context = try context(for: method, options)
            let call = InProcessCall(context) { result in
                switch result {
                case .success(let bytes): bytes.withUnsafeBytes { receive(.success($0)) }
                case .failure(let error): receive(.failure(error))
                }
            }
            server.start(call, request.serializedBytes())
            return CallHandle(call)
        } catch {
            receive(.failure(error))
            return CallHandle(nil)
        }
    }

    /// Opens a streaming call.
    public func open(_ method: MethodDescriptor, options: CallOptions) async throws -> any ClientStream {
        let context = try context(for: method, options)
        let channel = InProcessStream(method, window: server.streamWindow)
        let call = InProcessCall(context, stream: channel) { result in
            channel.end(result.map { _ in () })
        }
        channel.onViolation { [weak server, weak call] error in
            if let server, let call { server.end(call, error) }
        }
        server.start(call, [])
        return InProcessClientStream(channel) { [server] in server.end(call, .cancelledByCaller) }
    }

    /// Ends calls in flight, and all later ones, with `cancelled`.
    public func shutdown() { server.shutdown() }

    private func context(for method: MethodDescriptor, _ options: CallOptions) throws(RPCError) -> CallContext {
        let current = CallContext.current
        var deadline = Deadline.never
        if let timeout = options.timeout ?? method.defaultTimeout { deadline = .after(timeout) }
        if let current { deadline = min(deadline, current.deadline) }
        let sent = options.metadata ?? current?.metadata ?? metadata
        let encoded = try sent.encoded()
        var received = try Metadata(decoding: encoded)
        received.trace = sent.trace
        return CallContext(method: method, metadata: received, deadline: deadline, peer: InProcessConnection.peer)
    }
}

extension RPCError {
    static let cancelledByCaller = RPCError(.cancelled, "The call was cancelled.")
}
