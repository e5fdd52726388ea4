import Contracts
import RPCCore
import TestSupport
import Testing

@testable import ImportsService

/// The whole service: a file goes in, contacts come out.
@Suite struct ImportTests {
    private static let header = ["Họ tên", "Số điện thoại", "Email", "Công ty", "Tài khoản quản lý", "Xếp hạng"]

    @Test("A list becomes contacts, and every row is accounted for", arguments: [true, false])
    func simple(isWorkbook: Bool) async throws {
        let harness = try ImportsHarness()
        let manager = try await harness.agent("boss@example.com")
        let rows = [
            Self.header, ["Trần Văn A", "0901234567", "A@example.com", "Acme", "Boss@example.com", "5"],
            ["Bình", "12", "", "", "", ""], ["Trần A", "84901234567", "", "", "", ""], ["Chi", "", "", "", "", ""],
        ]
        let bytes = isWorkbook ? try SampleFile.xlsx(rows) : SampleFile.csv(rows)
        let job = try await harness.running {
            try await harness.run(bytes, ImportsV1.ImportOptions(createMissingCompanies: true))
        }
        #expect(job.state == .completedWithErrors)
        #expect(job.counts == ImportsV1.ImportCounts(created: 2, unchanged: 1, rejected: 1))
        #expect(job.rowsDone == 4)
        #expect(job.progressPerMille == 1_000)
        #expect(job.codes.map(\.number) == [2010, 2071])
        let contacts = try await harness.allContacts()
        #expect(contacts.map(\.name) == ["Trần Văn A", "Chi"])
        let first = try contacts.first.required()
        #expect(first.phones.map(\.text) == ["+84901234567"])
        #expect(first.emails == ["a@example.com"])
        #expect(first.managerID == manager)
        #expect(first.rating == 5)
        #expect(harness.companies.names == [first.companyID: "Acme"])
    }

