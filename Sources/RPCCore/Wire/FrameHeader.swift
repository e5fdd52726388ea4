/// What a frame is for.
///
/// Numbers that are not listed are legal on stream 0, where they are ignored.
@usableFromInline package struct FrameType: RawRepresentable, Hashable, Sendable {
    @usableFromInline package let rawValue: UInt8
    @inlinable package init(rawValue: UInt8) { self.rawValue = rawValue }

    @inlinable package static var request: FrameType { FrameType(rawValue: 1) }
    @inlinable package static var response: FrameType { FrameType(rawValue: 2) }
    @inlinable package static var data: FrameType { FrameType(rawValue: 3) }
    @inlinable package static var cancel: FrameType { FrameType(rawValue: 4) }
    @inlinable package static var ping: FrameType { FrameType(rawValue: 5) }
    @inlinable package static var pong: FrameType { FrameType(rawValue: 6) }
    @inlinable package static var goAway: FrameType { FrameType(rawValue: 7) }
    @inlinable package static var window: FrameType { FrameType(rawValue: 8) }
    @inlinable package static var hello: FrameType { FrameType(rawValue: 9) }
}

/// Bits of a frame; bits that are not listed are ignored.
@usableFromInline package struct FrameFlags: OptionSet, Hashable, Sendable {
    @usableFromInline package let rawValue: UInt8
    @inlinable package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The sender's last frame of the stream's messages.
    @inlinable package static var endStream: FrameFlags { FrameFlags(rawValue: 0x01) }
    /// The frame carries no message, as opposed to an empty one.
    @inlinable package static var noData: FrameFlags { FrameFlags(rawValue: 0x02) }
    /// The message goes on in the stream's next DATA frame.
    @inlinable package static var more: FrameFlags { FrameFlags(rawValue: 0x04) }
    /// A 25-byte trace context follows the header.
    @inlinable package static var hasTrace: FrameFlags { FrameFlags(rawValue: 0x08) }
    /// The frame's message, or the one that a DATA frame is part of, is a zlib stream; only where both HELLOs say so.
    @inlinable package static var compressed: FrameFlags { FrameFlags(rawValue: 0x10) }
    /// The call never started.
    @inlinable package static var retryable: FrameFlags { FrameFlags(rawValue: 0x20) }
    /// On REQ: the client wants the call's messages as they are.
    @inlinable package static var plain: FrameFlags { FrameFlags(rawValue: 0x40) }
}

/// The fixed part of every frame, as docs/wire-protocol.md lays it out: 20 bytes, big endian.
@usableFromInline package struct FrameHeader: Hashable, Sendable {
    /// Bytes on the wire, the length field included.
    @inlinable package static var byteCount: Int { 20 }
    /// Bytes of the header that the length field counts: the least value of `length`.
    @inlinable package static var countedByteCount: Int { 16 }

    /// Bytes after the length field.
    @usableFromInline package var length: UInt32
    @usableFromInline package var type: FrameType
    @usableFromInline package var flags: FrameFlags
    @usableFromInline package var metadataByteCount: UInt16
    /// Odd for calls, 0 for the connection.
    @usableFromInline package var streamID: UInt32
    /// REQ: method id.
    ///
    /// RESP: status code. WINDOW: credit. GOAWAY: last stream id. CANCEL: status code. HELLO: version.
    @usableFromInline package var a: UInt32
    /// REQ: remaining milliseconds, 0 for no deadline.
    ///
    /// RESP: the server's microseconds. GOAWAY: status code.
    @usableFromInline package var b: UInt32

    @inlinable package init(
        _ type: FrameType, flags: FrameFlags = [], streamID: UInt32 = 0, a: UInt32 = 0, b: UInt32 = 0,
        metadataByteCount: UInt16 = 0, length: UInt32 = 16
    ) {
        self.length = length
        self.type = type
        self.flags = flags
        self.metadataByteCount = metadataByteCount
        self.streamID = streamID
        self.a = a
        self.b = b
    }

    /// Reads a header from the first 20 bytes of `bytes`, which must hold as many.
    @inlinable package init(decoding bytes: UnsafeRawBufferPointer) {
        precondition(bytes.count >= FrameHeader.byteCount, "a header needs 20 bytes")
        length = UInt32(bigEndian: bytes.loadUnaligned(as: UInt32.self))
        type = FrameType(rawValue: bytes[4])
        flags = FrameFlags(rawValue: bytes[5])
        metadataByteCount = UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: 6, as: UInt16.self))
        streamID = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
        a = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
        b = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
    }

    /// Writes the header into the first 20 bytes of `bytes`, which must have room.
    @inlinable package func encode(into bytes: UnsafeMutableRawBufferPointer) {
        precondition(bytes.count >= FrameHeader.byteCount, "a header needs 20 bytes")
        bytes.storeBytes(of: length.bigEndian, as: UInt32.self)
        bytes[4] = type.rawValue
        bytes[5] = flags.rawValue
        bytes.storeBytes(of: metadataByteCount.bigEndian, toByteOffset: 6, as: UInt16.self)
        bytes.storeBytes(of: streamID.bigEndian, toByteOffset: 8, as: UInt32.self)
        bytes.storeBytes(of: a.bigEndian, toByteOffset: 12, as: UInt32.self)
        bytes.storeBytes(of: b.bigEndian, toByteOffset: 16, as: UInt32.self)
    }

    /// Bytes between the header and the payload: trace context and metadata.
    @inlinable package var preambleByteCount: Int {
        (flags.contains(.hasTrace) ? TraceContext.wireByteCount : 0) + Int(metadataByteCount)
    }
}
