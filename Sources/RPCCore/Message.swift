/// A protobuf message as a Swift value; conformances are generated.
public protocol Message: Sendable {
    /// `danhba.contacts.v1.Contact`
    static var fullName: String { get }

    /// Every field at its default.
    init()

    /// Deserialises one message.
    ///
    /// The bytes are not kept. Throws `invalidArgument` for malformed bytes, a string that is not UTF-8 or holds a
    /// NUL, and `resourceExhausted` when unpacking would need more memory than its budget. Unknown fields are ignored.
    init(deserializing bytes: UnsafeRawBufferPointer) throws

    /// Appends the serialised message to `sink` with exactly one call of `append`.
    func serialize(into sink: inout some MessageSink)
}

/// Where serialised bytes go.
public protocol MessageSink {
    /// Makes room for `byteCount` bytes and lets `fill` write all of them.
    mutating func append(byteCount: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Void)
}

extension Array: MessageSink where Element == UInt8 {
    /// Appends `byteCount` bytes that `fill` writes.
    public mutating func append(byteCount: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Void) {
        if isEmpty, capacity < byteCount {
            self = [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, initializedCount in
                fill(UnsafeMutableRawBufferPointer(buffer))
                initializedCount = byteCount
            }
        } else {
            withUnsafeTemporaryAllocation(byteCount: byteCount, alignment: 1) { buffer in
                fill(buffer)
                append(contentsOf: buffer)
            }
        }
    }
}

extension Message {
    /// The serialised message as an array.
    public func serializedBytes() -> [UInt8] {
        var bytes: [UInt8] = []
        serialize(into: &bytes)
        return bytes
    }
}

/// A message whose bytes pass through unread: what a gateway, a proxy or `danhba call` sends and receives.
public struct RawMessage: Message {
    /// Empty: the bytes may be of any type.
    public static let fullName = ""
    /// The serialised message.
    public var bytes: [UInt8]

    /// An empty message.
    public init() { bytes = [] }

    /// A message of these bytes.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Copies the bytes; they may be anything.
    public init(deserializing bytes: UnsafeRawBufferPointer) { self.bytes = Array(bytes) }

    /// Appends the bytes.
    public func serialize(into sink: inout some MessageSink) {
        sink.append(byteCount: bytes.count) { target in target.copyBytes(from: bytes) }
    }
}
