import ArgumentParser
import Contracts
import RPCCore

/// `danhba stats SERVICE`: what a process has done since its start.
struct StatsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats", abstract: "Show a service's calls, connections, workspaces and memory.")

    @OptionGroup var peers: PeerOptions
    @OptionGroup var output: OutputOptions
    @Argument(help: "contacts, companies, campaigns or imports.")
    var service: Peer

    @Flag(help: "Show it anew every 2 seconds, until Ctrl-C.")
    var watch = false

    func run() async throws {
        try await peers.withConnection(to: service) { connection, options in
            let diagnostics = RPCV1.DiagnosticsClient(connection)
            try show(try await diagnostics.getStats(RPCV1.GetStatsRequest(), options: options))
            while watch {
                try await Task.sleep(for: .seconds(2))
                let stats = try await diagnostics.getStats(RPCV1.GetStatsRequest(), options: options)
                if !output.json { print(Self.clearScreen, terminator: "") }
                try show(stats)
            }
        }
    }

    private static let clearScreen = "\u{1B}[H\u{1B}[2J"

    private func show(_ stats: RPCV1.GetStatsResponse) throws {
        if output.json { return try output.printJSON(stats, MessagePrinter()) }
        print(
            "\(stats.service): up \(TimeText.duration(stats.uptimeMs)), \(stats.residentBytes >> 20) MiB resident "
                + "(peak \(stats.peakResidentBytes >> 20)), \(stats.cpuMs) ms of processor time\n")
        printMethods(stats.methods)
        print()
        printConnections(stats.connections)
        print()
        printWorkspaces(stats.workspaces)
    }

    private func printMethods(_ methods: [RPCV1.MethodStats]) {
        var table = Table(
            "METHOD", "STARTED", "OPEN", "OK", "ERRORS", "P50 µs", "P99 µs", "MAX µs", "WAIT P50 µs", "WAIT P99 µs",
            "KiB IN", "KiB OUT")
        for method in methods {
            let errors = method.errors.map { "\($0.count)×\(StatusCode(rawValue: UInt32($0.code))?.name ?? "?")" }
            table.append(
                method.method, "\(method.started)", "\(method.inFlight)", "\(method.ok)",
                errors.isEmpty ? "0" : errors.joined(separator: " "), "\(method.p50Us)", "\(method.p99Us)",
                "\(method.maxUs)", "\(method.queueP50Us)", "\(method.queueP99Us)", "\(method.requestBytes >> 10)",
                "\(method.responseBytes >> 10)")
        }
        table.print(empty: "no calls yet")
    }

    private func printConnections(_ connections: [RPCV1.ConnectionStats]) {
        var table = Table("PEER", "AGE", "CALLS", "OPEN", "TO SEND")
        for connection in connections {
            table.append(
                connection.peer, TimeText.duration(connection.ageMs), "\(connection.calls)", "\(connection.inFlight)",
                "\(connection.outboxBytes) B")
        }
        table.print(empty: "no connections")
    }

    private func printWorkspaces(_ workspaces: [RPCV1.WorkspaceStats]) {
        var table = Table("WORKSPACE", "DATABASE", "LOG", "CHANGES", "WRITES", "COMMITS")
        for workspace in workspaces {
            table.append(
                workspace.workspace, "\(workspace.databaseBytes >> 10) KiB", "\(workspace.walBytes >> 10) KiB",
                "\(workspace.sequence)", "\(workspace.writes)", "\(workspace.commits)")
        }
        table.print(empty: "no open workspace")
    }
}
