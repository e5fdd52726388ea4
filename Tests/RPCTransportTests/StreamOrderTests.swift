import RPCCore
import TestSupport
import Testing

@testable import RPCTransport

@Suite("Messages of a stream that may not come", .serialized, .timeLimit(.minutes(1)))
struct StreamOrderTests {
    @Test("A second request of a server-streaming call fails the call", arguments: Transport.allCases)
    func secondRequest(_ transport: Transport) async throws {
        let service = SampleService()
        try await transport.run(service) { connection in
            let stream = try await connection.open(SampleService.watch, options: CallOptions())
            try await stream.send("first" as ByteMessage)
            #expect(try await stream.receive(ByteMessage.self) == "hello")
            try await stream.send("second" as ByteMessage)
            let error = await rpcError { try await stream.receive(ByteMessage.self) }
            #expect(error?.code == .invalidArgument && error?.isRetryable == false)
            await service.cancelled.wait()
            let response: ByteMessage = try await connection.unary(SampleService.echo, "on" as ByteMessage)
            #expect(response == "on")
        }
    }

    @Test("A second response of a client-streaming call fails the call", arguments: Transport.allCases)
    func secondResponse(_ transport: Transport) async throws {
        let service = SampleService()
        try await transport.run(service) { connection in
            let stream = try await connection.open(SampleService.joinTwice, options: CallOptions())
            try await stream.finish()
            #expect(try await stream.receive(ByteMessage.self) == "first")
            let error = await rpcError { try await stream.receive(ByteMessage.self) }
            #expect(error?.code == .internal)
            await service.cancelled.wait()
            let response: ByteMessage = try await connection.unary(SampleService.echo, "on" as ByteMessage)
            #expect(response == "on")
        }
    }

    @Test("Who sends after finishing is told so at once, and the call goes on", arguments: Transport.allCases)
    func sendAfterFinish(_ transport: Transport) async throws {
        try await transport.run { connection in
            let stream = try await connection.open(SampleService.chat, options: CallOptions())
            try await stream.send("one" as ByteMessage)
            try await stream.finish()
            let error = await rpcError { try await stream.send("two" as ByteMessage) }
            #expect(error?.code == .failedPrecondition)
            try await stream.finish()
            #expect(try await stream.receive(ByteMessage.self) == "one")
            #expect(try await stream.receive(ByteMessage.self) == nil)
        }
    }

    /// DATA frames that break the rules, each with the kinds of method to which they do.
    private static let wrong: [(frames: [FrameFlags], methods: [MethodDescriptor])] = [
        ([.endStream, []], [SampleService.watch, SampleService.stall]),
        ([.endStream, .endStream], [SampleService.watch, SampleService.stall]),
        ([.endStream, [.endStream, .noData]], [SampleService.watch, SampleService.stall]),
        ([[], []], [SampleService.watch]),
        ([[], .more], [SampleService.watch]),
        ([.more, [], []], [SampleService.watch]),
        ([[.more, .endStream]], [SampleService.watch, SampleService.stall]),
        ([.more, [.more, .endStream]], [SampleService.watch, SampleService.stall]),
        ([.more, [.noData, .endStream]], [SampleService.watch, SampleService.stall]),
    ]

    @Test("On the wire such frames are answered with one INVALID_ARGUMENT, and the connection goes on")
    func onTheWire() async throws {
        try await withServer { server in
            let client = try await RawClient(to: server)
            var id: UInt32 = 1
            for (frames, methods) in Self.wrong {
                for method in methods {
                    client.send(client.request(id, method))
                    client.send(frames.map { Frame(FrameHeader(.data, flags: $0, streamID: id), payload: [1]) })
                    // What still comes is not even looked at.
                    client.send(Frame(FrameHeader(.data, streamID: id), payload: [2]))
                    let answers = await client.settle().filter { $0.header.type == .response }
                    #expect(answers.map(\.header.streamID) == [id], "\(frames) \(method.name)")
                    #expect(answers.map(\.header.a) == [StatusCode.invalidArgument.rawValue])
                    #expect(answers.map(\.header.flags) == [[]])
                    id += 2
                }
            }
            client.send(client.request(id, SampleService.echo, "on"))
            #expect(await client.nextResponse()?.text == "on")
            client.close()
        }
    }

    @Test("A server that ends a call inside of a message fails it")
    func cutResponse() async throws {
        let client = try EmbeddedClient()
        let start = ClientCallStart(
            method: SampleService.chat, deadline: .max, waitForReady: false, preamble: nil)
        let call = StreamingCall(start, ClientConfiguration())
        client.handler.send(call)
        try client.send(
            Frame(FrameHeader(.data, flags: .more, streamID: 1), payload: [1]),
            Frame(FrameHeader(.response, flags: .noData, streamID: 1)))
        let error = await rpcError { try await call.receive(ByteMessage.self) }
        #expect(error?.code == .internal)
        #expect(client.handler.hasRoom)
    }
}
