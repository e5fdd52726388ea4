import ArgumentParser
import Contracts
import Foundation
import RPCCore
import RPCTransport

/// `loadtest import`: whole jobs through the imports service.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Imports a file in one or several jobs and prints rows a second.",
        discussion: """
            Measures from the first byte of the first upload to the final state of the last job. Without --rate all jobs \
            begin at once; with it they begin at that rate whatever becomes of the others, and one that is refused with \
            RESOURCE_EXHAUSTED counts as refused. Exit status 1 when an accepted job is lost or fails.
            """)

    @Option(help: "Address of imports.")
    var imports = "tcp:127.0.0.1:7104"
    @Option(help: "Address of contacts, where agents are created.")
    var contacts = "tcp:127.0.0.1:7101"
    @Option(help: "The workspace; jobs of a run with --spread each take one of their own.")
    var workspace = Metadata.defaultWorkspace
    @Option(help: "Jobs in all.")
    var jobs = 1
    @Option(help: "Jobs that begin in a second; 0: all at once.")
    var rate = 0.0
    @Flag(help: "Put each job into a workspace of its own, WORKSPACE-1, WORKSPACE-2, …")
    var spread = false
    @Option(help: "Agents with the e-mails agent.01@example.com and so on that are created first.")
    var agents = 40
    @Flag(help: "Print one JSON object.")
    var json = false
    @Argument(help: "The .xlsx or .csv file; `loadtest workbook` makes one.", completion: .file())
    var file: String

    func validate() throws {
        guard (1...10_000).contains(jobs) else { throw ValidationError("--jobs must be 1 to 10000.") }
        guard rate >= 0, rate <= 1_000 else { throw ValidationError("--rate must be 0 to 1000.") }
        guard rate > 0 || jobs <= 64 else { throw ValidationError("--jobs must be 1 to 64 without --rate.") }
        guard (0...99).contains(agents) else { throw ValidationError("--agents must be 0 to 99.") }
    }

    func run() async throws {
        let workspaces = (1...jobs).map { spread ? "\(workspace)-\($0)" : workspace }
        for workspace in Set(workspaces) { try await createAgents(workspace) }
        let begin = ContinuousClock.now
        var result = ImportLoadResult()
        try await withThrowingTaskGroup(of: ImportLoadResult.Job.self) { group in
            for (index, workspace) in workspaces.enumerated() {
                let start = rate > 0 ? begin + .seconds(Double(index) / rate) : begin
                group.addTask {
                    try await ContinuousClock().sleep(until: start)
                    return try await ImportLoad(file: file, imports: imports, workspace: workspace).run(from: start)
                }
            }
            for try await job in group { result.add(job) }
        }
        result.seconds = (ContinuousClock.now - begin) / .seconds(1)
        result.print(peakBytes: try await peakMemory(), json: json)
        if result.failed > 0 { throw ExitCode(1) }
    }

    private func createAgents(_ workspace: String) async throws {
        let connection = try Target(address: contacts, workspace: workspace).connect()
        let client = ContactsV1.ContactsClient(connection)
        for number in 0..<agents {
            let email = "agent.\(number < 9 ? "0" : "")\(number + 1)@example.com"
            do {
                _ = try await client.createAgent(.init(email: email), options: CallOptions(waitForReady: true))
            } catch let error as RPCError where error.code == .alreadyExists {
                continue
            }
        }
        await connection.shutdown()
    }

    private func peakMemory() async throws -> Int64 {
        let connection = try Target(address: imports, workspace: workspace).connect()
        let stats = try await RPCV1.DiagnosticsClient(connection).getStats(RPCV1.GetStatsRequest())
        await connection.shutdown()
        return stats.peakResidentBytes
    }
}
