import NIOCore
import RPCCore

/// Frames on their way out, encoded one after the other into one buffer, so that they share a write.
struct OutboundFrames: MessageSink {
    /// Most capacity that is kept for reuse after a burst.
    static let keptCapacity = 256 << 10

    private(set) var buffer: ByteBuffer
    // Of the frame whose message is being written:
    private var header = FrameHeader(.response)
    private var preamble: Preamble?
    private var frameByteLimit: UInt32 = 0
    private var compression: MessageCompression?
    /// Messages of at least so many bytes are compressed.
    private var leastCompressedByteCount = Int.max
    /// Nil until the message was written, and when it was too long.
    private var payloadByteCount: Int?

    /// What stands between header and payload.
    struct Preamble {
        var trace: TraceContext?
        var metadata: [UInt8]
    }

    init(buffer: ByteBuffer = ByteBuffer()) { self.buffer = buffer }

    var byteCount: Int { buffer.readableBytes }

    /// Appends a frame with a serialised message as its payload and returns the message's length in bytes.
    ///
    /// Nil, and nothing appended, when the frame, before it is compressed, would be longer than the peer accepts.
    mutating func write(
        _ header: FrameHeader, _ message: some Message, limit: UInt32, preamble: Preamble? = nil,
        compression: MessageCompression? = nil
    ) -> Int? {
        self.header = header
        if let preamble {
            // Metadata that was encoded is within its limit of 8 KiB.
            self.header.metadataByteCount = UInt16(preamble.metadata.count)
            if preamble.trace != nil { self.header.flags.insert(.hasTrace) }
        }
        self.preamble = preamble
        frameByteLimit = limit
        self.compression = compression
        leastCompressedByteCount = compression.map { max(2, $0.leastByteCount) } ?? .max
        payloadByteCount = nil
        message.serialize(into: &self)
        return payloadByteCount
    }

    /// Called back by the message.
    mutating func append(byteCount: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Void) {
        let start = FrameHeader.byteCount + header.preambleByteCount
        let length = start - 4 + byteCount
        guard length <= Int(frameByteLimit) else { return }
        payloadByteCount = byteCount
        if byteCount >= leastCompressedByteCount { return appendCompressed(byteCount: byteCount, fill) }
        header.length = UInt32(length)
        buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: 4 + length) { target in
            header.encode(into: target)
            if let preamble { preamble.write(to: target) }
            fill(UnsafeMutableRawBufferPointer(rebasing: target[start..<4 + length]))
            return 4 + length
        }
    }

    /// Appends the message compressed, or as it is when that makes it no smaller.
    private mutating func appendCompressed(byteCount: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Void) {
        let start = FrameHeader.byteCount + header.preambleByteCount
        withUnsafeTemporaryAllocation(byteCount: byteCount, alignment: 1) { message in
            fill(message)
            buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: start + byteCount) { target in
                let room = UnsafeMutableRawBufferPointer(rebasing: target[start..<start + byteCount - 1])
                let compressed = compression?.compress(UnsafeRawBufferPointer(message), into: room)
                if compressed == nil {
                    UnsafeMutableRawBufferPointer(rebasing: target[start..<start + byteCount])
                        .copyMemory(from: UnsafeRawBufferPointer(message))
                } else {
                    header.flags.insert(.compressed)
                }
                let end = start + (compressed ?? byteCount)
                header.length = UInt32(end - 4)
                header.encode(into: target)
                if let preamble { preamble.write(to: target) }
                return end
            }
        }
    }

    /// Appends a frame whose payload is `payload`.
    mutating func write(_ header: FrameHeader, payload: some Collection<UInt8> = []) {
        var header = header
        let byteCount = FrameHeader.byteCount + payload.count
        header.length = UInt32(byteCount - 4)
        buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: byteCount) { target in
            header.encode(into: target)
            UnsafeMutableRawBufferPointer(rebasing: target[FrameHeader.byteCount..<byteCount]).copyBytes(from: payload)
            return byteCount
        }
    }

    /// Appends encoded frames.
    mutating func write(encoded frames: some Sequence<UInt8>) { buffer.writeBytes(frames) }

    /// Appends encoded frames.
    mutating func write(encoded frames: ByteBuffer) { buffer.writeImmutableBuffer(frames) }

    /// Appends a failed call's terminal frame.
    mutating func write(_ error: RPCError, streamID: UInt32, microseconds: UInt32) {
        write(
            FrameHeader(
                .response, flags: error.isRetryable ? .retryable : [], streamID: streamID, a: error.code.rawValue,
                b: microseconds),
            payload: error.encodedStatus())
    }

    /// Forgets what was written, and the memory of a burst.
    mutating func removeAll() {
        if buffer.capacity > OutboundFrames.keptCapacity { buffer = ByteBuffer() } else { buffer.clear() }
    }
}

extension OutboundFrames.Preamble {
    fileprivate func write(to target: UnsafeMutableRawBufferPointer) {
        var start = FrameHeader.byteCount
        if let trace {
            trace.encode(into: UnsafeMutableRawBufferPointer(rebasing: target[start...]))
            start += TraceContext.wireByteCount
        }
        UnsafeMutableRawBufferPointer(rebasing: target[start..<start + metadata.count]).copyBytes(from: metadata)
    }
}
