import ArgumentParser
import Contracts
import Foundation
import ImportClient
import RPCCore
import RPCTransport

/// `loadtest import`: whole jobs through the imports service.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Imports a workbook in one or several jobs and prints rows a second.",
        discussion: "Measures from the first byte of the upload to the final state of the last job.")

    @Option(help: "Address of imports.")
    var imports = "tcp:127.0.0.1:7104"
    @Option(help: "Address of contacts, where agents are created.")
    var contacts = "tcp:127.0.0.1:7101"
    @Option(help: "The workspace; jobs of a run with --spread each take one of their own.")
    var workspace = Metadata.defaultWorkspace
    @Option(help: "Jobs at the same time.")
    var jobs = 1
    @Flag(help: "Put each job into a workspace of its own, WORKSPACE-1, WORKSPACE-2, …")
    var spread = false
    @Option(help: "Agents with the e-mails agent.01@example.com and so on that are created first.")
    var agents = 40
    @Flag(help: "Print one JSON object.")
    var json = false
    @Argument(help: "The .xlsx or .csv file; `loadtest workbook` makes one.", completion: .file())
    var file: String

    func validate() throws {
        guard (1...64).contains(jobs) else { throw ValidationError("--jobs must be 1 to 64.") }
        guard (0...99).contains(agents) else { throw ValidationError("--agents must be 0 to 99.") }
    }

    func run() async throws {
        let workspaces = (1...jobs).map { spread ? "\(workspace)-\($0)" : workspace }
        for workspace in Set(workspaces) { try await createAgents(workspace) }
        let begin = ContinuousClock.now
        let results = try await withThrowingTaskGroup(of: ImportsV1.Import.self) { group in
            for workspace in workspaces { group.addTask { try await self.job(workspace) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let seconds = (ContinuousClock.now - begin) / .seconds(1)
        report(results, seconds, try await peakMemory())
        if results.contains(where: { $0.state != .completed && $0.state != .completedWithErrors }) { throw ExitCode(1) }
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

    private func job(_ workspace: String) async throws -> ImportsV1.Import {
        let connection = try Target(address: imports, workspace: workspace).connect()
        let client = ImportsV1.ImportsClient(connection)
        let uploaded = try await FileUpload(path: file, client: client).run()
        let options = ImportsV1.ImportOptions(
            mode: .upsertOverwrite, createMissingCompanies: true, allowRepeated: true)
        _ = try await client.startImport(ImportsV1.StartImportRequest(id: uploaded.id, options: options))
        var last = uploaded
        for try await step in try await client.watchImport(ImportsV1.WatchImportRequest(id: uploaded.id)) {
            last = step.import ?? last
        }
        await connection.shutdown()
        return last
    }

    private func peakMemory() async throws -> Int64 {
        let connection = try Target(address: imports, workspace: workspace).connect()
        let stats = try await RPCV1.DiagnosticsClient(connection).getStats(RPCV1.GetStatsRequest())
        await connection.shutdown()
        return stats.peakResidentBytes
    }

    private func report(_ results: [ImportsV1.Import], _ seconds: Double, _ peak: Int64) {
        let rows = results.reduce(0) { $0 + $1.rowsDone }
        let rejected = results.reduce(0) { $0 + ($1.counts?.rejected ?? 0) }
        let failed = results.count { $0.state != .completed && $0.state != .completedWithErrors }
        let rate = Int(Double(rows) / seconds)
        if json {
            print(
                """
                {"jobs":\(results.count),"failed":\(failed),"rows":\(rows),"rejected":\(rejected),\
                "seconds":\((seconds * 100).rounded() / 100),"rows_per_second":\(rate),"imports_peak_bytes":\(peak)}
                """)
            return
        }
        print("\(rows) rows in \((seconds * 100).rounded() / 100) s: \(rate) rows/s, \(rejected) rejected")
        print("imports: at most \(peak >> 20) MiB resident")
        for job in results where job.errorNumber != 0 {
            print("\(job.errorNumber) \(job.errorName): \(job.errorMessage)")
        }
    }
}
