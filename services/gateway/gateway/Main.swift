import ArgumentParser
import Foundation
import GatewayService
import Logging
import RPCCore
import RPCTransport
import ServiceLifecycle
import UnixSignals

/// The gateway: HTTP for clients, RPC to the services. Holds no data.
@main
struct GatewayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gateway", abstract: "Serve the Connect protocol and files over HTTP.",
        discussion: """
            Every option may also come from the environment: --log-level from DANHBA_LOG_LEVEL, --contacts from \
            DANHBA_CONTACTS, and so on. Flags win.
            """)

    @Option(help: "Where to listen: tcp:host:port.")
    var listen = GatewayCommand.environment("listen") ?? "tcp:127.0.0.1:8080"
    @Option(help: "Address of contacts.")
    var contacts = GatewayCommand.environment("contacts") ?? "tcp:127.0.0.1:7101"
    @Option(help: "Address of companies.")
    var companies = GatewayCommand.environment("companies") ?? "tcp:127.0.0.1:7102"
    @Option(help: "Address of campaigns.")
    var campaigns = GatewayCommand.environment("campaigns") ?? "tcp:127.0.0.1:7103"
    @Option(help: "Address of imports.")
    var imports = GatewayCommand.environment("imports") ?? "tcp:127.0.0.1:7104"
    @Option(help: "trace, debug, info, notice, warning or error.")
    var logLevel = GatewayCommand.environment("log_level") ?? "info"

    func run() async throws {
        guard case .tcp(let host, let port) = try PeerAddress(listen) else {
            throw ValidationError("The gateway listens on tcp:host:port.")
        }
        var logger = Logger(label: "gateway", factory: StreamLogHandler.standardError(label:))
        logger.logLevel = Logger.Level(rawValue: logLevel) ?? .info
        let log = logger
        let connections = try peers.map { name, address in (name, ClientConnection(to: [try PeerAddress(address)])) }
        let gateway = Gateway(
            host: host, port: port, backends: connections.map { Backend(name: $0.0, connection: $0.1) }, logger: log,
            onListening: { port in log.notice("listening", metadata: ["address": "http://\(host):\(port)"]) })
        let group = ServiceGroup(services: [gateway], gracefulShutdownSignals: [.sigterm, .sigint], logger: log)
        try await group.run()
        for (_, connection) in connections { await connection.shutdown() }
    }

    private var peers: [(String, String)] {
        [("contacts", contacts), ("companies", companies), ("campaigns", campaigns), ("imports", imports)]
    }

    private static func environment(_ name: String) -> String? {
        ProcessInfo.processInfo.environment["DANHBA_\(name.uppercased())"]
    }
}
