import ArgumentParser
import NIOCore
import NIOPosix

/// The limit that the RPC layer is measured against: one NIO handler on each side that only frames and answers.
///
/// A frame is its length, an id and a payload; the server answers each with 200 bytes, made in `channelRead`, all
/// answers of one read flushed together. No metadata, no deadlines, no method table, no statistics.
@main
struct BareEcho: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bare-echo", abstract: "A bare SwiftNIO echo, as the upper limit.",
        subcommands: [Serve.self, Load.self])

    struct Serve: AsyncParsableCommand {
        @Argument var port: Int

        func run() async throws {
            let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelOption(.maxMessagesPerRead, value: 16)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(EchoHandler())
                    }
                }
                .bind(host: "127.0.0.1", port: port).get()
            try await channel.closeFuture.get()
        }
    }

    struct Load: AsyncParsableCommand {
        @Argument var port: Int
        @Option var inFlight = 64
        @Option var seconds = 5

        func run() async throws {
            let loop = MultiThreadedEventLoopGroup.singleton.next()
            let promise = loop.makePromise(of: Int.self)
            let (inFlight, seconds) = (inFlight, Int64(seconds))
            let channel = try await ClientBootstrap(group: loop)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(
                            LoadHandler(inFlight: inFlight, seconds: seconds, promise))
                    }
                }
                .connect(host: "127.0.0.1", port: port).get()
            let answers = try await promise.futureResult.get()
            try await channel.close()
            print("{\"requests\":\(answers),\"rps\":\(answers / Int(seconds))}")
        }
    }
}

/// Bytes before the payload: length (without itself) and id.
private let headerByteCount = 8

/// Cuts frames out of the received bytes.
private struct Frames {
    private var pending = ByteBuffer()

    mutating func receive(_ buffer: ByteBuffer, _ body: (UInt32) -> Void) {
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
            body(id)
            buffer.moveReaderIndex(forwardBy: Int(length) + 4)
        }
        if buffer.readableBytes > 0 { pending = buffer }
    }
}

private final class EchoHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private static let payload = [UInt8](repeating: 0x2A, count: 200)
    private var frames = Frames()
    private var out = ByteBuffer()

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        frames.receive(unwrapInboundIn(data)) { id in
            out.writeInteger(UInt32(4 + EchoHandler.payload.count))
            out.writeInteger(id)
            out.writeBytes(EchoHandler.payload)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        guard out.readableBytes > 0 else { return }
        context.writeAndFlush(wrapOutboundOut(out), promise: nil)
        out.clear()
    }
}

private final class LoadHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let inFlight: Int
    private let seconds: Int64
    private let promise: EventLoopPromise<Int>
    private var frames = Frames()
    private var out = ByteBuffer()
    private var answers = 0
    private var countedFrom = 0

    init(inFlight: Int, seconds: Int64, _ promise: EventLoopPromise<Int>) {
        self.inFlight = inFlight
        self.seconds = seconds
        self.promise = promise
    }

    func channelActive(context: ChannelHandlerContext) {
        for id in 0..<inFlight { write(UInt32(id)) }
        channelReadComplete(context: context)
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: .seconds(1)) { bound.value.0.countedFrom = bound.value.0.answers }
        context.eventLoop.scheduleTask(in: .seconds(1 + seconds)) {
            let handler = bound.value.0
            handler.promise.succeed(handler.answers - handler.countedFrom)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        frames.receive(unwrapInboundIn(data)) { id in
            answers += 1
            write(id)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        guard out.readableBytes > 0 else { return }
        context.writeAndFlush(wrapOutboundOut(out), promise: nil)
        out.clear()
    }

    private func write(_ id: UInt32) {
        out.writeInteger(UInt32(8))
        out.writeInteger(id)
        out.writeInteger(UInt32(200))
    }
}
