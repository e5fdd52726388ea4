import NIOCore
import NIOEmbedded
import RPCCore
import TestSupport
import Testing

@testable import RPCTransport

@Suite("A server, frame by frame")
struct ServerFrameTests {
    @Test("Frames split at every byte are answered alike")
    func everySplit() throws {
        let reference = try EmbeddedServer()
        let calls =
            reference.request(1, SampleService.echo, "first").bytes
            + reference.request(3, SampleService.fail, "not_found").bytes
            + reference.request(5, SampleService.echo, "third").bytes
        for split in 0...calls.count {
            let server = try EmbeddedServer()
            try server.send(Array(calls[..<split]))
            try server.send(Array(calls[split...]))
            let frames = try server.frames()
            #expect(frames.map(\.header.streamID) == [1, 3, 5])
            #expect(frames.map(\.header.a) == [0, StatusCode.notFound.rawValue, 0])
            #expect(frames.first?.text == "first" && frames.last?.text == "third")
        }
    }

    @Test("Frames that arrive byte by byte are answered")
    func byteByByte() throws {
        let server = try EmbeddedServer(sayHello: false)
        let bytes = Frame.hello.bytes + server.request(1, SampleService.echo, "x").bytes
        for byte in bytes { try server.send([byte]) }
        #expect(try server.frames().map(\.header.type) == [.hello, .response])
    }

    @Test("A large request right behind HELLO is taken, however the two arrive")
    func largeRequestBehindHello() throws {
        let text = String(repeating: "x", count: 100_000)
        for isSplit in [false, true] {
            let server = try EmbeddedServer(sayHello: false)
            let request = server.request(1, SampleService.echo, text).bytes
            try server.send(isSplit ? Frame.hello.bytes : Frame.hello.bytes + request)
            if isSplit { try server.send(request) }
            let frames = try server.frames()
            #expect(frames.map(\.header.type) == [.hello, .response])
            #expect(frames.last?.text == text)
        }
    }

    @Test("The answers to frames of one read share one write, and lanes hear of the batch once")
    func oneWrite() throws {
        let server = try EmbeddedServer()
        let before = server.service.batchCount
        try server.send(server.request(1, SampleService.echo, "a"), server.request(3, SampleService.echo, "b"))
        let write = try #require(try server.channel.readOutbound(as: ByteBuffer.self))
        #expect(Frame.all(in: Array(write.readableBytesView)).map(\.text) == ["a", "b"])
        #expect(try server.channel.readOutbound(as: ByteBuffer.self) == nil)
        #expect(server.service.batchCount == before + 1)
    }

    /// How many answers each write holds to one read of 70 requests.
    private func answersPerWrite(_ server: EmbeddedServer) throws -> [Int] {
        let requests = (0..<70).map { server.request(UInt32($0 * 2 + 1), SampleService.echo, "x") }
        try server.send(requests.flatMap(\.bytes))
        var counts: [Int] = []
        while let write = try server.channel.readOutbound(as: ByteBuffer.self) {
            counts.append(Frame.all(in: Array(write.readableBytesView)).count)
        }
        return counts
    }

    @Test("Of a long read, a client that is alone gets the first answers early")
    func earlyWrites() throws {
        let server = try EmbeddedServer()
        try server.send(Frame(FrameHeader(.ping)))
        #expect(try server.frames().map(\.header.type) == [.pong])
        #expect(try answersPerWrite(server) == [32, 32, 6])
    }

    @Test("Among busy clients the answers to a read share one write however many they are")
    func oneWriteAmongMany() throws {
        let server = try EmbeddedServer()
        let other = try EmbeddedServer()
        try other.send(Frame(FrameHeader(.ping)))
        #expect(try answersPerWrite(server) == [70])
    }

    private func expectGoAway(_ server: EmbeddedServer, _ code: StatusCode, last: UInt32 = 0) throws {
        let frames = try server.frames()
        #expect(frames.last?.header.type == .goAway)
        #expect(frames.last?.header.a == last)
        #expect(frames.last?.header.b == code.rawValue)
        #expect(server.isEnded)
    }

