import RPCCore
import Synchronization

/// Both directions of a streaming call in the process.
final class InProcessStream: Sendable {
    /// One direction.
    struct Lane: Sendable {
        let credit: SendCredit
        let inbox: MessageInbox
        private let violated: @Sendable (StreamViolation) -> Void

        /// - Parameter isSingle: Only one message may come.
        init(window: Int, isSingle: Bool, violated: @escaping @Sendable (StreamViolation) -> Void) {
            self.violated = violated
            let credit = SendCredit(credit: window)
            self.credit = credit
            let receiveWindow = ReceiveWindow(
                window: window, messageByteLimit: InProcessServer.messageByteLimit, isSingle: isSingle)
            // The window never exceeds its own size, which is a legal credit.
            inbox = MessageInbox(window: receiveWindow) { _ = credit.grant($0) }
        }

        func send(_ message: some Message) async throws {
            let bytes = message.serializedBytes()
            guard bytes.count <= InProcessServer.messageByteLimit else {
                throw RPCError(.resourceExhausted, "The message is too long.")
            }
            try await credit.spend(DataFrames.cost(ofMessage: bytes.count))
            deliver(bytes)
        }

        /// As over a socket, who breaks the rules learns it from the end of the call.
        private func deliver(_ message: [UInt8]) {
            message.withUnsafeBytes { bytes in
                for part in DataFrames.parts(ofMessage: message.count) {
                    let payload = UnsafeRawBufferPointer(rebasing: bytes[part])
                    do throws(StreamViolation) {
                        try inbox.receive(part.upperBound == message.count ? [] : .more, payload)
                    } catch {
                        return violated(error)
                    }
                }
            }
        }

        func receive<M: Message>(_ type: M.Type) async throws -> M? {
            guard let message = try await inbox.next() else { return nil }
            return try message.bytes.withUnsafeBytes { bytes in try M(deserializing: bytes) }
        }
    }

    let requests: Lane
    let responses: Lane

    private let violation: ViolationTarget

    init(_ method: MethodDescriptor, window: Int) {
        let violation = ViolationTarget()
        self.violation = violation
        requests = Lane(window: window, isSingle: !method.isClientStreaming) { violation.tell($0.error) }
        responses = Lane(window: window, isSingle: !method.isServerStreaming) { violation.tell($0.responseError) }
    }

    /// Ends the call of a stream whose rules are broken; set before the call starts.
    func onViolation(_ action: @escaping @Sendable (RPCError) -> Void) { violation.set(action) }

    /// Breaks the circle between a call and its stream.
    private final class ViolationTarget: Sendable {
        private let action = Mutex<(@Sendable (RPCError) -> Void)?>(nil)

        func set(_ action: @escaping @Sendable (RPCError) -> Void) { self.action.withLock { $0 = action } }

        func tell(_ error: RPCError) { action.withLock { $0 }?(error) }
    }

    /// The call has ended.
    func end(_ result: Result<Void, RPCError>) {
        var error = RPCError(.cancelled, "The call has ended.")
        switch result {
        case .success: responses.inbox.end(.finished)
        case .failure(let failure):
            error = failure
            responses.inbox.end(.failed(failure))
        }
        requests.inbox.end(.failed(error), discarding: true)
        requests.credit.fail(error)
        responses.credit.fail(error)
    }
}

/// The server's end.
struct InProcessServerStream: ServerStream {
    private let stream: InProcessStream

    init(_ stream: InProcessStream) { self.stream = stream }

    func receive<M: Message>(_ type: M.Type) async throws -> M? { try await stream.requests.receive(type) }

    func send(_ message: some Message) async throws { try await stream.responses.send(message) }
}

/// The client's end; letting go of it gives the call up.
final class InProcessClientStream: ClientStream {
    private let stream: InProcessStream
    private let isFinished = Atomic<Bool>(false)
    private let end: @Sendable () -> Void

    init(_ stream: InProcessStream, end: @escaping @Sendable () -> Void) {
        self.stream = stream
        self.end = end
    }

    deinit { end() }

    func send(_ message: some Message) async throws {
        if isFinished.load(ordering: .acquiring) { throw RPCError.sentAfterFinish }
        try await stream.requests.send(message)
    }

    func finish() async throws {
        isFinished.store(true, ordering: .releasing)
        stream.requests.inbox.end(.finished)
    }

    func receive<M: Message>(_ type: M.Type) async throws -> M? {
        do {
            return try await stream.responses.receive(type)
        } catch {
            if Task.isCancelled { cancel() }
            throw error
        }
    }

    func cancel() { end() }
}
