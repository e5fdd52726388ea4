import EchoLoad
import NIOCore

/// The server's side.
final class EchoHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private static let payload = [UInt8](repeating: 0x2A, count: replyByteCount)
    private var frames = Frames()
    private var out = ByteBuffer()

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        frames.receive(unwrapInboundIn(data)) { id, _ in
            out.writeFrame(id: id, payload: EchoHandler.payload, byteCount: EchoHandler.payload.count)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        guard out.readableBytes > 0 else { return }
        context.writeAndFlush(wrapOutboundOut(out), promise: nil)
        out.clear()
    }
}
