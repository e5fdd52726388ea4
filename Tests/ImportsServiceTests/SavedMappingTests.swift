import Contracts
import CustomFields
import RPCCore
import TestSupport
import Testing

@testable import ImportsService

/// Mappings that are kept under a name, from the job they were made for to files with the same header.
@Suite struct SavedMappingTests {
    /// A header of which an import knows nothing, below a title.
    private static func file(_ rows: [[String]], header: [String] = ["Alpha", "Beta", "Gamma"]) -> [UInt8] {
        SampleFile.csv([["BÁO CÁO THÁNG 5"], header] + rows)
    }

    private static let mapping: [ImportsV1.ColumnMapping] = [
        .init(column: 1, field: .phone), .init(column: 2, field: .name), .init(column: 3, customField: "tier"),
    ]
    private static let options = ImportsV1.ImportOptions(
        mode: .createNew, mapping: mapping, headerRow: 2, dropWrongFields: true, allowRepeated: true, encoding: "utf-8",
        dateOrder: .monthFirst)

    private func harness() async throws -> ImportsHarness {
        let harness = try ImportsHarness()
        _ = try await harness.contacts.createField(
            .init(key: "tier", settings: .init(label: "Hạng", type: .singleLine)))
        return harness
    }

    private func client(_ harness: ImportsHarness) -> ImportsV1.SavedMappingsClient {
        ImportsV1.SavedMappingsClient(harness.connection)
    }

    /// A job whose mapping is saved as `name`.
    @discardableResult
    private func saved(
        _ name: String, _ harness: ImportsHarness, _ options: ImportsV1.ImportOptions = options
    ) async throws -> ImportsV1.SavedMapping {
        let id = try await harness.uploaded(Self.file([["0901234567", "An", "vàng"]])).id
        _ = try await harness.start(id, options)
        return try await client(harness).saveMapping(.init(importID: id, name: name)).mapping.required()
    }

    @Test("A file with the same header is suggested the saved mapping, and imported by it")
    func suggested() async throws {
        let harness = try await harness()
        let mapping = try await saved("Báo cáo tháng", harness)
        #expect(mapping.version == 1 && mapping.savedBy == "tester")
        #expect(mapping.header.map(\.text) == ["Alpha", "Beta", "Gamma"])
        #expect(mapping.options?.mapping == Self.mapping && mapping.options?.mode == .createNew)
        #expect(mapping.options?.headerRow == 0 && mapping.options?.encoding.isEmpty == true)
        #expect(mapping.options?.allowRepeated == false)
        let rows = [["0912345678", "Bình", "bạc"]]
        let job = try await harness.uploaded(Self.file(rows, header: [" ALPHA", "beta ", "Gamma"]))
        let analysis = try await harness.client.analyseImport(.init(id: job.id))
        #expect(analysis.headerRow == 2)
        #expect(analysis.savedMappings.map(\.name) == ["Báo cáo tháng"])
        #expect(analysis.savedMappings.first?.notes.isEmpty == true)
        #expect(analysis.columns.map(\.suggestedField) == [.phone, .name, .unspecified])
        #expect(analysis.columns.map(\.suggestedCustomField) == ["", "", "tier"])
        let done = try await harness.running {
            _ = try await harness.start(job.id, .init(savedMapping: "báo cáo  THÁNG"))
            return try await harness.finished(job.id)
        }
        #expect(done.counts == .init(created: 1))
        #expect(done.options?.mode == .createNew && done.options?.dateOrder == .monthFirst)
        #expect(done.options?.dropWrongFields == true && done.options?.savedMapping == "báo cáo  THÁNG")
        let contact = try #require(try await harness.allContacts().first { $0.name == "Bình" })
        #expect(contact.custom.values(of: "tier") == ["bạc"])
    }

    @Test("Another header is another file: nothing is suggested, and the saved mapping is refused")
    func otherHeader() async throws {
        let harness = try await harness()
        try await saved("A", harness)
        let swapped = Self.file([["An", "0912345678", ""]], header: ["Beta", "Alpha", "Gamma"])
        let job = try await harness.uploaded(swapped)
        let options = ImportsV1.ImportOptions(headerRow: 2)
        let analysis = try await harness.client.analyseImport(.init(id: job.id, options: options))
        #expect(analysis.savedMappings.isEmpty && analysis.columns.count == 3)
        let error = await rpcError { try await harness.start(job.id, .init(headerRow: 2, savedMapping: "A")) }
        #expect(error?.code == .failedPrecondition)
        #expect(await rpcError { try await harness.start(job.id, .init(savedMapping: "B")) }?.code == .notFound)
    }

