/// The server's end of a streaming call, untyped; transports implement it.
public protocol ServerStream: Sendable {
    /// The next request message, nil after the client's last one.
    ///
    /// Suspends until one has arrived; the credit of what is returned goes back to the sender. Throws `cancelled`,
    /// `deadlineExceeded` or `unavailable` when the call ends.
    func receive<M: Message>(_ type: M.Type) async throws -> M?
    /// Sends one response message; suspends while the peer's window is empty.
    func send(_ message: some Message) async throws
}

/// The client's end of a streaming call, untyped; transports implement it.
public protocol ClientStream: Sendable {
    /// Sends one request message; suspends while the peer's window is empty.
    func send(_ message: some Message) async throws
    /// Says that no further request follows.
    func finish() async throws
    /// The next response message; nil when the call ended with `ok`.
    ///
    /// Throws the call's error.
    func receive<M: Message>(_ type: M.Type) async throws -> M?
    /// Gives the call up.
    ///
    /// Harmless after its end.
    func cancel()
}

/// The request messages of a streaming call, in order; for one consumer.
public struct RequestStream<Request: Message>: AsyncSequence, Sendable {
    private let stream: any ServerStream

    /// Wraps a transport's stream.
    public init(_ stream: any ServerStream) { self.stream = stream }

    /// Reads the messages, one at a time.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let stream: any ServerStream
        /// The next message, nil after the last one; throws what ended the call.
        public mutating func next() async throws -> Request? { try await stream.receive(Request.self) }
    }

    /// An iterator; there is one consumer, so make one.
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(stream: stream) }
}

/// Sends the response messages of a streaming call.
public struct ResponseWriter<Response: Message>: Sendable {
    private let stream: any ServerStream

    /// Wraps a transport's stream.
    public init(_ stream: any ServerStream) { self.stream = stream }

    /// Sends one message; suspends while the peer's window is empty, so a slow reader bounds memory here.
    public func write(_ response: Response) async throws { try await stream.send(response) }
}

/// A client's server-streaming call: the responses, in order; for one consumer.
///
/// Leaving the loop early and dropping the value cancels the call.
public struct ResponseStream<Response: Message>: AsyncSequence, Sendable {
    private let owner: StreamOwner

    /// Wraps a transport's stream.
    public init(_ stream: any ClientStream) { owner = StreamOwner(stream) }

    /// Reads the messages, one at a time.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let owner: StreamOwner
        /// The next message, nil after the last one; throws what ended the call.
        public mutating func next() async throws -> Response? { try await owner.stream.receive(Response.self) }
    }

    /// An iterator; there is one consumer, so make one.
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(owner: owner) }

    /// Gives the call up.
    public func cancel() { owner.stream.cancel() }
}

/// Cancels a stream when its last user is gone.
public final class StreamOwner: Sendable {
    let stream: any ClientStream
    init(_ stream: any ClientStream) { self.stream = stream }
    deinit { stream.cancel() }
}

/// A client's client-streaming or bidirectional call.
public struct RequestWriter<Request: Message, Response: Message>: Sendable {
    private let stream: any ClientStream

    /// Wraps a transport's stream.
    public init(_ stream: any ClientStream) { self.stream = stream }

    /// Sends one message; suspends while the peer's window is empty.
    public func write(_ request: Request) async throws { try await stream.send(request) }

    /// Ends the requests of a bidirectional call, whose responses go on.
    public func finish() async throws { try await stream.finish() }

    /// Ends the requests and returns the one response of a client-streaming call.
    public func finishAndReceive() async throws -> Response {
        try await stream.finish()
        guard let response = try await stream.receive(Response.self) else {
            throw RPCError(.internal, "The peer ended the call without a response.")
        }
        return response
    }

    /// Gives the call up.
    ///
    /// Harmless after its end.
    public func cancel() { stream.cancel() }
}
