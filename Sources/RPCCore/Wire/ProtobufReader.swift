/// Walks the fields of one protobuf message; one level, so hostile nesting costs nothing.
package struct ProtobufReader {
    package enum Malformed: Error, Equatable { case truncated, invalidTag, invalidText }

    /// A field's number and value.
    package enum Field {
        case varint(UInt32, UInt64)
        case bytes(UInt32, UnsafeRawBufferPointer)
        case fixed64(UInt32, UInt64)
        case fixed32(UInt32, UInt32)
    }

    private let bytes: UnsafeRawBufferPointer
    private var offset = 0

    package init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// The next field, nil at the end.
    package mutating func next() throws(Malformed) -> Field? {
        guard offset < bytes.count else { return nil }
        let tag = try varint()
        guard let number = UInt32(exactly: tag >> 3), number > 0, number < 1 << 29 else { throw .invalidTag }
        switch tag & 7 {
        case 0: return .varint(number, try varint())
        case 1: return .fixed64(number, try fixed64())
        case 2: return .bytes(number, try lengthDelimited())
        case 5: return .fixed32(number, try fixed32())
        default: throw .invalidTag
        }
    }

    /// Whether all bytes have been read.
    package var isAtEnd: Bool { offset == bytes.count }

    /// Text of a field: UTF-8 without NUL.
    package static func text(_ bytes: UnsafeRawBufferPointer) throws(Malformed) -> String {
        guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else { throw .invalidText }
        return text
    }

    /// The beginning of a field's text, whole characters of at most `byteLimit` bytes.
    package static func text(
        _ bytes: UnsafeRawBufferPointer, cutAfter byteLimit: Int
    ) throws(Malformed) -> String {
        let text = try text(bytes)
        guard text.utf8.count > byteLimit else { return text }
        var end = text.utf8.index(text.startIndex, offsetBy: byteLimit)
        while end.samePosition(in: text.unicodeScalars) == nil { text.utf8.formIndex(before: &end) }
        return String(text[..<end])
    }

    /// One number without a tag, as packed fields hold them.
    package mutating func varint() throws(Malformed) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 70, by: 7) {
            guard offset < bytes.count else { throw .truncated }
            let byte = bytes[offset]
            offset += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return value }
        }
        throw .truncated
    }

    private mutating func lengthDelimited() throws(Malformed) -> UnsafeRawBufferPointer {
        let length = try varint()
        guard length <= UInt64(bytes.count - offset) else { throw .truncated }
        defer { offset += Int(length) }
        return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + Int(length)])
    }

    /// Four bytes without a tag.
    package mutating func fixed32() throws(Malformed) -> UInt32 {
        guard bytes.count - offset >= 4 else { throw .truncated }
        defer { offset += 4 }
        return UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    /// Eight bytes without a tag.
    package mutating func fixed64() throws(Malformed) -> UInt64 {
        guard bytes.count - offset >= 8 else { throw .truncated }
        defer { offset += 8 }
        return UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
}