    @Test("A frame that is too long ends the connection with a reason")
    func tooLong() throws {
        let server = try EmbeddedServer()
        try server.send([0, 0x40, 0, 1])
        try expectGoAway(server, .resourceExhausted)
    }

    @Test("A length that arrives in pieces is refused with its last byte", arguments: 1...3)
    func tooLongInPieces(split: Int) throws {
        let server = try EmbeddedServer()
        let length: [UInt8] = [0, 0x40, 0, 1]
        try server.send(Array(length[..<split]))
        try server.send(Array(length[split...]))
        try expectGoAway(server, .resourceExhausted)
    }

    @Test("A length with a top byte, as of another protocol, ends the connection")
    func topByte() throws {
        let server = try EmbeddedServer(sayHello: false)
        try server.send(Array("GET / HTTP/1.1\r\n".utf8))
        try expectGoAway(server, .resourceExhausted)
    }

    @Test("Calls before HELLO, a second HELLO and a foreign HELLO end the connection")
    func helloRules() throws {
        let silent = try EmbeddedServer(sayHello: false)
        try silent.send(silent.request(1, SampleService.echo))
        try expectGoAway(silent, .failedPrecondition)
        let twice = try EmbeddedServer()
        try twice.send(Frame.hello)
        try expectGoAway(twice, .failedPrecondition)
        let foreign = try EmbeddedServer(sayHello: false)
        try foreign.send(Frame(FrameHeader(.hello, a: 1, b: 7)))
        try expectGoAway(foreign, .failedPrecondition)
        let malformed = try EmbeddedServer(sayHello: false)
        try malformed.send(Frame(FrameHeader(.hello, a: 1, b: Handshake.magic), payload: [0xFF]))
        try expectGoAway(malformed, .invalidArgument)
    }

    @Test("Unknown frames of the connection are ignored; of a call they end the connection")
    func unknownTypes() throws {
        let server = try EmbeddedServer()
        try server.send(Frame(FrameHeader(FrameType(rawValue: 77)), payload: [1, 2, 3]))
        #expect(try server.frames() == [])
        try server.send(Frame(FrameHeader(FrameType(rawValue: 77), streamID: 1)))
        try expectGoAway(server, .invalidArgument)
        let responding = try EmbeddedServer()
        try responding.send(Frame(FrameHeader(.response, streamID: 1)))
        try expectGoAway(responding, .invalidArgument)
    }

    @Test("A call id that was used ends the connection; calls before it were answered")
    func duplicateID() throws {
        let server = try EmbeddedServer()
        try server.send(server.request(1, SampleService.echo), server.request(1, SampleService.echo))
        try expectGoAway(server, .invalidArgument, last: 1)
        let even = try EmbeddedServer()
        try even.send(even.request(2, SampleService.echo))
        try expectGoAway(even, .invalidArgument)
    }

    @Test("A compressed frame ends the connection")
    func compressed() throws {
        let server = try EmbeddedServer()
        try server.send(Frame(FrameHeader(.request, flags: .compressed, streamID: 1)))
        try expectGoAway(server, .unimplemented)
    }

    @Test("A cancelled call is answered with CANCELLED, once, however late its handler is")
    func cancelBeforeAnswer() throws {
        let server = try EmbeddedServer()
        try server.send(server.request(1, SampleService.hold, "a"))
        try server.send(Frame(FrameHeader(.cancel, streamID: 1, a: 1)), Frame(FrameHeader(.cancel, streamID: 1, a: 1)))
        let frames = try server.frames()
        #expect(frames.map(\.header.a) == [StatusCode.cancelled.rawValue])
        #expect(server.service.release("a"))
        #expect(try server.frames() == [])
    }

