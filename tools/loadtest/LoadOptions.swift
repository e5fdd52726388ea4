import ArgumentParser
import RPCCore
import RPCTransport

/// How load is made; shared by the commands that make calls.
struct LoadOptions: ParsableArguments {
    @Option(help: "The service's address.")
    var address: String?
    @Option(help: "The workspace.")
    var workspace = Metadata.defaultWorkspace
    @Option(help: "Connections.")
    var connections = 1
    @Option(help: "Open calls on each connection.")
    var inFlight = 64
    @Option(help: "Calls started a second over all connections; 0: closed loop.")
    var rate = 0
    @Option(help: "Seconds that are measured.")
    var seconds = 5.0
    @Option(help: "Seconds before that, not measured.")
    var warmUp = 1.0
    @Flag(help: "Print one JSON object.")
    var json = false

    func validate() throws {
        guard (1...10_000).contains(connections) else { throw ValidationError("--connections must be 1 to 10000.") }
        guard (1...10_000).contains(inFlight) else { throw ValidationError("--in-flight must be 1 to 10000.") }
        guard (0...10_000_000).contains(rate) else { throw ValidationError("--rate must be 0 to 10000000.") }
        guard seconds > 0, seconds <= 86_400, warmUp >= 0, warmUp <= 3600 else {
            throw ValidationError("--seconds must be up to a day, --warm-up up to an hour.")
        }
    }

    /// Opens the connections.
    func connect(defaultAddress: String) throws -> [ClientConnection] {
        let target = try Target(address: address ?? defaultAddress, workspace: workspace)
        return (0..<connections).map { _ in target.connect() }
    }
}

/// A service under load, and the workspace in it.
struct Target {
    private let address: PeerAddress
    private let configuration: ClientConfiguration

    init(address: String, workspace: String) throws {
        self.address = try PeerAddress(address)
        var configuration = ClientConfiguration()
        configuration.metadata = Metadata(workspace: workspace, caller: "loadtest")
        configuration.agent = "loadtest"
        self.configuration = configuration
    }

    /// A connection of its own, on one of the process's event loops.
    func connect() -> ClientConnection { ClientConnection(to: [address], configuration: configuration) }
}