    @Test("What the caller sets counts more than what was saved; a mapping of its own or another kind is refused")
    func overridden() async throws {
        let harness = try await harness()
        try await saved("A", harness)
        let job = try await harness.uploaded(Self.file([["0912345678", "B", ""], ["0912345678", "C", ""]]))
        for wrong in [
            ImportsV1.ImportOptions(mapping: [.init(column: 1, field: .phone)], savedMapping: "A"),
            .init(kind: .companies, savedMapping: "A"),
        ] {
            #expect(await rpcError { try await harness.start(job.id, wrong) }?.code == .invalidArgument)
        }
        let options = ImportsV1.ImportOptions(mode: .createAll, kind: .contacts, savedMapping: "A")
        let started = try await harness.start(job.id, options)
        #expect(started.options?.mode == .createAll && started.options?.mapping == Self.mapping)
        #expect(try await harness.start(job.id, options).version == started.version)
    }

    @Test("Fields that were retired since are left out, and it is said; a retired key is refused")
    func retired() async throws {
        let harness = try await harness()
        try await saved("A", harness)
        var keyed = Self.options
        keyed.customKeys = ["tier"]
        try await saved("B", harness, keyed)
        let field = try #require(try await harness.contacts.listFields(.init()).fields.first)
        _ = try await harness.contacts.retireField(.init(id: field.id))
        let job = try await harness.uploaded(Self.file([["0912345678", "B", "x"]]))
        let named = ImportsV1.ImportOptions(savedMapping: "A")
        let analysis = try await harness.client.analyseImport(.init(id: job.id, options: named))
        let note = "Column 3 (Gamma) is left out: the custom field tier was retired."
        #expect(analysis.savedMappings.map(\.notes) == [[note]])
        #expect(analysis.columns.map(\.suggestedField) == [.phone, .name, .unspecified])
        let error = await rpcError { try await harness.start(job.id, .init(savedMapping: "B")) }
        #expect(error?.detail(RPCV1.ErrorInfo.self)?.number == 1009)
        let started = try await harness.client.startImport(.init(id: job.id, options: named))
        #expect(started.notes == [note])
        #expect(started.import?.options?.mapping.count == 2)
    }

    @Test("Names are unique, a mapping is replaced only when asked for, and the last saved comes first")
    func names() async throws {
        let harness = try await harness()
        let first = try await saved("Tháng", harness)
        #expect(try await saved("Tháng", harness) == first)
        var other = Self.options
        other.mode = .createAll
        #expect(await rpcError { try await saved(" THÁNG ", harness, other) }?.code == .alreadyExists)
        try await saved("Năm", harness, other)
        let list = try await client(harness).listSavedMappings(.init(pageSize: 1))
        #expect(list.mappings.map(\.name) == ["Năm"])
        let rest = try await client(harness).listSavedMappings(.init(pageSize: 1, pageToken: list.nextPageToken))
        #expect(rest.mappings == [first] && rest.nextPageToken.isEmpty)
        let id = try await harness.uploaded(Self.file([["0901234567", "An", ""]])).id
        let early = await rpcError { try await client(harness).saveMapping(.init(importID: id, name: "X")) }
        #expect(early?.code == .failedPrecondition)
        _ = try await harness.start(id, other)
        let replaced = try await client(harness)
            .saveMapping(.init(importID: id, name: "tháng", replace: true)).mapping.required()
        #expect(replaced.id == first.id && replaced.version == 2 && replaced.name == "tháng")
        let job = try await harness.uploaded(Self.file([["0901234567", "An", ""]]))
        let analysis = try await harness.client.analyseImport(.init(id: job.id))
        #expect(analysis.savedMappings.map(\.name) == ["tháng", "Năm"])
        _ = try await client(harness).deleteSavedMapping(.init(name: "THÁNG"))
        let gone = await rpcError { try await client(harness).deleteSavedMapping(.init(name: "Tháng")) }
        #expect(gone?.code == .notFound)
        #expect(try await client(harness).listSavedMappings(.init()).mappings.map(\.name) == ["Năm"])
        #expect(await rpcError { try await saved(" ", harness) }?.code == .invalidArgument)
    }

    @Test("A corrected result has the fingerprint of the file that it came from")
    func result() throws {
        let cells = ["Tên", "SĐT"].enumerated().map { ($0.offset, $0.element) }
        let added = ServiceColumn.all(of: .contacts).enumerated().map { ($0.offset + 2, $0.element.rawValue) }
        let original = try HeaderFingerprint.of(HeaderRow(number: 1, cells: cells))
        #expect(try HeaderFingerprint.of(HeaderRow(number: 3, cells: cells + added)) == original)
        #expect(try HeaderFingerprint.of(HeaderRow(number: 1, cells: [(1, "Tên"), (2, "SĐT")])) != original)
        #expect(try HeaderFingerprint.of(HeaderRow(number: 1, cells: [(0, "Ten"), (1, "SĐT")])) != original)
    }
}
