import Contracts
import CustomFields
import RPCCore
import TestSupport
import Testing

@testable import ImportsService

/// Companies from spreadsheets, from the header to the company and back into the result.
@Suite struct CompanyImportTests {
    private static let rows = [
        ["DANH SÁCH CÔNG TY"],
        ["Tên công ty", "Mã số thuế", "Điện thoại", "Email", "Website", "Địa chỉ", "Ghi chú", "_contact_id"],
        ["Công ty An", "0101234567", "028 3822 1234", "an@example.com", "https://an.vn", "Hà Nội", "VIP", "7"],
        ["Công ty Bình", "0202 x", "", "không có", "", "", "", ""],
        ["Chi nhánh An", "0101234567", "", "", "", "", "", ""],
        ["", "", "", "", "", "", "", ""],
        ["Công ty Cường", "", "0901 234 567", "", "", "Huế", "", ""],
    ]

    private static func options(
        _ mode: ContactsV1.WriteMode = .upsertFill, _ change: (inout ImportsV1.ImportOptions) -> Void = { _ in }
    ) -> ImportsV1.ImportOptions {
        var options = ImportsV1.ImportOptions(mode: mode, kind: .companies)
        change(&options)
        return options
    }

    @Test("A workbook becomes companies, and its result says what became of each row")
    func workbook() async throws {
        let harness = try ImportsHarness(hasCompanies: true)
        let (job, result) = try await harness.running {
            let job = try await harness.run(try SampleFile.xlsx(Self.rows), Self.options(.createNew))
            return (job, try SampleFile.rows(of: await harness.result(job.id, format: .xlsx)))
        }
        #expect(job.state == .completedWithErrors)
        #expect(job.options?.kind == .companies && job.options?.companyKeys == [.taxCode])
        #expect(job.counts == .init(created: 2, skipped: 1, rejected: 1))
        #expect(job.codes.map(\.number) == [2020, 2061, 2071, 3002])
        let companies = try await harness.allCompanies()
        #expect(companies.map(\.name) == ["Công ty An", "Công ty Cường"])
        #expect(companies[0].phone == "+842838221234" && companies[0].website == "https://an.vn")
        #expect(companies[0].description == "VIP" && companies[0].createdBy == "tester")
        let columns = ["_row", "_outcome", "_codes", "_fields", "_message", "_company_id"]
        #expect(result[0] == Self.rows[1] + columns)
        #expect(result.dropFirst().map { $0[9] } == ["CREATED", "REJECTED", "SKIPPED", "CREATED"])
        try #require(result.count == 5)
        #expect(result[1][13] == "1" && result[1][7] == "7")
        #expect(result[2][10] == "2061 TAX_CODE_INVALID; 2020 EMAIL_INVALID")
        #expect(result[2][11] == "tax_code; email")
        #expect(result[2][12].hasPrefix("The tax code consists of letters, digits and -; correct it."))
        #expect(result[3][12] == "An earlier row of the file has the same key (row 3).")
        #expect(result[4][12] == "The row has no value to find duplicates by, so a company was created.")
    }

    @Test("A corrected result imported again changes only what was corrected")
    func again() async throws {
        let harness = try ImportsHarness(hasCompanies: true)
        try await harness.running {
            let first = try await harness.run(SampleFile.csv(Self.rows), Self.options())
            var rows = try SampleFile.rows(of: await harness.result(first.id))
            rows[2][1] = "0202"
            rows[2][3] = "binh@example.com"
            let second = try await harness.run(SampleFile.csv(rows), Self.options())
            #expect(second.counts == .init(created: 1, skipped: 3))
            #expect(second.codes.map(\.number) == [3006])
        }
        #expect(try await harness.allCompanies().map(\.name) == ["Công ty An", "Công ty Cường", "Công ty Bình"])
    }

    private static let headers: [(String, ImportField)] = [
        ("Company name", .name), ("Tên công ty", .name), ("TÊN DOANH NGHIỆP (*)", .name), ("Name", .name),
        ("Khách hàng", .name), ("Tax code", .taxCode), ("MST", .taxCode), ("Mã số thuế", .taxCode),
        ("VAT number", .taxCode),
        ("Mã số doanh nghiệp", .taxCode), ("Hotline", .phone), ("Số ĐT", .phone), ("E-mail", .email),
        ("Địa chỉ email", .email), ("Trang web", .website), ("Website / URL", .website), ("Địa chỉ trụ sở", .address),
        ("Head office", .address), ("Mô tả", .description), ("Ngành nghề", .description),
    ]

    @Test("The names of a company's columns are known in both languages", arguments: headers)
    func header(text: String, field: ImportField) {
        guard case .field(let meaning) = HeaderCell.meaning(of: text, .companies) else {
            Issue.record("\(text) is not recognised")
            return
        }
        #expect(meaning.field == field)
    }

