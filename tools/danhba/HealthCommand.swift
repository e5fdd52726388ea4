import ArgumentParser
import Contracts
import Foundation
import RPCCore

/// `danhba health`: whether the services answer.
struct HealthCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "health", abstract: "Ask the services whether they answer; exit 1 unless all do.",
        discussion: "With --watch: print each service's state and every change of it, until Ctrl-C.")

    @OptionGroup var peers: PeerOptions
    @OptionGroup var output: OutputOptions
    @Flag(help: "Go on and print every change.")
    var watch = false
    @Argument(help: "Only these services.")
    var services: [Peer] = []

    func run() async throws {
        let chosen = services.isEmpty ? Peer.allCases : services
        if watch { try await follow(chosen) } else { try await ask(chosen) }
    }

    private func ask(_ chosen: [Peer]) async throws {
        var table = Table("SERVICE", "STATE", "VERSION", "UP")
        var isServing = true
        for peer in chosen {
            let health = try await state(of: peer)
            if health.state != .serving { isServing = false }
            if output.json { try output.printJSON(health, MessagePrinter()) }
            table.append(
                peer.rawValue, Self.word(for: health.state), health.version, TimeText.duration(health.uptimeMs))
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

    private static func word(for state: RPCV1.CheckHealthResponse.State) -> String {
        switch state {
        case .serving: "serving"
        case .notServing: "not serving"
        default: "down"
        }
    }

    private func follow(_ chosen: [Peer]) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for peer in chosen { group.addTask { try await follow(peer) } }
            try await group.waitForAll()
        }
    }

    /// Never returns: a service that is down is waited for.
    private func follow(_ peer: Peer) async throws {
        let printer = MessagePrinter()
        try await peers.withConnection(to: peer) { connection, options in
            var options = options
            while true {
                do {
                    let client = RPCV1.HealthClient(connection)
                    for try await health in try await client.watch(RPCV1.WatchHealthRequest(), options: options) {
                        try show(health, of: peer, printer)
                    }
                } catch let error as RPCError where error.code == .unavailable {
                    // Says "down" once, then waits for the service.
                    if !options.waitForReady { try show(RPCV1.CheckHealthResponse(), of: peer, printer) }
                }
                options.waitForReady.toggle()
            }
        }
    }

    private func show(_ health: RPCV1.CheckHealthResponse, of peer: Peer, _ printer: MessagePrinter) throws {
        if output.json {
            var health = health
            health.service = peer.rawValue
            try output.printJSON(health, printer)
        } else {
            print("\(TimeText.now)  \(peer.rawValue)  \(Self.word(for: health.state))")
        }
        fflush(nil)
    }
}
