import Contracts
import RPCCore
import TestSupport
import Testing

@testable import ImportsService

@Suite struct ResultFileTests {
    private static let rows = [
        ["Khách hàng"], ["Họ tên", "SĐT", "Email", "Ghi chú riêng"],
        ["An", "0901234561", "an@example.com", "=1+1"], ["Bình", "12", "b@", "-"], ["", "", "", "only a remark"],
        ["Chi", "0901234561", "chi@example.com", ""],
    ]

    @Test(
        "The result has the original columns, then what became of each row",
        arguments: [
            ContactsV1.FileFormat.csv, .xlsx,
        ])
    func columns(format: ContactsV1.FileFormat) async throws {
        let harness = try ImportsHarness { $0.chunkRows = 2 }
        let rows = try await harness.running {
            let job = try await harness.run(try SampleFile.xlsx(Self.rows), ImportsV1.ImportOptions(mode: .createNew))
            #expect(job.counts == ImportsV1.ImportCounts(created: 1, skipped: 1, rejected: 1, ignoredEmpty: 1))
            return try SampleFile.rows(of: await harness.result(job.id, format: format))
        }
        #expect(rows[0] == Self.rows[1] + ["_row", "_outcome", "_codes", "_fields", "_message", "_contact_id"])
        #expect(rows.dropFirst().map { $0[..<4] } == Self.rows.dropFirst(2).map { $0[..<4] })
        #expect(rows.dropFirst().map { $0[4] } == ["3", "4", "5", "6"])
        #expect(rows.dropFirst().map { $0[5] } == ["CREATED", "REJECTED", "IGNORED_EMPTY", "SKIPPED"])
        #expect(rows[1][9] == "1")
        #expect(rows[2][6] == "2010 PHONE_INVALID; 2020 EMAIL_INVALID")
        #expect(rows[2][7] == "phone; email")
        #expect(rows[2][8].hasPrefix("The phone cell is wrong: "))
        #expect(rows[4][6] == "3002 DUPLICATE_IN_FILE")
        #expect(rows[4][8] == "An earlier row of the file has the same key (row 3).")
    }

    @Test("Only the rows that need a hand, when that is wanted")
    func problemsOnly() async throws {
        let harness = try ImportsHarness()
        let rows = try await harness.running {
            let job = try await harness.run(SampleFile.csv(Self.rows), ImportsV1.ImportOptions(mode: .createNew))
            return try SampleFile.rows(of: await harness.result(job.id, problemsOnly: true))
        }
        #expect(rows.dropFirst().map { $0[4] } == ["4", "6"])
    }

    @Test(
        "A corrected result imported again changes only what was corrected",
        arguments: [
            ContactsV1.FileFormat.csv, .xlsx,
        ])
    func again(format: ContactsV1.FileFormat) async throws {
        let harness = try ImportsHarness()
        try await harness.running {
            let options = ImportsV1.ImportOptions(mode: .createAll)
            let first = try await harness.run(SampleFile.csv(Self.rows), options)
            #expect(first.counts == ImportsV1.ImportCounts(created: 2, rejected: 1, ignoredEmpty: 1))
            var rows = try SampleFile.rows(of: await harness.result(first.id, format: format))
            rows[2][1] = "0901234562"
            rows[2][2] = "b@example.com"
            let second = try await harness.run(
                format == .csv ? SampleFile.csv(rows) : try SampleFile.xlsx(rows), options)
            #expect(second.counts == ImportsV1.ImportCounts(created: 1, skipped: 2, ignoredEmpty: 1))
            #expect(second.codes.map(\.number) == [3006])
            // Once more: what was done stays done.
            let third = try await harness.run(await harness.result(second.id, format: format), options)
            #expect(third.counts == ImportsV1.ImportCounts(skipped: 3, ignoredEmpty: 1))
            #expect(try await harness.allContacts().map(\.name) == ["An", "Chi", "Bình"])
        }
    }

    @Test("Every number has a name and a sentence of its own", arguments: ResultCode.allCases)
    func sentences(code: ResultCode) {
        #expect(!code.name.isEmpty)
        guard (2000..<4000).contains(code.rawValue) else { return }
        let sentence = ResultSentence.text(RowNote(code, field: .phone, detail: "20"), .contacts, .rejected)
        #expect(sentence.hasSuffix("."))
        #expect(sentence != "\(code.name).")
        #expect(ResultCode.name(of: code.rawValue) == code.name)
    }
}
