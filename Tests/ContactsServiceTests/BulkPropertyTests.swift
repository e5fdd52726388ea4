import Contracts
import RPCCore
import Store
import TestSupport
import Testing

@testable import ContactsService

@Suite("An import of any file")
struct BulkPropertyTests {
    @Test("has the result of its rows done one by one, whatever the mode, the keys, the data and the chunks")
    func equalsTheModel() async throws {
        // A workspace for each case: a fixture for so many that its folder stays small.
        for seeds in PropertyCases(usually: 2_000).batches(of: 500) {
            try await ContactsFixture.with { fixture in
                for seed in seeds { try await runCase(seed, fixture) }
            }
        }
    }

    private func runCase(_ seed: UInt64, _ fixture: ContactsFixture) async throws {
        var cases = ImportCase(seed: seed)
        let workspace = "case-\(seed)"
        var model = ImportModel()
        try await cases.seedFields(fixture, workspace)
        let (agents, group) = try await cases.seedAgents(fixture.client(workspace: workspace))
        model.agents = agents
        model.actor = "tester"
        // What is there before the import comes through an import of its own.
        model.now = fixture.clock.now
        try await fixture.run(
            cases.existing, job: "before", options: .init(mode: .createAll), workspace, cases.nextChunk)
        model.mode = .createAll
        model.uniqueCustom = cases.hasCustom ? ["code"] : []
        model.requiredCustom = cases.hasCustom && cases.requiresNumber ? ["n"] : []
        for row in cases.existing { _ = model.apply(row) }
        for id in cases.deletedIDs(of: model.records.count) {
            _ = try await fixture.client(workspace: workspace).deleteContact(.init(id: id))
            model.records[Int(id) - 1].isDeleted = true
        }
        for index in model.records.indices { model.records[index].row = 0 }
        fixture.clock.advance(by: 1_000)

        model.now = fixture.clock.now
        model.mode = cases.options.mode
        model.keys = cases.options.keys
        model.keyMatch = cases.options.keyMatch
        model.target = cases.options.matchTarget
        model.required = cases.options.requiredFields
        model.customKeys = cases.options.customKeys
        if cases.usesGroup {
            cases.options.groupID = group
            model.supervisor = try #require(agents.filter(\.value).keys.min())
        }
        let expected = cases.rows.map { model.apply($0) }
        let plan = seed % 4 == 0 ? try await fixture.plan(cases, workspace) : nil
        if let plan { #expect(plan.results == expected, "plan, seed \(seed), \(cases.options)") }
        let results = try await fixture.run(
            cases.rows, job: "import", options: cases.options, workspace, plan: plan, cases.nextChunk)
        let stored = try await fixture.store.read(workspace) { reader in
            var view = ContactView(.service, managers: nil)
            return try reader.contacts(ContactCondition(.init()), &view, before: nil, limit: .max).reversed().map { $0 }
        }
        let live = model.records.filter { !$0.isDeleted }.map(\.contact)
        if results != expected || stored != live {
            let row = zip(results, expected).enumerated().first { $0.element.0 != $0.element.1 }
            Issue.record("seed \(seed), \(cases.options): \(String(describing: row)), stored equal: \(stored == live)")
            #expect(stored == live)
        }
        try await checkLog(workspace, fixture, stored: stored, seed: seed)
        let index = stored.flatMap { contact in
            contact.custom.flatMap { value in
                value.values.map { "\(ImportCase.fieldIDs[value.key] ?? 0) \($0.lowercased()) \(contact.id)" }
            }
        }
        #expect(Set(try await fixture.index(workspace)) == Set(index), "seed \(seed)")
    }

    /// The log alone must be enough to rebuild the table, each change beginning where the one before it ended.
    private func checkLog(
        _ workspace: String, _ fixture: ContactsFixture, stored: [ContactsV1.Contact], seed: UInt64
    ) async throws {
        var images: [Int64: [UInt8]] = [:]
        for change in try await fixture.changes(workspace) where change.entity == "contact" {
            #expect(change.before == images[change.entityID], "seed \(seed), change \(change.sequence)")
            images[change.entityID] = change.after
        }
        let rebuilt = try images.values.map { image in
            try image.withUnsafeBytes { bytes in try ContactsV1.Contact(deserializing: bytes) }
        }
        let live = rebuilt.filter { $0.deletedAtMs == 0 }.sorted { $0.id < $1.id }
        #expect(live == stored, "seed \(seed)")
    }
}

extension ContactsFixture {
    /// Sends rows in chunks of the sizes that `chunk` gives, some of them twice, as after a lost answer.
    @discardableResult
    func run(
        _ rows: [ContactsV1.BulkRow], job: String, options: ContactsV1.BulkWriteOptions, _ workspace: String,
        plan: PlannedRows? = nil, _ chunk: (Int64) -> (size: Int, isRepeated: Bool)
    ) async throws -> [ContactsV1.BulkRowResult] {
        let client = client(workspace: workspace)
        var rest = rows[...]
        var results: [ContactsV1.BulkRowResult] = []
        var number: Int64 = 0
        while !rest.isEmpty {
            let (size, isRepeated) = chunk(number)
            var request = ContactsV1.BulkWriteContactsRequest(
                jobID: job, chunk: number, options: options, rows: Array(rest.prefix(size)))
            request.expected = plan?.expectation(of: request.rows)
            let response = try await client.bulkWriteContacts(request)
            if isRepeated {
                let newest = try await store.changeRange(workspace).newest
                #expect(try await client.bulkWriteContacts(request) == response)
                #expect(try await store.changeRange(workspace).newest == newest)
            }
            results += response.results
            rest = rest.dropFirst(size)
            number += 1
        }
        return results
    }
}

/// A random import: few values, so that rows meet often.
struct ImportCase {
    var options = ContactsV1.BulkWriteOptions()
    var existing: [ContactsV1.BulkRow] = []
    var rows: [ContactsV1.BulkRow] = []
    var usesGroup = false
    /// Whether the workspace has custom fields, and whether the number is required.
    let hasCustom: Bool
    let requiresNumber: Bool
    static let fieldIDs: [String: Int64] = ["code": 1, "n": 2, "tags": 3, "team": 4]
    private var random: SeededGenerator
    private let chunkSeed: UInt64

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        chunkSeed = random.next()
        let modes = ContactsV1.WriteMode.allCases.filter { $0 != .unspecified }
        options.mode = modes[Int(seed) % modes.count]
        hasCustom = Bool.random(using: &random)
        requiresNumber = Int.random(in: 0..<4, using: &random) == 0
        options.keys = [[], [.phone], [.email], [.phone, .email]][Int.random(in: 0..<4, using: &random)]
        options.requiredFields = [[], ["phones"], ["emails", "city"]][Int.random(in: 0..<3, using: &random)]
        if hasCustom {
            options.customKeys = [[], ["code"], ["team"], ["n", "team"]][Int.random(in: 0..<4, using: &random)]
            if chance(4) { options.requiredFields.append("custom.team") }
        }
        if chance(2) { options.keyMatch = .all }
        options.matchTarget = [.unspecified, .first, .sole, .all, .all].randomElement(using: &random) ?? .all
        usesGroup = chance(4)
        existing = makeRows(Int.random(in: 0...20, using: &random), contactIDs: false)
        rows = makeRows(Int.random(in: 1...40, using: &random), contactIDs: chance(3))
    }