    @Test("A cancel after the answer, or of a call that never was, is ignored")
    func cancelAfterAnswer() throws {
        let server = try EmbeddedServer()
        try server.send(server.request(1, SampleService.hold, "a"))
        server.service.release("a")
        #expect(try server.frames().map(\.text) == ["a"])
        try server.send(Frame(FrameHeader(.cancel, streamID: 1)), Frame(FrameHeader(.cancel, streamID: 99)))
        #expect(try server.frames() == [])
        #expect(!server.isEnded)
    }

    @Test("Calls beyond the limit are refused as not started; control frames still work")
    func inFlightLimit() throws {
        var configuration = ServerConfiguration()
        configuration.inFlightCallLimit = 2
        let server = try EmbeddedServer(configuration)
        try server.send(server.request(1, SampleService.hold, "a"), server.request(3, SampleService.hold, "b"))
        try server.send(server.request(5, SampleService.echo), Frame(FrameHeader(.cancel, streamID: 1)))
        try server.send(server.request(7, SampleService.echo))
        let frames = try server.frames()
        #expect(frames.map(\.header.streamID) == [5, 1, 7])
        #expect(frames.map(\.header.a) == [14, 1, 0])
        #expect(frames.first?.header.flags == .retryable)
        let refusal = try #require(frames.first)
        let error = refusal.body.withUnsafeBytes { RPCError(statusCode: 14, isRetryable: true, decoding: $0) }
        #expect(error.details.map(\.type) == ["danhba.rpc.v1.RetryInfo"])
    }

    @Test("Request bytes in flight are limited")
    func inFlightBytes() throws {
        var configuration = ServerConfiguration()
        configuration.inFlightByteLimit = 10
        let server = try EmbeddedServer(configuration)
        try server.send(server.request(1, SampleService.hold, "12345678"), server.request(3, SampleService.echo, "123"))
        #expect(try server.frames().map(\.header.a) == [14])
        server.service.release("12345678")
        try server.send(server.request(5, SampleService.echo, "123"))
        #expect(try server.frames().map(\.header.a) == [0, 0])
    }

    @Test("Mistakes in one call fail that call only")
    func badCalls() throws {
        let server = try EmbeddedServer()
        let noMethod = Frame(FrameHeader(.request, streamID: 1, a: 4711))
        let noMessage = Frame(FrameHeader(.request, flags: .noData, streamID: 3, a: server.id(SampleService.echo)))
        let message = Frame(FrameHeader(.request, streamID: 5, a: server.id(SampleService.join)), payload: [1])
        let metadata = Frame(
            FrameHeader(.request, streamID: 7, a: server.id(SampleService.echo), metadataByteCount: 2),
            payload: [0x0A, 0xFF])
        try server.send(noMethod, noMessage, message, metadata, server.request(9, SampleService.echo, "fine"))
        let frames = try server.frames()
        #expect(frames.map(\.header.a) == [12, 3, 3, 3, 0])
        #expect(frames.last?.text == "fine")
    }

    @Test("A request with a trace context and metadata finds its payload")
    func preamble() throws {
        let server = try EmbeddedServer()
        let metadata = try Metadata(workspace: "acme", requestID: "r").encoded()
        let header = FrameHeader(
            .request, flags: [.hasTrace, .endStream], streamID: 1, a: server.id(SampleService.echo),
            metadataByteCount: UInt16(metadata.count))
        try server.send(Frame(header, payload: [UInt8](repeating: 1, count: 25) + metadata + Array("payload".utf8)))
        #expect(try server.frames().map(\.text) == ["payload"])
    }

    @Test("A call that nobody answers in time is answered with DEADLINE_EXCEEDED, once")
    func deadline() throws {
        let server = try EmbeddedServer()
        try server.send(server.request(1, SampleService.hold, "a", milliseconds: 1))
        spin(milliseconds: 2)
        server.channel.embeddedEventLoop.advanceTime(by: .milliseconds(10))
        #expect(try server.frames().map(\.header.a) == [StatusCode.deadlineExceeded.rawValue])
        server.service.release("a")
        #expect(try server.frames() == [])
    }

