import RPCCore

/// The server's end of one streaming call.
final class ServerCallStream: ServerStream {
    private let streamID: UInt32
    private let outbox: ServerOutbox
    private let inbox: MessageInbox
    private let credit: SendCredit
    private let messageByteLimit: Int

    init(streamID: UInt32, outbox: ServerOutbox, peerWindow: UInt32, configuration: ServerConfiguration) {
        self.streamID = streamID
        self.outbox = outbox
        messageByteLimit = configuration.streamMessageByteLimit
        credit = SendCredit(credit: Int(peerWindow))
        let window = ReceiveWindow(window: configuration.streamWindow, messageByteLimit: messageByteLimit)
        inbox = MessageInbox(window: window) { credit in
            outbox.push(FrameHeader(.window, streamID: streamID, a: credit))
        }
    }

    func receive<M: Message>(_ type: M.Type) async throws -> M? {
        guard let bytes = try await inbox.next() else { return nil }
        return try bytes.withUnsafeBytes { bytes in try M(deserializing: bytes) }
    }

    func send(_ message: some Message) async throws {
        let bytes = message.serializedBytes()
        guard bytes.count <= messageByteLimit else {
            throw RPCError(.resourceExhausted, "A stream message of more than \(messageByteLimit) bytes.")
        }
        try await credit.spend(DataFrames.cost(ofMessage: bytes.count))
        outbox.push(bytes, on: streamID)
    }

    // MARK: What the connection tells

    /// DATA arrived.
    func received(_ header: FrameHeader, _ payload: UnsafeRawBufferPointer) throws(StreamViolation) {
        if !header.flags.contains(.noData) {
            try inbox.receive(payload, isLastOfMessage: !header.flags.contains(.more))
        }
        if header.flags.contains(.endStream) { inbox.end(.finished) }
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
