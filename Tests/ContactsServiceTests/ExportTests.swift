import Contracts
import RPCCore
import TestSupport
import Testing

@testable import ContactsService

@Suite("An export")
struct ExportTests {
    private func export(
        _ request: ContactsV1.ExportContactsRequest, _ fixture: ContactsFixture
    ) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await piece in try await fixture.client.exportContacts(request) {
            #expect(piece.data.count <= 64 << 10)
            bytes += piece.data
        }
        return bytes
    }

    @Test("has a row for each contact of the filter, newest first, with names instead of ids")
    func writesText() async throws {
        try await ContactsFixture.with { fixture in
            fixture.companies.add(7, "Sao Việt")
            let agent = try await fixture.agent("an@example.com")
            try await fixture.create(
                .init(
                    name: "An \"A\"", phones: ["0901234567", "02838221234 x12"],
                    emails: ["a@example.com", "b@example.com"],
                    companyID: 7, managerID: agent.id, rating: 4))
            try await fixture.create(name: "Bình")
            try await fixture.create(name: "not asked for")
            let text = String(
                decoding: try await export(.init(filter: .init(text: "a@example"), format: .csv), fixture),
                as: UTF8.self)
            let lines = text.split(separator: "\r\n")
            #expect(lines.count == 2 && lines[0].hasPrefix("\u{feff}\"_contact_id\",\"Name\",\"Phone\""))
            #expect(
                lines[1].hasPrefix(
                    "\"1\",\"An \"\"A\"\"\",\"+84901234567; +842838221234 x12\",\"a@example.com; b@example.com\",\"\","
                        + "\"Sao Việt\",\"4\",\"an@example.com\","))
            let all = String(decoding: try await export(.init(), fixture), as: UTF8.self).split(separator: "\r\n")
            #expect(all.dropFirst().map { $0.prefix(3) } == ["\"3\"", "\"2\"", "\"1\""])
        }
    }

    @Test("goes over many pages, and is a workbook when asked for one")
    func writesManyPages() async throws {
        try await ContactsFixture.with { fixture in
            let rows = (1...1_200).map { ContactsV1.BulkRow(row: $0, name: "Contact \($0)") }
            try await fixture.run(rows, job: "j", options: .init(mode: .createAll), "main") { _ in (1_200, false) }
            let lines = String(decoding: try await export(.init(format: .csv), fixture), as: UTF8.self).split(
                separator: "\r\n")
            #expect(lines.count == 1_201 && lines[1_200].hasPrefix("\"1\",\"Contact 1\""))
            #expect(try await export(.init(format: .xlsx), fixture).starts(with: Array("PK".utf8)))
        }
    }

    @Test("ends with UNAVAILABLE when the companies' names cannot be had")
    func needsCompanies() async throws {
        try await ContactsFixture.with { fixture in
            fixture.companies.add(7, "Sao Việt")
            try await fixture.create(.init(name: "An", companyID: 7))
            fixture.companies.setDown(true)
            #expect(await rpcError { try await export(.init(), fixture) }?.code == .unavailable)
        }
    }
}
