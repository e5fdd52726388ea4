/// Serialises the fields of one protobuf message; fields at their default are left out, as proto3 does.
package struct ProtobufWriter {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    package mutating func varint(_ number: UInt32, _ value: some FixedWidthInteger & UnsignedInteger) {
        guard value != 0 else { return }
        append(UInt64(number) << 3)
        append(UInt64(value))
    }

    package mutating func text(_ number: UInt32, _ value: String) {
        var value = value
        guard !value.isEmpty else { return }
        value.withUTF8 { utf8 in message(number, UnsafeRawBufferPointer(utf8)) }
    }

    package mutating func bytes(_ number: UInt32, _ value: [UInt8]) {
        guard !value.isEmpty else { return }
        value.withUnsafeBytes { bytes in message(number, bytes) }
    }

    /// A number that is written even when it is 0, because its field has presence.
    package mutating func presentVarint(_ number: UInt32, _ value: UInt64) {
        append(UInt64(number) << 3)
        append(value)
    }

    package mutating func fixed32(_ number: UInt32, _ value: UInt32) {
        append(UInt64(number) << 3 | 5)
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    package mutating func fixed64(_ number: UInt32, _ value: UInt64) {
        append(UInt64(number) << 3 | 1)
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// A text or bytes that are written even when empty, because their field has presence.
    package mutating func presentBytes(_ number: UInt32, _ value: [UInt8]) {
        value.withUnsafeBytes { bytes in message(number, bytes) }
    }

    /// A nested message; written even when empty, because an empty element of a list counts.
    package mutating func message(_ number: UInt32, _ fields: (inout ProtobufWriter) -> Void) {
        var nested = ProtobufWriter()
        fields(&nested)
        nested.bytes.withUnsafeBytes { bytes in message(number, bytes) }
    }

    private mutating func message(_ number: UInt32, _ value: UnsafeRawBufferPointer) {
        append(UInt64(number) << 3 | 2)
        append(UInt64(value.count))
        bytes.append(contentsOf: value)
    }

    private mutating func append(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }
}
