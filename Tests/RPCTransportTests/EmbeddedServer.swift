import Logging
import NIOCore
import NIOEmbedded
import RPCCore
import TestSupport
import Testing

@testable import RPCTransport

/// One connection of a server on an embedded channel: the test writes frames and reads frames, time stands still.
final class EmbeddedServer {
    let channel = EmbeddedChannel()
    let service = SampleService()
    let recorder = StatisticsRecorder()
    let loop: ServerLoop
    private var received: [UInt8] = []

    init(
        _ configuration: ServerConfiguration = ServerConfiguration(), sayHello: Bool = true,
        security: ConnectionSecurity = .open
    ) throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        loop = ServerLoop(
            eventLoop: channel.embeddedEventLoop, router: service.router(), configuration: configuration,
            recorder: recorder, logger: logger)
        let counters = ConnectionCounters(peer: "test")
        let id = try #require(recorder.addConnection(counters, limit: 1))
        let handler = ServerConnectionHandler(
            loop: loop, eventLoop: channel.embeddedEventLoop, peer: "test", counters: counters, connectionID: id,
            security: security)
        try channel.pipeline.syncOperations.addHandler(handler)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        guard sayHello else { return }
        try send(Frame.hello)
        #expect(try frames().map(\.header.type) == [.hello])
    }

    /// The id by which REQ frames name a method.
    func id(_ method: MethodDescriptor) -> UInt32 {
        UInt32(loop.methods.firstIndex { $0.descriptor === method } ?? 999)
    }

    func send(_ bytes: [UInt8]) throws {
        try channel.writeInbound(ByteBuffer(bytes: bytes))
        channel.embeddedEventLoop.run()
    }

    func send(_ frames: Frame...) throws { try send(frames.flatMap(\.bytes)) }

    func request(_ streamID: UInt32, _ method: MethodDescriptor, _ text: String = "", milliseconds: UInt32 = 0) -> Frame
    {
        Frame(
            FrameHeader(.request, flags: .endStream, streamID: streamID, a: id(method), b: milliseconds),
            payload: Array(text.utf8))
    }

    /// What the server has written since the last time.
    func frames() throws -> [Frame] {
        channel.embeddedEventLoop.run()
        while let buffer = try channel.readOutbound(as: ByteBuffer.self) { received += buffer.readableBytesView }
        defer { received = [] }
        return Frame.all(in: received)
    }

    /// Whether the server has ended the connection.
    var isEnded: Bool { loop.connections.values.allSatisfy(\.isEnding) }
}

/// A frame as a test sees it.
struct Frame: Equatable {
    var header: FrameHeader
    /// What follows the header.
    var body: [UInt8]

    init(_ header: FrameHeader, payload: [UInt8] = []) {
        self.header = header
        self.header.length = UInt32(FrameHeader.countedByteCount + payload.count)
        body = payload
    }

    static var hello: Frame {
        Frame(FrameHeader(.hello, a: Handshake.version, b: Handshake.magic), payload: Handshake().encoded())
    }

    var bytes: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: FrameHeader.byteCount)
        bytes.withUnsafeMutableBytes { header.encode(into: $0) }
        return bytes + body
    }

    var text: String { String(decoding: body, as: UTF8.self) }

    static func all(in bytes: [UInt8]) -> [Frame] {
        let scanner = FrameScanner(frameByteLimit: .max, metadataByteLimit: .max)
        var frames: [Frame] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            guard case .frame(let header, let byteCount) = rest.withUnsafeBytes({ scanner.scan($0) }) else {
                Issue.record("not a frame: \(rest.prefix(40))")
                break
            }
            frames.append(Frame(header, payload: Array(rest.dropFirst(FrameHeader.byteCount).prefix(byteCount - 20))))
            rest = rest.dropFirst(byteCount)
        }
        return frames
    }
}

/// Waits, without giving the thread up, until the monotonic clock has moved on.
func spin(milliseconds: UInt64) {
    let end = MonotonicClock.now + milliseconds * 1_000_000
    while MonotonicClock.now < end {}
}
