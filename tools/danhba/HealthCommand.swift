import ArgumentParser
import Contracts
import RPCCore

/// `danhba health`: whether the services answer.
struct HealthCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "health", abstract: "Ask the services whether they answer; exit 1 unless all do.")

    @OptionGroup var peers: PeerOptions
    @OptionGroup var output: OutputOptions
    @Argument(help: "Only these services.")
    var services: [Peer] = []

    func run() async throws {
        var table = Table("SERVICE", "STATE", "VERSION", "UP")
        var isServing = true
        for peer in services.isEmpty ? Peer.allCases : services {
            let health = try await state(of: peer)
            if health.state != .serving { isServing = false }
            if output.json { try output.printJSON(health, MessagePrinter()) }
            let state = health.state == .serving ? "serving" : health.state == .notServing ? "not serving" : "down"
            table.append(peer.rawValue, state, health.version, TimeText.duration(health.uptimeMs))
        }
        if !output.json { table.print(empty: "no service") }
        if !isServing { throw ExitCode(1) }
    }

    private func state(of peer: Peer) async throws -> RPCV1.CheckHealthResponse {
        do {
            return try await peers.withConnection(to: peer) { connection, options in
                var options = options
                options.timeout = .seconds(2)
                return try await RPCV1.HealthClient(connection)
                    .check(RPCV1.CheckHealthRequest(), options: options)
            }
        } catch let failure as CommandFailure where [.unavailable, .deadlineExceeded].contains(failure.code) {
            return RPCV1.CheckHealthResponse(service: peer.rawValue)
        }
    }
}
