import NIOCore

/// Cuts frames out of the received bytes.
struct Frames {
    /// Bytes before the payload: length (without itself) and id.
    static let headerByteCount = 8

    private var pending = ByteBuffer()

    /// Calls `body` with the id and the payload of every complete frame.
    mutating func receive(
        _ buffer: ByteBuffer, _ body: (_ id: UInt32, _ payload: UnsafeRawBufferPointer) throws -> Void
    ) rethrows {
        var buffer = buffer
        if pending.readableBytes > 0 {
            pending.writeBuffer(&buffer)
            swap(&pending, &buffer)
            pending.clear()
        }
        while let length = buffer.getInteger(at: buffer.readerIndex, as: UInt32.self),
            length >= Frames.headerByteCount - 4, buffer.readableBytes >= Int(length) + 4,
            let id = buffer.getInteger(at: buffer.readerIndex + 4, as: UInt32.self)
        {
            try buffer.withUnsafeReadableBytes { bytes in
                try body(id, UnsafeRawBufferPointer(rebasing: bytes[Frames.headerByteCount..<Int(length) + 4]))
            }
            buffer.moveReaderIndex(forwardBy: Int(length) + 4)
        }
        if buffer.readableBytes > 0 { pending = buffer }
    }
}

extension ByteBuffer {
    mutating func writeFrame(id: UInt32, payload: some Sequence<UInt8>, byteCount: Int) {
        writeFrameHeader(id: id, byteCount: byteCount)
        writeBytes(payload)
    }

    /// What comes before a payload.
    mutating func writeFrameHeader(id: UInt32, byteCount: Int) {
        writeInteger(UInt32(Frames.headerByteCount - 4 + byteCount))
        writeInteger(id)
    }

    /// Says how long the payload has become of the frame that begins at `start`.
    mutating func setFrameByteCount(_ byteCount: Int, at start: Int) {
        setInteger(UInt32(Frames.headerByteCount - 4 + byteCount), at: start)
    }
}
