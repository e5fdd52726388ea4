import Contracts
import RPCCore
import TestSupport
import Testing

@testable import ContactsService

@Suite("Filters and orders")
struct FilterPropertyTests {
    /// A segment and a bit.
    private static let contactCount: Int64 = 4_300

    /// With so few contacts the usual limits are hardly met; the others take every turn.
    static let limits = [
        SearchLimits.standard,
        SearchLimits(
            rangeIDs: 100, rangeFailures: 10, sortedIDs: 50, sortedTests: 300, sortedExpectation: 10, sampledIDs: 5),
        SearchLimits(
            rangeIDs: 0, rangeFailures: 0, sortedIDs: 0, sortedTests: 0, sortedExpectation: 0, sampledIDs: 0),
    ]

    @Test(
        "hold what a look at every contact finds, page by page, while contacts change and the index is behind",
        arguments: limits)
    func equalsTheModel(limits: SearchLimits) async throws {
        let seed = UInt64.random(in: 0..<1 << 32)
        try await ContactsFixture.with(searchLimits: limits) { fixture in
            let start = fixture.clock.now
            var test = try await FilterCase(fixture, contactCount: Self.contactCount, seed: seed)
            for round in 0..<24 {
                switch round {
                case 6: try await fixture.indexer.index("main", minimum: 1)
                case 10: while try await fixture.indexer.sortNames("main", limit: 1) {}
                case 18: try await fixture.indexer.index("main", minimum: 10)
                default: break
                }
                let times = start..<fixture.clock.now + 1
                let request = ContactsV1.ListContactsRequest(
                    filter: FilterModel.filter(&test.random, times: times),
                    pageSize: Int32.random(in: 1...40, using: &test.random),
                    sort: FilterModel.pick([.unspecified, .created, .updated, .name, .rating], &test.random),
                    order: FilterModel.pick([.unspecified, .ascending, .descending], &test.random), withTotal: true)
                try await test.comparePages(request, "seed \(seed), round \(round)")
            }
        }
    }
}

/// The contacts as a test knows them, beside a service that is asked about them.
private struct FilterCase {
    let fixture: ContactsFixture
    var random: SeededGenerator
    private var contacts: [Int64: FilterModel.Row] = [:]

    /// Makes contacts of which some hundreds have a time of their own, and some fields.
    init(_ fixture: ContactsFixture, contactCount count: Int64, seed: UInt64) async throws {
        self.fixture = fixture
        random = SeededGenerator(seed: seed)
        for company in 1...FilterModel.companyCount { fixture.companies.add(company, "C\(company)") }
        for number in 1...FilterModel.agentCount { _ = try await fixture.agent("agent\(number)@example.com") }
        try await fixture.field("age", .integer)
        try await fixture.field("day", .date)
        try await fixture.field("sum", .decimal)
        try await fixture.field("tier", .dropDown) { $0.options = FilterModel.tiers }
        for (chunk, size) in [count - 600, 200, 100, 100, 100, 100].enumerated() {
            let rows = (1...size).map { FilterModel.row(Int64(chunk) * 10_000 + $0, &random) }
            let request = ContactsV1.BulkWriteContactsRequest(
                jobID: "fill", chunk: Int64(chunk), options: .init(mode: .createAll), rows: rows)
            let results = try await fixture.client.bulkWriteContacts(request).results
            #expect(results.allSatisfy { $0.outcome == .created })
            fixture.clock.advance(by: 100)
        }
        for contact in try await fixture.list() { contacts[contact.id] = FilterModel.Row(contact) }
        for _ in 0..<150 { try await change() }
    }

    /// Changes, deletes or creates one contact.
    private mutating func change() async throws {
        fixture.clock.advance(by: 1)
        guard let id = contacts.keys.sorted().randomElement(using: &random) else { return }
        let row = FilterModel.row(1, &random)
        let fields = ContactsV1.ContactFields(
            name: row.name, position: row.position, companyID: row.companyID, managerID: row.managerID,
            rating: row.rating, custom: row.custom)
        switch Int.random(in: 0..<6, using: &random) {
        case 0:
            _ = try await fixture.client.deleteContact(.init(id: id))
            contacts[id] = nil
        case 1:
            let contact = try await fixture.create(fields)
            contacts[contact.id] = FilterModel.Row(contact)
        case let number:
            let mask =
                number == 2
                ? ["rating", "custom.tier"]
                : ["name", "position", "company_id", "manager_id", "custom.age", "custom.day"]
            let request = ContactsV1.UpdateContactRequest(id: id, updateMask: mask, fields: fields)
            contacts[id] = FilterModel.Row(try await fixture.client.updateContact(request).contact.required())
        }
    }