    @Test("PING is answered with the same numbers")
    func ping() throws {
        let server = try EmbeddedServer()
        try server.send(Frame(FrameHeader(.ping, a: 7, b: 9)))
        #expect(try server.frames() == [Frame(FrameHeader(.pong, a: 7, b: 9))])
    }

    @Test("A client that says nothing is closed after the handshake's time")
    func handshakeTimeout() throws {
        let server = try EmbeddedServer(sayHello: false)
        server.channel.embeddedEventLoop.advanceTime(by: .milliseconds(5_002))
        try expectGoAway(server, .failedPrecondition)
        server.channel.embeddedEventLoop.advanceTime(by: .seconds(2))
        #expect(!server.channel.isActive)
    }

    @Test("A silent client is asked, and closed when it does not answer")
    func keepalive() throws {
        let server = try EmbeddedServer()
        server.channel.embeddedEventLoop.advanceTime(by: .seconds(36))
        #expect(try server.frames().map(\.header.type) == [.ping])
        try server.send(Frame(FrameHeader(.pong)))
        server.channel.embeddedEventLoop.advanceTime(by: .seconds(11))
        #expect(server.channel.isActive)
        server.channel.embeddedEventLoop.advanceTime(by: .seconds(31))
        #expect(try server.frames().map(\.header.type) == [.ping])
        server.channel.embeddedEventLoop.advanceTime(by: .seconds(11))
        #expect(!server.channel.isActive)
        #expect(server.loop.connections.isEmpty)
    }

    @Test("Random frames never crash a server, and one that it cannot read ends only its connection")
    func garbage() throws {
        var generator = SeededGenerator(seed: 13)
        for _ in 0..<300 {
            let server = try EmbeddedServer()
            for _ in 0..<20 where !server.isEnded {
                let body = (0..<Int.random(in: 0..<40, using: &generator)).map { _ in
                    UInt8.random(in: 0...255, using: &generator)
                }
                let type: FrameType = [.response, .cancel, .ping, .pong, .goAway, .window, .hello, .data, .request][
                    Int.random(in: 0..<9, using: &generator)]
                let header = FrameHeader(
                    type, flags: FrameFlags(rawValue: UInt8.random(in: 0...255, using: &generator) & 0x2B),
                    streamID: UInt32.random(in: 0...9, using: &generator),
                    // Only methods that answer on the spot: an embedded loop knows no other thread.
                    a: [0, 4, 4711][Int.random(in: 0..<3, using: &generator)],
                    b: UInt32.random(in: 0...9, using: &generator),
                    metadataByteCount: UInt16(
                        Bool.random(using: &generator) ? 0 : Int.random(in: 0...9, using: &generator)))
                try server.send(Frame(header, payload: body))
            }
            _ = try server.frames()
        }
    }

    @Test("Requests behind an answer that the socket does not take wait, and their deadlines go on")
    func heldRequests() throws {
        let server = try EmbeddedServer()
        server.channel.isWritable = false
        try server.send(
            server.request(1, SampleService.fill, "300000"), server.request(3, SampleService.echo, "held"),
            server.request(5, SampleService.echo, "late", milliseconds: 1))
        #expect(try server.frames().map(\.header.streamID) == [1])
        let deadline = MonotonicClock.now + 1_000_000
        while MonotonicClock.now < deadline {}
        server.channel.isWritable = true
        server.channel.pipeline.fireChannelWritabilityChanged()
        let answers = try server.frames()
        #expect(answers.map(\.header.streamID) == [3, 5])
        #expect(answers.map(\.header.a) == [0, StatusCode.deadlineExceeded.rawValue])
    }

