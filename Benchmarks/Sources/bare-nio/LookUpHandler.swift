import NIOCore

/// The server's side where phones are looked up: what one read brought is answered in one read transaction.
final class LookUpHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let file: ContactFile
    private var frames = Frames()
    private var out = ByteBuffer()

    init(_ file: ContactFile) { self.file = file }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        do {
            try file.begin()
            try frames.receive(unwrapInboundIn(data)) { id, payload in
                guard payload.count == MemoryLayout<Int64>.size else { throw ContactFile.Failure(code: -1) }
                let number = Int64(bigEndian: payload.loadUnaligned(as: Int64.self))
                let start = out.writerIndex
                out.writeFrameHeader(id: id, byteCount: 0)
                try file.forEachContact(with: number) { message in out.writeBytes(message) }
                out.setFrameByteCount(out.writerIndex - start - Frames.headerByteCount, at: start)
            }
        } catch {
            context.fireErrorCaught(error)
            context.close(promise: nil)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        do {
            try file.end()
        } catch {
            context.fireErrorCaught(error)
            context.close(promise: nil)
        }
        guard out.readableBytes > 0 else { return }
        context.writeAndFlush(wrapOutboundOut(out), promise: nil)
        out.clear()
    }
}
