import RPCCore
import RPCTransport
import TestSupport
import Testing

@Suite("A client with policies: waiting, streams, bulk, the end", .serialized, .timeLimit(.minutes(2)))
struct PeerLifecycleTests {
    private let nowhere = [PeerAddress.unix(path: "/nonexistent/socket")]
    private let patient = CallOptions(waitForReady: true)

    private var idempotentEcho: MethodDescriptor {
        MethodDescriptor(
            service: SampleService.echo.service, name: SampleService.echo.name, kind: .unary, execution: .inline,
            idempotency: .idempotent, inputType: ByteMessage.fullName, outputType: ByteMessage.fullName)
    }

    @Test(
        "Calls that wait are answered by a server that is killed and started again under load",
        arguments: [
            PeerConfiguration.Balancing.pickFirst, .leastPending,
        ])
    func restart(_ balancing: PeerConfiguration.Balancing) async throws {
        let service = SampleService()
        let first = try await PeerServers.start(service.router())
        let port = try #require(first.port)
        let client = PeerServers.client(first.addresses) { $0.balancing = balancing }
        let echo = idempotentEcho
        let options = patient
        let successor = try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<200 {
                        let _: ByteMessage = try await client.unary(echo, "load" as ByteMessage, options: options)
                    }
                }
            }
            await service.echoes.reach(200)
            await first.shutdown(grace: .zero)
            let second = try await PeerServers.start(service.router(), port: port)
            try await group.waitForAll()
            return second
        }
        #expect(service.echoes.count >= 1_600)
        await client.shutdown()
        await successor.shutdown(grace: .zero)
    }

    @Test("Without a server a call fails as safe to repeat; one that waits keeps its deadline")
    func nobodyThere() async throws {
        let client = PeerServers.client(nowhere)
        let error = await rpcError { try await client.echo("nobody") }
        #expect(error?.code == .unavailable && error?.isRetryable == true)
        let late = await rpcError {
            try await client.echo("nobody", CallOptions(timeout: .milliseconds(50), waitForReady: true))
        }
        #expect(late?.code == .deadlineExceeded)
        let stream = await rpcError {
            try await client.open(
                SampleService.watch, options: CallOptions(timeout: .milliseconds(50), waitForReady: true))
        }
        #expect(stream?.code == .deadlineExceeded)
        await client.shutdown()
    }

    @Test("A shutdown ends what waits for a connection, and refuses what comes later")
    func shutdown() async throws {
        let client = PeerServers.client(nowhere) { $0.connection.reconnectInitialPause = .seconds(3600) }
        let failed = await rpcError { try await client.echo("nobody") }
        #expect(failed?.code == .unavailable)
        let options = patient
        let calls = [
            Task { await rpcError { try await client.echo("nobody", options) } },
            Task { await rpcError { try await client.open(SampleService.watch, options: options) } },
        ]
        await Task.yield()
        await client.shutdown()
        for call in calls { #expect(await call.value?.code == .cancelled) }
        let later = await rpcError { try await client.echo("nobody") }
        #expect(later?.code == .cancelled)
        await client.shutdown()
    }

    @Test("A cancelled task waits no longer")
    func cancellation() async throws {
        let client = PeerServers.client(nowhere) { $0.retry = .never }
        let options = patient
        let calls = [
            Task { await rpcError { try await client.echo("nobody", options) } },
            Task { await rpcError { try await client.open(SampleService.watch, options: options) } },
        ]
        for call in calls {
            call.cancel()
            #expect(await call.value?.code == .cancelled)
        }
        await client.shutdown()
    }

    @Test("Calls that wait are bounded")
    func waitingLimit() async throws {
        let client = PeerServers.client(nowhere) {
            $0.waitingCallLimit = 1
            $0.retry = .never
        }
        let options = CallOptions(timeout: .seconds(3600), waitForReady: true)
        let calls = (0..<2).map { _ in Task { await rpcError { try await client.echo("nobody", options) } } }
        let first = await withTaskGroup(of: RPCError?.self) { group in
            for call in calls { group.addTask { await call.value } }
            let first = await group.next() ?? nil
            await client.shutdown()
            return first
        }
        #expect(first?.code == .unavailable && first?.isRetryable == true)
    }

    @Test("Streams are opened over the policies and count as pending until they end")
    func streams() async throws {
        let server = try await PeerServers.start(SampleService().router())
        let client = PeerServers.client(nowhere + server.addresses) { $0.balancing = .leastPending }
        let stream = try await client.open(SampleService.count, options: CallOptions())
        #expect(client.statistics.endpoints.map(\.pendingCalls).reduce(0, +) == 1)
        try await stream.send("3" as ByteMessage)
        try await stream.finish()
        var texts: [String] = []
        while let message = try await stream.receive(ByteMessage.self) { texts.append(message.text) }
        #expect(texts == ["0", "1", "2"])
        #expect(client.statistics.endpoints.allSatisfy { $0.pendingCalls == 0 })
        let watch = try await client.open(SampleService.watch, options: CallOptions())
        watch.cancel()
        #expect(client.statistics.endpoints.allSatisfy { $0.pendingCalls == 0 })
        await client.shutdown()
        await server.shutdown(grace: .zero)
    }

    @Test("Bulk calls have a connection of their own, by their method or by their options")
    func bulk() async throws {
        let service = ScriptedService { _ in "answer" }
        let server = try await PeerServers.start(service.router())
        let client = PeerServers.client(server.addresses)
        let _: ByteMessage = try await client.unary(ScriptedService.ask(), ByteMessage())
        #expect(server.statistics.connections.count == 1)
        let _: ByteMessage = try await client.unary(ScriptedService.ask(isBulk: true), ByteMessage())
        let _: ByteMessage = try await client.unary(
            ScriptedService.ask(), ByteMessage(), options: CallOptions(isBulk: true))
        let _: ByteMessage = try await client.unary(
            ScriptedService.ask(isBulk: true), ByteMessage(), options: CallOptions(isBulk: false))
        #expect(server.statistics.connections.map(\.calls) == [2, 2])
        await client.shutdown()
        await server.shutdown(grace: .zero)
    }

    @Test("A client that nobody holds ends, and its connections with it")
    func release() async throws {
        let server = try await PeerServers.start(SampleService().router())
        weak var released: PeerClient?
        do {
            let client = PeerServers.client(server.addresses) { $0.balancing = .leastPending }
            released = client
            _ = try await client.echo("once")
        }
        try await until { released == nil && server.statistics.connections.isEmpty }
        await server.shutdown(grace: .zero)
    }
}