    /// Three agents, the second one inactive, and a group that all of them supervise.
    func seedAgents(_ client: ContactsV1.ContactsClient) async throws -> (active: [Int64: Bool], group: Int64) {
        var active: [Int64: Bool] = [:]
        for number in 1...3 {
            let request = ContactsV1.CreateAgentRequest(email: "agent\(number)@example.com")
            active[try await client.createAgent(request).agent.required().id] = true
        }
        _ = try await client.updateAgent(.init(id: 2, updateMask: ["active"]))
        active[2] = false
        let members = active.keys.map { ContactsV1.GroupMember(agentID: $0, role: .supervisor) }
        let group = try await client.createGroup(.init(name: "Sales", members: members)).group.required()
        return (active, group.id)
    }

    func seedFields(_ fixture: ContactsFixture, _ workspace: String) async throws {
        guard hasCustom else { return }
        try await fixture.field("code", workspace: workspace) { $0.unique = true }
        try await fixture.field("n", .integer, workspace: workspace) { $0.required = requiresNumber }
        try await fixture.field("tags", .multiSelect, workspace: workspace) { $0.options = ["A", "B", "C"] }
        try await fixture.field("team", .dropDown, workspace: workspace) { $0.options = ["red", "blue"] }
    }

    func deletedIDs(of count: Int) -> [Int64] {
        var random = SeededGenerator(seed: chunkSeed)
        return (0..<count).map { Int64($0 + 1) }.filter { _ in Int.random(in: 0..<6, using: &random) == 0 }
    }

