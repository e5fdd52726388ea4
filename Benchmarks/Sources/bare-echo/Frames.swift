import NIOCore

/// Cuts frames out of the received bytes.
struct Frames {
    /// Bytes before the payload: length (without itself) and id.
    static let headerByteCount = 8

    private var pending = ByteBuffer()

    /// Calls `body` with the id and the payload's length of every complete frame.
    mutating func receive(_ buffer: ByteBuffer, _ body: (_ id: UInt32, _ payloadByteCount: Int) -> Void) {
        var buffer = buffer
        if pending.readableBytes > 0 {
            pending.writeBuffer(&buffer)
            swap(&pending, &buffer)
            pending.clear()
        }
        while let length = buffer.getInteger(at: buffer.readerIndex, as: UInt32.self),
            buffer.readableBytes >= Int(length) + 4,
            let id = buffer.getInteger(at: buffer.readerIndex + 4, as: UInt32.self)
        {
            body(id, Int(length) + 4 - Frames.headerByteCount)
            buffer.moveReaderIndex(forwardBy: Int(length) + 4)
        }
        if buffer.readableBytes > 0 { pending = buffer }
    }
}

extension ByteBuffer {
    mutating func writeFrame(id: UInt32, payload: some Sequence<UInt8>, byteCount: Int) {
        writeInteger(UInt32(Frames.headerByteCount - 4 + byteCount))
        writeInteger(id)
        writeBytes(payload)
    }
}
