import Contracts
import Foundation
import Spreadsheets
import TestSupport
import Testing

@testable import ImportsService

/// What the cells of one row become.
@Suite struct RowParserTests {
    private static let header = [
        "Name", "Phone", "Email", "Position", "Company", "Priority", "Account manager", "Address", "Description",
        "_contact_id", "_outcome", "_codes", "Postal code",
    ]

    private static let wrongCells: [(Int, String, ResultCode, ImportField, String)] = [
        (1, "12", ResultCode.phoneInvalid, ImportField.phone, "too_short"),
        (1, "8.4E+10", .phoneScientific, .phone, ""),
        (1, "0901@23456", .phoneInvalidCharacter, .phone, ""),
        (1, "14155550123", .phoneNoCountry, .phone, ""),
        (2, "a@b", .emailInvalid, .email, "domain"),
        (2, "a b@example.com", .emailInvalid, .email, "character"),
        (5, "many", .numberInvalid, .rating, ""),
        (5, "6", .ratingRange, .rating, ""),
        (9, "x7", .numberInvalid, .contactID, ""),
        (9, "0", .numberInvalid, .contactID, ""),
        (0, String(repeating: "x", count: 256), .textTooLong, .name, "255"),
        (7, String(repeating: "ễ", count: 1_001), .textTooLong, .address, "1000"),
        (8, String(repeating: "x", count: 10_001), .textTooLong, .description, "10000"),
        (1, String(repeating: "0901234567,", count: 900), .textTooLong, .phone, "8192"),
    ]

    @Test("Every wrong cell is told with its number, field and column", arguments: Self.wrongCells)
    func wrongCell(column: Int, text: String, code: ResultCode, field: ImportField, detail: String) throws {
        var cells = [String](repeating: "", count: Self.header.count)
        cells[0] = "An"
        cells[column] = text
        let row = try parse([cells])[0]
        #expect(row.verdict == .rejected)
        #expect(row.notes == [RowNote(code, field: field, column: column + 1, detail: detail)])
    }

    @Test("All errors of a row are told together")
    func together() throws {
        let row = try parse([["", "12", "nobody", "", "", "9"]])[0]
        #expect(row.notes.map(\.number) == [2010, 2020, 2037])
        #expect(row.notes.map(\.column) == [2, 3, 6])
    }

    @Test("With wrong fields dropped a row goes on without them, but never without a key")
    func dropped() throws {
        let row = try parse([["An", "0901234567", "nobody", "", "", "9"]]) { $0.dropsWrongFields = true }[0]
        #expect(row.verdict == .write)
        #expect(row.notes.map(\.number) == [2020, 2037])
        #expect(row.record.bulk.emails.isEmpty && row.record.bulk.rating == 0)
        #expect(try parse([["An", "12"]]) { $0.dropsWrongFields = true }[0].verdict == .rejected)
    }

    @Test("Texts are trimmed, composed and freed of control characters")
    func texts() throws {
        let row = try parse([["\u{200B} Nguye\u{302}\u{303}n\u{1}\u{0} An\u{A0}", "", "", "  CEO "]])[0]
        #expect(row.record.bulk.name == "Nguy\u{1EC5}n An")
        #expect(row.record.bulk.name.unicodeScalars.contains("\u{1EC5}"))
        #expect(row.record.bulk.position == "CEO")
    }

