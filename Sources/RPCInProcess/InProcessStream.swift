import RPCCore

/// Both directions of a streaming call in the process.
final class InProcessStream: Sendable {
    /// One direction.
    struct Lane: Sendable {
        let credit: SendCredit
        let inbox: MessageInbox

        init(window: Int) {
            let credit = SendCredit(credit: window)
            self.credit = credit
            let receiveWindow = ReceiveWindow(window: window, messageByteLimit: InProcessServer.messageByteLimit)
            // The window never exceeds its own size, which is a legal credit.
            inbox = MessageInbox(window: receiveWindow) { _ = credit.grant($0) }
        }

        func send(_ message: some Message) async throws {
            let bytes = message.serializedBytes()
            guard bytes.count <= InProcessServer.messageByteLimit else {
                throw RPCError(.resourceExhausted, "The message is too long.")
            }
            try await credit.spend(DataFrames.cost(ofMessage: bytes.count))
            try deliver(bytes)
        }

        private func deliver(_ message: [UInt8]) throws {
            do {
                try message.withUnsafeBytes { bytes in
                    for part in DataFrames.parts(ofMessage: message.count) {
                        let payload = UnsafeRawBufferPointer(rebasing: bytes[part])
                        try inbox.receive(payload, isLastOfMessage: part.upperBound == message.count)
                    }
                }
            } catch let violation as StreamViolation {
                throw violation.error
            }
        }

        func receive<M: Message>(_ type: M.Type) async throws -> M? {
            guard let message = try await inbox.next() else { return nil }
            return try message.bytes.withUnsafeBytes { bytes in try M(deserializing: bytes) }
        }
    }

    let requests: Lane
    let responses: Lane

    init(window: Int) {
        requests = Lane(window: window)
        responses = Lane(window: window)
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
    private let end: @Sendable () -> Void

    init(_ stream: InProcessStream, end: @escaping @Sendable () -> Void) {
        self.stream = stream
        self.end = end
    }

    deinit { end() }

    func send(_ message: some Message) async throws { try await stream.requests.send(message) }

    func finish() async throws { stream.requests.inbox.end(.finished) }

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
