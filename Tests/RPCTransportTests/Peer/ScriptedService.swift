import Logging
import RPCCore
import RPCTransport
import Synchronization
import TestSupport

/// A service whose method does with each attempt what the test says.
final class ScriptedService: Sendable {
    /// Given the number of the attempt, from 1, over all servers of the service.
    typealias Script = @Sendable (_ attempt: Int) async throws -> ByteMessage

    private static let name = "danhba.test.v1.Scripted"
    /// Attempts that arrived, also those that have not ended.
    let arrivals = Tally()
    private let count = Atomic<Int>(0)
    private let script: Script

    init(_ script: @escaping Script) { self.script = script }

    /// The method as a contract with this option would describe it to clients.
    static func ask(_ idempotency: MethodDescriptor.Idempotency = .unknown, isBulk: Bool = false) -> MethodDescriptor {
        MethodDescriptor(
            service: name, name: "Ask", kind: .unary, execution: .async, idempotency: idempotency, isBulk: isBulk,
            inputType: ByteMessage.fullName, outputType: ByteMessage.fullName)
    }

    func router() -> Router {
        let method = RPCMethod(
            ScriptedService.ask(),
            .async { [self] _, _ in
                let attempt = count.wrappingAdd(1, ordering: .relaxed).newValue
                arrivals.advance()
                return { try await self.script(attempt) }
            })
        var router = Router()
        router.register(
            ServiceDescriptor(name: ScriptedService.name, methods: [method.descriptor]), methods: [method],
            lanes: DirectLanes())
        return router
    }
}

/// Servers on loopback that a test starts and ends one by one.
struct PeerServers {
    static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// A server that listens; port 0 lets the system choose.
    static func start(
        _ router: Router, host: String = "127.0.0.1", port: Int = 0, tls: TLSFiles? = nil
    ) async throws -> RPCServer {
        var configuration = ServerConfiguration()
        configuration.addresses = [tls == nil ? .tcp(host: host, port: port) : .tls(host: host, port: port)]
        configuration.credentials.tls = tls
        let server = RPCServer(router: router, configuration: configuration, logger: logger)
        try await server.start()
        return server
    }

    /// A client whose pauses are short.
    static func client(
        _ addresses: [PeerAddress], logger: Logger = PeerServers.logger,
        _ change: (inout PeerConfiguration) -> Void = { _ in }
    ) -> PeerClient {
        var configuration = PeerConfiguration()
        configuration.connection.reconnectInitialPause = .milliseconds(5)
        configuration.connection.reconnectPauseLimit = .milliseconds(20)
        configuration.retry.initialPause = .milliseconds(2)
        change(&configuration)
        return PeerClient(to: addresses, configuration: configuration, logger: logger)
    }

    /// Runs `body` with a client of servers that answer by the same script.
    static func run(
        _ service: ScriptedService, servers count: Int = 1, _ change: (inout PeerConfiguration) -> Void = { _ in },
        _ body: (PeerClient) async throws -> Void
    ) async throws {
        var servers: [RPCServer] = []
        for _ in 0..<count { servers.append(try await start(service.router())) }
        let client = client(servers.flatMap(\.addresses), change)
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(client))
        } catch {
            result = .failure(error)
        }
        await client.shutdown()
        for server in servers { await server.shutdown(grace: .zero) }
        try result.get()
    }
}

extension PeerClient {
    func ask(
        _ idempotency: MethodDescriptor.Idempotency = .unknown, _ options: CallOptions = CallOptions()
    ) async throws -> ByteMessage {
        try await unary(ScriptedService.ask(idempotency), ByteMessage(), options: options)
    }

    func echo(_ text: ByteMessage, _ options: CallOptions = CallOptions()) async throws -> ByteMessage {
        try await unary(SampleService.echo, text, options: options)
    }
}

/// Names a test may change.
final class ScriptedNames: HostResolver {
    private let hosts: Mutex<[String]>
    let lookUps = Tally()

    init(_ hosts: [String]) { self.hosts = Mutex(hosts) }

    func set(_ hosts: [String]) { self.hosts.withLock { $0 = hosts } }

    func addresses(ofHost host: String) throws -> [String] {
        lookUps.advance()
        return hosts.withLock { $0 }
    }
}

/// Fires an event when a message is logged.
struct EventLog: LogHandler {
    let message: String
    let event: Event
    var metadata = Logger.Metadata()
    var logLevel = Logger.Level.trace

    static func logger(_ message: String, _ event: Event) -> Logger {
        Logger(label: "test") { _ in EventLog(message: message, event: event) }
    }

    subscript(metadataKey key: String) -> Logger.MetadataValue? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event logged: LogEvent) {
        if "\(logged.message)" == message { event.fire() }
    }
}
