import Logging
import RPCCore
import RPCTransport
import Synchronization
import TestSupport
import Testing

@Suite("A rolling restart", .serialized, .timeLimit(.minutes(2)))
struct RollingRestartTests {
    private func start(_ port: Int = 0) async throws -> RPCServer {
        let server = RPCServer(
            router: SampleService().router(),
            configuration: ServerConfiguration(addresses: [.tcp(host: "127.0.0.1", port: port)]),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await server.start()
        return server
    }

    /// What callers have seen.
    private final class Log: Sendable {
        let answered = Tally()
        private let errors = Mutex<[String]>([])

        var failures: [String] { errors.withLock { $0 } }

        func failed(_ error: any Error) { errors.withLock { $0.append("\(error)") } }
    }

    /// Makes calls of a kind until the task is cancelled; each must be answered.
    private func call(_ client: PeerClient, _ kind: Int, _ log: Log) async {
        let options = CallOptions(timeout: .seconds(60))
        while !Task.isCancelled {
            // Not cancelled with the caller: every call that begins must be answered.
            let call = Task { try await RollingRestartTests.call(client, kind, options) }
            do {
                try await call.value
                log.answered.advance()
            } catch {
                log.failed(error)
            }
        }
    }

    private static func call(_ client: PeerClient, _ kind: Int, _ options: CallOptions) async throws {
        if kind < 2 {
            let method = kind == 0 ? SampleService.echo : SampleService.echoAsync
            let answer: ByteMessage = try await client.unary(method, "x" as ByteMessage, options: options)
            #expect(answer == "x")
        } else {
            let stream = try await client.open(SampleService.count, options: options)
            try await stream.send("100" as ByteMessage)
            try await stream.finish()
            for number in 0..<100 {
                #expect(try await stream.receive(ByteMessage.self)?.text == "\(number)")
            }
            #expect(try await stream.receive(ByteMessage.self) == nil)
        }
    }

    @Test(
        "Servers that are drained and started again in turn, under load, fail no call",
        arguments: PeerConfiguration.Balancing.allCases)
    func restart(_ balancing: PeerConfiguration.Balancing) async throws {
        var servers = [try await start(), try await start()]
        let ports = try servers.map { try #require($0.port) }
        let client = PeerServers.client(servers.flatMap(\.addresses)) { $0.balancing = balancing }
        let log = Log()
        let callers = (0..<9).map { index in Task { await call(client, index % 3, log) } }
        for round in 0..<6 {
            let index = round % 2
            // Under load before and after.
            await log.answered.reach(log.answered.count + 200)
            await servers[index].shutdown(grace: .seconds(60))
            servers[index] = try await start(ports[index])
            await log.answered.reach(log.answered.count + 200)
            // The next one may only go when the client can use this one.
            while balancing == .leastPending, client.statistics.endpoints.contains(where: { !$0.isReady }) {
                await log.answered.reach(log.answered.count + 1)
            }
        }
        for caller in callers { caller.cancel() }
        for caller in callers { await caller.value }
        #expect(log.failures == [])
        await client.shutdown()
        for server in servers { await server.shutdown(grace: .zero) }
    }
}
