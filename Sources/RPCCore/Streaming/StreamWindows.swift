/// How a stream's messages share a connection: in DATA frames of at most 32 KiB, paid for with credit.
///
/// A DATA frame costs its bytes on the wire, header included. A message may be started while any credit is left, and
/// is then sent to its end, so that a message larger than the window passes too; the credit may fall below zero.
package enum DataFrames {
    /// Most payload bytes of one DATA frame that this implementation sends.
    package static var payloadByteLimit: Int { 32 << 10 }

    /// What a message of `byteCount` bytes costs.
    package static func cost(ofMessage byteCount: Int) -> Int {
        let frames = max(1, (byteCount + payloadByteLimit - 1) / payloadByteLimit)
        return byteCount + frames * FrameHeader.byteCount
    }

    /// The parts of a message that its frames carry; one empty part for an empty message.
    package static func parts(ofMessage byteCount: Int) -> [Range<Int>] {
        if byteCount == 0 { return [0..<0] }
        return stride(from: 0, to: byteCount, by: payloadByteLimit).map { $0..<min(byteCount, $0 + payloadByteLimit) }
    }
}

/// A message of a stream as it travels.
package struct StreamMessage: Equatable, Sendable {
    package var bytes: [UInt8]
    /// The bytes are a zlib stream of the message.
    package var isCompressed: Bool

    package init(_ bytes: [UInt8], isCompressed: Bool = false) {
        self.bytes = bytes
        self.isCompressed = isCompressed
    }
}

/// The sending half of a stream's flow control: what the peer is still ready to hold.
package struct SendWindow: Equatable, Sendable {
    package private(set) var credit: Int

    package init(credit: Int) { self.credit = credit }

    /// Whether a further message may be started.
    package var isOpen: Bool { credit > 0 }

    /// Pays for a message.
    package mutating func spend(_ cost: Int) { credit -= cost }

    /// Takes credit from the peer.
    ///
    /// False when the peer gave more than 2^31 - 1, which breaks the protocol.
    package mutating func grant(_ addition: UInt32) -> Bool {
        credit += Int(addition)
        return credit <= Int(Int32.max)
    }
}

/// Why a peer's DATA frame breaks the rules of its stream.
@usableFromInline package enum StreamViolation: Error, Equatable, Sendable {
    /// A message was started without credit.
    case windowExceeded
    /// A message grew past the limit.
    case messageTooLong(limit: Int)
    /// DATA after the frame that ended the stream.
    case afterEnd
    /// The stream ended inside of a message.
    case cutMessage
    /// More than the one message of a side that does not stream.
    case secondMessage
    /// DATA for a unary call.
    case noStream

    /// Whether only the call fails, of which the message is; else the connection.
    package var isOfCall: Bool {
        switch self {
        case .afterEnd, .cutMessage, .secondMessage: true
        case .windowExceeded, .messageTooLong, .noStream: false
        }
    }

    package var error: RPCError {
        switch self {
        case .windowExceeded: RPCError(.resourceExhausted, "The peer sent stream messages without credit.")
        case .messageTooLong(let limit): RPCError(.resourceExhausted, "A stream message of more than \(limit) bytes.")
        case .afterEnd: RPCError(.invalidArgument, "The peer sent a stream message after the last one.")
        case .cutMessage: RPCError(.invalidArgument, "The peer ended the stream inside of a message.")
        case .secondMessage: RPCError(.invalidArgument, "The peer sent a second message where only one may come.")
        case .noStream: RPCError(.invalidArgument, "The peer sent a stream message for a unary call.")
        }
    }
}

extension StreamViolation {
    /// What a client's caller is told of a server that did it.
    package var responseError: RPCError {
        RPCError(.internal, "The server broke the protocol: \(error.message)", cause: self)
    }
}

extension RPCError {
    /// A client's own mistake, which never travels.
    package static var sentAfterFinish: RPCError {
        RPCError(.failedPrecondition, "A message was sent after the stream was finished.")
    }
}

/// The receiving half of a stream's flow control: joins frames to messages and counts what is held.
///
/// The window grows for a reader that is faster than it lets the sender be: doubled, when credit is returned, if the
/// reader had to wait since the last time, up to `growthFactor` times what it was. A slow reader's never grows.
package struct ReceiveWindow: Equatable, Sendable {
    private struct Held: Equatable {
        var message = StreamMessage([])
        var cost = 0
    }

    package static var growthFactor: Int { 8 }

    private var window: Int
    private let windowLimit: Int
    private var hasReaderWaited = false
    private let messageByteLimit: Int
    /// Only one message may come.
    private let isSingle: Bool
    private var hasBegun = false
    private var messages: [Held] = []
    private var first = 0
    private var partial = Held()
    /// A message has begun, and goes on.
    private(set) var isPartial = false
    /// Cost of what was received and for which no credit was returned yet.
    private var outstanding = 0
    /// Cost of what was consumed and for which no credit was returned yet.
    private var returnable = 0

    /// - Parameter isSingle: Only one message may come: the sender's side does not stream.
    package init(window: Int, messageByteLimit: Int, isSingle: Bool = false) {
        self.window = window
        self.isSingle = isSingle
        windowLimit = max(window, min(Int(Int32.max), window &* Self.growthFactor))
        self.messageByteLimit = messageByteLimit
    }

    /// Takes one DATA frame's payload.
    ///
    /// True when it completed a message. `isCompressed` counts of a message's first frame.
    package mutating func receive(
        _ payload: UnsafeRawBufferPointer, isLastOfMessage: Bool, isCompressed: Bool = false
    ) throws(StreamViolation) -> Bool {
        if !isPartial {
            if isSingle && hasBegun { throw .secondMessage }
            if outstanding >= window { throw .windowExceeded }
            hasBegun = true
        }
        if partial.message.bytes.count + payload.count > messageByteLimit {
            throw .messageTooLong(limit: messageByteLimit)
        }
        let cost = payload.count + FrameHeader.byteCount
        outstanding += cost
        if !isPartial { partial.message.isCompressed = isCompressed }
        partial.message.bytes.append(contentsOf: payload)
        partial.cost += cost
        isPartial = !isLastOfMessage
        guard isLastOfMessage else { return false }
        messages.append(partial)
        partial = Held()
        return true
    }

    /// Whether a whole message waits to be taken.
    package var hasMessage: Bool { first < messages.count }

    /// Removes the oldest message and counts it as consumed.
    package mutating func take() -> StreamMessage? {
        guard first < messages.count else { return nil }
        let held = messages[first]
        messages[first].message.bytes = []
        first += 1
        if first == messages.count {
            messages.removeAll(keepingCapacity: true)
            first = 0
        } else if first > 64 && first * 2 > messages.count {
            messages.removeFirst(first)
            first = 0
        }
        returnable += held.cost
        return held.message
    }

    /// The reader found no message and waits for one.
    package mutating func readerWaits() { hasReaderWaited = true }

    /// The credit to return to the peer now: all that was consumed, once it is half of the window, and by how much the
    /// window grows; else nil.
    package mutating func takeCredit() -> UInt32? {
        guard returnable * 2 >= window else { return nil }
        let growth = hasReaderWaited ? min(window, windowLimit - window) : 0
        let credit = returnable + growth
        outstanding -= returnable
        returnable = 0
        window += growth
        hasReaderWaited = false
        return UInt32(clamping: credit)
    }

    /// Forgets all that was received.
    package mutating func discard() {
        messages = []
        first = 0
        partial = Held()
    }
}
