import RPCCore
import Synchronization

/// A connection that breaks as a test asks: calls that never arrive, and calls whose answers are lost.
final class FaultyConnection: Connection {
    enum Fault: Sendable {
        /// The call is not made.
        case refused
        /// The call is made and its answer thrown away.
        case answerLost
        /// The call is not made and refused so.
        case failed(RPCError)
        /// The call is not made and answered with this message.
        case answered([UInt8])
    }

    private struct State {
        var next: @Sendable (String, Int) -> Fault? = { _, _ in nil }
        var calls: [String: Int] = [:]
        var requests: [any Message] = []
    }

    private let connection: any Connection
    private let state = Mutex(State())

    init(_ connection: any Connection) { self.connection = connection }

    /// Decides what happens to each call from now on, by the method's name and how many calls of it came before.
    func onCall(_ decide: @escaping @Sendable (String, Int) -> Fault?) {
        state.withLock {
            $0.next = decide
            $0.calls = [:]
            $0.requests = []
        }
    }

    /// All requests of one type since the last `onCall`, oldest first.
    func requests<Request: Message>(_ type: Request.Type) -> [Request] {
        state.withLock { $0.requests.compactMap { $0 as? Request } }
    }

    /// Calls of a method since the last `onCall`.
    func callCount(_ method: String) -> Int { state.withLock { $0.calls[method] ?? 0 } }

    func start(
        _ method: MethodDescriptor, _ request: any Message, options: CallOptions,
        receive: @escaping @Sendable (Result<UnsafeRawBufferPointer, RPCError>) -> Void
    ) -> CallHandle {
        let (decide, count) = state.withLock { state in
            defer { state.calls[method.name, default: 0] += 1 }
            state.requests.append(request)
            return (state.next, state.calls[method.name] ?? 0)
        }
        switch decide(method.name, count) {
        case nil: return connection.start(method, request, options: options, receive: receive)
        case .refused:
            receive(.failure(RPCError(.unavailable, "The test broke the connection.", isRetryable: true)))
            return CallHandle(nil)
        case .failed(let error):
            receive(.failure(error))
            return CallHandle(nil)
        case .answered(let bytes):
            bytes.withUnsafeBytes { receive(.success($0)) }
            return CallHandle(nil)
        case .answerLost:
            let lost = RPCError(.unavailable, "The test lost the answer.")
            return connection.start(method, request, options: options, receive: { _ in receive(.failure(lost)) })
        }
    }

    func open(_ method: MethodDescriptor, options: CallOptions) async throws -> any ClientStream {
        try await connection.open(method, options: options)
    }
}
