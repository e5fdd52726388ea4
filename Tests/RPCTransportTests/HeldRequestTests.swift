import NIOCore
import NIOEmbedded
import NIOPosix
import RPCCore
import TestSupport
import Testing

@testable import RPCTransport

@Suite("A client that does not take its answers")
struct HeldRequestTests {
    /// A server whose client's socket is full, with the answer to call 1 in it.
    private func stuck(_ configure: (inout ServerConfiguration) -> Void = { _ in }) throws -> EmbeddedServer {
        var configuration = ServerConfiguration()
        configure(&configuration)
        let server = try EmbeddedServer(configuration)
        server.channel.isWritable = false
        try server.send(server.request(1, SampleService.fill, "300000"))
        #expect(try server.frames().map(\.header.streamID) == [1])
        return server
    }

    private func read(_ server: EmbeddedServer) {
        server.channel.isWritable = true
        server.channel.pipeline.fireChannelWritabilityChanged()
        server.channel.embeddedEventLoop.run()
    }

    @Test("PING and CANCEL are answered; a held call that is cancelled never starts, a running one ends")
    func controlFrames() throws {
        let server = try EmbeddedServer()
        try server.send(server.request(1, SampleService.hold, "running"))
        server.channel.isWritable = false
        try server.send(
            server.request(3, SampleService.fill, "300000"), server.request(5, SampleService.hold, "held"),
            server.request(7, SampleService.echo, "waits"), server.request(9, SampleService.echo, "cancelled"))
        #expect(try server.frames().map(\.header.streamID) == [3])
        try server.send(Frame(FrameHeader(.ping, a: 1, b: 2)))
        #expect(try server.frames() == [Frame(FrameHeader(.pong, a: 1, b: 2))])
        for id: UInt32 in [1, 5, 9] { try server.send(Frame(FrameHeader(.cancel, streamID: id, a: 1))) }
        let ended = try server.frames()
        #expect(ended.map(\.header.streamID) == [1, 5, 9] && ended.allSatisfy { $0.header.a == 1 })
        #expect(server.service.arrivals == ["running"])
        read(server)
        #expect(try server.frames().map(\.text) == ["waits"])
        #expect(server.service.arrivals == ["running"] && server.service.echoes.count == 1)
        let statistics = server.recorder.snapshot()
        #expect(statistics.methods.allSatisfy { $0.inFlight == 0 })
    }

    @Test("Requests that wait start in their order when the client reads, and those behind them after them")
    func order() throws {
        let server = try stuck()
        for id: UInt32 in [3, 5] { try server.send(server.request(id, SampleService.echo, "\(id)")) }
        #expect(try server.frames() == [])
        server.channel.isWritable = true
        server.channel.pipeline.fireChannelWritabilityChanged()
        try server.channel.writeInbound(ByteBuffer(bytes: server.request(7, SampleService.echo, "7").bytes))
        #expect(try server.frames().map(\.text) == ["3", "5", "7"])
    }

    @Test("Requests that wait count as in flight: further ones are refused, as not started")
    func bounded() throws {
        let server = try stuck { $0.inFlightCallLimit = 3 }
        for id: UInt32 in [3, 5, 7, 9, 11] { try server.send(server.request(id, SampleService.echo, "\(id)")) }
        let refused = try server.frames()
        #expect(refused.map(\.header.streamID) == [9, 11])
        #expect(refused.allSatisfy { $0.header.a == 14 && $0.header.flags == .retryable })
        read(server)
        #expect(try server.frames().map(\.text) == ["3", "5", "7"])
        try server.send(server.request(13, SampleService.echo, "13"))
        #expect(try server.frames().map(\.text) == ["13"])
    }

    @Test("Their bytes count, too")
    func boundedBytes() throws {
        let server = try stuck { $0.inFlightByteLimit = 10 }
        try server.send(
            server.request(3, SampleService.echo, "1234567"), server.request(5, SampleService.echo, "1234"))
        #expect(try server.frames().map(\.header.streamID) == [5])
        read(server)
        #expect(try server.frames().map(\.header.streamID) == [3])
    }