    @Test("A file is described before it is imported")
    func analyse() async throws {
        let harness = try ImportsHarness()
        let rows = [
            ["DANH SÁCH"], ["Họ tên", "SĐT", "Ngày sinh"], ["An", "0901234567", "1990"], ["Bình", "", "1991"],
        ]
        let job = try await harness.uploaded(try SampleFile.xlsx(rows))
        let found = try await harness.client.analyseImport(ImportsV1.AnalyseImportRequest(id: job.id))
        #expect(found.format == "xlsx")
        #expect(found.sheets == [ImportsV1.SheetDescription(name: "Sheet1")])
        #expect(found.headerRow == 2)
        #expect(
            found.columns == [
                ImportsV1.ColumnDescription(
                    column: 1, header: "Họ tên", suggestedField: .name, samples: ["An", "Bình"]),
                ImportsV1.ColumnDescription(column: 2, header: "SĐT", suggestedField: .phone, samples: ["0901234567"]),
                ImportsV1.ColumnDescription(column: 3, header: "Ngày sinh", samples: ["1990", "1991"]),
            ])
    }

    private static let misfits: [([String], ImportsV1.ImportOptions, Int32)] = [
        (["Name", "Phone"], ImportsV1.ImportOptions(keys: [.email]), 1008),
        (["Phone", "City"], ImportsV1.ImportOptions(), 1008),
        (["Name", "Phone"], ImportsV1.ImportOptions(requiredFields: [.address]), 1008),
        (["Name", "Full name", "Phone"], ImportsV1.ImportOptions(), 1007),
        (["x", "y"], ImportsV1.ImportOptions(), 1007),
        (["Name", "Phone"], ImportsV1.ImportOptions(headerRow: 77), 1007),
        (["Name", "Phone"], ImportsV1.ImportOptions(mapping: [.init(column: 9, field: .name)]), 1009),
        (
            ["Name", "Phone"],
            ImportsV1.ImportOptions(mapping: [.init(column: 1, field: .name), .init(column: 1, field: .phone)]), 1009
        ),
        (["Name", "_phone"], ImportsV1.ImportOptions(mapping: [.init(column: 2, field: .phone)]), 1009),
        (["Name", "Phone"], ImportsV1.ImportOptions(sheet: "Other"), 1013),
        (["Name", "Phone"], ImportsV1.ImportOptions(encoding: "ebcdic"), 1006),
    ]

    @Test("Options that do not fit the file are refused with their number", arguments: Self.misfits)
    func options(header: [String], options: ImportsV1.ImportOptions, number: Int32) async throws {
        let harness = try ImportsHarness()
        let job = try await harness.uploaded(SampleFile.csv([header, ["An", "0901234567", "x"]]))
        let error = await rpcError { try await harness.start(job.id, options) }
        #expect(error?.code == .invalidArgument)
        #expect(error?.detail(RPCV1.ErrorInfo.self)?.number == number)
        #expect(try await harness.job(job.id).state == .uploaded)
    }

    private static let noLists: [([UInt8], Int32)] = [
        ([UInt8](), 1001), (Array("Name,Phone\r\n".utf8), 1001),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], 1003),
        (Array("PK\u{3}\u{4}truncated".utf8), 1004), (Array("<html><table></table></html>".utf8), 1003),
    ]

    @Test("Files that are no lists are refused with their number", arguments: Self.noLists)
    func files(bytes: [UInt8], number: Int32) async throws {
        let harness = try ImportsHarness()
        let job = try await harness.uploaded(bytes)
        let error = await rpcError { try await harness.start(job.id) }
        #expect(error?.code == .invalidArgument)
        #expect(error?.detail(RPCV1.ErrorInfo.self)?.number == number)
    }

    @Test("A file must be whole before it is described or started")
    func incomplete() async throws {
        let harness = try ImportsHarness()
        let job = try await harness.create()
        #expect(await rpcError { try await harness.start(job.id) }?.code == .failedPrecondition)
        let analysed = await rpcError {
            try await harness.client.analyseImport(ImportsV1.AnalyseImportRequest(id: job.id))
        }
        #expect(analysed?.code == .failedPrecondition)
        #expect(await rpcError { try await harness.result(job.id) }?.code == .failedPrecondition)
        #expect(await rpcError { try await harness.start(99) }?.code == .notFound)
    }

    @Test("The same content is not imported twice a day unasked; the same start twice is one")
    func repetition() async throws {
        let harness = try ImportsHarness()
        let bytes = SampleFile.csv([["Name", "Phone"], ["An", "0901234567"]])
        try await harness.running {
            let first = try await harness.run(bytes)
            #expect(try await harness.start(first.id).state == .completed)
            let other = await rpcError { try await harness.start(first.id, ImportsV1.ImportOptions(mode: .createAll)) }
            #expect(other?.code == .failedPrecondition)
            let second = try await harness.uploaded(bytes)
            let error = await rpcError { try await harness.start(second.id) }
            #expect(error?.code == .failedPrecondition)
            let info = error?.detail(RPCV1.ErrorInfo.self)
            #expect(info?.number == 1011)
            #expect(info?.ids == [first.id])
            _ = try await harness.start(second.id, ImportsV1.ImportOptions(allowRepeated: true))
            #expect(try await harness.finished(second.id).counts == ImportsV1.ImportCounts(unchanged: 1))
        }
    }

    @Test("Managers and companies that are not known reject their rows, or are left out when that is wanted")
    func references() async throws {
        let harness = try ImportsHarness()
        try await harness.agent("gone@example.com", isActive: false)
        harness.companies.add("Twin")
        harness.companies.add("TWIN")
        let rows = [
            Self.header, ["A", "0901234561", "", "", "nobody@example.com", ""],
            ["B", "0901234562", "", "", "gone@example.com", ""],
            ["C", "0901234563", "", "Twin", "", ""], ["D", "0901234564", "", "New", "x", "9"],
        ]
        try await harness.running {
            let strict = try await harness.run(SampleFile.csv(rows))
            #expect(strict.counts == ImportsV1.ImportCounts(rejected: 4))
            #expect(strict.codes.map(\.number) == [2037, 2040, 2041, 2050, 2051])
            #expect(strict.codes.map(\.rows) == [1, 2, 1, 1, 1])
            let tolerant = try await harness.run(
                SampleFile.csv(rows), ImportsV1.ImportOptions(dropWrongFields: true, allowRepeated: true))
            #expect(tolerant.state == .completed)
            #expect(tolerant.counts == ImportsV1.ImportCounts(created: 4))
        }
    }

    @Test("Companies are made once for each name, in file order, for written rows only")
    func missingCompanies() async throws {
        let harness = try ImportsHarness { $0.chunkRows = 3 }
        harness.companies.add("Acme")
        let names = ["Beta", "ACME", "Beta ", "Gamma", "beta", "Delta", "Acme"]
        var rows = [["Name", "Phone", "Company"]]
        rows += names.enumerated().map { ["N\($0.offset)", "090123456\($0.offset)", $0.element] }
        rows.append(["", "0901234569", "Never"])
        let bytes = SampleFile.csv(rows)
        let job = try await harness.running {
            try await harness.run(bytes, ImportsV1.ImportOptions(createMissingCompanies: true))
        }
        #expect(job.counts == ImportsV1.ImportCounts(created: 7, rejected: 1))
        #expect(harness.companies.ensured == ["Beta", "Gamma", "Delta"])
        let contacts = try await harness.allContacts()
        let expected: [Int64] = [2, 1, 2, 3, 2, 4, 1]
        #expect(contacts.map(\.companyID) == expected)
    }

    @Test("A chunk goes on without its rows when its companies are made, and with them when contacts has lost them")
    func goesOnWithCompanies() async throws {
        let rows = (0..<4).map { ["N\($0)", "090123456\($0)", $0 == 2 ? "" : "Company \($0 / 2)"] }
        let bytes = SampleFile.csv([["Name", "Phone", "Company"]] + rows)
        let lost = ContactsV1.BulkWriteContactsResponse(rowsWanted: true).serializedBytes()
        for isLost in [false, true] {
            let harness = try ImportsHarness { $0.chunkRows = 2 }
            harness.contactsFaults.onCall { method, count in
                method == "BulkWriteContacts" && count == 1 && isLost ? .answered(lost) : nil
            }
            let job = try await harness.running {
                try await harness.run(bytes, ImportsV1.ImportOptions(createMissingCompanies: true))
            }
            #expect(job.counts == ImportsV1.ImportCounts(created: 4))
            #expect(try await harness.allContacts().map(\.companyID) == [1, 1, 0, 2])
            let sent = harness.contactsFaults.requests(ContactsV1.BulkWriteContactsRequest.self)
            #expect(sent.map(\.chunk) == (isLost ? [0, 0, 0, 1, 1] : [0, 0, 1, 1]))
            #expect(sent.map(\.rows.count) == (isLost ? [2, 0, 2, 2, 0] : [2, 0, 2, 0]))
            #expect(sent[1].companies == [.init(name: "Company 0", id: 1)])
        }
    }

    @Test("The first chunk is small, each one after it twice as large, up to the limit")
    func growingChunks() {
        let limits = ChunkLimits()
        #expect((0..<6).map { limits.rows(inChunk: $0) } == [2_048, 4_096, 8_192, 16_384, 16_384, 16_384])
        #expect(limits.rows(inChunk: .max) == 16_384)
        #expect(ChunkLimits(rows: 3).rows(inChunk: 0) == 3)
    }

    @Test("Jobs are listed newest first, page by page")
    func list() async throws {
        let harness = try ImportsHarness()
        for index in 0..<5 { _ = try await harness.create("file \(index)") }
        var request = ImportsV1.ListImportsRequest(pageSize: 2)
        var names: [String] = []
        repeat {
            let response = try await harness.client.listImports(request)
            names += response.imports.map(\.fileName)
            request.pageToken = response.nextPageToken
        } while !request.pageToken.isEmpty
        #expect(names == ["file 4", "file 3", "file 2", "file 1", "file 0"])
    }

    @Test("A job beyond those that may wait is refused, and started later")
    func queueLimit() async throws {
        let harness = try ImportsHarness { $0.waitingJobLimit = 1 }
        let first = try await harness.uploaded(Array("Name,Phone\nAn,84901234567\n".utf8))
        let second = try await harness.uploaded(Array("Name,Phone\nBình,84901234568\n".utf8))
        _ = try await harness.start(first.id)
        #expect(try await harness.start(first.id).state == .queued)
        #expect(await rpcError { try await harness.start(second.id) }?.code == .resourceExhausted)
        try await harness.running {
            _ = try await harness.finished(first.id)
            _ = try await harness.start(second.id)
            #expect(try await harness.finished(second.id).counts?.created == 1)
        }
    }
}
