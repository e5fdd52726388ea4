import NIOCore
import NIOPosix
import RPCCore
import RPCTransport
import TestSupport
import Testing

@Suite("Sending calls again", .serialized, .timeLimit(.minutes(2)))
struct PeerRetryTests {
    private static let lost = RPCError(.unavailable, "The server ended.")
    private static let refused = RPCError(.unavailable, "Too busy.", isRetryable: true)

    /// Fails `count` attempts, then answers.
    private func failing(_ count: Int, _ error: RPCError) -> ScriptedService {
        ScriptedService { attempt in
            if attempt <= count { throw error }
            return "answer"
        }
    }

    @Test("A call that was refused twice is answered at the third attempt, whatever its method")
    func refusals() async throws {
        let service = failing(2, Self.refused)
        try await PeerServers.run(service) { client in
            let answer = try await client.ask()
            #expect(answer == "answer")
            #expect(client.statistics.retries == 2)
        }
        #expect(service.arrivals.count == 3)
    }

    @Test("There is no fourth attempt")
    func limit() async throws {
        let service = failing(3, Self.refused)
        try await PeerServers.run(service) { client in
            let error = await rpcError { try await client.ask() }
            #expect(error?.message == "Too busy." && error?.isRetryable == true)
        }
        #expect(service.arrivals.count == 3)
    }

    @Test("A call that may have started is sent again only where its method allows it")
    func started() async throws {
        for (idempotency, attempts) in [
            (MethodDescriptor.Idempotency.unknown, 1), (.idempotent, 2), (.noSideEffects, 2),
        ] {
            let service = failing(1, Self.lost)
            try await PeerServers.run(service) { client in
                let error = await rpcError { try await client.ask(idempotency) }
                #expect(error?.message == (attempts == 1 ? "The server ended." : nil))
            }
            #expect(service.arrivals.count == attempts)
        }
    }

    @Test("A call that waited for a server which ended before HELLO never started, and is sent again")
    func noHello() async throws {
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { $0.close() }
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(listener.localAddress?.port)
        let client = PeerServers.client([.tcp(host: "127.0.0.1", port: port)])
        let error = await rpcError { try await client.ask() }
        #expect(error?.code == .unavailable && error?.isRetryable == true)
        #expect(client.statistics.retries == 2)
        await client.shutdown()
        try await listener.close()
    }

    @Test("A call made for another call leaves that to the other's caller")
    func nested() async throws {
        let service = failing(1, Self.lost)
        try await PeerServers.run(service) { client in
            let error = await CallContext.$current.withValue(CallContext(method: ScriptedService.ask())) {
                await rpcError { try await client.ask(.idempotent) }
            }
            #expect(error?.code == .unavailable)
        }
        #expect(service.arrivals.count == 1)
    }

    @Test("A caller that repeats calls itself is told at once")
    func optOut() async throws {
        let service = failing(1, Self.refused)
        try await PeerServers.run(service) { client in
            let error = await rpcError { try await client.ask(.idempotent, CallOptions(mayRetry: false)) }
            #expect(error?.isRetryable == true)
        }
        #expect(service.arrivals.count == 1)
    }

    @Test("Without budget, and with a pause beyond the deadline, the first error is told at once")
    func quickFailure() async throws {
        let changes: [@Sendable (inout RetryPolicy) -> Void] = [
            { ($0.budgetPercent, $0.budgetPerSecond) = (0, 0) },
            { ($0.initialPause, $0.pauseLimit) = (.seconds(36_000_000), .seconds(36_000_000)) },
        ]
        for change in changes {
            let service = failing(1, Self.refused)
            try await PeerServers.run(service, { change(&$0.retry) }) { client in
                let error = await rpcError { try await client.ask() }
                #expect(error?.message == "Too busy.")
            }
            #expect(service.arrivals.count == 1)
        }
    }

