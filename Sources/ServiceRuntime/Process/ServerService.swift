import Logging
import RPCTransport
import ServiceLifecycle

/// An RPC server as a member of a service group: starts, serves, drains.
public struct ServerService: Service {
    private let server: RPCServer
    private let health: HealthState
    private let logger: Logger

    /// `health` says serving from the start of the server to the beginning of its drain.
    public init(server: RPCServer, health: HealthState, logger: Logger) {
        self.server = server
        self.health = health
        self.logger = logger
    }

    /// Serves until graceful shutdown, then drains: calls in flight have the server's grace time to finish.
    ///
    /// When cancelled instead, it ends them at once. Throws what the system says when an address cannot be bound.
    public func run() async throws {
        try await server.start()
        health.isServing = true
        logger.notice("serving", metadata: ["addresses": "\(server.addresses.map(\.description))"])
        do {
            try await gracefulShutdown()
            health.isServing = false
            logger.notice("draining")
            await server.shutdown()
        } catch {
            health.isServing = false
            await server.shutdown(grace: .zero)
        }
    }
}
