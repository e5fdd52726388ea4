/// Finds frames in received bytes; holds no bytes itself.
///
/// Both limits are checked as soon as a length has arrived, before its bytes are waited for.
@usableFromInline package struct FrameScanner: Equatable, Sendable {
    /// Most bytes that a frame may count after its length field.
    ///
    /// Below 16 MiB.
    @usableFromInline package var frameByteLimit: UInt32
    /// Most bytes of metadata in a frame.
    @usableFromInline package var metadataByteLimit: UInt16

    @inlinable package init(frameByteLimit: UInt32, metadataByteLimit: UInt16) {
        self.frameByteLimit = min(frameByteLimit, 0x00FF_FFFF)
        self.metadataByteLimit = metadataByteLimit
    }

    /// What the first bytes of the input are.
    @usableFromInline package enum Result: Equatable, Sendable {
        /// A whole frame of `byteCount` bytes, header included.
        case frame(FrameHeader, byteCount: Int)
        /// The start of a frame; `byteCount` bytes are needed to say more.
        case incomplete(byteCount: Int)
        /// Not a frame that may be received; the connection cannot be read any further.
        case violation(FrameViolation)
    }

    /// Looks at the frame that starts at `bytes`.
    @inlinable package func scan(_ bytes: UnsafeRawBufferPointer) -> Result {
        guard bytes.count >= 4 else { return .incomplete(byteCount: 4) }
        let length = UInt32(bigEndian: bytes.loadUnaligned(as: UInt32.self))
        if length > frameByteLimit { return .violation(.tooLong(length: length, limit: frameByteLimit)) }
        if length < FrameHeader.countedByteCount { return .violation(.tooShort(length: length)) }
        guard bytes.count >= FrameHeader.byteCount else { return .incomplete(byteCount: FrameHeader.byteCount) }
        let header = FrameHeader(decoding: bytes)
        if header.metadataByteCount > metadataByteLimit {
            return .violation(.metadataTooLong(length: header.metadataByteCount, limit: metadataByteLimit))
        }
        if FrameHeader.countedByteCount + header.preambleByteCount > Int(length) {
            return .violation(.tooShort(length: length))
        }
        let byteCount = 4 + Int(length)
        return bytes.count >= byteCount ? .frame(header, byteCount: byteCount) : .incomplete(byteCount: byteCount)
    }
}

/// Why received bytes are not a frame.
@usableFromInline package enum FrameViolation: Error, Equatable, Sendable {
    case tooLong(length: UInt32, limit: UInt32)
    /// Shorter than its own header, trace context and metadata.
    case tooShort(length: UInt32)
    case metadataTooLong(length: UInt16, limit: UInt16)

    /// What the peer and the log are told.
    package var error: RPCError {
        switch self {
        case .tooLong(let length, let limit):
            RPCError(.resourceExhausted, "A frame of \(length) bytes; at most \(limit) are accepted.")
        case .tooShort(let length):
            RPCError(.invalidArgument, "A frame of \(length) bytes cannot hold its own header and metadata.")
        case .metadataTooLong(let length, let limit):
            RPCError(.resourceExhausted, "Metadata of \(length) bytes; at most \(limit) are accepted.")
        }
    }
}