    func nextChunk(_ number: Int64) -> (size: Int, isRepeated: Bool) {
        var random = SeededGenerator(seed: chunkSeed &+ UInt64(number))
        return (Int.random(in: 1...15, using: &random), Int.random(in: 0..<5, using: &random) == 0)
    }

    private mutating func chance(_ outOf: Int) -> Bool { Int.random(in: 0..<outOf, using: &random) == 0 }

    private mutating func makeRows(_ count: Int, contactIDs: Bool) -> [ContactsV1.BulkRow] {
        var number: Int64 = 1
        var rows: [ContactsV1.BulkRow] = []
        for _ in 0..<count {
            number += Int64.random(in: 1...3, using: &random)
            rows.append(row(number, hasContactID: contactIDs && chance(3)))
        }
        return rows
    }

    private mutating func row(_ number: Int64, hasContactID: Bool) -> ContactsV1.BulkRow {
        var row = ContactsV1.BulkRow(row: number)
        row.name = chance(12) ? "" : ["An", "Bình", "Chi", "Nguyễn Văn Dũng"].randomElement(using: &random) ?? ""
        for _ in 0..<[0, 1, 1, 1, 2, 3].randomElement(using: &random, default: 1) {
            let local = Int64.random(in: 0...12, using: &random)
            row.phones.append(
                .init(
                    number: 84_901_000_000 + local, extension: chance(6) ? 7 : 0,
                    raw: chance(2) ? "" : "0\(901_000_000 + local)"))
        }
        for _ in 0..<[0, 0, 1, 1, 2].randomElement(using: &random, default: 1) {
            row.emails.append("user\(Int.random(in: 0...9, using: &random))@example.com")
        }
        row.position = text("Kỹ sư", "CEO")
        row.city = text("Huế", "Đà Nẵng")
        row.address = text("1 Lê Lợi", "2 Trần Phú")
        row.description = text("khách cũ", "gọi lại\nsau")
        row.utmSource = text("web", "fb")
        row.rating = chance(2) ? 0 : Int32.random(in: 1...5, using: &random)
        row.companyID = chance(2) ? 0 : Int64.random(in: 1...3, using: &random)
        row.managerID = chance(3) ? [1, 3, 3, 2, 9].randomElement(using: &random, default: 1) : 0
        if hasContactID { row.contactID = Int64.random(in: 1...25, using: &random) }
        if hasCustom { row.custom = customValues() }
        return row
    }

    private mutating func customValues() -> [FieldsV1.CustomValue] {
        var values: [FieldsV1.CustomValue] = []
        if chance(2) { values.append(.init(key: "code", values: ["c\(Int.random(in: 0...15, using: &random))"])) }
        if !chance(4) { values.append(.init(key: "n", values: ["\(Int.random(in: -2...5, using: &random))"])) }
        if chance(2) {
            let tags = ["A", "B", "C"].filter { _ in Bool.random(using: &random) }
            if !tags.isEmpty { values.append(.init(key: "tags", values: tags)) }
        }
        if chance(2) { values.append(.init(key: "team", values: [chance(2) ? "red" : "blue"])) }
        return values.shuffled(using: &random)
    }

    private mutating func text(_ values: String...) -> String {
        chance(2) ? "" : values.randomElement(using: &random) ?? ""
    }
}

extension Collection {
    /// A random element; `fallback` for an empty collection.
    fileprivate func randomElement(using generator: inout SeededGenerator, default fallback: Element) -> Element {
        randomElement(using: &generator) ?? fallback
    }
}
