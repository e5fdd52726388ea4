import NIOCore
import RPCCore

/// Stands before TLS on a server's connection: tells a client that speaks plain text what is wrong, in plain text.
///
/// Leaves with the first bytes of a client that speaks TLS.
final class PlainTextGuard: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private var hasAnswered = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if hasAnswered { return }
        // The first byte of a frame is always 0, that of a TLS record never.
        guard unwrapInboundIn(data).readableBytesView.first == 0 else {
            context.fireChannelRead(data)
            context.pipeline.syncOperations.removeHandler(self, promise: nil)
            return
        }
        hasAnswered = true
        var frames = OutboundFrames()
        let error = RPCError(.unauthenticated, "This port speaks TLS; use an address of the form tls:host:port.")
        frames.write(FrameHeader(.goAway, b: error.code.rawValue), payload: error.encodedStatus())
        context.writeAndFlush(wrapOutboundOut(frames.buffer), promise: nil)
        // The client closes when it has read why; else the time for the handshake ends.
        context.close(mode: .output, promise: nil)
    }
}
