import RPCCore
import Synchronization

/// The server's end of one streaming call.
final class ServerCallStream: ServerStream {
    private let streamID: UInt32
    private let outbox: ServerOutbox
    private let inbox: MessageInbox
    private let credit: SendCredit
    private let messageByteLimit: Int
    private let compression: MessageCompression?
    private let received = Atomic<Int>(0)
    private let sent = Atomic<Int>(0)

    init(
        _ method: MethodDescriptor, streamID: UInt32, outbox: ServerOutbox, peerWindow: UInt32,
        configuration: ServerConfiguration, compression: MessageCompression?
    ) {
        self.streamID = streamID
        self.compression = compression
        self.outbox = outbox
        messageByteLimit = configuration.streamMessageByteLimit
        credit = SendCredit(credit: Int(peerWindow))
        let window = ReceiveWindow(
            window: configuration.streamWindow, messageByteLimit: messageByteLimit, isSingle: !method.isClientStreaming)
        inbox = MessageInbox(window: window) { credit in
            outbox.push(FrameHeader(.window, streamID: streamID, a: credit))
        }
    }

    func receive<M: Message>(_ type: M.Type) async throws -> M? {
        guard let message = try await inbox.next() else { return nil }
        let bytes: [UInt8]
        do {
            bytes = try message.plainBytes(byteLimit: messageByteLimit)
        } catch {
            throw error.requestError
        }
        return try bytes.withUnsafeBytes { bytes in try M(deserializing: bytes) }
    }

    /// Bytes of messages that arrived, as they travelled.
    var receivedBytes: Int { received.load(ordering: .relaxed) }

    /// Bytes of messages that the handler sent, as they travel; the last ones may not have left.
    var sentBytes: Int { sent.load(ordering: .relaxed) }

    func send(_ message: some Message) async throws {
        let bytes = message.serializedBytes()
        guard bytes.count <= messageByteLimit else {
            throw RPCError(.resourceExhausted, "A stream message of more than \(messageByteLimit) bytes.")
        }
        let travelling = StreamMessage(bytes, compression)
        try await credit.spend(DataFrames.cost(ofMessage: travelling.bytes.count))
        sent.wrappingAdd(travelling.bytes.count, ordering: .relaxed)
        outbox.push(travelling, on: streamID)
    }

    // MARK: What the connection tells

    /// DATA arrived.
    func received(_ header: FrameHeader, _ payload: UnsafeRawBufferPointer) throws(StreamViolation) {
        try inbox.receive(header.flags, payload)
        received.wrappingAdd(payload.count, ordering: .relaxed)
    }

    /// WINDOW arrived.
    ///
    /// False when the credit is excessive.
    func granted(_ credit: UInt32) -> Bool { self.credit.grant(credit) }

    /// The call is over: whoever sends or receives gets `error`.
    func end(_ error: RPCError) {
        credit.fail(error)
        inbox.end(.failed(error), discarding: true)
    }
}
