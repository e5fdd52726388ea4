import Logging
import RPCCore
import RPCInProcess
import RPCTransport
import TestSupport

/// The ways from a client to a server that must behave alike.
enum Transport: CaseIterable, Sendable {
    case tcp, unix, inProcess

    /// Serves `service` and calls `body` with a connection to it.
    func run(
        _ service: SampleService = SampleService(), metadata: Metadata = Metadata(),
        _ body: (any Connection) async throws -> Void
    ) async throws {
        switch self {
        case .inProcess:
            let connection = InProcessConnection(router: service.router(), metadata: metadata)
            try await body(connection)
            connection.shutdown()
        case .tcp:
            try await overSocket(.tcp(host: "127.0.0.1", port: 0), service, metadata, body)
        case .unix:
            let folder = try TemporaryFolder()
            try await overSocket(.unix(path: folder.path + "/s"), service, metadata, body)
        }
    }

    private func overSocket(
        _ address: PeerAddress, _ service: SampleService, _ metadata: Metadata,
        _ body: (any Connection) async throws -> Void
    ) async throws {
        var configuration = ClientConfiguration()
        configuration.metadata = metadata
        try await withServer(service, ServerConfiguration(addresses: [address])) { server in
            let client = ClientConnection(to: server.addresses, configuration: configuration)
            do {
                try await body(client)
                await client.shutdown()
            } catch {
                await client.shutdown()
                throw error
            }
        }
    }
}

/// Runs a server on loopback while `body` runs.
func withServer(
    _ service: SampleService = SampleService(), _ configuration: ServerConfiguration = ServerConfiguration(),
    _ body: (RPCServer) async throws -> Void
) async throws {
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let server = RPCServer(router: service.router(), configuration: configuration, logger: logger)
    try await server.start()
    do {
        try await body(server)
        await server.shutdown(grace: .zero)
    } catch {
        await server.shutdown(grace: .zero)
        throw error
    }
}

/// The error that `body` throws; records an issue and returns nil when it throws none or one of another type.
func rpcError(_ body: () async throws -> some Sendable) async -> RPCError? {
    do {
        _ = try await body()
        return nil
    } catch {
        return error as? RPCError
    }
}
