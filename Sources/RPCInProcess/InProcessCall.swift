import RPCCore
import Synchronization

/// One call in the process; ends exactly once.
final class InProcessCall: Responder, CancellableCall {
    let context: CallContext
    /// Nil for unary calls.
    let stream: InProcessStream?
    private let completion: @Sendable (Result<[UInt8], RPCError>) -> Void
    private let hasEnded = Atomic<Bool>(false)
    private let endAction = Mutex<(@Sendable () -> Void)?>(nil)

    init(
        _ context: CallContext, stream: InProcessStream? = nil,
        _ completion: @escaping @Sendable (Result<[UInt8], RPCError>) -> Void
    ) {
        self.context = context
        self.stream = stream
        self.completion = completion
    }

    var isEnded: Bool { hasEnded.load(ordering: .acquiring) }

    /// Runs `action` when the call ends.
    ///
    /// Set before the call starts.
    func onEnd(_ action: @escaping @Sendable () -> Void) { endAction.withLock { $0 = action } }

    func respond(_ result: Result<any Message, any Error>) {
        guard !isEnded else { return }
        switch result {
        case .success(let message):
            let bytes = message.serializedBytes()
            if bytes.count > InProcessServer.messageByteLimit {
                end(.failure(RPCError(.resourceExhausted, "The response is too long.")))
            } else {
                end(.success(bytes))
            }
        case .failure(let error): end(.failure(RPCError(overTheWire: RPCError(handlerError: error))))
        }
    }

    /// Ends the call for its caller and tells its handler.
    func cancel() {
        end(.failure(.cancelledByCaller))
        context.cancellation.cancel()
    }

    /// Ends the call; later ends do nothing.
    func end(_ result: Result<[UInt8], RPCError>) {
        guard !hasEnded.exchange(true, ordering: .acquiringAndReleasing) else { return }
        let action = endAction.withLock { action in
            defer { action = nil }
            return action
        }
        action?()
        completion(result)
    }
}

extension RPCError {
    /// What the peer would see of `error`.
    fileprivate init(overTheWire error: RPCError) {
        self = error.encodedStatus().withUnsafeBytes { bytes in
            RPCError(statusCode: error.code.rawValue, isRetryable: error.isRetryable, decoding: bytes)
        }
    }
}
