import Spreadsheets
import Testing

@Suite("Worksheets")
struct SheetTests {
    @Test("A cell is where its reference says")
    func references() throws {
        let rows = """
            <row r="2"><c r="B2"><v>1</v></c><c r="AA2"><v>2</v></c></row><row r="7"><c r="XFD7"><v>3</v></c></row>
            """
        #expect(try cells(rows: rows) == ["B2 number 1", "AA2 number 2", "XFD7 number 3"])
    }

    @Test("Without references a cell follows the one before, a row the one above")
    func missingReferences() throws {
        let rows = """
            <row><c><v>1</v></c><c><v>2</v></c></row>
            <row r="5"><c r="C5"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>
            """
        #expect(try cells(rows: rows) == ["A1 number 1", "B1 number 2", "C5 number 3", "D5 number 4", "A6 number 5"])
    }

    @Test(
        "A reference that makes no sense is counted instead",
        arguments: ["0", "A0", "12", "", "$B$1", "B-1", "ZZZZ1", "é1"])
    func nonsenseReferences(reference: String) throws {
        let rows = #"<row r="0"><c r="\#(reference)"><v>1</v></c><c r="\#(reference)"><v>2</v></c></row>"#
        #expect(try cells(rows: rows) == ["A1 number 1", "B1 number 2"])
    }

    @Test("References may be in small letters")
    func smallLetters() throws {
        #expect(try cells(rows: #"<row r="3"><c r="bc3"><v>1</v></c></row>"#) == ["BC3 number 1"])
    }

    @Test(
        "The dimension is not believed",
        arguments: ["", #"<dimension ref="A1"/>"#, #"<dimension ref="A1:XFD1048576"/>"#])
    func dimension(element: String) throws {
        var builder = WorkbookBuilder()
        builder.sheet = """
            <worksheet>\(element)<sheetData><row r="1"><c r="D1"><v>9</v></c></row></sheetData></worksheet>
            """
        #expect(try cells(builder.bytes()) == ["D1 number 9"])
    }

    @Test("Neighbouring elements with the same number are one row")
    func splitRow() throws {
        let rows = """
            <row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="C1"><v>3</v></c></row>
            <row r="2"><c r="A2"><v>4</v></c></row>
            """
        let scratch = try ScratchFile(WorkbookBuilder(rows: rows).bytes())
        let reader = try SpreadsheetFile.open(path: scratch.path).reader(sheet: 0)
        #expect(try reader.next())
        #expect(reader.cells.map(\.column) == [0, 2])
        #expect(try reader.next())
        #expect(reader.rowNumber == 2)
        #expect(try !reader.next())
    }

    @Test("Rows out of order come as they are met")
    func disorder() throws {
        let rows = #"<row r="3"><c><v>1</v></c></row><row r="1"><c><v>2</v></c></row>"#
        #expect(try cells(rows: rows) == ["A3 number 1", "A1 number 2"])
    }

    @Test("Cells out of order are sorted, and of two in one place the later one stays")
    func cellDisorder() throws {
        let rows = #"<row r="1"><c r="C1"><v>3</v></c><c r="A1"><v>1</v></c><c r="C1"><v>4</v></c></row>"#
        #expect(try cells(rows: rows) == ["A1 number 1", "C1 number 4"])
    }

    @Test("Empty rows and cells are passed over, up to the last row a sheet has")
    func sparse() throws {
        let rows = """
            <row r="1"><c r="A1"/><c r="B1" s="1"></c><c r="C1"><v></v></c><c r="D1" t="s"><v/></c><c r="E1" t="str"/></row>
            <row r="2"/><row r="3"></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>
            """
        #expect(try cells(rows: rows, strings: "<si><t>zero</t></si>") == ["A1048576 number 1"])
    }

    @Test("Prefixed elements and strict namespaces are the same elements")
    func prefixes() throws {
        var builder = WorkbookBuilder()
        builder.sheet = """
            <x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData><x:row r="1">\
            <x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="B1" t="inlineStr"><x:is><x:t>b</x:t></x:is></x:c>\
            </x:row></x:sheetData></x:worksheet>
            """
        builder.strings = "<ns0:si><ns0:t>a</ns0:t></ns0:si>"
        #expect(try cells(builder.bytes()) == ["A1 text a", "B1 text b"])
    }

    @Test("Hidden rows are read, marked and counted")
    func hiddenRows() throws {
        let rows = """
            <row r="1"><c><v>1</v></c></row><row r="2" hidden="1"><c><v>2</v></c></row>
            <row r="3" hidden="true"/><row r="4" hidden="0"><c><v>4</v></c></row>
            """
        let scratch = try ScratchFile(WorkbookBuilder(rows: rows).bytes())
        let reader = try SpreadsheetFile.open(path: scratch.path).reader(sheet: 0)
        var hidden: [Bool] = []
        while try reader.next() { hidden.append(reader.isHidden) }
        #expect(hidden == [false, true, false])
        #expect(reader.hiddenRowCount == 1)
    }

    @Test("A sheet can be read twice, and by two readers at once")
    func independentReaders() throws {
        var builder = WorkbookBuilder(rows: #"<row r="1"><c t="s"><v>0</v></c></row><row r="2"><c><v>2</v></c></row>"#)
        builder.strings = "<si><t>x</t></si>"
        let scratch = try ScratchFile(builder.bytes())
        let file = try SpreadsheetFile.open(path: scratch.path)
        let (first, second) = (try file.reader(sheet: 0), try file.reader(sheet: 0))
        #expect(try first.next() && second.next())
        #expect(first.cells[0].string() == "x" && second.cells[0].string() == "x")
        #expect(try first.next() && !first.next())
        #expect(try second.next())
    }

    @Test("A byte order mark, comments and instructions between tags change nothing")
    func decorations() throws {
        var builder = WorkbookBuilder()
        builder.sheet = """
            \u{FEFF}<?xml version='1.0'?><!-- <sheetData> --><worksheet a='>'><?x y?><sheetData><!-- - -- --><row r='1' >
            <c r = "A1"  t='n'><f>1&lt;2</f><!-- c --><v><!-- v -->4<![CDATA[2]]></v></c ></row ></sheetData></worksheet>
            """
        #expect(try cells(builder.bytes()) == ["A1 number 42"])
    }

    @Test("Rows longer than the scanner's window are whole")
    func longRow() throws {
        let text = String(repeating: "ữ", count: 20_000)
        let row = (0..<40).map { _ in #"<c t="inlineStr"><is><t>\#(text)</t></is></c>"# }.joined()
        var limits = SpreadsheetLimits()
        limits.cellBytes = 100_000
        let found = try cells(WorkbookBuilder(rows: "<row r=\"1\">\(row)</row>").bytes(), limits: limits)
        #expect(found.count == 40)
        #expect(found.allSatisfy { $0.hasSuffix(text) })
    }
}
