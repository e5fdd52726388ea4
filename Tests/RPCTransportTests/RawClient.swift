import NIOCore
import NIOPosix
import RPCCore
import Testing

@testable import RPCTransport

/// A client over a real socket that keeps no rule: the test writes frames and reads frames.
final class RawClient {
    private let channel: any Channel
    private var frames: AsyncStream<Frame>.AsyncIterator
    /// What the server said of itself.
    private(set) var server = Handshake()
    private var pings: UInt32 = 0

    /// Connects and says HELLO.
    init(to server: RPCServer, compressions: UInt32 = 0) async throws {
        let (stream, continuation) = AsyncStream.makeStream(of: Frame.self)
        let port = try #require(server.port)
        channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Receiver(continuation))
                }
            }.connect(host: "127.0.0.1", port: port).get()
        frames = stream.makeAsyncIterator()
        var hello = Handshake()
        hello.compressions = compressions
        send(Frame(FrameHeader(.hello, a: Handshake.version, b: Handshake.magic), payload: hello.encoded()))
        let answer = try #require(await next())
        #expect(answer.header.type == .hello)
        self.server = try answer.body.withUnsafeBytes { try Handshake(decoding: $0) }
    }

    /// Cuts what is received into frames.
    private final class Receiver: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let continuation: AsyncStream<Frame>.Continuation
        private let scanner = FrameScanner(frameByteLimit: .max, metadataByteLimit: .max)
        private var kept: [UInt8] = []

        init(_ continuation: AsyncStream<Frame>.Continuation) { self.continuation = continuation }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            kept += unwrapInboundIn(data).readableBytesView
            var offset = 0
            while case .frame(let header, let byteCount) = kept[offset...].withUnsafeBytes({ scanner.scan($0) }) {
                let body = Array(kept[offset + FrameHeader.byteCount..<offset + byteCount])
                continuation.yield(Frame(header, payload: body))
                offset += byteCount
            }
            kept.removeFirst(offset)
        }

        func channelInactive(context: ChannelHandlerContext) { continuation.finish() }
    }

    /// The number by which REQ frames name a method.
    func id(_ method: MethodDescriptor) -> UInt32 {
        server.methods.first { $0.fullName == method.fullName }?.id ?? 999
    }

    /// A REQ of a unary call, or with no text of a stream.
    func request(_ streamID: UInt32, _ method: MethodDescriptor, _ text: String? = nil, milliseconds: UInt32 = 0)
        -> Frame
    {
        let header = FrameHeader(
            .request, flags: text == nil ? .noData : .endStream, streamID: streamID, a: id(method), b: milliseconds)
        return Frame(header, payload: Array((text ?? "").utf8))
    }

    func send(_ frames: Frame...) { send(frames) }

    func send(_ frames: [Frame]) {
        // What the server no longer takes it has ended the connection over; reading tells.
        channel.writeAndFlush(ByteBuffer(bytes: frames.flatMap(\.bytes)), promise: nil)
    }

    /// The next frame; nil when the connection is closed.
    func next() async -> Frame? { await frames.next() }

    /// The next terminal frame of a call; nil when the connection is closed before.
    func nextResponse() async -> Frame? {
        while let frame = await next() {
            if frame.header.type == .response { return frame }
        }
        return nil
    }

    /// Everything that comes before the answer to a PING: by then the server has dealt with all that was sent.
    func settle() async -> [Frame] {
        pings += 1
        send(Frame(FrameHeader(.ping, a: pings)))
        var before: [Frame] = []
        while let frame = await next() {
            if frame.header.type == .pong && frame.header.a == pings { break }
            before.append(frame)
        }
        return before
    }

    /// Everything up to the end of the connection; the server's PINGs are answered.
    func rest(answersPings: Bool = true) async -> [Frame] {
        var rest: [Frame] = []
        while let frame = await next() {
            rest.append(frame)
            guard frame.header.type == .ping, answersPings else { continue }
            send(Frame(FrameHeader(.pong, a: frame.header.a, b: frame.header.b)))
        }
        return rest
    }

    /// From now on nothing is read.
    func stopReading() async throws { try await channel.setOption(.autoRead, value: false).get() }

    func close() { channel.close(promise: nil) }
}
