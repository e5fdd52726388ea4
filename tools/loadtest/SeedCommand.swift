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
    @Option(
        help: "The first so many contacts are managed by agent 1 and have custom values; both are made if need be.")
    var managed = 0
    @Flag(help: "Every fourth contact gets a company, by an id only.")
    var companies = false
    @Option(help: "Address of campaigns, where customer list 1 gets every twentieth contact. (default: no list)")
    var campaigns: String?

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
        if managed > 0 {
            try await makeAgents(client)
            try await makeFields(client)
        }
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
        let seconds = (ContinuousClock.now - begin) / .seconds(1)
        await connection.shutdown()
        if let campaigns { try await makeList(Target(address: campaigns, workspace: workspace)) }
        print("\(created) of \(rows) contacts created in \(Int(seconds)) s: \(Int(Double(rows) / seconds)) rows/s")
    }

    private func row(_ index: Int) -> ContactsV1.BulkRow {
        var row = SampleContacts.row(index)
        if companies, index % 4 == 0 { row.companyID = Int64(index / 4 % SampleContacts.companyCount) + 1 }
        if index < managed {
            let number = Int(SampleContacts.scrambled(UInt64(index)) % 1_000)
            row.managerID = 1
            row.custom = [
                FieldsV1.CustomValue(key: "tier", values: [SampleContacts.tiers[number % 3]]),
                FieldsV1.CustomValue(key: "points", values: ["\(number)"]),
            ]
        }
        return row
    }

    private func makeFields(_ client: ContactsV1.ContactsClient) async throws {
        guard try await client.listFields(.init()).fields.isEmpty else { return }
        let tier = FieldsV1.FieldSettings(label: "Tier", type: .dropDown, options: SampleContacts.tiers)
        _ = try await client.createField(.init(key: "tier", settings: tier))
        let points = FieldsV1.FieldSettings(label: "Points", type: .integer)
        _ = try await client.createField(.init(key: "points", settings: points))
    }

    private func makeList(_ target: Target) async throws {
        let connection = target.connect()
        let client = CampaignsV1.CampaignsClient(connection)
        let request = CampaignsV1.CreateCustomerListRequest(name: "Seed", requestID: "seed")
        let list = try await client.createCustomerList(request, options: CallOptions(waitForReady: true)).list
        let members = stride(from: Int64(1), through: Int64(rows), by: 20).map { $0 }
        for start in stride(from: 0, to: members.count, by: 1_000) {
            let ids = Array(members[start..<min(start + 1_000, members.count)])
            _ = try await client.addListMembers(.init(listID: list?.id ?? 0, contactIDs: ids))
        }
        await connection.shutdown()
    }

    /// Agents 1 and 2, between whom contacts can change hands.
    private func makeAgents(_ client: ContactsV1.ContactsClient) async throws {
        let known = try await client.listAgents(.init(), options: CallOptions(waitForReady: true)).agents.count
        for number in (known..<max(known, 2)) {
            _ = try await client.createAgent(.init(email: "agent.\(number + 1)@example.com"))
        }
    }
}