    @Test("What a file seems to hold is told by the fields of companies")
    func analysis() async throws {
        let harness = try ImportsHarness(hasCompanies: true)
        let tier = FieldsV1.FieldSettings(label: "Hạng", type: .dropDown, options: ["A", "B"])
        _ = try await harness.companiesClient.createField(.init(key: "tier", settings: tier))
        let rows = [["Công ty", "MST", "Hạng", "Chức vụ", "_company_id"], ["An", "1", "a", "x", ""]]
        let job = try await harness.uploaded(SampleFile.csv(rows))
        let analysis = try await harness.client.analyseImport(.init(id: job.id, options: Self.options()))
        #expect(analysis.columns.map(\.suggestedField) == [.name, .taxCode, .unspecified, .unspecified, .companyID])
        #expect(analysis.columns.map(\.suggestedCustomField) == ["", "", "tier", "", ""])
        let contacts = try await harness.client.analyseImport(.init(id: job.id))
        #expect(contacts.columns.map(\.suggestedField) == [.company, .unspecified, .rating, .position, .unspecified])
    }

    @Test("Companies are found by tax code where there is a column of it, else by name, or by what is chosen")
    func keys() async throws {
        let harness = try ImportsHarness(hasCompanies: true)
        let code = FieldsV1.FieldSettings(label: "Mã KH", type: .singleLine, required: true, unique: true)
        try await harness.running {
            let first = try await harness.run(
                SampleFile.csv([["Tên công ty", "Địa chỉ"], ["An", "Hà Nội"], ["AN ", "Huế"]]),
                Self.options(.upsertOverwrite))
            #expect(first.options?.companyKeys == [.name])
            #expect(first.counts == .init(created: 1, updated: 1))
            _ = try await harness.companiesClient.createField(.init(key: "code", settings: code))
            let second = try await harness.run(
                SampleFile.csv([
                    ["Tên công ty", "Mã KH", "MST"], ["Bình", "k-1", "1"], ["Bình 2", "K-1", ""], ["Chi", "", "2"],
                ]), Self.options(.upsertOverwrite) { $0.customKeys = ["code"] })
            #expect(second.counts == .init(created: 1, updated: 1, rejected: 1))
        }
        let companies = try await harness.allCompanies()
        #expect(companies.map(\.name) == ["AN", "Bình 2"])
        #expect(companies.map(\.address) == ["Huế", ""])
        #expect(companies[1].taxCode == "1" && companies[1].custom.values(of: "code") == ["K-1"])
    }

    @Test("Options of contacts, and files that lack what companies need, are refused with their reason")
    func refusals() async throws {
        let harness = try ImportsHarness(hasCompanies: true)
        let cases: [([String], ImportsV1.ImportOptions, Int32, String)] = [
            (["Name"], Self.options { $0.keys = [.phone] }, 1009, "keys"),
            (["Name"], Self.options { $0.groupID = 1 }, 1009, "group_id"),
            (["Name"], Self.options { $0.createMissingCompanies = true }, 1009, "create_missing_companies"),
            (["Name"], Self.options { $0.mapping = [.init(column: 1, field: .rating)] }, 1009, "mapping"),
            (["Name"], Self.options { $0.requiredFields = [.city] }, 1009, "required_fields"),
            (["Name"], Self.options { $0.companyKeys = [.taxCode] }, 1008, "mapping"),
            (["MST"], Self.options(), 1008, "mapping"),
            (["Phone", "Hotline", "Name"], Self.options(), 1007, "mapping"),
            (["Name"], ImportsV1.ImportOptions(mode: .createAll, companyKeys: [.name]), 1009, "company_keys"),
        ]
        for (header, options, number, field) in cases {
            let job = try await harness.uploaded(SampleFile.csv([header, header.map { _ in "x" }]))
            let error = await rpcError { try await harness.start(job.id, options) }
            let info = try error.required().detail(RPCV1.ErrorInfo.self)
            #expect(error?.code == .invalidArgument)
            #expect(info?.number == number && info?.field == field, "\(header), \(options)")
        }
    }

    @Test("The same file may be imported as companies and as contacts, but not twice as either")
    func repetition() async throws {
        let harness = try ImportsHarness(hasCompanies: true)
        let bytes = SampleFile.csv([["Name", "Phone"], ["An", "0901234567"]])
        try await harness.running {
            #expect(try await harness.run(bytes, Self.options(.createAll)).counts?.created == 1)
            #expect(try await harness.run(bytes, .init(mode: .createAll)).counts?.created == 1)
            for options in [Self.options(.createAll), .init(mode: .createAll)] {
                let job = try await harness.uploaded(bytes)
                let error = await rpcError { try await harness.start(job.id, options) }
                #expect(try error.required().detail(RPCV1.ErrorInfo.self)?.number == 1011)
            }
        }
    }

    @Test("A wrong cell may be left out instead of its row, but never a key")
    func dropped() async throws {
        let harness = try ImportsHarness(hasCompanies: true)
        let rows = [["Name", "Tax code", "Email"], ["An", "1", "nobody"], ["Bình", "a b", ""], ["Chi", "3", ""]]
        let job = try await harness.running {
            try await harness.run(SampleFile.csv(rows), Self.options { $0.dropWrongFields = true })
        }
        #expect(job.counts == .init(created: 2, rejected: 1))
        #expect(try await harness.allCompanies().map(\.name) == ["An", "Chi"])
    }

