import Contracts
import RPCCore
import RPCInProcess
import ServiceRuntime
import Testing

@Suite("Health")
struct HealthTests {
    private func withClient(
        _ body: (RPCV1.HealthClient, HealthState) async throws -> Void
    ) async throws {
        let state = HealthState(service: "things", version: "1.2.3")
        var router = Router()
        router.register(HealthHandlers(state), lanes: DirectLanes())
        let connection = InProcessConnection(router: router)
        defer { connection.shutdown() }
        try await body(RPCV1.HealthClient(connection), state)
    }

    @Test("a watcher is told the state at once and then every change")
    func watch() async throws {
        try await withClient { (client, state) async throws in
            var states = try await client.watch(.init()).makeAsyncIterator()
            let first = try #require(await states.next())
            #expect(first.state == .notServing && first.service == "things" && first.version == "1.2.3")
            for isServing in [true, false, true] {
                state.isServing = isServing
                #expect(try await states.next()?.state == (isServing ? .serving : .notServing))
                #expect(try await client.check(.init()).state == (isServing ? .serving : .notServing))
            }
        }
    }

    @Test("setting the state that is there already tells nobody")
    func repeated() async throws {
        try await withClient { (client, state) async throws in
            var states = try await client.watch(.init()).makeAsyncIterator()
            #expect(try await states.next()?.state == .notServing)
            state.isServing = false
            state.isServing = true
            #expect(try await states.next()?.state == .serving)
        }
    }

    @Test("several watchers each see the change, and one that leaves does not disturb the others")
    func several() async throws {
        try await withClient { (client, state) async throws in
            let left = try await client.watch(.init())
            var first = try await client.watch(.init()).makeAsyncIterator()
            var second = try await client.watch(.init()).makeAsyncIterator()
            #expect(try await first.next()?.state == .notServing)
            #expect(try await second.next()?.state == .notServing)
            left.cancel()
            state.isServing = true
            #expect(try await first.next()?.state == .serving)
            #expect(try await second.next()?.state == .serving)
        }
    }
}