    @Test("A budget of a tenth lets a failing server have a tenth more calls")
    func budget() async throws {
        let service = ScriptedService { _ in throw Self.refused }
        let change: (inout PeerConfiguration) -> Void = {
            ($0.retry.budgetPercent, $0.retry.budgetPerSecond) = (10, 0)
        }
        try await PeerServers.run(service, change) { client in
            for _ in 0..<200 { _ = await rpcError { try await client.ask() } }
            let statistics = client.statistics
            #expect(statistics.retries == 20)
            #expect(statistics.budgetRefusals > 0)
        }
        #expect(service.arrivals.count == 220)
    }

    @Test("A server that asks for a longer pause than is waited gets no second attempt")
    func requestedPause() async throws {
        var asked = Self.refused
        asked.details = [.retryInfo(milliseconds: 5_001)]
        let service = failing(1, asked)
        try await PeerServers.run(service) { client in
            let error = await rpcError { try await client.ask() }
            #expect(error?.retryDelay == .milliseconds(5_001))
        }
        #expect(service.arrivals.count == 1)
    }

    @Test("A hedge to the other server answers for one that is stuck, whose attempt is cancelled")
    func hedging() async throws {
        let cancelled = Event()
        let service = ScriptedService { attempt in
            if attempt > 1 { return "second" }
            CallContext.current?.cancellation.onCancel { cancelled.fire() }
            try await Task.sleep(for: .seconds(3600))
            return "first"
        }
        try await PeerServers.run(service, servers: 2, { $0.balancing = .leastPending }) { client in
            let answer = try await client.ask(.noSideEffects, CallOptions(hedgingDelay: .milliseconds(1)))
            #expect(answer == "second")
            #expect(client.statistics.hedges == 1)
            await cancelled.wait()
        }
        #expect(service.arrivals.count == 2)
    }

    @Test("A hedge that fails leaves the answer to the first attempt")
    func failedHedge() async throws {
        let second = Event()
        let service = ScriptedService { attempt in
            if attempt == 1 {
                await second.wait()
                return "first"
            }
            defer { second.fire() }
            throw Self.refused
        }
        try await PeerServers.run(service) { client in
            let answer = try await client.ask(.noSideEffects, CallOptions(hedgingDelay: .zero))
            #expect(answer == "first")
        }
    }

    @Test("What has effects is not hedged")
    func noHedge() async throws {
        let service = ScriptedService { _ in "answer" }
        try await PeerServers.run(service) { client in
            let answer = try await client.ask(.idempotent, CallOptions(hedgingDelay: .zero))
            #expect(answer == "answer")
            #expect(client.statistics.hedges == 0)
        }
    }

    @Test("A shutdown ends a pause between attempts at once")
    func shutdownWhilePausing() async throws {
        let pausing = Event()
        let server = try await PeerServers.start(failing(1, Self.refused).router())
        let client = PeerServers.client(server.addresses, logger: EventLog.logger("a call is sent again", pausing)) {
            ($0.retry.initialPause, $0.retry.pauseLimit) = (.seconds(3600), .seconds(3600))
        }
        async let error = rpcError {
            try await client.ask(.unknown, CallOptions(timeout: .seconds(36_000_000)))
        }
        await pausing.wait()
        await client.shutdown()
        #expect(await error?.code == .cancelled)
        await server.shutdown(grace: .zero)
    }

    @Test("A cancelled call pauses no longer")
    func cancelWhilePausing() async throws {
        let pausing = Event()
        let server = try await PeerServers.start(failing(1, Self.refused).router())
        let client = PeerServers.client(server.addresses, logger: EventLog.logger("a call is sent again", pausing)) {
            ($0.retry.initialPause, $0.retry.pauseLimit) = (.seconds(3600), .seconds(3600))
        }
        let call = Task {
            await rpcError { try await client.ask(.unknown, CallOptions(timeout: .seconds(36_000_000))) }
        }
        await pausing.wait()
        call.cancel()
        #expect(await call.value?.code == .cancelled)
        await client.shutdown()
        await server.shutdown(grace: .zero)
    }
}
