import ArgumentParser
import GatewayService
import RPCCore
import RPCTransport
import ServiceRuntime

/// The gateway: HTTP for clients, RPC to the services.
///
/// Holds no data.
@main
struct GatewayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gateway", abstract: "Serve the Connect protocol and files over HTTP.",
        discussion:
            "What no flag says comes from the environment (DANHBA_LISTEN, DANHBA_CONTACTS, …), then from the file.")

    @Option(help: "Where to listen: tcp:host:port. (default: tcp:127.0.0.1:8080)")
    var listen: String?
    @Option(help: "Address of contacts, or several by commas.")
    var contacts: String?
    @Option(help: "Address of companies, or several by commas.")
    var companies: String?
    @Option(help: "Address of campaigns, or several by commas.")
    var campaigns: String?
    @Option(help: "Address of imports, or several by commas.")
    var imports: String?
    @OptionGroup var security: SecurityOptions
    @Option(help: "trace, debug, info, notice, warning, error or critical. (default: info)")
    var logLevel: String?
    @Option(help: "Where to serve /metrics and /healthz: tcp:host:port. (default: nowhere)")
    var admin: String?
    @Option(help: "Record traces: the part of those that begin here, 0 to 1. (default: none)")
    var trace: String?
    @Option(help: "A JSON file with settings.")
    var config: String?

    func run() async throws {
        let settings = try await ServiceSettings(
            service: "gateway", security: security,
            peers: [
                "listen": listen, "contacts": contacts, "companies": companies, "campaigns": campaigns,
                "imports": imports, "log.level": logLevel, "config": config, "admin": admin,
                "trace": trace,
            ])
        guard case .tcp(let host, let port) = settings.listen.first else {
            throw ValidationError("The gateway listens on tcp:host:port.")
        }
        let process = ServiceProcess(settings)
        let names = ["contacts", "companies", "campaigns", "imports"]
        let connections = try names.map { name in try process.connection(to: name) }
        let backends = zip(names, connections).map { Backend(name: $0, connection: $1) }
        let gateway = Gateway(
            host: host, port: port, backends: backends, metrics: process.metrics,
            isTraced: settings.traceFraction != nil,
            logger: process.logger)
        try await process.run([gateway])
    }
}
