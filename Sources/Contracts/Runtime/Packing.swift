internal import CMessages
internal import RPCCore

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// From Swift values to bytes, by way of protobuf-c's structs.
enum Packing {
    /// Builds the C struct and packs it into room that `sink` makes for it.
    @inline(__always)
    static func message<C>(
        into sink: inout some MessageSink, _ build: (borrowing Arena) -> UnsafeMutablePointer<C>
    ) {
        Arena.withScope(byteLimit: .max) { arena in
            pack(UnsafeRawPointer(build(arena)).assumingMemoryBound(to: ProtobufCMessage.self), into: &sink)
        }
    }

    private static func pack(_ message: UnsafePointer<ProtobufCMessage>, into sink: inout some MessageSink) {
        sink.append(byteCount: protobuf_c_message_get_packed_size(message)) { target in
            guard let start = target.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
            protobuf_c_message_pack(message, start)
        }
    }
}

extension Arena {
    /// NULL for an empty string, which protobuf-c takes for an absent one.
    @inline(__always)
    func string(_ string: String) -> UnsafeMutablePointer<CChar>? {
        string.isEmpty ? nil : presentString(string)
    }

    /// A copy that ends with NUL.
    ///
    /// A NUL inside becomes U+FFFD: C would end the string there, and peers refuse it.
    @inline(__always)
    func presentString(_ string: String) -> UnsafeMutablePointer<CChar> {
        var string = string
        let copy = string.withUTF8 { bytes in
            let copy = allocate(CChar.self, count: bytes.count + 1)
            if let start = bytes.baseAddress { memcpy(copy, start, bytes.count) }
            copy[bytes.count] = 0
            return strlen(copy) == bytes.count ? copy : nil
        }
        return copy ?? presentString(string.replacing("\0", with: "\u{FFFD}"))
    }

    func bytes(_ bytes: [UInt8]) -> ProtobufCBinaryData {
        guard !bytes.isEmpty else { return ProtobufCBinaryData(len: 0, data: nil) }
        let copy = allocate(UInt8.self, count: bytes.count)
        copy.initialize(from: bytes, count: bytes.count)
        return ProtobufCBinaryData(len: bytes.count, data: copy)
    }

    @inline(__always)
    func array<T, C>(
        _ values: [T], _ convert: (T, borrowing Arena) -> C
    ) -> (Int, UnsafeMutablePointer<C>?) {
        guard !values.isEmpty else { return (0, nil) }
        let copy = allocate(C.self, count: values.count)
        for (index, value) in values.enumerated() { (copy + index).initialize(to: convert(value, self)) }
        return (values.count, copy)
    }
}
