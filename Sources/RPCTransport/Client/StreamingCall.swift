import NIOConcurrencyHelpers
import NIOCore
import RPCCore
import Synchronization

/// A streaming call of a client.
final class StreamingCall: ClientCall {
    private struct State {
        var outbox: ClientOutbox?
        /// Of the messages that are sent; known once the call is on a connection.
        var compression: MessageCompression?
        /// The caller has said that no further message follows.
        var isFinished = false
        var placement: Result<Void, RPCError>?
        var opener: CheckedContinuation<Result<Void, RPCError>, Never>?

        mutating func place(_ result: Result<Void, RPCError>) -> CheckedContinuation<Result<Void, RPCError>, Never>? {
            guard placement == nil else { return nil }
            placement = result
            defer { opener = nil }
            return opener
        }
    }

    private let start: ClientCallStart
    private let messageByteLimit: Int
    private let inbox: MessageInbox
    private let credit = SendCredit(credit: 0)
    private let id = Atomic<UInt32>(0)
    private let state: NIOLockedValueBox<State>

    init(_ start: ClientCallStart, _ configuration: ClientConfiguration) {
        self.start = start
        messageByteLimit = configuration.streamMessageByteLimit
        let state = NIOLockedValueBox(State())
        self.state = state
        let window = ReceiveWindow(
            window: configuration.streamWindow, messageByteLimit: messageByteLimit,
            isSingle: !start.method.isServerStreaming)
        let link = StreamLink(state: state)
        inbox = MessageInbox(window: window) { credit in link.returnCredit(credit) }
        self.link = link
    }

    /// Returns credit over the connection that the call was placed on.
    private final class StreamLink: Sendable {
        private let state: NIOLockedValueBox<State>
        private let id = Atomic<UInt32>(0)

        init(state: NIOLockedValueBox<State>) { self.state = state }

        func place(_ streamID: UInt32) { id.store(streamID, ordering: .relaxed) }

        func returnCredit(_ credit: UInt32) {
            let outbox = state.withLockedValue { $0.outbox }
            outbox?.push(FrameHeader(.window, streamID: id.load(ordering: .relaxed), a: credit))
        }
    }

    private let link: StreamLink

    var method: MethodDescriptor { start.method }
    var deadline: UInt64 { start.deadline }
    var waitForReady: Bool { start.waitForReady }
    var streamID: UInt32 { id.load(ordering: .relaxed) }

    // MARK: What the connection tells

    func write(
        to frames: inout OutboundFrames, _ header: FrameHeader, limit: UInt32, on connection: ClientHandler
    ) -> Bool {
        id.store(header.streamID, ordering: .relaxed)
        link.place(header.streamID)
        var header = header
        header.flags = .noData
        if connection.compression != nil, !start.isCompressed { header.flags.insert(.plain) }
        guard frames.write(header, RawMessage(), limit: limit, preamble: start.preamble) != nil else { return false }
        _ = credit.grant(connection.server.streamWindow)
        let opener = state.withLockedValue { state in
            state.outbox = connection.outbox
            state.compression = start.isCompressed ? connection.compression : nil
            return state.place(.success(()))
        }
        opener?.resume(returning: .success(()))
        return true
    }

    func succeed(_ payload: UnsafeRawBufferPointer) {
        credit.fail(RPCError(.cancelled, "The call has ended."))
        inbox.finish { $0.responseError }
        dropQueued()
    }

    func fail(_ error: RPCError) {
        let opener = state.withLockedValue { $0.place(.failure(error)) }
        credit.fail(error)
        inbox.end(.failed(error))
        dropQueued()
        opener?.resume(returning: .failure(error))
    }

    func receive(_ header: FrameHeader, _ payload: UnsafeRawBufferPointer) throws(StreamViolation) {
        // A server's last frame is RESP.
        try inbox.receive(header.flags.subtracting(.endStream), payload)
    }

    func grant(_ credit: UInt32) -> Bool { self.credit.grant(credit) }

    private func dropQueued() {
        state.withLockedValue { $0.outbox }?.dropStream(streamID)
    }

    // MARK: What the caller does

    /// Suspends until the call is on a connection.
    ///
    /// Throws why it never will be.
    func placed() async throws(RPCError) {
        let result = await withCheckedContinuation { continuation in
            let result = state.withLockedValue { state in
                if state.placement == nil { state.opener = continuation }
                return state.placement
            }
            if let result { continuation.resume(returning: result) }
        }
        try result.get()
    }

    func send(_ message: some Message) async throws {
        let bytes = message.serializedBytes()
        guard bytes.count <= messageByteLimit else {
            throw RPCError(.resourceExhausted, "A stream message of more than \(messageByteLimit) bytes.")
        }
        let (isFinished, compression) = state.withLockedValue { ($0.isFinished, $0.compression) }
        if isFinished { throw RPCError.sentAfterFinish }
        let travelling = StreamMessage(bytes, compression)
        try await credit.spend(DataFrames.cost(ofMessage: travelling.bytes.count))
        state.withLockedValue { $0.outbox }?.push(travelling, on: streamID)
    }

    func finish() {
        let outbox = state.withLockedValue { state -> ClientOutbox? in
            defer { state.isFinished = true }
            return state.isFinished ? nil : state.outbox
        }
        outbox?.close(streamID)
    }

    func receive<M: Message>(_ type: M.Type) async throws -> M? {
        guard let message = try await inbox.next() else { return nil }
        let bytes: [UInt8]
        do {
            bytes = try message.plainBytes(byteLimit: messageByteLimit)
        } catch {
            throw error.responseError
        }
        do {
            return try bytes.withUnsafeBytes { bytes in try M(deserializing: bytes) }
        } catch {
            throw RPCError(.internal, "The server's message could not be read.", cause: error)
        }
    }
}

/// The caller's hold on a streaming call; letting go of it gives the call up.
final class OpenStream: ClientStream {
    private let call: StreamingCall
    private let connection: ClientConnection

    init(_ call: StreamingCall, on connection: ClientConnection) {
        self.call = call
        self.connection = connection
    }

    deinit { connection.cancel(call) }

    func send(_ message: some Message) async throws { try await call.send(message) }

    func finish() async throws { call.finish() }

    func receive<M: Message>(_ type: M.Type) async throws -> M? {
        do {
            return try await call.receive(type)
        } catch {
            if Task.isCancelled { cancel() }
            throw error
        }
    }

    func cancel() { connection.cancel(call) }
}
