import Contracts
import CustomFields
import RPCCore
import Spreadsheets
import TestSupport
import Testing

@testable import ImportsService

/// Columns of custom fields, from the header to the contact and back into the result.
@Suite struct CustomFieldImportTests {
    @discardableResult
    private func field(
        _ key: String, _ label: String, _ harness: ImportsHarness, _ settings: FieldsV1.FieldSettings
    ) async throws -> FieldsV1.Field {
        var settings = settings
        settings.label = label
        let request = ContactsV1.CreateFieldRequest(key: key, settings: settings)
        return try await harness.contacts.createField(request).field.required()
    }

    private func custom(_ contact: ContactsV1.Contact) -> [String] {
        contact.custom.map { "\($0.key)=\($0.values.joined(separator: ","))" }
    }

    @Test("Columns named as a field's label, its key or custom.KEY are suggested, read by type and written")
    func suggested() async throws {
        let harness = try ImportsHarness()
        try await field("tier", "Hạng", harness, .init(type: .dropDown, options: ["Vàng", "Bạc"]))
        try await field("born", "Ngày sinh", harness, .init(type: .date))
        try await field("kids", "Số con", harness, .init(type: .integer))
        try await field("tags", "Sở thích", harness, .init(type: .multiSelect, options: ["Đọc", "Bơi"]))
        try await field("vip", "VIP?", harness, .init(type: .checkbox))
        let rows = [
            ["Họ tên", "SĐT", "Hạng", "ngay sinh", "KIDS", "custom.tags", "VIP?", "Note"],
            ["An", "0901234567", "vàng", "31/05/1990", "2.0", "bơi; Đọc", "có", "n"],
            ["Bình", "0912345678", "", "\u{A0}", "", "", "", ""],
        ]
        let job = try await harness.uploaded(SampleFile.csv(rows))
        let analysis = try await harness.client.analyseImport(.init(id: job.id))
        #expect(
            analysis.columns.map(\.suggestedCustomField) == ["", "", "tier", "born", "kids", "tags", "vip", ""])
        #expect(analysis.columns[2].suggestedField == .unspecified)
        let done = try await harness.running {
            _ = try await harness.start(job.id)
            return try await harness.finished(job.id)
        }
        #expect(done.state == .completed && done.counts?.created == 2)
        let contacts = try await harness.allContacts()
        #expect(custom(contacts[0]) == ["born=1990-05-31", "kids=2", "tags=Bơi,Đọc", "tier=Vàng", "vip=true"])
        #expect(contacts[0].rating == 0 && contacts[0].description == "n")
        #expect(custom(contacts[1]).isEmpty)
    }

    @Test("All wrong cells of a row are told together, with their columns, in the result file, too")
    func problems() async throws {
        let harness = try ImportsHarness()
        try await field("born", "Born", harness, .init(type: .date))
        try await field("kids", "Kids", harness, .init(type: .integer, min: "0"))
        try await field("code", "Code", harness, .init(type: .regex, unique: true, regex: "[A-Z]\\d+"))
        let rows = [
            ["Name", "Phone", "Born", "Kids", "Code"], ["A", "12", "31/02/2026", "-1", "a1"],
            ["B", "0901234567", "1/2/2026", "3", "A1"], ["C", "0912345678", "", "", "A1"],
        ]
        let (job, dropped) = try await harness.running {
            let job = try await harness.run(SampleFile.csv(rows))
            let tolerant = ImportsV1.ImportOptions(dropWrongFields: true, allowRepeated: true)
            return (job, try await harness.run(SampleFile.csv(rows), tolerant))
        }
        #expect(job.counts == .init(created: 1, rejected: 2))
        #expect(job.codes.map(\.number) == [2010, 2030, 2032, 2036, 2060])
        let result = String(decoding: try await harness.result(job.id), as: UTF8.self)
        #expect(result.contains("custom.born; custom.kids; custom.code"))
        #expect(result.contains("2032 DATE_INVALID; 2030 NUMBER_INVALID; 2036 REGEX_MISMATCH"))
        #expect(result.contains("The custom.code must be unique, and another contact has it (id 1)."))
        #expect(dropped.counts == .init(unchanged: 1, rejected: 2))
    }

    @Test("Dates are read in the order that the import declares, in every row")
    func dateOrder() async throws {
        let harness = try ImportsHarness()
        try await field("day", "Day", harness, .init(type: .date))
        let rows = [
            ["Name", "Day"], ["A", "03/04/2026"], ["B", "05/31/2026"], ["C", "31/05/2026"], ["D", "2026-05-31"],
        ]
        let options = ImportsV1.ImportOptions(mode: .createAll, dateOrder: .monthFirst)
        let keyed = ImportsV1.ImportOptions(mode: .createAll, customKeys: ["day"], dateOrder: .monthFirst)
        let error = await rpcError {
            let job = try await harness.uploaded(SampleFile.csv(rows))
            return try await harness.start(job.id, options)
        }
        #expect(try error.required().detail(RPCV1.ErrorInfo.self)?.number == 1008)
        let job = try await harness.running { try await harness.run(SampleFile.csv(rows), keyed) }
        #expect(job.counts == .init(created: 3, rejected: 1))
        let days = try await harness.allContacts().map { $0.custom.values(of: "day") }
        #expect(days == [["2026-03-04"], ["2026-05-31"], ["2026-05-31"]])
    }

    @Test("A custom field finds duplicates, and what is required must be there")
    func keysAndRequired() async throws {
        let harness = try ImportsHarness()
        try await field("code", "Mã KH", harness, .init(type: .singleLine, required: true, unique: true))
        let rows = [["Tên", "Mã KH", "City"], ["A", "k-1", "Huế"], ["A2", "K-1", "Đà Nẵng"], ["B", "", "Hà Nội"]]
        let options = ImportsV1.ImportOptions(mode: .upsertOverwrite, customKeys: ["code"])
        let job = try await harness.running { try await harness.run(SampleFile.csv(rows), options) }
        #expect(job.counts == .init(created: 1, updated: 1, rejected: 1))
        let contacts = try await harness.allContacts()
        #expect(contacts.map(\.name) == ["A2"] && contacts.map(\.city) == ["Đà Nẵng"])
        #expect(custom(contacts[0]) == ["code=K-1"])
    }

    private static let refusedOptions: [(ImportsV1.ImportOptions, Int32)] = [
        (.init(mapping: [.init(column: 1, field: .name), .init(column: 2, customField: "none")]), 1009),
        (.init(mapping: [.init(column: 1, field: .name, customField: "code")]), 1009),
        (.init(customKeys: ["none"]), 1009),
        (.init(customKeys: ["long"]), 1009),
        (.init(requiredCustomFields: ["none"]), 1009),
        (.init(requiredCustomFields: ["long"]), 1008),
        (
            .init(mapping: [.init(column: 1, field: .name), .init(column: 2, field: .phone)], customKeys: ["code"]),
            1008
        ),
        (
            .init(
                mapping: [
                    .init(column: 1, field: .name), .init(column: 2, field: .phone),
                    .init(column: 3, customField: "code"), .init(column: 4, customField: "code"),
                ]), 1007
        ),
    ]

    @Test("A mapping that does not fit the fields is refused", arguments: Self.refusedOptions)
    func refused(options: ImportsV1.ImportOptions, number: Int32) async throws {
        let harness = try ImportsHarness()
        try await field("code", "Code", harness, .init(type: .singleLine))
        try await field("long", "Long", harness, .init(type: .multiLine))
        let job = try await harness.uploaded(
            SampleFile.csv([["Name", "Phone", "Code", "Other"], ["A", "1", "2", "3"]]))
        let error = await rpcError { try await harness.start(job.id, options) }
        #expect(error?.code == .invalidArgument)
        #expect(try error.required().detail(RPCV1.ErrorInfo.self)?.number == number)
    }

    @Test("A field that changes after the start rejects what it no longer allows, and the import goes on")
    func changedMeanwhile() async throws {
        let harness = try ImportsHarness { $0.chunkRows = 1 }
        let tier = try await field("tier", "Tier", harness, .init(type: .dropDown, options: ["A", "B"]))
        let rows = [["Name", "Phone", "Tier"], ["A", "0901234567", "a"], ["B", "0912345678", "b"]]
        let job = try await harness.uploaded(SampleFile.csv(rows))
        _ = try await harness.start(job.id)
        _ = try await harness.contacts.updateField(
            .init(id: tier.id, updateMask: ["options"], settings: .init(options: ["B"])))
        let done = try await harness.running { try await harness.finished(job.id) }
        #expect(done.counts == .init(created: 1, rejected: 1))
        #expect(done.codes.map(\.number) == [2034])
        #expect(try await harness.allContacts().map(custom) == [["tier=B"]])
    }

    @Test("A header's exact label counts more than a built-in name, a similar one less")
    func headers() {
        let fields = FieldCatalogue([
            .init(id: 1, key: "rank", settings: .init(label: "Hạng", type: .integer), active: true),
            .init(id: 2, key: "note2", settings: .init(label: "Ghi-chú!", type: .singleLine), active: true),
            .init(id: 3, key: "gone", settings: .init(label: "Gone", type: .singleLine)),
        ])
        let header = HeaderRow(
            number: 1,
            cells: ["hạng", "Xếp hạng", "Ghi chú", "Gone", "NOTE2", "_rank"].enumerated().map {
                ($0.offset, $0.element)
            },
            custom: CustomHeaders(fields))
        #expect(header.columns.map(\.customKey) == ["rank", nil, nil, nil, "note2", nil])
        #expect(header.columns.map(\.suggestion) == [nil, .rating, .description, nil, nil, nil])
        #expect(header.score == 4)
    }

    @Test("Notes about custom fields come back from their stored form")
    func codec() throws {
        let results = [
            RowResult(
                row: 2, outcome: .rejected,
                notes: [
                    RowNote(2032, customKey: "born", column: 3), RowNote(.phoneInvalid, field: .phone, column: 2),
                    RowNote(2060, customKey: "c-1", column: 0, detail: "x"),
                ])
        ]
        let bytes = RowResultCodec.encode(results)
        #expect(try bytes.withUnsafeBytes { try RowResultCodec.decode($0) } == results)
    }
}
