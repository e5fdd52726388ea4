import RPCCore

/// How a side of a connection compresses what it sends, and that it takes compressed messages: zlib's format, each
/// message for itself.
///
/// Messages are compressed where both sides are configured so, and inflated up to the same limits that hold for plain
/// ones. Those of unary calls are inflated, and a client's requests compressed, on the event loop that others wait for:
/// worth it for connections over slow networks and for bulk, not for look-ups between neighbours.
public struct MessageCompression: Sendable, Equatable {
    /// Messages of fewer bytes are sent as they are, and larger ones that do not get smaller.
    public var leastByteCount = 1024
    /// zlib's level, from 1 (fast) to 9 (small); anything else counts as the nearer of the two.
    public var level = 1

    /// The defaults.
    public init() {}

    /// Compresses into `target`, which is shorter than the message.
    ///
    /// Returns how many bytes that made, nil when they do not fit or there is no memory.
    func compress(_ message: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer) -> Int? {
        Deflater.ofThread { $0.deflate(message, into: target, level: Int32(min(max(1, level), 9))) }
    }
}

extension StreamMessage {
    /// A message as it is sent: compressed when that is wanted and makes it smaller.
    init(_ bytes: [UInt8], _ compression: MessageCompression?) {
        guard let compression, bytes.count >= max(2, compression.leastByteCount) else {
            self.init(bytes)
            return
        }
        let compressed = withUnsafeTemporaryAllocation(byteCount: bytes.count - 1, alignment: 1) { target in
            bytes.withUnsafeBytes { compression.compress($0, into: target) }.map { Array(target[..<$0]) }
        }
        self.init(compressed ?? bytes, isCompressed: compressed != nil)
    }

    /// The bytes of the message itself, at most `byteLimit`.
    func plainBytes(byteLimit: Int) throws(CompressionFailure) -> [UInt8] {
        guard isCompressed else { return bytes }
        let result = bytes.withUnsafeBytes { bytes in
            Result { () throws(CompressionFailure) in try Inflater.inflated(bytes, byteLimit: byteLimit) }
        }
        return try result.get()
    }
}

/// Why a compressed message cannot be read.
enum CompressionFailure: Error, Equatable {
    /// Not a whole zlib stream and nothing else.
    case damaged
    /// It is longer than that when it is inflated.
    case tooLong(byteLimit: Int)
    case noMemory

    /// What a server answers.
    var requestError: RPCError {
        switch self {
        case .damaged: RPCError(.invalidArgument, "The compressed message is damaged.")
        case .tooLong, .noMemory: exhausted
        }
    }

    /// What a client's caller is told.
    var responseError: RPCError {
        switch self {
        case .damaged: RPCError(.internal, "The server's compressed message is damaged.")
        case .tooLong, .noMemory: exhausted
        }
    }

    private var exhausted: RPCError {
        switch self {
        case .tooLong(let byteLimit):
            RPCError(.resourceExhausted, "The compressed message holds more than \(byteLimit) bytes.")
        case .damaged, .noMemory: RPCError(.resourceExhausted, "There is no memory to inflate the message.")
        }
    }
}
