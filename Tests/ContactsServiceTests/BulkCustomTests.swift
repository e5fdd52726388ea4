import Contracts
import RPCCore
import TestSupport
import Testing

@testable import ContactsService

@Suite("A chunk of an import with custom values")
struct BulkCustomTests {
    private typealias Row = ContactsV1.BulkRow

    private static func row(
        _ number: Int64, _ name: String, phone: Int64 = 0, _ custom: [String: String] = [:]
    ) -> Row {
        Row(row: number, name: name, phones: phone == 0 ? [] : [.init(number: phone)], custom: .of(custom))
    }

    private func write(
        _ rows: [Row], _ options: ContactsV1.BulkWriteOptions, job: String = "job", _ fixture: ContactsFixture
    ) async throws -> [ContactsV1.BulkRowResult] {
        try await fixture.client.bulkWriteContacts(.init(jobID: job, options: options, rows: rows)).results
    }

    private static let modesCases: [(ContactsV1.WriteMode, [String], Int)] = [
        (.createAll, ["a=old", "tags=x"], 2), (.createNew, ["a=old", "tags=x"], 1),
        (.upsertFill, ["a=old", "b=7", "tags=x"], 1), (.upsertOverwrite, ["a=new", "b=7", "tags=y,z"], 1),
        (.updateFill, ["a=old", "b=7", "tags=x"], 1), (.updateOverwrite, ["a=new", "b=7", "tags=y,z"], 1),
    ]

    @Test("fills blank ones or overwrites them as the mode says", arguments: Self.modesCases)
    func modes(mode: ContactsV1.WriteMode, expected: [String], count: Int) async throws {
        try await ContactsFixture.with { fixture in
            try await fixture.field("a")
            try await fixture.field("b", .integer)
            try await fixture.field("tags", .multiSelect) { $0.options = ["x", "y", "z"] }
            let existing = try await fixture.create("An", phones: ["0901234567"], ["a": "old", "tags": "x"])
            let row = Self.row(2, "An", phone: 84_901_234_567, ["a": " new ", "b": "007", "tags": "z;y"])
            let results = try await write([row], .init(mode: mode), fixture)
            let contact = try await fixture.get(existing.id)
            #expect(contact.custom.texts == expected)
            #expect(try await fixture.list().count == count)
            if mode == .createAll {
                #expect(try await fixture.get(results[0].contactID).custom.texts == ["a=new", "b=7", "tags=y,z"])
            }
            // Again it has nothing to do.
            if mode != .createAll, mode != .createNew {
                let again = try await write([row], .init(mode: mode), job: "again", fixture)
                #expect(again.map(\.outcome) == [.unchanged])
            }
            let index = try await fixture.index()
            #expect(index.count == (try await fixture.list()).reduce(0) { $0 + $1.custom.flatMap(\.values).count })
        }
    }