    @Test("Phones are normalised; what was written is kept unless it was the canonical number")
    func phones() throws {
        let row = try parse([["An", "84901234567 / 0912 345 678, +84901234567"]])[0]
        #expect(
            row.record.bulk.phones == [
                ContactsV1.BulkPhone(number: 84_901_234_567, extension: 0, raw: ""),
                ContactsV1.BulkPhone(number: 84_912_345_678, extension: 0, raw: "0912 345 678"),
            ])
        let repaired = try parse([["An", "912345678"], ["Bình", "0121 234 5678"], ["Chi", "+84901234567"]])
        #expect(repaired[0].notes == [RowNote(.phoneZeroRestored, field: .phone, column: 2)])
        #expect(repaired[1].notes == [RowNote(.phoneLegacyConverted, field: .phone, column: 2)])
        #expect(repaired.map(\.verdict) == [.write, .write, .write])
        #expect(repaired[2].record.bulk.phones.first?.raw == "+84901234567")
    }

    @Test("Addresses are lower case, each once")
    func emails() throws {
        let row = try parse([["An", "", "A@Example.com; b@example.com\na@example.com"]])[0]
        #expect(row.record.bulk.emails == ["a@example.com", "b@example.com"])
    }

    private static let numbers: [(String, Int32)] = [("4", 4), ("4.0", 4), ("4,00", 4), ("0", 0)]

    @Test("Whole numbers are read as spreadsheets write them", arguments: Self.numbers)
    func rating(text: String, value: Int32) throws {
        #expect(try parse([["An", "", "", "", "", text]])[0].record.bulk.rating == value)
    }

    @Test("A row whose mapped cells are all blank is ignored, whatever stands in other columns")
    func blank() throws {
        let rows = try parse([
            ["  ", "\u{200B}", "\u{A0}"], ["", "", "", "", "", "", "", "", "", "", "SKIPPED"], ["An"],
        ])
        #expect(rows.map(\.verdict) == [.ignoredEmpty, .ignoredEmpty, .write])
    }

    private static let earlier: [(String, String, Bool)] = [
        ("CREATED", "", true), ("UPDATED", "", true), ("UNCHANGED", "3004 UNCHANGED", true),
        ("SKIPPED", "3006 ALREADY_DONE", true), ("SKIPPED", "3001 DUPLICATE_SKIPPED", false),
        ("REJECTED", "2010", false),
        ("NOT_REACHED", "", false), ("", "", false),
    ]

    @Test("Rows that an earlier import wrote are done", arguments: Self.earlier)
    func alreadyDone(outcome: String, codes: String, isDone: Bool) throws {
        let row = try parse([["An", "12", "", "", "", "", "", "", "", "", outcome, codes]])[0]
        #expect(row.verdict == (isDone ? .alreadyDone : .rejected))
    }

    @Test("A value to the right of the header is refused; blanks there are not")
    func width() throws {
        let wide = [String](repeating: "", count: Self.header.count)
        let rows = try parse([["An"] + wide + ["x", "y"], ["An"] + wide + [" "]])
        #expect(rows[0].notes == [RowNote(.rowWidth, column: Self.header.count + 2)])
        #expect(rows.map(\.verdict) == [.rejected, .write])
    }

    @Test("Managers and companies are listed once a chunk, by what their cells say")
    func references() throws {
        var chunk = Chunk<ContactImport>(index: 0)
        let rows = try parse(
            [
                ["A", "", "", "", "Acme", "", "Boss@Example.com"], ["B", "", "", "", "Acme ", "", "boss@example.com"],
                ["C", "", "", "", "Globex"],
            ], into: &chunk)
        #expect(chunk.cells.companies.cells == ["Acme", "Globex"])
        #expect(chunk.cells.managers.cells == ["boss@example.com"])
        #expect(rows.map(\.record.company) == [0, 0, 1])
        #expect(rows.map(\.record.manager) == [0, 0, -1])
    }

    // MARK: Set-up

    private func parse(
        _ rows: [[String]], _ change: (inout RowRules) -> Void = { _ in }
    ) throws -> [ParsedRow<ContactImport>] {
        var chunk = Chunk<ContactImport>(index: 0)
        return try parse(rows, into: &chunk, change)
    }

    private func parse(
        _ rows: [[String]], into chunk: inout Chunk<ContactImport>, _ change: (inout RowRules) -> Void = { _ in }
    ) throws -> [ParsedRow<ContactImport>] {
        let folder = try TemporaryFolder()
        let path = folder.path + "/rows.csv"
        try Data(SampleFile.csv([Self.header] + rows)).write(to: URL(fileURLWithPath: path))
        let header = HeaderRow(number: 1, cells: Self.header.enumerated().map { ($0.offset, $0.element) })
        var rules = RowRules(columns: ColumnPlan(mapping: header.suggestedMapping, header: header.texts))
        rules.headerWidth = Self.header.count
        change(&rules)
        let parser = RowParser<ContactImport>(rules: rules)
        let reader = try SpreadsheetFile.open(path: path).reader(sheet: 0)
        var parsed: [ParsedRow<ContactImport>] = []
        while try reader.next() {
            guard reader.rowNumber > 1 else { continue }
            parsed.append(parser.parse(number: reader.rowNumber, isHidden: false, cells: reader.cells, into: &chunk))
        }
        return parsed
    }
}
