/// A message of type `M` that is serialised already: what a handler answers with when it composes its answer of stored
/// messages without reading them (`serialized_response` in the contract).
public struct Serialized<M: Message>: Message {
    /// That of `M`.
    public static var fullName: String { M.fullName }

    /// The message on the wire.
    public private(set) var bytes: [UInt8]

    /// An empty message.
    public init() { bytes = [] }

    /// Serialises a message.
    public init(_ message: M) { bytes = message.serializedBytes() }

    /// Copies the bytes, which are not read.
    public init(deserializing bytes: UnsafeRawBufferPointer) { self.bytes = Array(bytes) }

    /// Appends a field of message type: sets it when it is single, adds an element when it is repeated.
    ///
    /// `message` must be a serialised message of the field's type; it is copied.
    public mutating func append(field number: Int, message: UnsafeRawBufferPointer) {
        bytes.reserveCapacity(bytes.count + message.count + 2 * Self.longestVarint)
        let lengthDelimited: UInt64 = 2
        append(varint: UInt64(number) << 3 | lengthDelimited)
        append(varint: UInt64(message.count))
        bytes.append(contentsOf: message)
    }

    private static var longestVarint: Int { 10 }

    private mutating func append(varint value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// Appends the bytes.
    public func serialize(into sink: inout some MessageSink) {
        sink.append(byteCount: bytes.count) { target in target.copyBytes(from: bytes) }
    }
}
