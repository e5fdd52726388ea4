import RPCCore
import TestSupport
import Testing

@Suite("A client's interceptors, over every transport", .serialized, .timeLimit(.minutes(1)))
struct InterceptedConnectionTests {
    private let recorder = CallRecorder()

    private func intercepted(_ connection: any Connection, _ more: any CallInterceptor...) -> any Connection {
        InterceptedConnection(connection, peer: "sample", interceptors: [recorder] + more)
    }

    private func expect(_ method: MethodDescriptor, _ code: StatusCode) {
        #expect(recorder.events == [.started(method.name), .ended(method.name, code)])
    }

    @Test("A call ends before its caller is told, with the bytes of both messages", arguments: Transport.allCases)
    func unary(_ transport: Transport) async throws {
        try await transport.run { connection in
            let response: ByteMessage = try await intercepted(connection)
                .unary(SampleService.echo, "12345" as ByteMessage)
            #expect(response == "12345")
            expect(SampleService.echo, .ok)
            #expect(recorder.outcomes.first?.requestBytes == 5 && recorder.outcomes.first?.responseBytes == 5)
        }
    }

    @Test("A failed call ends with its code", arguments: Transport.allCases)
    func failure(_ transport: Transport) async throws {
        try await transport.run { connection in
            let error = await rpcError {
                try await intercepted(connection).unary(SampleService.fail, "not_found" as ByteMessage) as ByteMessage
            }
            #expect(error?.code == .notFound)
            expect(SampleService.fail, .notFound)
        }
    }

    @Test("A cancelled call ends with CANCELLED", arguments: Transport.allCases)
    func cancelled(_ transport: Transport) async throws {
        let service = SampleService()
        try await transport.run(service) { connection in
            let connection = intercepted(connection)
            let task = Task { try await connection.unary(SampleService.wait, ByteMessage()) as ByteMessage }
            await service.started.wait()
            task.cancel()
            _ = await task.result
            expect(SampleService.wait, .cancelled)
        }
    }

    @Test("A call whose deadline passes ends with DEADLINE_EXCEEDED", arguments: Transport.allCases)
    func deadline(_ transport: Transport) async throws {
        try await transport.run { connection in
            let error = await rpcError {
                try await intercepted(connection).unary(
                    SampleService.wait, ByteMessage(), options: CallOptions(timeout: .milliseconds(20))) as ByteMessage
            }
            #expect(error?.code == .deadlineExceeded)
            expect(SampleService.wait, .deadlineExceeded)
        }
    }

    @Test("A call ends with UNAVAILABLE when its connection is lost")
    func lost() async throws {
        let service = SampleService()
        try await Transport.tcp.run(service) { connection in
            let connection = intercepted(connection)
            let task = Task { try await connection.unary(SampleService.wait, ByteMessage()) as ByteMessage }
            await service.started.wait()
            // The transport ends the server and the client when this returns; the call ends with either.
            Task { _ = await task.result }
        }
        await recorder.ends.reach(1)
        #expect(recorder.events.count == 2)
        #expect(recorder.outcomes.allSatisfy { [.unavailable, .cancelled].contains($0.code) })
    }

    @Test("A stream ends once with its last message and counts every one", arguments: Transport.allCases)
    func stream(_ transport: Transport) async throws {
        try await transport.run { connection in
            let stream = try await intercepted(connection).open(SampleService.chat, options: CallOptions())
            for text: ByteMessage in ["one", "three"] {
                try await stream.send(text)
                #expect(try await stream.receive(ByteMessage.self) == text)
            }
            try await stream.finish()
            #expect(recorder.outcomes.isEmpty)
            #expect(try await stream.receive(ByteMessage.self) == nil)
            stream.cancel()
            expect(SampleService.chat, .ok)
            #expect(recorder.outcomes.first?.requestBytes == 8 && recorder.outcomes.first?.responseBytes == 8)
        }
    }

    @Test("A stream that is let go of ends with CANCELLED", arguments: Transport.allCases)
    func abandoned(_ transport: Transport) async throws {
        try await transport.run { connection in
            var stream: (any ClientStream)? = try await intercepted(connection)
                .open(SampleService.watch, options: CallOptions())
            #expect(try await stream?.receive(ByteMessage.self) == "hello")
            stream = nil
            await recorder.ends.reach(1)
            expect(SampleService.watch, .cancelled)
        }
    }

    @Test("A refused call is not sent", arguments: Transport.allCases)
    func refused(_ transport: Transport) async throws {
        let service = SampleService()
        try await transport.run(service) { connection in
            let connection = intercepted(
                connection, CallRecorder { (_) throws(RPCError) in throw RPCError(.permissionDenied, "no") })
            let unary = await rpcError {
                try await connection.unary(SampleService.echo, ByteMessage()) as ByteMessage
            }
            #expect(unary?.code == .permissionDenied)
            await #expect(throws: RPCError.self) {
                try await connection.open(SampleService.chat, options: CallOptions())
            }
            #expect(recorder.outcomes.map(\.code) == [.permissionDenied, .permissionDenied])
            #expect(service.echoes.count == 0)
        }
    }

    @Test("The peer sees the metadata that the interceptors made", arguments: Transport.allCases)
    func metadata(_ transport: Transport) async throws {
        let seen = CallRecorder { call in #expect(call.metadata.workspace == "other" && call.peer.address == "sample") }
        try await transport.run(metadata: Metadata(workspace: "unused")) { connection in
            let connection = intercepted(
                connection, CallRecorder { call in call.metadata.workspace = "other" }, seen)
            let response: ByteMessage = try await connection.unary(SampleService.workspace, ByteMessage())
            #expect(response == "other")
        }
    }
}
