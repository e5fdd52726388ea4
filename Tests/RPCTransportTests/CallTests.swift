import RPCCore
import TestSupport
import Testing

@Suite("Calls, over every transport", .serialized, .timeLimit(.minutes(1)))
struct CallTests {
    @Test("A unary call is answered by every execution class", arguments: Transport.allCases)
    func unary(_ transport: Transport) async throws {
        let service = SampleService()
        try await transport.run(service) { connection in
            let inline: ByteMessage = try await connection.unary(SampleService.echo, "a" as ByteMessage)
            #expect(inline == "a")
            let asynchronous: ByteMessage = try await connection.unary(SampleService.echoAsync, "b" as ByteMessage)
            #expect(asynchronous == "b")
            async let queued: ByteMessage = connection.unary(SampleService.hold, "c" as ByteMessage)
            await service.awaitHeld(1)
            service.release("c")
            let queuedResponse = try await queued
            #expect(queuedResponse == "c")
            #expect(service.batchCount > 0)
        }
    }

    @Test("An empty message arrives as an empty message", arguments: Transport.allCases)
    func empty(_ transport: Transport) async throws {
        try await transport.run { connection in
            let response: ByteMessage = try await connection.unary(SampleService.echo, ByteMessage())
            #expect(response == ByteMessage())
        }
    }

    @Test("A message of megabytes arrives whole", arguments: Transport.allCases)
    func large(_ transport: Transport) async throws {
        try await transport.run { connection in
            let message = ByteMessage(count: 3 << 20)
            let response: ByteMessage = try await connection.unary(SampleService.echo, message)
            let isSame = response == message
            #expect(isSame)
        }
    }

    @Test("A request beyond the limit fails without harm to the connection", arguments: Transport.allCases)
    func tooLarge(_ transport: Transport) async throws {
        try await transport.run { connection in
            let error = await rpcError {
                try await connection.unary(SampleService.echo, ByteMessage(count: 5 << 20)) as ByteMessage
            }
            #expect(error?.code == .resourceExhausted)
            let response: ByteMessage = try await connection.unary(SampleService.echo, "still here" as ByteMessage)
            #expect(response == "still here")
        }
    }

    @Test("Answers come in the order in which they are ready", arguments: Transport.allCases)
    func outOfOrder(_ transport: Transport) async throws {
        let service = SampleService()
        try await transport.run(service) { connection in
            async let first: ByteMessage = connection.unary(SampleService.hold, "first" as ByteMessage)
            await service.awaitHeld(1)
            async let second: ByteMessage = connection.unary(SampleService.hold, "second" as ByteMessage)
            await service.awaitHeld(2)
            service.release("second")
            let secondResponse = try await second
            #expect(secondResponse == "second")
            service.release("first")
            let firstResponse = try await first
            #expect(firstResponse == "first")
        }
    }

    @Test("Handlers begin in the order of their calls", arguments: Transport.allCases)
    func beginInOrder(_ transport: Transport) async throws {
        try await transport.run { connection in
            let (answers, arrived) = AsyncStream.makeStream(of: ByteMessage?.self)
            let requests = (0..<500).map { ByteMessage(Array("\($0)".utf8)) }
            for request in requests {
                connection.start(SampleService.echoAsync, request, options: CallOptions()) { result in
                    arrived.yield(try? result.get())
                }
            }
            var responses: [ByteMessage?] = []
            for await response in answers.prefix(requests.count) { responses.append(response) }
            // A handler that does not suspend has answered before the next begins.
            #expect(responses == requests)
        }
    }

    @Test(
        "Every status code reaches the caller with message and details",
        arguments: StatusCode.allCases.filter { $0 != .ok }, Transport.allCases)
    func statusCodes(_ code: StatusCode, _ transport: Transport) async throws {
        try await transport.run { connection in
            let error = await rpcError {
                try await connection.unary(SampleService.fail, ByteMessage(Array(code.name.utf8))) as ByteMessage
            }
            #expect(error?.code == code)
            #expect(error?.message == "failed as asked")
            #expect(error?.detail(ByteMessage.self) == "detail")
        }
    }

