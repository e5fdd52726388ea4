import RPCCore
import RPCTransport
import TestSupport
import Testing

@Suite("Streams, over every transport", .serialized, .timeLimit(.minutes(1)))
struct StreamTests {
    @Test("A server's stream arrives whole and in order, and ends", arguments: Transport.allCases)
    func serverStreaming(_ transport: Transport) async throws {
        try await transport.run { connection in
            let stream = try await connection.open(SampleService.count, options: CallOptions())
            try await stream.send("500" as ByteMessage)
            try await stream.finish()
            var numbers: [String] = []
            for try await message in ResponseStream<ByteMessage>(stream) { numbers.append(message.text) }
            #expect(numbers == (0..<500).map(String.init))
        }
    }

    @Test("A client's stream arrives whole", arguments: Transport.allCases)
    func clientStreaming(_ transport: Transport) async throws {
        try await transport.run { connection in
            let stream = try await connection.open(SampleService.join, options: CallOptions())
            let writer = RequestWriter<ByteMessage, ByteMessage>(stream)
            for count in [0, 1, 1000, 40_000, 300_000] { try await writer.write(ByteMessage(count: count)) }
            #expect(try await writer.finishAndReceive() == "341001")
        }
    }

    @Test("Both sides stream at a time; messages larger than the window pass", arguments: Transport.allCases)
    func bidirectional(_ transport: Transport) async throws {
        try await transport.run { connection in
            let stream = try await connection.open(SampleService.chat, options: CallOptions())
            for count in [3, 0, 70_000, 1 << 20] {
                try await stream.send(ByteMessage(count: count))
                let answer = try await stream.receive(ByteMessage.self)
                // Not compared inside the expectation, which would print megabytes.
                let isSame = answer == ByteMessage(count: count)
                #expect(isSame, "\(count) bytes became \(answer?.bytes.count ?? -1)")
            }
            try await stream.finish()
            #expect(try await stream.receive(ByteMessage.self) == nil)
        }
    }

    @Test("A sender stops when the reader does, and goes on when it reads", arguments: Transport.allCases)
    func backPressure(_ transport: Transport) async throws {
        let service = SampleService()
        try await transport.run(service) { connection in
            let stream = try await connection.open(SampleService.stall, options: CallOptions())
            await service.started.wait()
            let progress = Tally()
            let sender = Task {
                for _ in 0..<200 {
                    try await stream.send(ByteMessage(count: 1000))
                    progress.advance()
                }
                try await stream.finish()
            }
            // 64 KiB of window over 1,020 bytes of frame, and the last one may pass the bound.
            await progress.reach(65)
            let echo: ByteMessage = try await connection.unary(SampleService.echo, "beside" as ByteMessage)
            #expect(echo == "beside")
            #expect(progress.count == 65)
            service.gate.fire()
            try await sender.value
            #expect(try await stream.receive(ByteMessage.self) == "200000")
        }
    }

    @Test("Streams share a connection with unary calls and each other", arguments: Transport.allCases)
    func concurrent(_ transport: Transport) async throws {
        try await transport.run { connection in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for index in 0..<20 {
                    group.addTask {
                        let stream = try await connection.open(SampleService.chat, options: CallOptions())
                        for round in 0..<20 {
                            let message = ByteMessage(count: index * 1000 + round)
                            try await stream.send(message)
                            #expect(try await stream.receive(ByteMessage.self) == message)
                        }
                        try await stream.finish()
                        #expect(try await stream.receive(ByteMessage.self) == nil)
                    }
                    group.addTask {
                        let message = ByteMessage(count: index)
                        let response: ByteMessage = try await connection.unary(SampleService.echo, message)
                        #expect(response == message)
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test("Two streams that nobody reads do not slow a third", arguments: Transport.allCases)
    func slowReaders(_ transport: Transport) async throws {
        try await transport.run { connection in
            let count = 20_000
            var streams: [any ClientStream] = []
            for _ in 0..<3 {
                let stream = try await connection.open(SampleService.count, options: CallOptions(timeout: .seconds(60)))
                try await stream.send(ByteMessage(Array("\(count)".utf8)))
                try await stream.finish()
                streams.append(stream)
            }
            let read = streams.removeLast()
            for number in 0..<count {
                #expect(try await read.receive(ByteMessage.self) == ByteMessage(Array("\(number)".utf8)))
            }
            #expect(try await read.receive(ByteMessage.self) == nil)
            // What was not read waited all the time, and goes on where it was.
            for stream in streams {
                #expect(try await stream.receive(ByteMessage.self) == "0")
                stream.cancel()
            }
        }
    }

    @Test("Cancelling a stream ends both sides", arguments: Transport.allCases)
    func cancel(_ transport: Transport) async throws {
        let service = SampleService()
        try await transport.run(service) { connection in
            let stream = try await connection.open(SampleService.watch, options: CallOptions())
            #expect(try await stream.receive(ByteMessage.self) == "hello")
            stream.cancel()
            let error = await rpcError { try await stream.receive(ByteMessage.self) }
            #expect(error?.code == .cancelled)
            await service.cancelled.wait()
        }
    }

    @Test("Letting go of a stream gives the call up", arguments: Transport.allCases)
    func letGo(_ transport: Transport) async throws {
        let service = SampleService()
        try await transport.run(service) { connection in
            for try await message in ResponseStream<ByteMessage>(
                try await connection.open(SampleService.watch, options: CallOptions()))
            {
                #expect(message == "hello")
                break
            }
            await service.cancelled.wait()
        }
    }

    @Test("A stream's deadline ends both sides", arguments: Transport.allCases)
    func deadline(_ transport: Transport) async throws {
        let service = SampleService()
        try await transport.run(service) { connection in
            let _: ByteMessage = try await connection.unary(SampleService.echo, ByteMessage())
            let stream = try await connection.open(
                SampleService.watch, options: CallOptions(timeout: .milliseconds(500)))
            #expect(try await stream.receive(ByteMessage.self) == "hello")
            let error = await rpcError { try await stream.receive(ByteMessage.self) }
            #expect(error?.code == .deadlineExceeded)
            await service.cancelled.wait()
        }
    }

    @Test("A message that the server cannot read fails the call", arguments: Transport.allCases)
    func malformed(_ transport: Transport) async throws {
        try await transport.run { connection in
            let stream = try await connection.open(SampleService.join, options: CallOptions())
            try await stream.send(ByteMessage([0xFF]))
            let error = await rpcError { try await stream.receive(ByteMessage.self) }
            #expect(error?.code == .invalidArgument)
        }
    }

    @Test("A stream of a method that the server does not have is unimplemented", arguments: Transport.allCases)
    func unimplemented(_ transport: Transport) async throws {
        try await transport.run { connection in
            let error = await rpcError {
                let stream = try await connection.open(SampleService.missing, options: CallOptions())
                return try await stream.receive(ByteMessage.self)
            }
            #expect(error?.code == .unimplemented)
        }
    }
}
