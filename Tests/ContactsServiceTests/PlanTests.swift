import BulkWriting
import Contracts
import Foundation
import RPCCore
import Store
import TestSupport
import Testing

@testable import ContactsService

@Suite("The plan of an import")
struct PlanTests {
    private static let options = ContactsV1.BulkWriteOptions(mode: .upsertOverwrite)

    private static func row(_ row: Int64, _ name: String, phone: Int64, city: String = "") -> ContactsV1.BulkRow {
        .init(row: row, name: name, phones: [.init(number: 84_901_000_000 + phone)], city: city)
    }

    /// Two contacts, and rows that change the first, leave the second and create a third, twice.
    private static let rows = [
        row(2, "An", phone: 1, city: "Huế"), row(3, "Bình", phone: 2), row(4, "Chi", phone: 3),
        row(5, "Chi", phone: 3, city: "Huế"),
    ]

    private func withContacts(_ body: (ContactsFixture) async throws -> Void) async throws {
        try await ContactsFixture.with { fixture in
            try await fixture.create(name: "An", phones: ["0901000001"])
            try await fixture.create(name: "Bình", phones: ["0901000002"])
            try await body(fixture)
        }
    }

    private func write(
        _ planned: PlannedRows, _ drift: ContactsV1.PlanDrift, _ fixture: ContactsFixture, plan: Bool = false
    ) async throws -> [ContactsV1.BulkRowResult] {
        let request = ContactsV1.BulkWriteContactsRequest(
            jobID: plan ? "check" : "import", options: Self.options, rows: Self.rows, plan: plan,
            expected: planned.expectation(of: Self.rows, drift))
        return try await fixture.client.bulkWriteContacts(request).results
    }

    @Test("says what writing would do, and changes nothing")
    func plan() async throws {
        try await withContacts { fixture in
            let changes = try await fixture.changes()
            let contacts = try await fixture.list()
            let planned = try await fixture.plan(Self.rows, options: Self.options)
            #expect(planned.results.map(\.outcome) == [.updated, .unchanged, .created, .updated])
            #expect(planned.firstID == 3)
            #expect(try await fixture.changes().map(\.sequence) == changes.map(\.sequence))
            #expect(try await fixture.list() == contacts)
            #expect(try await write(planned, .strict, fixture) == planned.results)
        }
    }

    @Test("that does not hold any more writes nothing of a chunk when it is to be strict, and says which row")
    func strict() async throws {
        try await withContacts { fixture in
            let planned = try await fixture.plan(Self.rows, options: Self.options)
            try await fixture.create(name: "Dũng", phones: ["0901000003"])
            let changes = try await fixture.changes()
            for isPlan in [true, false] {
                let error = await rpcError { _ = try await write(planned, .strict, fixture, plan: isPlan) }
                #expect(error?.code == .failedPrecondition)
                #expect(try error?.infos.map(\.number) == [4001])
                #expect(try error?.infos.map(\.row) == [4])
            }
            #expect(try await fixture.changes().map(\.sequence) == changes.map(\.sequence))
        }
    }

    @Test("that does not hold any more is told of in the rows when it may be lenient")
    func lenient() async throws {
        try await withContacts { fixture in
            let planned = try await fixture.plan(Self.rows, options: Self.options)
            let taken = try await fixture.create(name: "Dũng", phones: ["0901000003"])
            let results = try await write(planned, .lenient, fixture)
            #expect(results.map(\.outcome) == [.updated, .unchanged, .updated, .updated])
            #expect(results.map { $0.notes.map(\.number) } == [[], [], [4001], [4001]])
            #expect(results.last?.contactID == taken.id)
        }
    }

    @Test("holds although contacts that it does not concern are created meanwhile")
    func others() async throws {
        try await withContacts { fixture in
            let planned = try await fixture.plan(Self.rows, options: Self.options)
            try await fixture.create(name: "Dũng", phones: ["0901000009"])
            let results = try await write(planned, .strict, fixture)
            #expect(results.map(\.outcome) == planned.results.map(\.outcome))
            #expect(results.map(\.contactID) == [1, 2, 4, 4])
        }
    }

    @Test("goes on over chunks and restarts, until it is forgotten")
    func forgotten() async throws {
        try await withContacts { fixture in
            let planned = try await fixture.plan(
                Self.rows, options: Self.options, chunk: { _ in (1, true) })
            #expect(planned.results.map(\.outcome) == [.updated, .unchanged, .created, .updated])
            _ = try await fixture.client.finishBulkWrite(.init(jobID: "import", plan: true))
            let next = ContactsV1.BulkWriteContactsRequest(
                jobID: "import", chunk: 4, options: Self.options, rows: [Self.row(9, "Chi", phone: 3)], plan: true)
            let error = await rpcError { _ = try await fixture.client.bulkWriteContacts(next) }
            #expect(try error?.infos.map(\.number) == [4002])
            let again = try await fixture.plan(Self.rows, options: Self.options)
            #expect(again.results == planned.results && again.digests == planned.digests)
        }
    }

    @Test("that nobody wrote to for long is removed")
    func old() async throws {
        try await withContacts { fixture in
            _ = try await fixture.plan(Self.rows, options: Self.options)
            let now = Int64(Date().timeIntervalSince1970)
            #expect(try await fixture.plans.store.removeUnused(since: now - 60) == 0)
            #expect(try await fixture.plans.store.removeUnused(since: now + 60) == 1)
            #expect(try fixture.plans.store.workspaces().isEmpty)
        }
    }

    @Test("is forgotten when anybody is erased, and those of other workspaces are not")
    func erased() async throws {
        try await withContacts { fixture in
            _ = try await fixture.plan(Self.rows, options: Self.options)
            _ = try await fixture.plan(Self.rows, options: Self.options, workspace: "other")
            _ = try await ContactsV1.ErasureClient(fixture.connection).eraseContact(.init(id: 1))
            #expect(
                try fixture.plans.store.workspaces() == [fixture.plans.name(workspace: "other", job: "import")])
        }
    }

    @Test("does without companies that would be created, the same one in every chunk")
    func companies() async throws {
        try await withContacts { fixture in
            let rows = [2, 3, 4].map { number in
                ContactsV1.BulkRow(
                    row: number, name: "Chi", phones: [.init(number: 84_901_000_003)],
                    companyName: number == 3 ? "Đại Tín" : "An Bình")
            }
            let planned = try await fixture.plan(rows, options: Self.options, chunk: { _ in (1, false) })
            #expect(planned.results.map(\.outcome) == [.created, .updated, .updated])
            let last = ContactsV1.BulkRow(
                row: 5, name: "Chi", phones: [.init(number: 84_901_000_003)], companyName: "AN BÌNH")
            let request = ContactsV1.BulkWriteContactsRequest(
                jobID: "import", chunk: 3, options: Self.options, rows: [last], plan: true)
            #expect(try await fixture.client.bulkWriteContacts(request).results.map(\.outcome) == [.unchanged])
        }
    }
}
