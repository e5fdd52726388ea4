import Spreadsheets
import Testing

@Suite("Zip container and parts")
struct ContainerTests {
    private static let rows = #"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#
    private static let expected = ["A1 text hello"]

    private func builder() -> WorkbookBuilder {
        var builder = WorkbookBuilder(rows: Self.rows)
        builder.strings = "<si><t>hello</t></si>"
        return builder
    }

    @Test("Stored and deflated entries")
    func methods() throws {
        var builder = builder()
        for isDeflated in [false, true] {
            builder.isDeflated = isDeflated
            #expect(try cells(builder.bytes()) == Self.expected)
        }
    }

    @Test("The central directory counts, not what local headers leave open")
    func descriptors() throws {
        var zip = builder().zip()
        for index in zip.entries.indices { zip.entries[index].hasDescriptor = true }
        #expect(try cells(zip.bytes()) == Self.expected)
    }

    @Test("Zip64 records")
    func zip64() throws {
        var zip = builder().zip()
        zip.hasZip64Records = true
        #expect(try cells(zip.bytes()) == Self.expected)
    }

    @Test("Bytes behind the archive do not matter, a comment included")
    func surroundings() throws {
        let archive = builder().bytes()
        #expect(try cells(archive + Array("trailing".utf8)) == Self.expected)
    }

    @Test("Names with backslashes, other capitals or a leading slash", arguments: [0, 1, 2])
    func names(variant: Int) throws {
        var zip = builder().zip()
        for index in zip.entries.indices {
            let name = zip.entries[index].name
            zip.entries[index].name =
                switch variant {
                case 0: String(name.map { $0 == "/" ? "\\" : $0 })
                case 1: name.uppercased()
                default: "/" + name
                }
        }
        #expect(try cells(zip.bytes()) == Self.expected)
    }

    @Test("The workbook may be anywhere", arguments: ["workbook.xml", "a/b/c.xml", "xl/workbook2.xml"])
    func workbookPath(path: String) throws {
        var builder = builder()
        builder.workbookPath = path
        #expect(try cells(builder.bytes()) == Self.expected)
    }

    @Test(
        "Targets may be absolute, and climb",
        arguments: [
            "/xl/worksheets/sheet1.xml", "../xl/worksheets/sheet1.xml", "./worksheets//sheet1.xml",
            "worksheets\\sheet1.xml",
        ])
    func targets(target: String) throws {
        var builder = builder()
        builder.transform = { _, text in Array(text.replacing("worksheets/sheet1.xml", with: target).utf8) }
        #expect(try cells(builder.bytes()) == Self.expected)
    }

    @Test("Strict relation types")
    func strict() throws {
        var builder = builder()
        builder.transform = { _, text in
            Array(
                text.replacing(
                    "schemas.openxmlformats.org/officeDocument/2006", with: "purl.oclc.org/ooxml/officeDocument"
                ).utf8)
        }
        #expect(try cells(builder.bytes()) == Self.expected)
    }

    @Test("Parts in UTF-16, with a byte order mark and without", arguments: [true, false], [true, false])
    func utf16(isBigEndian: Bool, hasMark: Bool) throws {
        var builder = builder()
        builder.strings = "<si><t>Nguyễn 😀</t></si>"
        builder.transform = { _, text in
            ((hasMark ? "\u{FEFF}" : "") + text).utf16.flatMap { unit -> [UInt8] in
                let bytes = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
                return isBigEndian ? bytes : bytes.reversed()
            }
        }
        #expect(try cells(builder.bytes()) == ["A1 text Nguyễn 😀"])
    }

    @Test("Sheets that cannot be read are listed and passed over")
    func oddSheets() throws {
        var builder = builder()
        builder.sheets = """
            <sheet name="None" sheetId="1" r:id=""/><sheet name="Gone" sheetId="2" r:id="rId77"/>\
            <sheet name="Secret" sheetId="3" state="veryHidden" r:id="rId1"/><sheet name="Data &amp; more" sheetId="4" r:id="rId1"/>
            """
        let scratch = try ScratchFile(builder.bytes())
        let file = try SpreadsheetFile.open(path: scratch.path)
        #expect(file.sheets.map(\.kind) == [.missing, .missing, .worksheet, .worksheet])
        #expect(file.sheets.map(\.visibility) == [.visible, .visible, .veryHidden, .visible])
        #expect(file.sheets[3].name == "Data & more")
        #expect(file.defaultSheetIndex == 3)
        #expect(throws: SpreadsheetError.self) { try file.reader(sheet: 0) }
        #expect(throws: SpreadsheetError.self) { try file.reader(sheet: 4) }
    }

    @Test("Shared strings above the memory limit move to a file and read the same", arguments: [0, 64 << 10, 1 << 20])
    func spilledStrings(limit: Int) throws {
        let texts = (0..<20_000).map { "chuỗi số \($0) " + String(repeating: "x", count: $0 % 50) }
        var builder = WorkbookBuilder()
        builder.strings = texts.map { "<si><t>\($0)</t></si>" }.joined()
        builder.rows = stride(from: 0, to: texts.count, by: 7).map { index in
            #"<row><c t="s"><v>\#(index)</v></c><c t="s"><v>\#(texts.count - 1 - index)</v></c></row>"#
        }.joined()
        var limits = SpreadsheetLimits()
        limits.sharedStringMemoryBytes = limit
        let scratch = try ScratchFile(builder.bytes())
        let reader = try SpreadsheetFile.open(path: scratch.path, limits: limits).reader(sheet: 0)
        var index = 0
        while try reader.next() {
            try #require(reader.cells.map { $0.string() } == [texts[index], texts[texts.count - 1 - index]])
            index += 7
        }
        #expect(index >= texts.count)
        #expect(reader.byteProgress.done == reader.byteProgress.total)
    }
}
