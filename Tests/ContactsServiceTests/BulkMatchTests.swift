import Contracts
import RPCCore
import Store
import TestSupport
import Testing

@testable import ContactsService

@Suite("Rows that several contacts match")
struct BulkMatchTests {
    /// 1,001 contacts of one team; the first two share a phone with nobody else.
    private func withTeam(
        _ body: (
            ContactsFixture, (ContactsV1.BulkWriteOptions, ContactsV1.BulkRow) async throws -> ContactsV1.BulkRowResult
        )
            async throws -> Void
    ) async throws {
        try await ContactsFixture.with { fixture in
            try await fixture.field("team")
            try await fixture.field("code") { $0.unique = true }
            let rows = (1...1_001).map { row in
                ContactsV1.BulkRow(
                    row: Int64(row), name: "An", phones: row < 3 ? [.init(number: 84_901_000_001)] : [],
                    custom: [.init(key: "team", values: ["red"])])
            }
            _ = try await fixture.client.bulkWriteContacts(
                .init(jobID: "before", options: .init(mode: .createAll), rows: rows))
            try await body(fixture) { options, row in
                let request = ContactsV1.BulkWriteContactsRequest(
                    jobID: "job \(row.row)", options: options, rows: [row])
                return try #require(await fixture.client.bulkWriteContacts(request).results.first)
            }
        }
    }

    private static let red = FieldsV1.CustomValue(key: "team", values: ["red"])

    @Test("are rejected above 1,000, and nobody is changed")
    func tooMany() async throws {
        try await withTeam { fixture, write in
            let options = ContactsV1.BulkWriteOptions(mode: .updateOverwrite, customKeys: ["team"], matchTarget: .all)
            let newest = try await fixture.store.changeRange(Metadata.defaultWorkspace).newest
            let result = try await write(options, .init(row: 1, name: "Bình", custom: [Self.red]))
            #expect(
                result
                    == .init(outcome: .rejected, notes: [.init(number: 3005, ids: Array(1...10), count: 1_000)]))
            #expect(try await fixture.store.changeRange(Metadata.defaultWorkspace).newest == newest)
        }
    }

    @Test("are found by the rarest of all keys, however many share the others")
    func rarest() async throws {
        try await withTeam { _, write in
            let options = ContactsV1.BulkWriteOptions(
                mode: .updateOverwrite, keys: [.phone], customKeys: ["team"], keyMatch: .all, matchTarget: .all)
            let row = ContactsV1.BulkRow(
                row: 1, name: "Bình", phones: [.init(number: 84_901_000_001)], custom: [Self.red])
            let result = try await write(options, row)
            #expect(
                result
                    == .init(
                        outcome: .updated, contactID: 1, notes: [.init(number: 3005, ids: [1, 2], count: 2)],
                        version: 2,
                        changed: [.init(id: 1, version: 2), .init(id: 2, version: 2)]))
        }
    }

    @Test("are rejected as a whole when one contact cannot be changed")
    func conflict() async throws {
        try await withTeam { fixture, write in
            let options = ContactsV1.BulkWriteOptions(mode: .upsertOverwrite, matchTarget: .all)
            let row = ContactsV1.BulkRow(
                row: 1, name: "Bình", phones: [.init(number: 84_901_000_001)],
                custom: [.init(key: "code", values: ["1"])])
            let result = try await write(options, row)
            #expect(
                result
                    == .init(outcome: .rejected, notes: [.init(number: 2060, field: "custom.code", ids: [1])]))
            #expect(try await fixture.get(1).name == "An")
        }
    }

    @Test("come in small chunks")
    func rowLimit() async throws {
        try await ContactsFixture.with { fixture in
            let rows = (1...257).map { ContactsV1.BulkRow(row: $0, name: "An") }
            let request = ContactsV1.BulkWriteContactsRequest(
                jobID: "job", options: .init(mode: .createAll, matchTarget: .all), rows: rows)
            await #expect(throws: RPCError.self) { _ = try await fixture.client.bulkWriteContacts(request) }
        }
    }
}
