import ArgumentParser
import Foundation
import Logging
import RPCCore
import RPCTransport
import ServiceLifecycle
import UnixSignals

/// `danhba up`: the four services and the gateway on this machine.
struct UpCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "up", abstract: "Run the four services and the gateway on this machine until Ctrl-C.",
        discussion: """
            A process that ends is started again, after 1 s, then 2 s, up to 30 s. With the files of TLS the services
            talk to each other by tls:, all with the same certificate.
            """)

    @Option(help: "Folder of the databases and uploaded files.", completion: .directory)
    var data = "./data"
    @Option(help: "Host name or address that everything listens on.")
    var host = "127.0.0.1"
    @Option(help: "Port of contacts; companies, campaigns and imports take the next three.")
    var basePort = 7101
    @Option(help: "Port of the gateway.")
    var httpPort = 8080
    @Option(help: "Port on loopback of contacts' /metrics and /healthz; the others take the next four. (default: none)")
    var adminPort: Int?
    @OptionGroup var security: SecurityOptions
    @Flag(help: "Let the services listen beyond loopback without TLS or a secret.")
    var unprotected = false
    @Option(help: "trace, debug, info, notice, warning or error.")
    var logLevel = "info"

    func validate() throws {
        let adminPorts = adminPort.map { [$0, $0 + 4] } ?? []
        for port in [basePort, basePort + 3, httpPort] + adminPorts where !(1...65_535).contains(port) {
            throw ValidationError("\(port) is no port.")
        }
    }

    func run() async throws {
        var logger = Logger(label: "danhba up") { label in StreamLogHandler.standardError(label: label) }
        logger.logLevel = Logger.Level(rawValue: logLevel) ?? .info
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        let credentials = try security.credentials()
        let environment = environment(credentials)
        let children = try (Peer.allCases.map(\.rawValue) + ["gateway"]).map { name in
            ChildProcess(
                executable: try sibling(name), arguments: arguments(of: name, credentials), environment: environment,
                logger: logger)
        }
        let group = ServiceGroup(
            services: children, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        logger.notice("starting", metadata: ["gateway": "http://\(host):\(httpPort)", "data": "\(data)"])
        try await group.run()
    }

    private func arguments(of name: String, _ credentials: Credentials) -> [String] {
        let admin = adminArguments(of: name)
        guard let peer = Peer(rawValue: name) else { return ["--listen", "tcp:\(host):\(httpPort)"] + admin }
        let permission = unprotected ? ["--unprotected"] : []
        return ["--listen", address(of: peer, credentials), "--data", data] + permission + admin
    }

    /// Always on loopback: the port asks for no credentials.
    private func adminArguments(of name: String) -> [String] {
        guard let adminPort else { return [] }
        let index = Peer(rawValue: name).flatMap(Peer.allCases.firstIndex) ?? Peer.allCases.count
        return ["--admin", "tcp:127.0.0.1:\(adminPort + index)"]
    }

    private func address(of peer: Peer, _ credentials: Credentials) -> String {
        "\(credentials.tls == nil ? "tcp" : "tls"):\(host):\(basePort + (Peer.allCases.firstIndex(of: peer) ?? 0))"
    }

    /// Where each finds the others.
    ///
    /// glibc's many arenas make resident memory look leaky; two are enough.
    private func environment(_ credentials: Credentials) -> [String: String] {
        let addresses = Peer.allCases.map { ("DANHBA_\($0.rawValue.uppercased())", address(of: $0, credentials)) }
        let others = [("DANHBA_LOG_LEVEL", logLevel), ("MALLOC_ARENA_MAX", "2")]
        return ProcessInfo.processInfo.environment.merging(addresses + others + credentials.environment) { _, own in own
        }
    }

    /// A program in the folder of this one.
    private func sibling(_ name: String) throws -> URL {
        let own = URL(fileURLWithPath: Bundle.main.executablePath ?? CommandLine.arguments[0])
        let url = own.resolvingSymlinksInPath().deletingLastPathComponent().appendingPathComponent(name)
        guard FileManager.default.isExecutableFile(atPath: url.path) else {
            throw ValidationError("\(url.path) is missing; build it with `swift build --product \(name)`.")
        }
        return url
    }
}