    @Test("Lost answers and refused calls change nothing of the result", arguments: 0..<8)
    func unreliable(seed: UInt64) async throws {
        let rows = [["Name", "Tax code"]] + (0..<50).map { ["Company \($0)", "\($0 % 30)"] }
        let harness = try ImportsHarness(hasCompanies: true) { $0.chunkRows = 6 }
        harness.companiesFaults.onCall { method, count in
            var random = SeededGenerator(seed: seed &* 1_000 &+ UInt64(count) &+ UInt64(method.utf8.count) << 32)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: return .refused
            case 1: return method == "ListFields" ? nil : .answerLost
            default: return nil
            }
        }
        let job = try await harness.running {
            try await harness.run(SampleFile.csv(rows), Self.options(.upsertOverwrite))
        }
        #expect(job.state == .completed)
        #expect(job.counts == .init(created: 30, updated: 20))
        harness.companiesFaults.onCall { _, _ in nil }
        let companies = try await harness.allCompanies()
        #expect(companies.count == 30)
        #expect(companies.prefix(20).allSatisfy { $0.version == 2 } && companies[0].name == "Company 30")
    }

    @Test("A process that ends in any chunk goes on there, with the same result", arguments: 0..<4)
    func restart(killedAt chunk: Int) async throws {
        let rows = [["Name", "Tax code"]] + (0..<50).map { ["Company \($0)", "\($0 % 30)"] }
        let harness = try ImportsHarness(hasCompanies: true) { $0.chunkRows = 7 }
        let stuck = Event()
        // The chunk is written, but its answer does not come before the process ends.
        harness.companiesFaults.onCall { method, count in
            guard method == "BulkWriteCompanies", count >= chunk else { return nil }
            stuck.fire()
            return .answerLost
        }
        let id = try await harness.running {
            let job = try await harness.uploaded(SampleFile.csv(rows))
            _ = try await harness.start(job.id, Self.options(.createNew))
            await stuck.wait()
            return job.id
        }
        #expect(try await harness.job(id).state == .running)
        harness.companiesFaults.onCall { _, _ in nil }
        let again = ImportsHarness(restarting: harness)
        let job = try await again.running { try await again.finished(id) }
        #expect(job.state == .completed)
        #expect(job.counts == .init(created: 30, skipped: 20))
        #expect(job.codes.map(\.number) == [3002])
        #expect(try await harness.allCompanies().count == 30)
    }

    @Test(
        "What is exported changes nothing when it is imported by its ids",
        arguments: [ContactsV1.FileFormat.csv, .xlsx])
    func roundTrip(format: ContactsV1.FileFormat) async throws {
        let harness = try ImportsHarness(hasCompanies: true)
        try await Self.seedCompanies(harness)
        let before = try await harness.allCompanies()
        var file: [UInt8] = []
        let request = CompaniesV1.ExportCompaniesRequest(format: format)
        for try await piece in try await harness.bulkCompaniesClient.exportCompanies(request) { file += piece.data }
        let content = file
        let rows = try SampleFile.rows(of: content)
        #expect(
            rows[0] == [
                "_company_id", "Name", "Tax code", "Phone", "Email", "Website", "Address", "Description", "Hạng",
                "custom.since", "Doanh thu", "Thẻ",
            ])
        #expect(rows.dropFirst().map { $0[0] } == before.reversed().map { "\($0.id)" })
        let job = try await harness.running {
            try await harness.run(content, Self.options(.upsertOverwrite))
        }
        #expect(job.state == .completed)
        #expect(job.counts == .init(unchanged: Int64(before.count)))
        #expect(try await harness.allCompanies() == before)
    }

    private static func seedCompanies(_ harness: ImportsHarness) async throws {
        let settings: [(String, FieldsV1.FieldSettings)] = [
            ("tier", .init(label: "Hạng", type: .dropDown, options: ["Vàng", "Bạc"])),
            ("since", .init(label: "Website", type: .date)), ("revenue", .init(label: "Doanh thu", type: .decimal)),
            ("tags", .init(label: "Thẻ", type: .multiSelect, options: ["Đọc", "Bơi"])),
        ]
        for (key, settings) in settings {
            _ = try await harness.companiesClient.createField(.init(key: key, settings: settings))
        }
        let companies = [
            CompaniesV1.CompanyFields(name: "=1+1", taxCode: "00123", phone: "0901 234 567"),
            CompaniesV1.CompanyFields(
                name: "Công ty \"Đại, Thành\"", taxCode: "ABC-1", description: "Dòng 1\nDòng 2", phone: "Hotline 1900",
                email: "a@b.vn", website: "https://b.vn", address: "-",
                custom: [
                    .init(key: "tier", values: ["Vàng"]), .init(key: "since", values: ["2020-02-29"]),
                    .init(key: "revenue", values: ["1234.5"]), .init(key: "tags", values: ["Đọc", "Bơi"]),
                ]),
            CompaniesV1.CompanyFields(name: "+84901234567"), CompaniesV1.CompanyFields(name: "'quoted"),
        ]
        for fields in companies { _ = try await harness.companiesClient.createCompany(.init(fields: fields)) }
    }
}
