import Testing

@testable import Spreadsheets

@Suite("Dates and number formats")
struct DateTests {
    @Test(
        "Format codes that are dates",
        arguments: [
            "yyyy-mm-dd", "d/m/yy", "h:mm AM/PM", "[$-409]d mmm yyyy", "[Red]dd", "mm:ss.0", "yyyy\"年\"m\"月\"", "\\Yyy",
            "[>100]dd;0", "gge", "_-dd",
        ])
    func dates(code: String) { #expect(NumberFormat(code: code).kind == .date) }

    @Test(
        "Format codes that are no dates",
        arguments: [
            "General", "0", "0.00", "#,##0_M", "\\Y000000", "\"day\" 0", "[Red]0", "[$-409]0", "0;yyyy", "*d0", "@",
            "#,##0.00 [$VND]", "GENERAL", "0E+00", "[Magenta]0", "\"unclosed d", "", "[d",
        ])
    func noDates(code: String) { #expect(NumberFormat(code: code).kind == .number) }

    @Test("Elapsed time", arguments: ["[h]:mm", "[hh]:mm:ss", "[m]", "[ss].00", "[H]:MM"])
    func durations(code: String) { #expect(NumberFormat(code: code).kind == .duration) }

    @Test(
        "Formats of zeros alone", arguments: [("0000000000", 10), ("00", 2), ("0", 0), ("000-000", 0), ("00;-00", 2)])
    func zeros(code: String, width: Int) { #expect(NumberFormat(code: code).zeroWidth == UInt8(width)) }

    @Test(
        "Numbers of built-in formats",
        arguments: [
            (0, NumberFormat.Kind.number), (9, .number), (14, .date), (22, .date), (27, .date), (37, .number),
            (45, .date),
            (46, .duration), (47, .date), (49, .number), (58, .date), (164, .number), (-1, .number),
        ])
    func builtIn(id: Int, kind: NumberFormat.Kind) { #expect(NumberFormat(builtIn: id).kind == kind) }

    @Test(
        "Serial numbers",
        arguments: [
            (44197.0, "2021-01-01T00:00:00"), (1, "1900-01-01T00:00:00"), (59, "1900-02-28T00:00:00"),
            (60, "1900-02-28T00:00:00"), (61, "1900-03-01T00:00:00"), (2_958_465, "9999-12-31T00:00:00"),
            (0.5, "T12:00:00"), (0, "T00:00:00"), (44197.999_999_999, "2021-01-02T00:00:00"),
            (44197.354_166_666_67, "2021-01-01T08:30:00"), (36585, "2000-02-29T00:00:00"),
        ])
    func serials(serial: Double, text: String) {
        #expect(SerialDate.dateText(serial, is1904: false)?.text == text)
    }

    @Test("Numbers that no calendar shows", arguments: [-1.0, 2_958_466, 1e300])
    func outside(serial: Double) { #expect(SerialDate.dateText(serial, is1904: false) == nil) }

    @Test("The 1904 system counts from its own day")
    func system1904() {
        #expect(SerialDate.dateText(1, is1904: true)?.text == "1904-01-02T00:00:00")
        #expect(SerialDate.dateText(42735, is1904: true)?.text == "2021-01-01T00:00:00")
    }

    @Test("No date is later than 9999-12-31", arguments: [(2_958_465.999_999_999, false), (2_957_004, true)])
    func lastDay(serial: Double, is1904: Bool) {
        #expect(SerialDate.dateText(serial, is1904: is1904) == nil)
        let before = SerialDate.dateText(serial.rounded(.down) - (is1904 ? 1 : 0), is1904: is1904)
        #expect(before?.text == "9999-12-31T00:00:00")
    }

    @Test("Durations", arguments: [(1.5, "P129600.000"), (-0.5, "P-43200.000"), (0.000_011_574, "P1.000")])
    func durationTexts(serial: Double, text: String) { #expect(SerialDate.durationText(serial) == text) }

    @Test(
        "ISO texts",
        arguments: [
            ("2024-09-17", "2024-09-17T00:00:00"), ("2024-09-17T08:30", "2024-09-17T08:30:00"),
            ("2024-09-17T08:30:15.250Z", "2024-09-17T08:30:15"), ("08:30:00", "T08:30:00"), ("T08:30:00", "T08:30:00"),
        ])
    func isoTexts(source: String, text: String) { #expect(ISODate(source)?.text == text) }

    @Test(
        "Texts that are no ISO date",
        arguments: [
            "", "T", "17/09/2024", "2024-13-01", "2024-9-1", "25:61", "2024-09-17T", "2024-+1-05", "-999-01-01",
            "08:30:²", "08:3٠",
        ])
    func noISOTexts(source: String) { #expect(ISODate(source) == nil) }

    @Test("Cells take the format of their style, whatever is wrong with it")
    func cellStyles() throws {
        let styles = """
            <numFmts><numFmt numFmtId="170" formatCode="[h]:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>\
            <cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs><dxfs><dxf><xf numFmtId="14"/></dxf></dxfs>
            """
        let rows = """
            <row><c s="1"><v>44197</v></c><c s="2"><v>1.5</v></c><c s="0"><v>44197</v></c><c s="9"><v>44197</v></c>\
            <c s="1"><v>-3</v></c><c s="1" t="d"><v>2024-09-17</v></c><c t="d"><v>never</v></c></row>
            """
        let expected = [
            "A1 date 2021-01-01T00:00:00", "B1 duration P129600.000", "C1 number 44197", "D1 number 44197",
            "E1 number -3", "F1 date 2024-09-17T00:00:00", "G1 text never",
        ]
        #expect(try cells(rows: rows, styles: styles) == expected)
        let broken = try cells(rows: rows, styles: styles + "<unclosed>")
        #expect(broken.first == "A1 number 44197")
    }

    @Test("The workbook says which system it uses")
    func workbook1904() throws {
        let styles = #"<cellXfs><xf numFmtId="14"/></cellXfs>"#
        let rows = "<row><c><v>1</v></c></row>"
        for value in ["1", "true"] {
            let properties = #"<workbookPr date1904="\#(value)"/><extLst><workbookPr/></extLst>"#
            #expect(try cells(rows: rows, styles: styles, properties: properties) == ["A1 date 1904-01-02T00:00:00"])
        }
        #expect(try cells(rows: rows, styles: styles, properties: "<workbookPr/>") == ["A1 date 1900-01-01T00:00:00"])
    }
}