    @Test("What a server did is counted by method, code and bytes")
    func statistics() throws {
        let server = try EmbeddedServer()
        try server.send(
            server.request(1, SampleService.echo, "12345"), server.request(3, SampleService.fail, "not_found"),
            server.request(5, SampleService.hold, "h"), Frame(FrameHeader(.request, streamID: 7, a: 4711)))
        let statistics = server.recorder.snapshot()
        let byName = Dictionary(uniqueKeysWithValues: statistics.methods.map { ($0.fullName, $0) })
        let echo = try #require(byName[SampleService.echo.fullName])
        #expect(echo.started == 1 && echo.endedByCode == [.ok: 1] && echo.inFlight == 0)
        #expect(echo.requestBytes == 5 && echo.responseBytes == 5 && echo.latency.count == 1)
        #expect(byName[SampleService.fail.fullName]?.endedByCode == [.notFound: 1])
        #expect(byName[SampleService.hold.fullName]?.inFlight == 1)
        #expect(byName["other"]?.endedByCode == [.unimplemented: 1])
        #expect(statistics.connections.map(\.calls) == [4])
        #expect(statistics.connections.map(\.inFlight) == [1])
    }

    @Test("The wait of a queued call ends when a thread takes it, or with the call; others do not wait")
    func waits() throws {
        let server = try EmbeddedServer()
        try server.send(
            server.request(1, SampleService.hold, "taken"), server.request(3, SampleService.hold, "never"),
            server.request(5, SampleService.echo, "x"))
        server.service.begin("taken")
        spin(milliseconds: 5)
        server.service.release("taken")
        try server.send(Frame(FrameHeader(.cancel, streamID: 3, a: StatusCode.cancelled.rawValue)))
        _ = try server.frames()
        let methods = server.recorder.snapshot().methods
        let hold = try #require(methods.first { $0.fullName == SampleService.hold.fullName })
        #expect(hold.latencyByCode.mapValues(\.count) == [.ok: 1, .cancelled: 1])
        #expect(hold.queueWait.count == 2 && hold.queueWait.maxMicroseconds >= 5_000)
        let latency = try #require(hold.latencyByCode[.ok])
        #expect(latency.sumMicroseconds >= 5_000)
        #expect(hold.queueWait.sumMicroseconds - hold.queueWait.maxMicroseconds <= latency.sumMicroseconds - 4_990)
        #expect(methods.first { $0.fullName == SampleService.echo.fullName }?.queueWait.count == 0)
    }
}

@Suite("Metadata that is the same again and again")
struct MetadataCacheTests {
    private func read(
        _ cache: inout MetadataCache, _ metadata: Metadata, trace: TraceContext? = nil
    ) throws -> Metadata {
        var bytes = [UInt8](repeating: 0, count: trace == nil ? 0 : TraceContext.wireByteCount)
        if let trace { bytes.withUnsafeMutableBytes { trace.encode(into: $0) } }
        let encoded = try metadata.encoded()
        let header = FrameHeader(
            .request, flags: trace == nil ? [] : .hasTrace, metadataByteCount: UInt16(encoded.count))
        return try (bytes + encoded).withUnsafeBytes { try cache.metadata(of: header, $0) }
    }

    @Test("Every call gets its own, whatever the one before had")
    func sequence() throws {
        var cache = MetadataCache()
        let trace = TraceContext(traceIDHigh: 1, traceIDLow: 2, parentID: 3, flags: 1)
        let acme = Metadata(workspace: "acme")
        var traced = acme
        traced.trace = trace
        #expect(try read(&cache, Metadata()) == Metadata())
        #expect(try read(&cache, acme) == acme)
        #expect(try read(&cache, acme, trace: trace) == traced)
        #expect(try read(&cache, acme) == acme)
        #expect(try read(&cache, Metadata()) == Metadata())
        #expect(try read(&cache, Metadata(), trace: trace) == Metadata(trace: trace))
        #expect(try read(&cache, Metadata(workspace: "other")) == Metadata(workspace: "other"))
        #expect(try read(&cache, Metadata()) == Metadata())
    }
}
