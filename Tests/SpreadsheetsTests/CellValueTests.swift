import Spreadsheets
import Testing

@Suite("Cell values")
struct CellValueTests {
    /// Text and warnings of the only cell.
    private func read(
        _ cell: String, strings: String? = nil, styles: String? = nil, limits: SpreadsheetLimits = .init()
    ) throws -> (text: String, warnings: CellWarnings)? {
        var builder = WorkbookBuilder(rows: "<row r=\"1\">\(cell)</row>")
        builder.strings = strings
        builder.styles = styles
        let scratch = try ScratchFile(builder.bytes())
        let reader = try SpreadsheetFile.open(path: scratch.path, limits: limits).reader(sheet: 0)
        guard try reader.next(), let cell = reader.cells.first else { return nil }
        return (describe(cell, row: 1), cell.warnings)
    }

    @Test(
        "Numbers keep their digits",
        arguments: [
            ("84912345678", "84912345678"), ("8.4912345678E10", "84912345678"), ("84912345678.0", "84912345678"),
            ("9.1E8", "910000000"), ("-5", "-5"), ("+7", "7"), ("007", "7"), ("0", "0"), (" 12 ", "12"),
            ("22.222200000000001", "22.2222"), ("1E-9", "1e-09"), ("999999999999999", "999999999999999"),
            ("9007199254740991", "9007199254740991"), ("1.2E+20", "1.2e+20"), (".5", "0.5"),
        ])
    func numbers(source: String, text: String) throws {
        #expect(try read("<c><v>\(source)</v></c>")?.text == "A1 number \(text)")
    }

    @Test("More digits than a spreadsheet program keeps are warned of", arguments: ["8491234567890120", "1.23E+15"])
    func lostDigits(source: String) throws {
        #expect(try read("<c><v>\(source)</v></c>")?.warnings == .digitsLost)
        #expect(try read("<c><v>84912345678</v></c>")?.warnings == [])
    }

