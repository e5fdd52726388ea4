import Spreadsheets
import Testing

@Suite("Files that are refused")
struct RefusalTests {
    private static let row = #"<row r="1"><c r="A1"><v>1</v></c></row>"#

    @Test("No bytes, or only a byte order mark", arguments: [[], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE]])
    func empty(bytes: [UInt8]) {
        #expect(refusal(bytes)?.code == .fileEmpty)
    }

    @Test("A path that cannot be opened, and a folder")
    func unopenable() throws {
        #expect(throws: SpreadsheetError.self) { try SpreadsheetFile.open(path: "/nonexistent/file.xlsx") }
        do {
            _ = try SpreadsheetFile.open(path: "/tmp")
            Issue.record("a folder was opened")
        } catch {
            #expect(error.code == .fileTypeUnsupported)
        }
    }

    @Test(
        "Other kinds of files, by their bytes",
        arguments: [
            ([0x1F, 0x8B, 8, 0], "gzip"), (Array("%PDF-1.7".utf8), "PDF"),
            (Array("\u{FEFF} \n<html><table><tr>".utf8), "HTML"),
            (Array("<?xml version='1.0'?><Workbook>".utf8), "XML"),
            (Array("<TABLE border=1>".utf8), "HTML"), ([0x09, 0x08, 0x10, 0, 0, 6, 5, 0], ".xls"),
            (Array("SQLite format 3\0".utf8), "SQLite"), ([0, 1, 2, 3, 4, 5, 6, 7, 8, 14, 15, 16], "binary"),
        ])
    func otherKinds(bytes: [UInt8], word: String) throws {
        let error = try #require(refusal(bytes))
        #expect(error.code == .fileTypeUnsupported)
        #expect(error.message.contains(word), "\(error)")
    }

    @Test("Compound files: encrypted, old workbook, something else")
    func compoundFiles() {
        let magic: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
        func named(_ name: String) -> [UInt8] {
            magic + [UInt8](repeating: 0, count: 500) + name.utf16.flatMap { [UInt8($0), 0] }
        }
        #expect(refusal(named("EncryptedPackage"))?.code == .fileEncrypted)
        #expect(refusal(named("Workbook"))?.message.contains(".xls") == true)
        #expect(refusal(named("WordDocument"))?.code == .fileTypeUnsupported)
    }

    @Test("Zip archives that are no workbook")
    func otherArchives() {
        var zip = ZipBuilder()
        #expect(refusal(zip.bytes())?.code == .fileTypeUnsupported)
        zip.add("hello.txt", "hello")
        #expect(refusal(zip.bytes())?.code == .fileTypeUnsupported)
        zip.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        zip.add("content.xml", "<x/>")
        #expect(refusal(zip.bytes())?.message.contains("OpenDocument") == true)
        var word = WorkbookBuilder()
        word.transform = { _, text in
            Array(text.replacing("<workbook", with: "<document").replacing("</workbook", with: "</document").utf8)
        }
        #expect(refusal(word.bytes())?.code == .fileTypeUnsupported)
        var binary = WorkbookBuilder()
        binary.workbookPath = "xl/workbook.bin"
        #expect(refusal(binary.bytes())?.message.contains(".xlsb") == true)
    }

    @Test("Packages whose workbook part is missing")
    func missingWorkbook() {
        var zip = WorkbookBuilder().zip()
        zip.entries.removeAll { $0.name == "xl/workbook.xml" }
        #expect(refusal(zip.bytes())?.code == .fileCorrupt)
    }

    @Test(
        "Two entries of one name, in whatever spelling",
        arguments: ["xl/workbook.xml", "XL/Workbook.XML", "xl\\workbook.xml"])
    func duplicateNames(name: String) {
        var zip = WorkbookBuilder(rows: Self.row).zip()
        zip.add(name, "<workbook/>")
        #expect(refusal(zip.bytes())?.code == .fileCorrupt)
    }

    @Test("Wrong checksum, encrypted entry, unknown method")
    func entries() {
        var zip = WorkbookBuilder(rows: Self.row).zip()
        zip.entries[4].crc = 1
        #expect(refusal(zip.bytes())?.code == .fileCorrupt)
        zip.entries[4].crc = nil
        zip.entries[4].isEncrypted = true
        #expect(refusal(zip.bytes())?.code == .fileEncrypted)
        zip.entries[4].isEncrypted = false
        zip.entries[4].method = 12
        #expect(refusal(zip.bytes())?.code == .fileTypeUnsupported)
    }

    @Test(
        "A document type in any part",
        arguments: [
            "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "_rels/.rels",
        ])
    func documentType(part: String) throws {
        var builder = WorkbookBuilder(rows: Self.row)
        builder.strings = ""
        builder.styles = ""
        builder.transform = { name, text in
            Array((name == part ? #"<!DOCTYPE x [<!ENTITY a "b">]>"# : "").utf8) + Array(text.utf8)
        }
        let error = try #require(refusal(builder.bytes()))
        #expect(error.code == .fileCorrupt)
        #expect(error.part == part)
        #expect(error.message.contains("document type"))
    }

    @Test(
        "XML that is not well-formed names part and place",
        arguments: [
            "<row r=\"1\"><c", "<row r=\"1\"><c r=\"A1><v>1</v>", "<row><c><v>1</v></row>", "<row r=1><c/></row>",
            "<row><c><v>1",
            "<row><!-- ", "<row><![CDATA[", "<row><!x>", "<row><c t=\"inlineStr\"><is><t>a",
        ])
    func brokenSheet(rows: String) throws {
        let error = try #require(refusal(WorkbookBuilder(rows: rows).bytes()))
        #expect(error.code == .fileCorrupt)
        #expect(error.part == "xl/worksheets/sheet1.xml")
        #expect(error.byteOffset != nil)
    }

    @Test("Broken workbook part")
    func brokenWorkbook() {
        var builder = WorkbookBuilder()
        builder.properties = "<unclosed>"
        #expect(refusal(builder.bytes())?.part == "xl/workbook.xml")
    }

    @Test("Limits on bytes, entries, rows, columns and texts")
    func limits() {
        let bytes = WorkbookBuilder(rows: #"<row r="9"><c r="C9" t="inlineStr"><is><t>abcdef</t></is></c></row>"#)
            .bytes()
        func code(_ change: (inout SpreadsheetLimits) -> Void) -> SpreadsheetError.Code? {
            var limits = SpreadsheetLimits()
            change(&limits)
            return refusal(bytes, limits: limits)?.code
        }
        #expect(code { $0.fileBytes = 100 } == .fileTooLarge)
        #expect(code { $0.zipEntries = 3 } == .fileBomb)
        #expect(code { $0.rows = 8 } == .fileTooLarge)
        #expect(code { $0.columns = 2 } == .fileTooLarge)
        #expect(code { $0.rowBytes = 5 } == .fileTooLarge)
        #expect(code { $0.inflatedPartBytes = 100 } == .fileBomb)
        #expect(code { $0.inflatedTotalBytes = 300 } == .fileBomb)
        #expect(code { $0.smallPartBytes = 100 } == .fileBomb)
    }

    @Test("A part that inflates beyond all proportion")
    func bomb() {
        var zip = WorkbookBuilder(rows: Self.row).zip()
        let padding = [UInt8](repeating: UInt8(ascii: " "), count: 66 << 20)
        zip.entries[4].data = Array("<worksheet>".utf8) + padding + Array("<sheetData/></worksheet>".utf8)
        #expect(refusal(zip.bytes())?.code == .fileBomb)
    }

    @Test("Delimited text: open quote, too many rows or columns, wrong declaration")
    func text() throws {
        let open = try #require(refusal(Array("a,b\n1,\"x\ny".utf8)))
        #expect(open.code == .fileCorrupt)
        #expect((open.byteOffset, open.row, open.column) == (6, 2, 1))
        var limits = SpreadsheetLimits()
        limits.rows = 2
        #expect(refusal(Array("a\nb\nc".utf8), limits: limits)?.code == .fileTooLarge)
        limits = SpreadsheetLimits()
        limits.columns = 2
        #expect(refusal(Array("a,b,c".utf8), limits: limits)?.code == .fileTooLarge)
        let declared = CSVOptions(encoding: .utf8, delimiter: nil)
        let wrong = try #require(refusal(Array("a,b\n1,".utf8) + [0xE9, 0x20, 0xF4], csv: declared))
        #expect(wrong.code == .encodingInvalid)
        #expect((wrong.byteOffset, wrong.row, wrong.column) == (6, 2, 1))
        #expect(refusal([0xFF, 0xFE, 0x61, 0], csv: declared)?.code == .encodingInvalid)
    }

    @Test("Every code has its name and number")
    func names() {
        let table = SpreadsheetError.Code.allCases.map { "\($0.rawValue) \(SpreadsheetError($0, "").name)" }
        let expected = [
            "1001 FILE_EMPTY", "1002 FILE_TOO_LARGE", "1003 FILE_TYPE_UNSUPPORTED", "1004 FILE_CORRUPT",
            "1005 FILE_ENCRYPTED", "1006 ENCODING_INVALID", "1012 FILE_BOMB", "5003 INTERNAL",
        ]
        #expect(table == expected)
    }
}
