import NIOCore
import NIOEmbedded
import RPCCore
import TestSupport
import Testing

@testable import RPCTransport

@Suite("A client, frame by frame")
struct ClientFrameTests {
    private func response(_ streamID: UInt32, _ text: String = "") -> Frame {
        Frame(FrameHeader(.response, streamID: streamID), payload: Array(text.utf8))
    }

    @Test("A call names the method by the server's number and tells the remaining time")
    func request() throws {
        let client = try EmbeddedClient()
        _ = client.call("hi", milliseconds: 60_000)
        let request = try #require(try client.frames().first)
        #expect(request.header.type == .request && request.header.streamID == 1 && request.header.a == 40)
        #expect((59_000...60_000).contains(request.header.b))
        #expect(request.text == "hi")
    }

    @Test("Calls of one tick share one write")
    func oneWrite() throws {
        let client = try EmbeddedClient()
        _ = client.call("a")
        _ = client.call("b")
        client.channel.embeddedEventLoop.run()
        let write = try #require(try client.channel.readOutbound(as: ByteBuffer.self))
        #expect(Frame.all(in: Array(write.readableBytesView)).map(\.text) == ["a", "b"])
    }

    @Test("Of the calls that a long read starts, the first are sent early")
    func earlyWrites() throws {
        let client = try EmbeddedClient()
        let bound = NIOLoopBound(client, eventLoop: client.channel.embeddedEventLoop)
        for _ in 0..<70 {
            let start = ClientCallStart(
                method: SampleService.echo, deadline: .max, waitForReady: false, preamble: nil)
            client.handler.send(
                UnaryCall(start, "first" as ByteMessage, on: nil) { _ in _ = bound.value.call("next") })
        }
        #expect(try client.frames().count == 70)
        try client.channel.writeInbound(ByteBuffer(bytes: (0..<70).flatMap { response(UInt32($0 * 2 + 1)).bytes }))
        var counts: [Int] = []
        while let write = try client.channel.readOutbound(as: ByteBuffer.self) {
            counts.append(Frame.all(in: Array(write.readableBytesView)).count)
        }
        #expect(counts == [32, 32, 6])
    }

    @Test("Answers find their calls in any order; answers to no call are dropped")
    func responses() throws {
        let client = try EmbeddedClient()
        let calls = [client.call(), client.call(), client.call()]
        try client.send(response(5, "c"), response(99, "?"), response(1, "a"), response(1, "again"), response(3, "b"))
        #expect(try calls.map { try $0.results.map { try $0.get() } } == [["a"], ["b"], ["c"]])
    }

    @Test("A response that cannot be read is internal")
    func malformedResponse() throws {
        let client = try EmbeddedClient()
        let call = client.call()
        try client.send(Frame(FrameHeader(.response, streamID: 1), payload: [0xFF]))
        #expect(call.code == .internal)
    }

    @Test("A cancelled call fails at once, tells the server, and ignores the late answer")
    func cancel() throws {
        let client = try EmbeddedClient()
        let (call, pending) = client.start(SampleService.echo)
        _ = try client.frames()
        client.handler.cancel(pending, RPCError(.cancelled, ""))
        client.handler.cancel(pending, RPCError(.cancelled, ""))
        #expect(try client.frames() == [Frame(FrameHeader(.cancel, streamID: 1, a: 1))])
        try client.send(response(1, "late"))
        #expect(call.results.count == 1 && call.code == .cancelled)
    }

    @Test("A call that is not answered in time fails and tells the server")
    func deadline() throws {
        let client = try EmbeddedClient()
        let call = client.call(milliseconds: 50)
        _ = try client.frames()
        spin(milliseconds: 51)
        client.channel.embeddedEventLoop.advanceTime(by: .milliseconds(60))
        #expect(call.code == .deadlineExceeded)
        #expect(try client.frames() == [Frame(FrameHeader(.cancel, streamID: 1, a: 4))])
    }

    @Test("After GOAWAY calls that were not accepted are safe to retry, the others are answered")
    func goAway() throws {
        let client = try EmbeddedClient()
        let accepted = client.call()
        let refused = client.call()
        try client.send(Frame(FrameHeader(.goAway, a: 0x7FFF_FFFF)))
        #expect(client.owner.events == ["ready", "lost unavailable"])
        #expect(!client.handler.hasRoom)
        #expect(refused.results.isEmpty)
        try client.send(Frame(FrameHeader(.goAway, a: 1)))
        #expect(refused.code == .unavailable)
        guard case .failure(let error)? = refused.results.first else { return }
        #expect(error.isRetryable)
        try client.send(response(1, "done"))
        #expect(try accepted.results.map { try $0.get() } == ["done"])
        client.channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(!client.channel.isActive)
        #expect(client.owner.events.last == "closed")
    }