    @Test("What is no number keeps its text, with a warning", arguments: ["abc", "1,5", "nan", "0x10", "inf", "1e999"])
    func noNumber(source: String) throws {
        let cell = try read(#"<c t="n"><v>\#(source)</v></c>"#)
        #expect(cell?.text == "A1 text \(source)")
        #expect(cell?.warnings == .unreadableValue)
    }

    @Test("A type that is not known keeps the text, with a warning")
    func unknownType() throws {
        let cell = try read(#"<c t="zz"><v>5</v></c>"#)
        #expect(cell?.text == "A1 text 5")
        #expect(cell?.warnings == .unreadableValue)
    }

    @Test(
        "Booleans and errors",
        arguments: [
            (#"<c t="b"><v>1</v></c>"#, "A1 boolean TRUE"), (#"<c t="b"><v>true</v></c>"#, "A1 boolean TRUE"),
            (#"<c t="b"><v>0</v></c>"#, "A1 boolean FALSE"), (#"<c t="e"><v>#N/A</v></c>"#, "A1 error #N/A"),
            (#"<c t="e"><f>1/0</f><v>#DIV/0!</v></c>"#, "A1 error #DIV/0!"),
        ])
    func booleansAndErrors(cell: String, expected: String) throws {
        #expect(try read(cell)?.text == expected)
    }

    @Test("A formula gives its stored result, and a warning without one")
    func formulas() throws {
        #expect(try read("<c><f>1+1</f><v>2</v></c>")?.text == "A1 number 2")
        #expect(try read(#"<c t="str"><f>"a"</f><v>a</v></c>"#)?.text == "A1 text a")
        #expect(try read(#"<c t="str"><f>""</f><v></v></c>"#) == nil)
        for cell in ["<c><f>1+1</f></c>", "<c><f>1+1</f><v/></c>", "<c><f>1+1</f><v></v></c>"] {
            #expect(try read(cell)?.text == "A1 empty")
            #expect(try read(cell)?.warnings == .formulaNotCalculated)
        }
    }

    @Test(
        "A shared string that is not there is the cell's error, not the file's",
        arguments: ["7", "-1", "x", "99999999999"])
    func missingString(index: String) throws {
        let cell = try read(#"<c t="s"><v>\#(index)</v></c>"#, strings: "<si><t>a</t></si>")
        #expect(cell?.text == "A1 error #REF!")
        #expect(cell?.warnings == .sharedStringMissing)
    }

    @Test("An inline string wins over a value")
    func inlineAndValue() throws {
        #expect(try read(#"<c t="inlineStr"><v>1</v><is><t>a</t></is></c>"#)?.text == "A1 text a")
        #expect(try read(#"<c t="inlineStr"><is><t>a</t></is><v>1</v></c>"#)?.text == "A1 text a")
        #expect(try read(#"<c><is><t>a</t></is></c>"#)?.text == "A1 text a")
    }

    @Test("Rich text is joined and phonetic hints are left out")
    func richText() throws {
        let runs =
            "<r><rPr><b/></rPr><t>Nguyễn </t></r><r><t>Văn</t></r><rPh sb=\"0\" eb=\"1\"><t>ignored</t></rPh><phoneticPr/>"
        #expect(try read(#"<c t="s"><v>1</v></c>"#, strings: "<si/><si>\(runs)</si>")?.text == "A1 text Nguyễn Văn")
        #expect(try read(#"<c t="inlineStr"><is>\#(runs)</is></c>"#)?.text == "A1 text Nguyễn Văn")
    }

    @Test("Blanks stay, preserved or not")
    func blanks() throws {
        #expect(try read(#"<c t="inlineStr"><is><t>  a\#u{A0} </t></is></c>"#)?.text == "A1 text   a\u{A0} ")
        #expect(try read(#"<c t="inlineStr"><is><t xml:space="preserve"> \#t</t></is></c>"#)?.text == "A1 text  \t")
    }

    @Test(
        "Escapes are decoded once, from left to right",
        arguments: [
            ("_x0041_b", "Ab"), ("_x005F_x0041_", "_x0041_"), ("_x005f_", "_"), ("_xD83D__xDE00_", "😀"),
            ("_xD83D_", "_xD83D_"), ("_x00G1_", "_x00G1_"), ("_x41_", "_x41_"), ("a_x000D_\n", "a\n"),
            ("__x0042__", "_B_"), ("_x0000_", "_x0000_"), ("x_x1EEF_", "xữ"),
        ])
    func escapes(source: String, text: String) throws {
        #expect(try read(#"<c t="inlineStr"><is><t>\#(source)</t></is></c>"#)?.text == "A1 text \(text)")
        #expect(try read(#"<c t="str"><v>\#(source)</v></c>"#)?.text == "A1 text \(text)")
    }

    @Test(
        "Entities and line ends",
        arguments: [
            ("&lt;&gt;&amp;&quot;&apos;", "<>&\"'"), ("&#65;&#x42;&#X43;", "ABC"), ("&nbsp;&", "&nbsp;&"),
            ("a\r\nb\rc", "a\nb\nc"), ("a&#13;&#10;b", "a\nb"), ("&#xD800;", "\u{FFFD}"), ("&#x1F600;", "😀"),
            ("a\u{1}b\u{1F}c&#x1F;d", "abcd"), ("&amp;lt;", "&lt;"), ("&;", "&;"), ("]]>", "]]>"),
        ])
    func entities(source: String, text: String) throws {
        #expect(try read(#"<c t="inlineStr"><is><t>\#(source)</t></is></c>"#)?.text == "A1 text \(text)")
    }

    @Test("Bytes that are no UTF-8 are replaced, with a warning")
    func brokenText() throws {
        var builder = WorkbookBuilder(rows: #"<row><c t="inlineStr"><is><t>a!b</t></is></c></row>"#)
        builder.transform = { _, text in text.utf8.map { $0 == UInt8(ascii: "!") ? 0xC3 : $0 } }
        let scratch = try ScratchFile(builder.bytes())
        let reader = try SpreadsheetFile.open(path: scratch.path).reader(sheet: 0)
        #expect(try reader.next())
        #expect(reader.cells[0].string() == "a\u{FFFD}b")
        #expect(reader.cells[0].warnings == .encodingInvalid)
    }

    @Test("A text above the limit is cut at a character")
    func longText() throws {
        var limits = SpreadsheetLimits()
        limits.cellBytes = 7
        let inline = try read(#"<c t="inlineStr"><is><t>ữữữữ</t></is></c>"#, limits: limits)
        #expect(inline?.text == "A1 text ữữ")
        #expect(inline?.warnings == .truncated)
        let shared = try read(#"<c t="s"><v>0</v></c>"#, strings: "<si><t>ữữữữ</t></si>", limits: limits)
        #expect(shared?.text == "A1 text ữữ")
        #expect(shared?.warnings == .truncated)
    }

    @Test("A format of zeros gives the digits that people see")
    func zeroFormat() throws {
        let styles = """
            <numFmts><numFmt numFmtId="164" formatCode="0000000000"/></numFmts><cellXfs><xf/><xf numFmtId="164"/></cellXfs>
            """
        var builder = WorkbookBuilder(rows: #"<row><c s="1"><v>912345678</v></c><c><v>912345678</v></c></row>"#)
        builder.styles = styles
        let scratch = try ScratchFile(builder.bytes())
        let reader = try SpreadsheetFile.open(path: scratch.path).reader(sheet: 0)
        #expect(try reader.next())
        #expect(reader.cells.map { $0.string() } == ["912345678", "912345678"])
        #expect(reader.cells.map(\.formattedDigits) == ["0912345678", nil])
        #expect(reader.cells.map(\.number) == [912_345_678, 912_345_678])
    }
}