    @Test("A domain error converts itself; any other is internal and keeps its text", arguments: Transport.allCases)
    func handlerErrors(_ transport: Transport) async throws {
        try await transport.run { connection in
            let domain = await rpcError {
                try await connection.unary(SampleService.fail, "domain" as ByteMessage) as ByteMessage
            }
            #expect(domain?.code == .alreadyExists)
            let unmapped = await rpcError {
                try await connection.unary(SampleService.fail, "unmapped" as ByteMessage) as ByteMessage
            }
            #expect(unmapped?.code == .internal)
            #expect(unmapped?.message.contains("select") == false)
        }
    }

    @Test("A request that cannot be read is the caller's fault", arguments: Transport.allCases)
    func malformedRequest(_ transport: Transport) async throws {
        try await transport.run { connection in
            let error = await rpcError {
                try await connection.unary(SampleService.echo, ByteMessage([0xFF])) as ByteMessage
            }
            #expect(error?.code == .invalidArgument)
        }
    }

    @Test("A method that the server does not have is unimplemented", arguments: Transport.allCases)
    func unimplemented(_ transport: Transport) async throws {
        try await transport.run { connection in
            let error = await rpcError {
                try await connection.unary(SampleService.missing, ByteMessage()) as ByteMessage
            }
            #expect(error?.code == .unimplemented)
        }
    }

    @Test("A deadline that has passed fails the call before it starts", arguments: Transport.allCases)
    func deadlineBeforeStart(_ transport: Transport) async throws {
        let service = SampleService()
        try await transport.run(service) { connection in
            let error = await rpcError {
                try await connection.unary(
                    SampleService.hold, "late" as ByteMessage, options: CallOptions(timeout: .zero)) as ByteMessage
            }
            #expect(error?.code == .deadlineExceeded)
            #expect(service.arrivals == [])
        }
    }

    @Test("A deadline that passes fails the call and cancels its handler", arguments: Transport.allCases)
    func deadlineWhileRunning(_ transport: Transport) async throws {
        let service = SampleService()
        try await transport.run(service) { connection in
            // Connected first: the time is for the handler.
            let _: ByteMessage = try await connection.unary(SampleService.echo, ByteMessage())
            let error = await rpcError {
                try await connection.unary(
                    SampleService.wait, ByteMessage(), options: CallOptions(timeout: .milliseconds(500)))
                    as ByteMessage
            }
            #expect(error?.code == .deadlineExceeded)
            await service.cancelled.wait()
        }
    }

    @Test("Cancelling the task ends the call and cancels its handler", arguments: Transport.allCases)
    func cancel(_ transport: Transport) async throws {
        let service = SampleService()
        try await transport.run(service) { connection in
            let task = Task {
                await rpcError { try await connection.unary(SampleService.wait, ByteMessage()) as ByteMessage }
            }
            await service.started.wait()
            task.cancel()
            #expect(await task.value?.code == .cancelled)
            await service.cancelled.wait()
        }
    }

    @Test("A late answer to a cancelled call harms nobody", arguments: Transport.allCases)
    func lateAnswer(_ transport: Transport) async throws {
        let service = SampleService()
        try await transport.run(service) { connection in
            let task = Task {
                await rpcError {
                    try await connection.unary(SampleService.hold, "late" as ByteMessage) as ByteMessage
                }
            }
            await service.awaitHeld(1)
            task.cancel()
            #expect(await task.value?.code == .cancelled)
            service.release("late")
            let response: ByteMessage = try await connection.unary(SampleService.echo, "next" as ByteMessage)
            #expect(response == "next")
        }
    }

    @Test("A workspace's name is checked before the call starts", arguments: Transport.allCases)
    func workspace(_ transport: Transport) async throws {
        try await transport.run { connection in
            for name in ["../etc", "", "Main", "a b", String(repeating: "a", count: 65)] {
                let options = CallOptions(metadata: Metadata(workspace: name))
                let error = await rpcError {
                    try await connection.unary(SampleService.echo, ByteMessage(), options: options) as ByteMessage
                }
                #expect(error?.code == .invalidArgument, "\(name)")
            }
        }
    }
}
