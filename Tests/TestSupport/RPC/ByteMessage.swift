import RPCCore

/// A message that is nothing but its bytes; the sample of tests that need no contract.
public struct ByteMessage: Message, Equatable, ExpressibleByStringLiteral {
    /// As in a contract.
    public static let fullName = "danhba.test.v1.ByteMessage"
    /// All there is.
    public var bytes: [UInt8]

    /// An empty message.
    public init() { bytes = [] }

    /// A message of these bytes.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// A message of a text's UTF-8.
    public init(stringLiteral text: String) { bytes = Array(text.utf8) }

    /// A message of `count` bytes of a pattern.
    public init(count: Int) {
        bytes = [UInt8](repeating: 0x2A, count: count)
        for index in stride(from: 1, to: count, by: 1021) { bytes[index] = UInt8(truncatingIfNeeded: index) }
    }

    /// Throws `invalidArgument` for a message that starts with 0xFF: the one that is malformed.
    public init(deserializing bytes: UnsafeRawBufferPointer) throws {
        if bytes.first == 0xFF { throw RPCError(.invalidArgument, "The message is malformed.") }
        self.bytes = Array(bytes)
    }

    /// Appends the bytes.
    public func serialize(into sink: inout some MessageSink) {
        sink.append(byteCount: bytes.count) { target in target.copyBytes(from: bytes) }
    }

    /// The bytes as text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }
}
