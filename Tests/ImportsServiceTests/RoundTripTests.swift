import Contracts
import CustomFields
import RPCCore
import TestSupport
import Testing

@testable import ImportsService

/// What is exported comes back as it was.
@Suite struct RoundTripTests {
    private static let fields: [(String, String, FieldsV1.FieldSettings)] = [
        ("line", "Ghi chú ngắn", .init(type: .singleLine)), ("text", "Story", .init(type: .multiLine)),
        ("tier", "Hạng", .init(type: .dropDown, options: ["Vàng, bạc", "Đồng"])),
        ("tags", "Sở thích", .init(type: .multiSelect, options: ["Đọc, viết", "Bơi", "=SUM(A1)"])),
        ("kids", "Số con", .init(type: .integer)), ("debt", "Nợ", .init(type: .decimal)),
        ("vip", "VIP?", .init(type: .checkbox)), ("born", "Ngày sinh", .init(type: .date)),
        ("code", "Name", .init(type: .regex, unique: true, regex: "[A-Z]-\\d+")),
        ("area", "Area", .init(type: .tree, tree: ["Hà Nội > Ba Đình", "Huế"])),
        ("gone", "Gone", .init(type: .singleLine)),
    ]

    private func prepare(_ harness: ImportsHarness) async throws {
        var ids: [String: Int64] = [:]
        for (key, label, settings) in Self.fields {
            var settings = settings
            settings.label = label
            let created = try await harness.contacts.createField(.init(key: key, settings: settings)).field.required()
            ids[key] = created.id
        }
        let manager = try await harness.agent("boss@example.com")
        let company = harness.companies.add("Công ty \"Sao Việt\"")
        func create(_ fields: ContactsV1.ContactFields) async throws {
            _ = try await harness.contacts.createContact(.init(fields: fields, allowDuplicate: true))
        }
        try await create(
            .init(
                name: "=cmd|' /C calc'!A0", phones: ["0901234567", "02838221234 x12", "+14155552671"],
                emails: ["a@example.com", "b+c@example.com"], position: "Trưởng phòng", companyID: company,
                managerID: manager, rating: 5, address: "12 Lê Lợi,\nQ.1", city: "TP. HCM", postalCode: "00700",
                description: "'quoted; \"text\"\nof two lines", facebook: "https://fb.com/a?b=c&d",
                utmSource: "+google",
                utmMedium: "-cpc", utmCampaign: "@tet", utmTerm: "1E5", utmContent: "007",
                custom: [
                    .init(key: "line", values: ["0012"]), .init(key: "text", values: ["a\nb, c"]),
                    .init(key: "tier", values: ["Vàng, bạc"]), .init(key: "tags", values: ["Đọc, viết", "=SUM(A1)"]),
                    .init(key: "kids", values: ["-2"]), .init(key: "debt", values: ["1234567.5"]),
                    .init(key: "vip", values: ["true"]), .init(key: "born", values: ["1990-05-31"]),
                    .init(key: "code", values: ["A-1"]), .init(key: "area", values: ["Hà Nội > Ba Đình"]),
                    .init(key: "gone", values: ["hidden"]),
                ]))
        try await create(.init(name: "Nguyễn Thị Ánh", phones: ["0901234567"], rating: 0))
        try await create(.init(name: "1/2", custom: [.init(key: "vip", values: ["false"])]))
        _ = try await harness.contacts.retireField(.init(id: ids["gone"] ?? 0))
    }

    @Test("An export imported again by its ids changes nothing", arguments: [ContactsV1.FileFormat.csv, .xlsx])
    func unchanged(_ format: ContactsV1.FileFormat) async throws {
        let harness = try ImportsHarness()
        try await prepare(harness)
        let before = try await harness.allContacts()
        var file: [UInt8] = []
        for try await piece in try await harness.contacts.exportContacts(.init(format: format)) { file += piece.data }
        let bytes = file
        let job = try await harness.running {
            try await harness.run(bytes, ImportsV1.ImportOptions(mode: .upsertOverwrite))
        }
        #expect(job.state == .completed)
        #expect(job.counts == ImportsV1.ImportCounts(unchanged: 3))
        #expect(try await harness.allContacts() == before)
    }

    @Test("An export into an empty workspace makes the same contacts", arguments: [ContactsV1.FileFormat.csv, .xlsx])
    func created(_ format: ContactsV1.FileFormat) async throws {
        let harness = try ImportsHarness()
        try await prepare(harness)
        let before = try await harness.allContacts()
        var file: [UInt8] = []
        for try await piece in try await harness.contacts.exportContacts(.init(format: format)) { file += piece.data }
        for contact in before { _ = try await harness.contacts.deleteContact(.init(id: contact.id)) }
        let bytes = file
        let job = try await harness.running {
            try await harness.run(bytes, ImportsV1.ImportOptions(mode: .createAll))
        }
        #expect(job.counts?.created == 3)
        func values(_ contact: ContactsV1.Contact) -> [String] {
            [contact.name, contact.address, contact.description, "\(contact.companyID) \(contact.managerID)"]
                + contact.phones.map(\.text) + contact.emails + contact.custom.flatMap(\.values)
        }
        let after = try await harness.allContacts().sorted { $0.id > $1.id }
        #expect(after.map(values) == before.map(values))
    }
}
