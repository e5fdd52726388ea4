import Foundation
import Spreadsheets
import Testing

@testable import class Spreadsheets.XLSXWriter

@Suite("Writing")
struct WriterTests {
    /// Texts that spreadsheet programs like to change.
    private static let awkward = [
        "Tên", "0912345678", "+84 91-234 5678", "=1+1", "-x", "@a", "＝b", "'c", "'=d", "''", "", " a ", "a\tb",
        "line\nline",
        "_x0041_", "_x005F_", "a\"b", "a,b;c|d", "<&>", "😀", "1e5", "TRUE", "#N/A", "=\"09\"", "'", "-", "(028) 38-22",
        "e\u{301}",
    ]

    private func read(_ path: String) throws -> [[String]] {
        let file = try SpreadsheetFile.open(path: path)
        var rows: [[String]] = []
        for index in file.sheets.indices {
            let reader = try file.reader(sheet: index)
            while try reader.next() {
                var row = [String](repeating: "", count: (reader.cells.last?.column ?? -1) + 1)
                for cell in reader.cells {
                    #expect(cell.kind == .text)
                    row[cell.column] = cell.string()
                }
                rows.append(row)
            }
        }
        return rows
    }

    @Test("What is written to text is read back, and only phone numbers go unguarded")
    func textRoundTrip() throws {
        let scratch = try ScratchFile()
        let writer = try CSVWriter(path: scratch.path)
        try writer.append(row: Self.awkward + ["end"])
        try writer.append(row: ["1", "", "3"])
        try writer.finish()
        #expect(try read(scratch.path) == [Self.awkward + ["end"], ["1", "", "3"]])
        let bytes = try Data(contentsOf: URL(fileURLWithPath: scratch.path))
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(text.contains(",\"+84 91-234 5678\",\"'=1+1\",\"'-x\",\"'@a\",\"'＝b\",\"'c\",\"''=d\",\"''\","))
        #expect(text.hasSuffix("\"1\",\"\",\"3\"\r\n"))
    }

    @Test(
        "Lists of phone numbers need no guard, anything else behind a plus does",
        arguments: [
            ("+84901234567; +842838221234 x12", false), ("+84 (90) 123-4567", false), ("+1;", true), ("+84;=1", true),
            ("+84 x", true), ("+x1", true), ("+1+1", true), ("+cmd|1", true),
        ])
    func guardedPhones(_ text: String, _ isGuarded: Bool) throws {
        let scratch = try ScratchFile()
        let writer = try CSVWriter(path: scratch.path)
        try writer.append(row: ["a", text])
        try writer.finish()
        let written = try String(contentsOfFile: scratch.path, encoding: .utf8)
        #expect(written.contains(",\"'+") == isGuarded)
        #expect(written.contains(text))
    }

    @Test("What is written to a workbook is read back as text")
    func workbookRoundTrip() throws {
        let scratch = try ScratchFile()
        let writer = try XLSXWriter(path: scratch.path, sheetName: "Liên hệ [2024]/1: a long name of a sheet?")
        try writer.append(row: ["Tên", "Số"])
        try writer.append(row: Self.awkward + ["end"])
        try writer.finish()
        #expect(try read(scratch.path) == [["Tên", "Số"], Self.awkward + ["end"]])
        let name = try SpreadsheetFile.open(path: scratch.path).sheets.first?.name
        #expect(name == "Liên hệ _2024__1_ a long name o")
        let bytes = try Data(contentsOf: URL(fileURLWithPath: scratch.path))
        #expect(bytes[30...].starts(with: Data("[Content_Types].xml".utf8)))
    }

    @Test("Control characters go and texts end where a cell ends", arguments: [true, false])
    func cleaning(isWorkbook: Bool) throws {
        let scratch = try ScratchFile()
        let writer: any RowWriter = isWorkbook ? try XLSXWriter(path: scratch.path) : try CSVWriter(path: scratch.path)
        let long = String(repeating: "ữ", count: 32_766) + "😀x"
        try writer.append(row: ["a\0b\u{1}c\u{1F}d\r\ne\rf\u{FFFE}\u{FFFF}g", long])
        try writer.finish()
        #expect(try read(scratch.path) == [["abcd\ne\nfg", String(repeating: "ữ", count: 32_766)]])
    }

    @Test("A full sheet is followed by another with the same header")
    func furtherSheets() throws {
        let scratch = try ScratchFile()
        let writer = try XLSXWriter(path: scratch.path, sheetName: "Contacts", rowsPerSheet: 3)
        try writer.append(row: ["Name"])
        for number in 1...5 { try writer.append(row: ["\(number)"]) }
        try writer.finish()
        let file = try SpreadsheetFile.open(path: scratch.path)
        #expect(file.sheets.map(\.name) == ["Contacts", "Contacts 2", "Contacts 3"])
        #expect(try read(scratch.path).map { $0[0] } == ["Name", "1", "2", "Name", "3", "4", "Name", "5"])
    }

    @Test("A workbook without rows opens, and a writer that is given up leaves nothing")
    func withoutRows() throws {
        let scratch = try ScratchFile()
        let writer = try XLSXWriter(path: scratch.path)
        try writer.finish()
        try writer.finish()
        #expect(try read(scratch.path).isEmpty)
        unlink(scratch.path)
        var abandoned: XLSXWriter? = try XLSXWriter(path: scratch.path)
        try abandoned?.append(row: ["a"])
        abandoned = nil
        #expect(abandoned == nil && !FileManager.default.fileExists(atPath: scratch.path))
    }

    @Test("Where nothing can be written there is an error")
    func unwritable() throws {
        #expect(throws: SpreadsheetError.self) { try CSVWriter(path: "/nonexistent/a.csv") }
        let writer = try XLSXWriter(path: "/nonexistent/a.xlsx")
        #expect(throws: SpreadsheetError.self) {
            try writer.append(row: ["a"])
            try writer.finish()
        }
        let wide = try ScratchFile()
        #expect(throws: SpreadsheetError.self) {
            try XLSXWriter(path: wide.path).append(row: [String](repeating: "a", count: 16_385))
        }
    }
}