    /// Each page holds the first contacts that now stand behind the last one of the page before.
    mutating func comparePages(_ asked: ContactsV1.ListContactsRequest, _ comment: String) async throws {
        var request = asked
        var last: FilterModel.Row?
        let filter = try request.filter.required()
        for _ in 0..<3 {
            let all = contacts.values.filter { FilterModel.passes($0, filter) }
            let expected = all.sorted { FilterModel.isBefore($0, $1, asked.sort, asked.order) }
                .filter { row in last.map { FilterModel.isBefore($0, row, asked.sort, asked.order) } ?? true }
            let response = try await fixture.client.listContacts(request)
            let page = expected.prefix(Int(request.pageSize)).map(\.contact)
            #expect(response.contacts == page, "\(comment): \(request)")
            #expect(response.totalCount == Int32(all.count) && !response.totalIsLowerBound, "\(comment)")
            #expect(response.nextPageToken.isEmpty == (expected.count == page.count), "\(comment)")
            if response.nextPageToken.isEmpty { return }
            last = response.contacts.last.map { FilterModel.Row($0) }
            request.pageToken = response.nextPageToken
            for _ in 0..<3 { try await change() }
        }
    }
}

@Suite("Filters")
struct FilterTests {
    @Test("say all that is wrong with them, by path")
    func refusesBadFilters() async throws {
        try await ContactsFixture.with { fixture in
            try await fixture.field("age", .integer)
            let retired = try await fixture.field("old")
            _ = try await fixture.client.retireField(.init(id: retired.id))
            let plain = ContactsV1.ContactFilter(
                positions: ["ok", "!!"], ratings: [3, 6], created: .init(fromMs: 5, beforeMs: 5),
                updated: .init(fromMs: -1), customerListIDs: Array(1...21))
            #expect(
                await fixture.problems(plain) == [
                    "filter.customer_list_ids", "filter.created", "filter.updated", "filter.positions",
                    "filter.ratings",
                ])
            let custom = ContactsV1.ContactFilter(custom: [
                .init(key: "none", anyOf: ["a"]), .init(key: "old", anyOf: ["a"]), .init(key: "age"),
                .init(key: "age", anyOf: ["x"]), .init(key: "age", anyOf: ["1"], to: "2"),
                .init(key: "age", from: "2", to: "1"), .init(key: "age", to: "many"),
            ])
            #expect(
                await fixture.problems(custom) == [
                    "filter.custom[0].key", "filter.custom[1].key", "filter.custom[2]", "filter.custom[3].any_of",
                    "filter.custom[4]", "filter.custom[5]", "filter.custom[6].to",
                ])
            #expect(await fixture.problems(.init(savedFilterID: 9)) == ["filter.saved_filter_id"])
        }
    }

    @Test("on fields of every type find whoever has the value")
    func filtersByCustomValues() async throws {
        try await ContactsFixture.with { fixture in
            try await fixture.field("line")
            try await fixture.field("text", .multiLine)
            try await fixture.field("set", .multiSelect) { $0.options = ["Đỏ", "Xanh", "Vàng"] }
            try await fixture.field("box", .checkbox)
            try await fixture.field("tree", .tree) { $0.tree = ["Nam > Cần Thơ", "Bắc"] }
            let long = String(repeating: "a", count: 70)
            try await fixture.create("A", ["line": "Hai  Bà", "text": long + "1", "set": "Đỏ; Xanh", "box": "có"])
            try await fixture.create("B", ["line": "hai bà", "text": long + "2", "set": "Vàng", "box": "no"])
            try await fixture.create("C", ["tree": "nam>cần thơ"])
            for (condition, ids) in [
                (.init(key: "line", anyOf: ["HAI BÀ"]), [2, 1]), (.init(key: "line", anyOf: ["Hai Ba"]), []),
                (.init(key: "text", anyOf: [long + "1"]), [1]), (.init(key: "text", anyOf: [long]), []),
                (.init(key: "set", anyOf: ["vàng", "đỏ"]), [2, 1]), (.init(key: "set", anyOf: ["đỏ"]), [1]),
                (.init(key: "box", anyOf: ["x"]), [1]), (.init(key: "box", anyOf: ["false"]), [2]),
                (.init(key: "tree", anyOf: ["Nam > Cần Thơ"]), [3]),
            ] as [(ContactsV1.CustomCondition, [Int64])] {
                #expect(try await fixture.list(.init(custom: [condition])).map(\.id) == ids, "\(condition)")
            }
        }
    }

    @Test("count exactly up to the bound, and say when there are more")
    func countsUpToTheBound() async throws {
        try await ContactsFixture.with { fixture in
            let rows = (1...10_001).map { ContactsV1.BulkRow(row: $0, name: "A\($0)", rating: $0 == 1 ? 1 : 2) }
            let request = ContactsV1.BulkWriteContactsRequest(
                jobID: "j", options: .init(mode: .createAll), rows: rows.map { $0 })
            _ = try await fixture.client.bulkWriteContacts(request)
            func total(_ filter: ContactsV1.ContactFilter? = nil) async throws -> String {
                let response = try await fixture.client.listContacts(
                    .init(filter: filter, pageSize: 1, withTotal: true))
                return "\(response.totalIsLowerBound ? ">" : "")\(response.totalCount)"
            }
            #expect(try await total() == ">10000")
            #expect(try await total(.init(ratings: [1, 2])) == ">10000")
            #expect(try await total(.init(ratings: [2])) == "10000")
            #expect(try await total(.init(ratings: [1])) == "1")
            _ = try await fixture.client.deleteContact(.init(id: 5))
            #expect(try await total() == "10000")
            #expect(try await total(.init(ratings: [2])) == "9999")
            #expect(try await fixture.client.listContacts(.init(pageSize: 1)).totalCount == 0)
        }
    }

    @Test("that many pass keep every order, by testing and by looking at all of them")
    func sortsMany() async throws {
        try await ContactsFixture.with { fixture in
            // Above what is put into order at once; those that pass have the last names.
            let count = 21_000
            var random = SeededGenerator(seed: 5)
            let numbers = (0..<count).shuffled(using: &random)
            for (chunk, start) in stride(from: 0, to: count, by: 10_500).enumerated() {
                let rows = (start..<start + 10_500).map { place in
                    ContactsV1.BulkRow(
                        row: Int64(place + 1), name: String(100_000 + numbers[place]),
                        rating: numbers[place] < 12_500 ? 1 : 2)
                }
                _ = try await fixture.client.bulkWriteContacts(
                    .init(jobID: "j", chunk: Int64(chunk), options: .init(mode: .createAll), rows: rows))
            }
            let request = ContactsV1.ListContactsRequest(
                filter: .init(ratings: [2]), pageSize: 7, sort: .name, order: .ascending)
            for sorted in [false, true] {
                if sorted { while try await fixture.indexer.sortNames("main", limit: 4) {} }
                let first = try await fixture.client.listContacts(request)
                #expect(first.contacts.map(\.name) == (112_500..<112_507).map(String.init))
                let second = try await fixture.client.listContacts(
                    .init(
                        filter: request.filter, pageSize: 7, pageToken: first.nextPageToken, sort: .name,
                        order: .ascending))
                #expect(second.contacts.map(\.name) == (112_507..<112_514).map(String.init))
                let last = try await fixture.client.listContacts(
                    .init(filter: .init(ratings: [1]), pageSize: 3, sort: .name, order: .descending))
                #expect(last.contacts.map(\.name) == ["112499", "112498", "112497"])
            }
        }
    }
}

extension ContactsFixture {
    /// The fields that a list with the filter is refused for.
    fileprivate func problems(_ filter: ContactsV1.ContactFilter) async -> [String] {
        let error = await rpcError { try await client.listContacts(.init(filter: filter)) }
        return (try? error?.infos.map(\.field)) ?? []
    }
}
