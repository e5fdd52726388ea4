import NIOCore
import RPCCore

/// Cuts received bytes into frames; keeps only the bytes of an incomplete one.
///
/// Whole frames are handed over where the socket's read put them. What is kept grows with the bytes that arrived,
/// never with the length that a frame claims.
struct FrameAccumulator {
    private var scanner: FrameScanner
    private var kept = ByteBuffer()
    private var needed = 0

    init(scanner: FrameScanner) { self.scanner = scanner }

    /// From now on takes frames of that many bytes.
    ///
    /// Not while frames are handed over.
    mutating func limitFrames(to byteLimit: UInt32) {
        scanner = FrameScanner(frameByteLimit: byteLimit, metadataByteLimit: scanner.metadataByteLimit)
    }

    /// Bytes of the incomplete frame.
    var keptByteCount: Int { kept.readableBytes }

    /// What is to be done with the frames behind the one that was handed over.
    enum Next {
        case handOver
        /// Keep them until more is received.
        case hold
        case drop
    }

    /// Adds bytes, which may be none, and hands over every whole frame: its header, and what follows the header.
    ///
    /// Pointers are valid only during the call.
    ///
    /// Not reentrant: `handle` must not read from the channel.
    mutating func receive(
        _ incoming: ByteBuffer, _ handle: (FrameHeader, UnsafeRawBufferPointer) -> Next
    ) -> FrameViolation? {
        if kept.readableBytes == 0 {
            let result = incoming.withUnsafeReadableBytes { cut($0, handle) }
            needed = result.needed
            if result.consumed < incoming.readableBytes {
                kept.clear(minimumCapacity: incoming.readableBytes - result.consumed)
                kept.writeBytes(incoming.readableBytesView.dropFirst(result.consumed))
            }
            return result.violation
        }
        kept.writeImmutableBuffer(incoming)
        guard kept.readableBytes >= needed else { return nil }
        let result = kept.withUnsafeReadableBytes { cut($0, handle) }
        needed = result.needed
        kept.moveReaderIndex(forwardBy: result.consumed)
        if kept.readableBytes == 0 { kept = ByteBuffer() } else { kept.discardReadBytes() }
        return result.violation
    }

    private struct Cut {
        var consumed: Int
        /// Bytes of the incomplete frame when it is whole.
        var needed = 0
        var violation: FrameViolation?
    }

    private func cut(_ bytes: UnsafeRawBufferPointer, _ handle: (FrameHeader, UnsafeRawBufferPointer) -> Next) -> Cut {
        var offset = 0
        while offset < bytes.count {
            switch scanner.scan(UnsafeRawBufferPointer(rebasing: bytes[offset..<bytes.count])) {
            case .frame(let header, let byteCount):
                let body = UnsafeRawBufferPointer(rebasing: bytes[offset + FrameHeader.byteCount..<offset + byteCount])
                offset += byteCount
                switch handle(header, body) {
                case .handOver: break
                case .hold: return Cut(consumed: offset)
                case .drop: return Cut(consumed: bytes.count)
                }
            case .incomplete(let byteCount): return Cut(consumed: offset, needed: byteCount)
            case .violation(let violation): return Cut(consumed: bytes.count, violation: violation)
            }
        }
        return Cut(consumed: offset)
    }
}
