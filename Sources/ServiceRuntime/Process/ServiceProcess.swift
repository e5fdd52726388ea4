import Contracts
import Foundation
import Logging
import Observability
import RPCCore
import RPCTransport
import ServiceLifecycle
import Store
import Synchronization
import UnixSignals

/// One service's process: its log, the ways to its peers, its server with the methods every service has, and its end.
///
/// SIGTERM or SIGINT ends it in order: the server drains, then what follows other services stops, then the store
/// closes, then the connections. A second signal ends it at once, which loses nothing that was acknowledged.
///
/// With an admin address set it serves its metrics and health over HTTP beside. There is one of these in a process: it
/// makes swift-metrics and swift-distributed-tracing report to it.
///
/// glibc gives every thread an allocation arena of its own and returns little of it: start the process with
/// `MALLOC_ARENA_MAX=2`, as the images and `danhba up` do, or its memory seems to leak.
public final class ServiceProcess: Sendable {
    /// The version that `Health` tells.
    public static let version = "1.0.0"

    /// How the process was set up.
    public let settings: ServiceSettings
    /// Writes to standard error; messages are constant, values are metadata.
    public let logger: Logger
    private let health: HealthState
    private let recorder = StatisticsRecorder()
    private let observation: ProcessObservation
    private let connections = Mutex<[PeerClient]>([])

    /// What the process measures; whatever it reports through swift-metrics is in there as well.
    public var metrics: MetricsRegistry { observation.metrics }

    /// Prepares the process; nothing is opened yet.
    public init(_ settings: ServiceSettings) {
        self.settings = settings
        var logger = Logger(label: settings.service, factory: StreamLogHandler.standardError(label:))
        logger.logLevel = settings.logLevel
        self.logger = logger
        health = HealthState(service: settings.service, version: Self.version)
        observation = ProcessObservation(settings, logger: logger)
    }

    /// A client of another service, connected at its first call; it ends with `run`.
    ///
    /// Calls that inherit no caller are made in this service's name. Throws `invalidArgument` when the peer's
    /// addresses, balancing or the compression cannot be used.
    public func connection(to peer: String) throws(RPCError) -> any Connection {
        var configuration = PeerConfiguration()
        configuration.connection.metadata.caller = settings.service
        configuration.connection.agent = "\(settings.service)/\(ServiceProcess.version)"
        configuration.connection.credentials = settings.credentials
        configuration.connection.compression = try settings.compression()
        configuration.balancing = try settings.balancing(of: peer)
        let client = PeerClient(to: try settings.addresses(of: peer), configuration: configuration, logger: logger)
        connections.withLock { $0.append(client) }
        let interceptors = observation.clientInterceptors(to: peer)
        if interceptors.isEmpty { return client }
        // Outside of the client's policies: a call that is repeated counts once.
        return InterceptedConnection(
            client, peer: peer, metadata: configuration.connection.metadata, interceptors: interceptors)
    }

    /// Serves until the process is told to end.
    ///
    /// `router` holds the service's own methods; those that every service has are added. `services` run beside the
    /// server and end before the store. Throws what made an orderly service impossible: an address in use, a store
    /// that can no longer write.
    public func run(
        _ router: Router, store: Store? = nil, services: [any Service] = []
    ) async throws {
        var router = router
        registerCommonServices(in: &router, store: store)
        var configuration = ServerConfiguration(addresses: settings.listen)
        configuration.agent = "\(settings.service)/\(ServiceProcess.version)"
        configuration.credentials = settings.credentials
        configuration.compression = try settings.compression()
        configuration.allowListFile = settings.allowListFile
        configuration.allowsUnprotectedNetwork = settings.allowsUnprotectedNetwork
        configuration.interceptors = observation.serverInterceptors
        let server = ServerService(
            server: RPCServer(router: router, configuration: configuration, recorder: recorder, logger: logger),
            health: health, logger: logger)
        observation.collect(recorder, store)
        let health = health
        var members: [any Service] = []
        if let store { members.append(store) }
        members += services
        members.append(server)
        try await run(members) { health.isServing }
    }

    /// Runs `services`, of which one serves something else than RPC, until the process is told to end.
    ///
    /// Throws as the other `run`.
    public func run(_ services: [any Service]) async throws {
        observation.collect(nil, nil)
        try await run(services) { true }
    }

    /// The first ends last: connections, then what tells that the process still lives.
    private func run(_ services: [any Service], isServing: @escaping @Sendable () -> Bool) async throws {
        var members: [any Service] = connections.withLock { $0 }.map(ConnectionService.init)
        if case .tcp(let host, let port)? = settings.admin {
            members.append(
                AdminServer(
                    host: host, port: port, metrics: metrics, isServing: { isServing() }, logger: logger))
        }
        members += services
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: members.map { .init(service: $0) }, gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger))
        try await ImpatientEnd.watching { try await group.run() }
    }

    private func registerCommonServices(in router: inout Router, store: Store?) {
        let lanes = DirectLanes()
        router.register(HealthHandlers(health), lanes: lanes)
        router.register(
            DiagnosticsHandlers(service: settings.service, recorder: recorder, store: store), lanes: lanes)
        if let store { router.register(ChangesHandlers(store), lanes: store) }
        let services = router.services + [RPCV1.ReflectionMethods.descriptor]
        router.register(ReflectionHandlers(services), lanes: lanes)
    }
}

/// Ends a connection when the service group ends.
private struct ConnectionService: Service {
    let connection: PeerClient

    func run() async throws {
        // Whether told in order or cancelled, what follows is the same.
        try? await gracefulShutdown()
        await connection.shutdown()
    }
}

/// Ends the process at the second signal, for people and supervisors that do not wait.
private enum ImpatientEnd {
    static func watching(_ body: @Sendable @escaping () async throws -> Void) async throws {
        let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await body() }
            group.addTask {
                var count = 0
                for await signal in signals {
                    count += 1
                    if count == 2 { _exit(128 + signal.rawValue) }
                }
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }
}
