import Spreadsheets
import Testing

@Suite("Damaged files")
struct FaultTests {
    /// A workbook with every kind of part and cell.
    private static func workbook(isDeflated: Bool) -> [UInt8] {
        var builder = WorkbookBuilder(
            rows: """
                <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>44197</v></c></row>
                <row r="2"><c t="inlineStr"><is><t>a &amp; _x0041_</t></is></c><c t="b"><v>1</v></c><c><f>1</f></c></row>
                """)
        builder.strings = "<si><r><t>Nguyễn</t></r><rPh><t>x</t></rPh></si>"
        builder.styles = #"<cellXfs><xf/><xf numFmtId="14"/></cellXfs>"#
        builder.isDeflated = isDeflated
        return builder.bytes()
    }

    /// Reads everything; the outcome may be rows or an error, but must be an outcome.
    private func outcome(_ bytes: [UInt8]) -> SpreadsheetError? {
        do {
            _ = try cells(bytes)
            return nil
        } catch let error as SpreadsheetError {
            return error
        } catch {
            Issue.record(error)
            return nil
        }
    }

    @Test("Cut off at every byte", arguments: [true, false])
    func truncations(isDeflated: Bool) throws {
        let whole = Self.workbook(isDeflated: isDeflated)
        for length in 4..<whole.count {
            let error = try #require(outcome(Array(whole[..<length])), "\(length) bytes were read")
            try #require(error.code == .fileCorrupt, "\(length) bytes: \(error)")
        }
    }

    @Test("One bit wrong, everywhere", arguments: [true, false])
    func bitFlips(isDeflated: Bool) {
        let whole = Self.workbook(isDeflated: isDeflated)
        var refused = 0
        for index in whole.indices {
            var damaged = whole
            damaged[index] ^= 1 << UInt8(index % 8)
            if outcome(damaged) != nil { refused += 1 }
        }
        #expect(refused > whole.count / 4)
    }

    @Test("One bit wrong inside the XML, with the checksum right", arguments: 0..<8)
    func xmlFlips(bit: Int) {
        let parts = WorkbookBuilder().parts().map(\.name) + ["xl/sharedStrings.xml", "xl/styles.xml"]
        var outcomes = (read: 0, refused: 0)
        for part in parts {
            for position in stride(from: bit, to: 700, by: 8) {
                var builder = WorkbookBuilder(
                    rows: #"<row r="1" spans="1:2"><c r="A1" t="s"><v>0</v></c><c r="B1" s="0"><v>1.5</v></c></row>"#)
                builder.strings = "<si><t xml:space=\"preserve\">a &#65; b</t></si>"
                builder.styles =
                    #"<numFmts><numFmt numFmtId="170" formatCode="yyyy"/></numFmts><cellXfs><xf numFmtId="170"/></cellXfs>"#
                builder.isDeflated = false
                builder.transform = { name, text in
                    var bytes = Array(text.utf8)
                    if name == part, position < bytes.count { bytes[position] ^= 1 << UInt8(bit) }
                    return bytes
                }
                guard let error = outcome(builder.bytes()) else {
                    outcomes.read += 1
                    continue
                }
                outcomes.refused += 1
                #expect([.fileCorrupt, .fileTypeUnsupported].contains(error.code), "\(part) at \(position): \(error)")
            }
        }
        // A letter of a text may change unnoticed, a bracket or a name may not.
        #expect(outcomes.read > 0)
        #expect(outcomes.refused > 0)
    }

    @Test("Delimited text of every byte value, in every encoding", arguments: TextEncoding.allCases)
    func textNoise(encoding: TextEncoding) {
        var state: UInt64 = 42
        for length in 1..<300 {
            let bytes = (0..<length).map { _ -> UInt8 in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let byte = UInt8(truncatingIfNeeded: state >> 56)
                return byte < 100 ? [0x22, 0x2C, 0x0A, 0x0D, 0x3B, 0x00, 0x27, 0x3D][Int(byte % 8)] : byte
            }
            _ = outcome(bytes)
            do {
                _ = try cells(bytes, csv: CSVOptions(encoding: encoding, delimiter: UInt8(ascii: ",")))
            } catch {
                #expect(error is SpreadsheetError)
            }
        }
    }
}