    @Test("A call that waits is ended by its deadline, before it starts")
    func deadline() throws {
        let server = try stuck()
        try server.send(
            server.request(3, SampleService.hold, "late", milliseconds: 1), server.request(5, SampleService.echo, "on"))
        spin(milliseconds: 2)
        server.channel.embeddedEventLoop.advanceTime(by: .milliseconds(10))
        #expect(try server.frames().map(\.header.a) == [StatusCode.deadlineExceeded.rawValue])
        read(server)
        #expect(try server.frames().map(\.text) == ["on"])
        #expect(server.service.arrivals == [])
    }

    @Test("A drain sees the client's PONG, and at its end what waits is told to be safe to retry")
    func drain() throws {
        let server = try stuck()
        try server.send(server.request(3, SampleService.echo, "waits"), server.request(5, SampleService.hold, "waits"))
        server.loop.drain()
        let ping = try #require(try server.frames().first { $0.header.type == .ping })
        try server.send(Frame(FrameHeader(.pong, a: ping.header.a, b: ping.header.b)))
        #expect(try server.frames() == [Frame(FrameHeader(.goAway, a: 5))])
        #expect(!server.isEnded)
        server.loop.endAll()
        let ended = try server.frames()
        #expect(ended.map(\.header.streamID) == [3, 5])
        #expect(ended.allSatisfy { $0.header.a == 14 && $0.header.flags == .retryable })
        #expect(server.isEnded && server.service.arrivals == [] && server.service.echoes.count == 0)
    }

    @Test("A connection that is lost forgets what waits")
    func lost() throws {
        let server = try stuck()
        try server.send(server.request(3, SampleService.hold, "waits"))
        _ = try server.channel.finish()
        #expect(server.service.arrivals == [] && server.loop.connections.isEmpty)
    }

    @Test(
        "While answers that are being made may fill the room for them, other calls of that kind wait, look-ups do not")
    func reserve() throws {
        let server = try EmbeddedServer()
        for index in 0..<10 {
            try server.send(server.request(UInt32(index * 2 + 1), SampleService.hold, "h\(index)"))
        }
        // 32 MiB hold six answers of 4 MiB, the most, with a look-up's and what is being written.
        #expect(server.service.arrivals.count == 6)
        try server.send(server.request(101, SampleService.echo, "look-up"))
        #expect(try server.frames().map(\.text) == ["look-up"])
        try server.send(Frame(FrameHeader(.cancel, streamID: 19, a: 1)))
        #expect(try server.frames().map(\.header.streamID) == [19])
        // With the first answer the length of the others is guessed.
        server.service.release("h0")
        #expect(try server.frames().map(\.text) == ["h0"])
        #expect(server.service.arrivals == (0..<9).map { "h\($0)" })
    }

    @Test("The room for an answer follows the long ones at once, the short ones slowly")
    func estimate() {
        let method = ServerLoop.Method(
            RPCMethod(SampleService.hold, .queued { _, _, _ in }), MethodCounters(fullName: "x"))
        #expect(method.answerEstimate == .max)
        method.noteAnswer(byteCount: 1000)
        #expect(method.answerEstimate == 4000)
        method.noteAnswer(byteCount: 1 << 20)
        #expect(method.answerEstimate == 1 << 20)
        method.noteAnswer(byteCount: 10)
        #expect(method.answerEstimate == 15 << 16)
        for _ in 0..<200 { method.noteAnswer(byteCount: 10) }
        #expect(method.answerEstimate == 1024)
    }

    @Test("Over a socket a CANCEL reaches a handler although its client reads nothing", .timeLimit(.minutes(1)))
    func cancelWithoutReading() async throws {
        let service = SampleService()
        try await withServer(service) { server in
            let raw = try await RawClient(to: server)
            raw.send(raw.request(1, SampleService.wait, ""))
            await service.started.wait()
            try await raw.stopReading()
            // More than the sockets hold.
            raw.send((1...40).map { raw.request(UInt32($0 * 2 + 1), SampleService.fill, "1000000") })
            raw.send(Frame(FrameHeader(.cancel, streamID: 1, a: 1)))
            await service.cancelled.wait()
            raw.close()
        }
    }
}