    @Test("rejects rows whose values are wrong, all told, and writes the others")
    func rejects() async throws {
        try await ContactsFixture.with { fixture in
            try await fixture.field("n", .integer)
            try await fixture.field("d", .date)
            let rows = [
                Self.row(2, "", ["n": "x", "d": "31/02/2026", "none": "1"]),
                Self.row(3, "B", ["n": "1", "d": "2/1/2026"]),
            ]
            let results = try await write(rows, .init(mode: .createAll), fixture)
            #expect(results.map(\.outcome) == [.rejected, .created])
            #expect(
                results[0].notes.map { "\($0.field) \($0.number)" } == [
                    "custom.d 2032", "custom.n 2030", "custom.none 2038",
                ])
            #expect(try await fixture.get(1).custom.texts == ["d=2026-01-02", "n=1"])
        }
    }

    @Test("asks required values of new contacts, warns of changed ones, and insists on what the import requires")
    func required() async throws {
        try await ContactsFixture.with { fixture in
            try await fixture.create(name: "Old", phones: ["0901234567"])
            try await fixture.field("must") { $0.required = true }
            try await fixture.field("also")
            let rows = [
                Self.row(2, "New", phone: 84_912_345_678), Self.row(3, "Newer", phone: 84_901_234_567),
                Self.row(4, "New", phone: 84_923_456_789, ["must": "here"]),
                Self.row(5, "Newest", phone: 84_901_234_567, ["must": "now"]),
            ]
            let results = try await write(rows, .init(mode: .upsertOverwrite), fixture)
            #expect(results.map(\.outcome) == [.rejected, .updated, .created, .updated])
            #expect(results[0].notes == [.init(number: 2001, field: "custom.must")])
            #expect(results[1].notes == [.init(number: 2004, field: "custom.must")])
            #expect(results[3].notes.isEmpty)
            let strict = ContactsV1.BulkWriteOptions(mode: .upsertOverwrite, requiredFields: ["custom.also"])
            let refused = try await write([rows[3]], strict, job: "strict", fixture)
            #expect(refused == [.init(outcome: .rejected, notes: [.init(number: 2001, field: "custom.also")])])
        }
    }

    @Test("rejects a row with a value of a unique field that another live contact has by then")
    func unique() async throws {
        try await ContactsFixture.with { fixture in
            try await fixture.field("code") { $0.unique = true }
            try await fixture.create("A", phones: ["0901234567"], ["code": "one"])
            let gone = try await fixture.create("B", phones: ["0912345678"], ["code": "gone"])
            _ = try await fixture.client.deleteContact(.init(id: gone.id))
            let rows = [
                Self.row(2, "C", phone: 84_923_456_789, ["code": "ONE"]),
                Self.row(3, "A", phone: 84_901_234_567, ["code": "two"]),
                Self.row(4, "D", phone: 84_934_567_890, ["code": "one"]),
                Self.row(5, "E", phone: 84_945_678_901, ["code": "Two"]),
                Self.row(6, "A", phone: 84_901_234_567, ["code": "one"]),
                Self.row(7, "F", phone: 84_956_789_012, ["code": "gone"]),
            ]
            let results = try await write(rows, .init(mode: .upsertOverwrite), fixture)
            #expect(results.map(\.outcome) == [.rejected, .updated, .created, .rejected, .rejected, .created])
            #expect(results[0].notes == [.init(number: 2060, field: "custom.code", ids: [1])])
            #expect(results[3].notes == [.init(number: 2060, field: "custom.code", ids: [1])])
            #expect(results[4].notes == [.init(number: 2060, field: "custom.code", ids: [3])])
            #expect(try await fixture.index() == ["1 gone 4", "1 one 3", "1 two 1"])
        }
    }

    @Test("finds duplicates by custom fields, of whatever type identifies")
    func keys() async throws {
        try await ContactsFixture.with { fixture in
            try await fixture.field("code")
            try await fixture.field("score", .decimal)
            try await fixture.create("A", phones: ["0901234567"], ["code": "Hà Nội", "score": "1.50"])
            let rows = [
                Self.row(2, "B", phone: 84_901_234_567, ["code": "hà  nội"]), Self.row(3, "C", ["score": "1,5"]),
                Self.row(4, "D", ["code": "Hạ Nội"]), Self.row(5, "E", ["code": "hạ nội"]),
                Self.row(6, "F", phone: 84_901_234_567),
            ]
            let options = ContactsV1.BulkWriteOptions(mode: .createNew, customKeys: ["code", "score"])
            let results = try await write(rows, options, fixture)
            #expect(results.map(\.outcome) == [.skipped, .skipped, .created, .skipped, .created])
            #expect(results.map { $0.notes.map(\.number) } == [[3001], [3001], [], [3002], [2071]])
        }
    }

    @Test("by options that no field allows is refused as a whole")
    func refusedOptions() async throws {
        try await ContactsFixture.with { fixture in
            try await fixture.field("long", .multiLine)
            for options in [
                ContactsV1.BulkWriteOptions(mode: .createNew, customKeys: ["none"]),
                ContactsV1.BulkWriteOptions(mode: .createNew, customKeys: ["long"]),
                ContactsV1.BulkWriteOptions(mode: .createNew, requiredFields: ["custom.none"]),
            ] {
                let error = await rpcError { try await write([Self.row(2, "A")], options, fixture) }
                #expect(error?.code == .invalidArgument)
            }
        }
    }

    @Test("finds the next contact with a value when rows have taken it from many before")
    func manyMatches() async throws {
        try await ContactsFixture.with { fixture in
            try await fixture.field("team")
            let count: Int64 = 150
            let existing = (1...count).map { Self.row($0, "C\($0)", phone: 84_901_000_000 + $0, ["team": "red"]) }
            _ = try await write(existing, .init(mode: .createAll), job: "before", fixture)
            // Every row but the last takes the oldest one with this value away; the last one meets what is left.
            var rows = (1..<count).map { Row(row: $0, contactID: $0) }
            for index in rows.indices { rows[index].custom = .of(["team": "blue"]) }
            rows.append(Self.row(count, "Last", ["team": "red"]))
            let options = ContactsV1.BulkWriteOptions(mode: .upsertOverwrite, customKeys: ["team"])
            let results = try await write(rows, options, fixture)
            #expect(results.last == .init(outcome: .updated, contactID: count, version: 2))
            #expect(try await fixture.get(count).name == "Last")
            #expect(try await fixture.index().filter { $0.contains("red") } == ["1 red \(count)"])
        }
    }

    @Test("that was kept until its companies exist is asked for again when the fields have changed meanwhile")
    func fieldsChangeMeanwhile() async throws {
        try await ContactsFixture.with { fixture in
            let field = try await fixture.field("n")
            var row = Self.row(2, "A", ["n": "007"])
            row.companyName = "Minh Phát"
            let request = ContactsV1.BulkWriteContactsRequest(
                jobID: "job", options: .init(mode: .createAll), rows: [row])
            let first = try await fixture.client.bulkWriteContacts(request)
            #expect(first.missingCompanies == ["Minh Phát"])
            _ = try await fixture.update(field, "type") { $0.type = .integer }
            var again = request
            again.rows = []
            again.companies = [.init(name: "Minh Phát", id: 4)]
            #expect(try await fixture.client.bulkWriteContacts(again).rowsWanted)
            row.companyName = ""
            row.companyID = 4
            again.companies = []
            again.rows = [row]
            #expect(try await fixture.client.bulkWriteContacts(again).results.map(\.outcome) == [.created])
            #expect(try await fixture.get(1).custom.texts == ["n=7"])
        }
    }
}
