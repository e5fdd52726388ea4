import Foundation
import RPCCore
import RPCTransport
import Synchronization
import TestSupport
import Testing

@Suite("A peer with several addresses", .serialized, .timeLimit(.minutes(2)))
struct PeerBalancingTests {
    @Test("Calls are shared by what is pending, and none stays pending")
    func sharing() async throws {
        let services = [SampleService(), SampleService()]
        let servers = [
            try await PeerServers.start(services[0].router()), try await PeerServers.start(services[1].router()),
        ]
        let client = PeerServers.client(servers.flatMap(\.addresses)) { $0.balancing = .leastPending }
        // Until both are connected, the first one takes the calls.
        while client.statistics.endpoints.contains(where: { !$0.isReady }) { _ = try await client.echo("warm") }
        try await withThrowingTaskGroup(of: ByteMessage.self) { group in
            for _ in 0..<10 { group.addTask { try await client.unary(SampleService.hold, "held" as ByteMessage) } }
            for service in services {
                await service.awaitHeld(5)
                #expect(service.arrivals.count == 5)
            }
            #expect(client.statistics.endpoints.map(\.pendingCalls) == [5, 5])
            for service in services { for _ in 0..<5 { service.release("held") } }
            for try await answer in group { #expect(answer == "held") }
        }
        #expect(client.statistics.endpoints.map(\.pendingCalls) == [0, 0])
        await client.shutdown()
        for server in servers { await server.shutdown(grace: .zero) }
    }

    @Test("The first address that answers takes all calls; the next one when it is gone")
    func pickFirst() async throws {
        let services = [SampleService(), SampleService()]
        let first = try await PeerServers.start(services[0].router())
        let second = try await PeerServers.start(services[1].router())
        let client = PeerServers.client(first.addresses + second.addresses)
        for _ in 0..<5 { _ = try await client.echo("one") }
        #expect(services.map(\.echoes.count) == [5, 0])
        #expect(client.statistics.endpoints.map(\.addresses) == [first.addresses + second.addresses])
        #expect(second.statistics.connectionsAccepted == 0)
        await first.shutdown(grace: .zero)
        for _ in 0..<5 { _ = try await client.echo("two", CallOptions(waitForReady: true)) }
        #expect(services.map(\.echoes.count) == [5, 5])
        await client.shutdown()
        await second.shutdown(grace: .zero)
    }

    @Test("The addresses of a name are tried one after another until one answers, looked up anew each time")
    func pickFirstOfName() async throws {
        let server = try await PeerServers.start(SampleService().router(), host: "127.0.0.1")
        let port = try #require(server.port)
        // Nobody listens at the first two; the second is none of this machine's.
        let names = ScriptedNames(["127.0.0.9", "::2", "127.0.0.1"])
        let client = PeerServers.client([.tcp(host: "peer.test", port: port)]) { $0.connection.resolver = names }
        #expect(try await client.echo("there") == "there")
        #expect(names.lookUps.count == 1)
        let successor = try await PeerServers.start(SampleService().router(), host: "127.0.0.2", port: port)
        names.set(["127.0.0.2"])
        await server.shutdown(grace: .zero)
        #expect(try await client.echo("moved", CallOptions(waitForReady: true)) == "moved")
        await client.shutdown()
        await successor.shutdown(grace: .zero)
    }

    @Test("With one of two servers down from the start every call is answered")
    func oneDown() async throws {
        let gone = try await PeerServers.start(SampleService().router())
        await gone.shutdown(grace: .zero)
        let service = SampleService()
        let server = try await PeerServers.start(service.router())
        let client = PeerServers.client(gone.addresses + server.addresses) { $0.balancing = .leastPending }
        for _ in 0..<50 { #expect(try await client.echo("there") == "there") }
        #expect(service.echoes.count == 50)
        await client.shutdown()
        await server.shutdown(grace: .zero)
    }

    @Test("A server that ends under load costs no idempotent call its answer")
    func oneEnds() async throws {
        let services = [SampleService(), SampleService()]
        let first = try await PeerServers.start(services[0].router())
        let second = try await PeerServers.start(services[1].router())
        let client = PeerServers.client(first.addresses + second.addresses) { $0.balancing = .leastPending }
        let echo = MethodDescriptor(
            service: SampleService.echo.service, name: SampleService.echo.name, kind: .unary, execution: .inline,
            idempotency: .noSideEffects, inputType: ByteMessage.fullName, outputType: ByteMessage.fullName)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<300 { let _: ByteMessage = try await client.unary(echo, "load" as ByteMessage) }
                }
            }
            group.addTask {
                await services[0].echoes.reach(100)
                await first.shutdown(grace: .zero)
            }
            try await group.waitForAll()
        }
        await client.shutdown()
        await second.shutdown(grace: .zero)
    }

    @Test("Every address of a name is connected to")
    func names() async throws {
        let service = SampleService()
        let first = try await PeerServers.start(service.router(), host: "127.0.0.1")
        let port = try #require(first.port)
        let second = try await PeerServers.start(service.router(), host: "127.0.0.2", port: port)
        let client = PeerServers.client([.tcp(host: "peer.test", port: port)]) {
            $0.balancing = .leastPending
            $0.connection.resolver = ScriptedNames(["127.0.0.1", "127.0.0.2", "127.0.0.1"])
        }
        while client.statistics.endpoints.count(where: \.isReady) < 2 { _ = try await client.echo("name") }
        let addresses = client.statistics.endpoints.flatMap(\.addresses)
        #expect(addresses == ["127.0.0.1", "127.0.0.2"].map { .tcp(host: $0, port: port) })
        await client.shutdown()
        for server in [first, second] { await server.shutdown(grace: .zero) }
    }

    @Test("localhost is found in both of its families", .enabled(if: PeerBalancingTests.hasBothFamilies))
    func families() async throws {
        let service = SampleService()
        let first = try await PeerServers.start(service.router(), host: "127.0.0.1")
        let port = try #require(first.port)
        let second = try await PeerServers.start(service.router(), host: "::1", port: port)
        let client = PeerServers.client([.tcp(host: "localhost", port: port)]) { $0.balancing = .leastPending }
        while client.statistics.endpoints.count(where: \.isReady) < 2 { _ = try await client.echo("name") }
        await client.shutdown()
        for server in [first, second] { await server.shutdown(grace: .zero) }
    }

    private static var hasBothFamilies: Bool {
        let found = (try? SystemHostResolver().addresses(ofHost: "localhost")) ?? []
        return found.contains("127.0.0.1") && found.contains("::1")
    }

    @Test("The system's names are found, and IP addresses are their own")
    func systemResolver() throws {
        #expect(try SystemHostResolver().addresses(ofHost: "localhost").contains { ["127.0.0.1", "::1"].contains($0) })
        #expect(try SystemHostResolver().addresses(ofHost: "::1") == ["::1"])
        #expect(throws: RPCError.self) { try SystemHostResolver().addresses(ofHost: "no such host") }
    }

    @Test("When a name moves, calls follow it")
    func movedName() async throws {
        let names = ScriptedNames(["127.0.0.1"])
        let first = try await PeerServers.start(SampleService().router(), host: "127.0.0.1")
        let port = try #require(first.port)
        let client = PeerServers.client([.tcp(host: "peer.test", port: port)]) {
            $0.balancing = .leastPending
            $0.connection.resolver = names
            $0.resolutionLeastInterval = .zero
        }
        #expect(try await client.echo("here") == "here")
        let second = try await PeerServers.start(SampleService().router(), host: "127.0.0.2", port: port)
        names.set(["127.0.0.2"])
        await first.shutdown(grace: .zero)
        #expect(try await client.echo("there", CallOptions(waitForReady: true)) == "there")
        #expect(client.statistics.endpoints.flatMap(\.addresses) == [.tcp(host: "127.0.0.2", port: port)])
        await client.shutdown()
        await second.shutdown(grace: .zero)
    }

    @Test("A call in flight on an address that a name lost is still answered")
    func retiredEndpoint() async throws {
        let names = ScriptedNames(["127.0.0.1"])
        let service = SampleService()
        let server = try await PeerServers.start(service.router(), host: "127.0.0.1")
        let port = try #require(server.port)
        let other = try await PeerServers.start(SampleService().router(), host: "127.0.0.2", port: port)
        let client = PeerServers.client([.tcp(host: "peer.test", port: port)]) {
            $0.balancing = .leastPending
            $0.connection.resolver = names
            $0.resolutionInterval = .zero
        }
        async let held: ByteMessage = client.unary(SampleService.hold, "held" as ByteMessage)
        await service.awaitHeld(1)
        names.set(["127.0.0.2"])
        while client.statistics.endpoints.first?.addresses != [.tcp(host: "127.0.0.2", port: port)] {
            _ = try await client.echo("ask", CallOptions(waitForReady: true))
        }
        service.release("held")
        #expect(try await held == "held")
        await client.shutdown()
        for server in [server, other] { await server.shutdown(grace: .zero) }
    }

    @Test("Without an address calls fail as safe to repeat, or wait until the name has one")
    func unknownName() async throws {
        let names = ScriptedNames([])
        let server = try await PeerServers.start(SampleService().router())
        let port = try #require(server.port)
        let client = PeerServers.client([.tcp(host: "peer.test", port: port)]) {
            $0.balancing = .leastPending
            $0.connection.resolver = names
            $0.retry = .never
        }
        let error = await rpcError { try await client.echo("nobody") }
        #expect(error?.code == .unavailable && error?.isRetryable == true)
        async let waiting = client.echo("somebody", CallOptions(waitForReady: true))
        await names.lookUps.reach(3)
        names.set(["127.0.0.1"])
        #expect(try await waiting == "somebody")
        await client.shutdown()
        await server.shutdown(grace: .zero)
    }
}