    @Test("A GOAWAY with a reason fails everything with it")
    func goAwayError() throws {
        let client = try EmbeddedClient()
        let call = client.call()
        let status = RPCError(.invalidArgument, "the reason").encodedStatus()
        try client.send(Frame(FrameHeader(.goAway, a: 1, b: 3), payload: status))
        #expect(call.code == .unavailable)
        guard case .failure(let error)? = call.results.first else { return }
        #expect(error.message.contains("the reason") && !error.isRetryable)
    }

    @Test("A lost connection fails calls once, as perhaps executed")
    func lost() throws {
        let client = try EmbeddedClient()
        let call = client.call()
        _ = try client.channel.finish()
        #expect(call.results.count == 1 && call.code == .unavailable)
        guard case .failure(let error)? = call.results.first else { return }
        #expect(!error.isRetryable)
        #expect(client.owner.events.last == "closed")
    }

    @Test("A server that breaks the protocol is told so and left")
    func violations() throws {
        let frames = [
            Frame(FrameHeader(.hello, a: 1, b: Handshake.magic)),
            Frame(FrameHeader(FrameType(rawValue: 50), streamID: 1)),
            Frame(FrameHeader(.data, streamID: 1), payload: [1]), Frame(FrameHeader(.window, streamID: 1, a: 1)),
            Frame(FrameHeader(.response, flags: .compressed, streamID: 1)),
        ]
        for frame in frames {
            let client = try EmbeddedClient()
            let call = client.call()
            _ = try client.frames()
            try client.send(frame)
            #expect(call.code == .unavailable)
            #expect(try client.frames().last?.header.type == .goAway)
        }
    }

    @Test("A server that does not say HELLO in time, or says another, is left")
    func handshake() throws {
        let silent = try EmbeddedClient(sayHello: false)
        silent.channel.embeddedEventLoop.advanceTime(by: .seconds(7))
        #expect(silent.owner.events == ["lost unavailable", "closed"])
        let foreign = try EmbeddedClient(sayHello: false)
        try foreign.send(Frame(FrameHeader(.hello, a: 1, b: 9)))
        #expect(foreign.owner.events == ["lost unavailable", "closed"])
    }

    @Test("A silent server is asked, and left when it does not answer")
    func keepalive() throws {
        let client = try EmbeddedClient()
        client.channel.embeddedEventLoop.advanceTime(by: .seconds(26))
        #expect(try client.frames().map(\.header.type) == [.ping])
        client.channel.embeddedEventLoop.advanceTime(by: .seconds(11))
        #expect(client.owner.events.last == "closed")
    }

    @Test("The server's PING is answered with the same numbers")
    func ping() throws {
        let client = try EmbeddedClient()
        try client.send(Frame(FrameHeader(.ping, a: 3, b: 4)))
        #expect(try client.frames() == [Frame(FrameHeader(.pong, a: 3, b: 4))])
    }

    @Test("The owner hears of room when calls wait")
    func room() throws {
        let client = try EmbeddedClient(inFlightLimit: 1)
        _ = client.call()
        #expect(!client.handler.hasRoom)
        client.handler.hasWaitingCalls = true
        try client.send(response(1))
        #expect(client.handler.hasRoom)
        #expect(client.owner.events.last == "room")
    }

    @Test("Random frames never crash a client")
    func garbage() throws {
        var generator = SeededGenerator(seed: 17)
        for _ in 0..<500 {
            let client = try EmbeddedClient()
            let calls = [client.call(), client.call()]
            for _ in 0..<10 {
                let body = (0..<Int.random(in: 0..<40, using: &generator)).map { _ in
                    UInt8.random(in: 0...255, using: &generator)
                }
                let header = FrameHeader(
                    FrameType(rawValue: UInt8.random(in: 0...11, using: &generator)),
                    flags: FrameFlags(rawValue: UInt8.random(in: 0...255, using: &generator) & 0xEF),
                    streamID: UInt32.random(in: 0...5, using: &generator),
                    a: UInt32.random(in: 0...20, using: &generator), b: UInt32.random(in: 0...20, using: &generator))
                try client.send(Frame(header, payload: body))
            }
            _ = try client.channel.finish(acceptAlreadyClosed: true)
            #expect(calls.allSatisfy { $0.results.count == 1 })
        }
    }
}
