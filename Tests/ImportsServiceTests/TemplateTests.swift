import Contracts
import Foundation
import RPCCore
import Spreadsheets
import TestSupport
import Testing

@testable import ImportsService

/// Templates: what is in the workbook, and that it comes back as it was meant.
@Suite struct TemplateTests {
    private static let fields: [(key: String, settings: FieldsV1.FieldSettings)] = [
        ("tier", .init(label: "Hạng", type: .dropDown, required: true, options: ["Vàng", "Bạc"])),
        ("born", .init(label: "Ngày sinh", type: .date)),
        ("mail", .init(label: "Email", type: .singleLine)),
        ("hidden", .init(label: "_ẩn", type: .singleLine)),
        ("area", .init(label: "Khu vực", type: .tree, tree: ["Miền Nam > Cần Thơ"])),
        ("born_2", .init(label: "tier", type: .integer, min: "1", max: "9")),
        ("gone", .init(label: "Bỏ", type: .singleLine)),
    ]

    private func template(
        _ harness: ImportsHarness, _ kind: ImportsV1.ImportKind, _ language: ImportsV1.Language = .unspecified
    ) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        let client = ImportsV1.ImportTemplatesClient(harness.connection)
        for try await piece in try await client.downloadTemplate(.init(kind: kind, language: language)) {
            bytes += piece.data
        }
        return bytes
    }

    private func addFields(_ harness: ImportsHarness) async throws {
        for field in Self.fields {
            _ = try await harness.contacts.createField(.init(key: field.key, settings: field.settings))
        }
        let all = try await harness.contacts.listFields(.init())
        let gone = try #require(all.fields.first { $0.key == "gone" })
        _ = try await harness.contacts.retireField(.init(id: gone.id))
    }

    /// Fills in a row with openpyxl, by the names of the columns.
    private func filled(_ bytes: [UInt8], _ values: [String: String]) throws -> [UInt8] {
        let folder = try TemporaryFolder()
        let path = folder.path + "/template.xlsx"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let json = String(decoding: try JSONSerialization.data(withJSONObject: values), as: UTF8.self)
        try PythonScript(
            """
            from json import loads
            from sys import argv
            from openpyxl import load_workbook
            book = load_workbook(argv[1])
            sheet = book.worksheets[0]
            values = loads(argv[2])
            for cell in sheet[1]:
                if cell.value in values: sheet.cell(2, cell.column, values.pop(cell.value))
            assert not values, values
            book.save(argv[1])
            """
        ).run(path, json)
        return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    @Test(
        "Every column of a template is recognised when it comes back filled in",
        arguments: [ImportsV1.Language.vietnamese, .english])
    func contacts(language: ImportsV1.Language) async throws {
        let harness = try ImportsHarness()
        try await addFields(harness)
        let name = language == .english ? "Full name" : "Họ tên"
        let phone = language == .english ? "Phone" : "Số điện thoại"
        let bytes = try filled(
            try await template(harness, .contacts, language),
            [
                name: "An", phone: "0901234567", "Hạng": "vàng", "Ngày sinh": "31/05/1990", "custom.mail": "x",
                "Email": "an@example.com", "custom.hidden": "y", "Khu vực": "Miền Nam > Cần Thơ", "tier": "7",
            ])
        let job = try await harness.uploaded(bytes)
        let analysis = try await harness.client.analyseImport(.init(id: job.id))
        #expect(
            analysis.columns.allSatisfy { ($0.suggestedField != .unspecified) != !$0.suggestedCustomField.isEmpty })
        #expect(
            analysis.columns.suffix(6).map(\.suggestedCustomField)
                == ["tier", "born", "mail", "hidden", "area", "born_2"])
        let builtIn = analysis.columns.dropLast(6).map(\.suggestedField.rawValue)
        #expect(builtIn.sorted() == (1...17).map(Int32.init))
        let done = try await harness.running {
            _ = try await harness.start(job.id)
            return try await harness.finished(job.id)
        }
        #expect(done.state == .completed && done.counts == .init(created: 1))
        let contact = try #require(try await harness.allContacts().first)
        #expect(contact.emails == ["an@example.com"])
        #expect(
            contact.custom.map { "\($0.key)=\($0.values.joined())" } == [
                "area=Miền Nam > Cần Thơ", "born=1990-05-31", "born_2=7", "hidden=y", "mail=x", "tier=Vàng",
            ])
    }

    @Test("The template of companies comes back, too", arguments: [ImportsV1.Language.vietnamese, .english])
    func companies(language: ImportsV1.Language) async throws {
        let harness = try ImportsHarness(hasCompanies: true)
        let tax = language == .english ? "Tax code" : "Mã số thuế"
        let name = language == .english ? "Company name" : "Tên doanh nghiệp"
        let bytes = try filled(try await template(harness, .companies, language), [name: "Hoa Sen", tax: "0312345678"])
        let options = ImportsV1.ImportOptions(kind: .companies)
        let job = try await harness.uploaded(bytes)
        let analysis = try await harness.client.analyseImport(.init(id: job.id, options: options))
        #expect(
            Set(analysis.columns.map(\.suggestedField))
                == [.name, .taxCode, .phone, .email, .website, .address, .description])
        let done = try await harness.running {
            _ = try await harness.start(job.id, options)
            return try await harness.finished(job.id)
        }
        #expect(done.counts == .init(created: 1))
        #expect(try await harness.allCompanies().map(\.taxCode) == ["0312345678"])
    }

    @Test(
        "The template of list members comes back, by phone and by id",
        arguments: [ImportsV1.Language.vietnamese, .english])
    func listMembers(language: ImportsV1.Language) async throws {
        let harness = try ImportsHarness()
        let list = try await harness.campaigns.createCustomerList(.init(name: "March")).list.required().id
        let known = try await harness.contacts.createContact(.init(fields: .init(name: "Bình"))).contact.required()
        try await addFields(harness)
        let options = ImportsV1.ImportOptions(kind: .listMembers, listID: list)
        let phone = language == .english ? "Phone" : "Số điện thoại"
        let name = language == .english ? "Full name" : "Họ tên"
        let empty = try await template(harness, .listMembers, language)
        let files = try [[phone: "0901234567", name: "An", "Hạng": "Bạc"], ["_contact_id": "\(known.id)"]].map { row in
            try filled(empty, row)
        }
        try await harness.running {
            for file in files {
                let job = try await harness.uploaded(file)
                let columns = try await harness.client.analyseImport(.init(id: job.id, options: options)).columns
                #expect(columns.prefix(2).map(\.suggestedField) == [.phone, .name])
                #expect(Set(columns.map(\.suggestedField.rawValue)) == Set(0...18))
                _ = try await harness.start(job.id, options)
                #expect(try await harness.finished(job.id).state == .completed)
            }
        }
        let members = try await harness.campaigns.listListMembers(.init(listID: list)).members
        #expect(members.map(\.contactID) == [known.id + 1, known.id])
    }

    @Test("The guide of list members says what differs from contacts")
    func listMemberGuide() async throws {
        let harness = try ImportsHarness()
        let folder = try TemporaryFolder()
        let path = folder.path + "/template.xlsx"
        try Data(try await template(harness, .listMembers)).write(to: URL(fileURLWithPath: path))
        let output = try PythonScript(
            """
            from sys import argv
            from openpyxl import load_workbook
            form, guide = load_workbook(argv[1]).worksheets
            rows = list(guide.iter_rows(min_row=2, values_only=True))
            print(form.title, [c.value for c in form[1]] == [row[0] for row in rows[:-1]])
            print([row[:2] for row in rows[:2]], [row[0] for row in rows[-2:]])
            print(rows[0][3], rows[-1][3], sep="|")
            """
        ).run(path)
        let lines = output.split(separator: "\n")
        #expect(lines.first == "Thành viên danh sách True")
        #expect(
            lines[1]
                == "[('Số điện thoại', 'có / yes'), ('Họ tên', 'có / yes')] ['_contact_id', 'Dòng / Row']")
        #expect(lines[2].contains("joins the list is found by it") && lines[2].contains("order of the rows"))
    }

    @Test("Cells are text to the end of the sheet, headers bold and in view, and every column is explained twice")
    func form() async throws {
        let harness = try ImportsHarness()
        try await addFields(harness)
        let folder = try TemporaryFolder()
        let path = folder.path + "/template.xlsx"
        try Data(try await template(harness, .contacts)).write(to: URL(fileURLWithPath: path))
        let output = try PythonScript(
            """
            from sys import argv
            from openpyxl import load_workbook
            form, guide = load_workbook(argv[1]).worksheets
            print(form.title, guide.title, form.max_row, form.freeze_panes, guide.freeze_panes)
            formats = set()
            for dimension in form.column_dimensions.values():
                formats.add((dimension.min, dimension.max, dimension.number_format))
            columns = {c for low, high, f in formats if f == "@" for c in range(low, high + 1)}
            print(columns == set(range(1, form.max_column + 1)))
            print(all(cell.font.b and cell.number_format == "@" for cell in form[1]))
            print([c.value for c in form[1]] == [row[0].value for row in guide.iter_rows(min_row=2)])
            print(all(cell.value for row in guide.iter_rows(min_row=2) for cell in row[:6]))
            print([c.value for c in guide[19]])
            """
        ).run(path)
        let lines = output.split(separator: "\n")
        #expect(lines.first == "Liên hệ Hướng dẫn - Guide 1 A2 A2")
        #expect(lines[1...4].allSatisfy { $0 == "True" })
        #expect(lines.last?.contains("'Hạng', 'có / yes'") == true)
        #expect(lines.last?.contains("'Một trong: Vàng; Bạc', 'One of: Vàng; Bạc', 'Vàng'") == true)
    }

    @Test("A template that nobody filled in has no rows")
    func empty() async throws {
        let harness = try ImportsHarness()
        let job = try await harness.uploaded(try await template(harness, .contacts))
        let error = await rpcError { try await harness.start(job.id) }
        #expect(error?.code == .invalidArgument)
        #expect(error?.detail(RPCV1.ErrorInfo.self)?.number == 1001)
    }

    @Test("While the owner of the fields is away there is no template")
    func absence() async throws {
        let harness = try ImportsHarness()
        harness.contactsFaults.onCall { _, _ in .refused }
        let error = await rpcError { try await template(harness, .contacts) }
        #expect(error?.code == .unavailable)
        #expect(error?.detail(RPCV1.ErrorInfo.self)?.number == 5001)
    }
}
