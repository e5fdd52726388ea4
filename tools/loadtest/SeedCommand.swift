import ArgumentParser
import Contracts
import RPCCore
import RPCTransport

/// `loadtest seed`: fills contacts for `lookup`.
struct SeedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seed", abstract: "Writes made-up contacts through the bulk method; again it changes nothing.")

    @Option(help: "Address of contacts.")
    var address = "tcp:127.0.0.1:7101"
    @Option(help: "The workspace.")
    var workspace = Metadata.defaultWorkspace
    @Option(help: "Contacts.")
    var rows = 1_000_000
    @Option(help: "Rows in one call, up to 20,000.")
    var chunk = 8192
    @Option(help: "The first so many contacts are managed by agent 1, who is made if there is none.")
    var managed = 0

    func validate() throws {
        guard (1...SampleContacts.limit).contains(rows) else {
            throw ValidationError("--rows must be 1 to \(SampleContacts.limit).")
        }
        guard (1...20_000).contains(chunk) else { throw ValidationError("--chunk must be 1 to 20000.") }
        guard (0...rows).contains(managed) else { throw ValidationError("--managed must be 0 to --rows.") }
    }

    func run() async throws {
        let connection = try Target(address: address, workspace: workspace).connect()
        let client = ContactsV1.ContactsClient(connection)
        if managed > 0 { try await makeAgents(client) }
        let job = "seed-\(rows)-\(chunk)"
        let begin = ContinuousClock.now
        var created = 0
        for (number, start) in stride(from: 0, to: rows, by: chunk).enumerated() {
            let answer = try await client.bulkWriteContacts(
                ContactsV1.BulkWriteContactsRequest(
                    jobID: job, chunk: Int64(number),
                    options: ContactsV1.BulkWriteOptions(mode: .createNew, keys: [.phone]),
                    rows: (start..<min(start + chunk, rows)).map(row)),
                options: CallOptions(waitForReady: number == 0))
            created += answer.results.count { $0.outcome == .created }
        }
        _ = try await client.finishBulkWrite(ContactsV1.FinishBulkWriteRequest(jobID: job))
        await connection.shutdown()
        let seconds = (ContinuousClock.now - begin) / .seconds(1)
        print("\(created) of \(rows) contacts created in \(Int(seconds)) s: \(Int(Double(rows) / seconds)) rows/s")
    }

    private func row(_ index: Int) -> ContactsV1.BulkRow {
        var row = SampleContacts.row(index)
        if index < managed { row.managerID = 1 }
        return row
    }

    /// Agents 1 and 2, between whom contacts can change hands.
    private func makeAgents(_ client: ContactsV1.ContactsClient) async throws {
        let known = try await client.listAgents(.init(), options: CallOptions(waitForReady: true)).agents.count
        for number in (known..<max(known, 2)) {
            _ = try await client.createAgent(.init(email: "agent.\(number + 1)@example.com"))
        }
    }
}
