import Testing

@testable import Spreadsheets

@Suite("Delimited text")
struct CSVTests {
    @Test("Fields, quotes and line ends")
    func fields() throws {
        let text = "a,\"b \"\"c\"\"\",\"d\ne\"\r\n\r\n,f\"g,\"h\"i\rlast,,"
        let expected = ["A1 text a", "B1 text b \"c\"", "C1 text d\ne", "B3 text f\"g", "C3 text hi", "A4 text last"]
        #expect(try csvCells(text) == expected)
    }

    @Test("Line ends of every kind, inside quotes as well", arguments: ["\n", "\r\n", "\r"])
    func lineEnds(end: String) throws {
        let text = "a,b\(end)\"1\(end)2\",3\(end)"
        #expect(try csvCells(text) == ["A1 text a", "B1 text b", "A2 text 1\n2", "B2 text 3"])
    }

    @Test("A quoted field may begin where a block of the file does", arguments: -3...3, [",", "\n"])
    func quoteAtWindowStart(shift: Int, end: String) throws {
        let start = "a\(end)"
        let filler = ByteWindow.defaultCapacity + shift - start.utf8.count
        let line = String(repeating: "x", count: 99) + "\n"
        var text = String(repeating: line, count: filler / 100 - 1)
        text += String(repeating: "y", count: filler - text.utf8.count - 1) + "\n" + start
        #expect(text.utf8.count == ByteWindow.defaultCapacity + shift)
        let last = try csvCells(text + #""b,"" c""# + "\n").last
        #expect(last?.hasSuffix(#" text b," c"#) == true)
    }

    @Test("Delimiters", arguments: [(",", ","), (";", ";"), ("\t", "\t"), ("|", "|")])
    func delimiters(delimiter: String, expected: String) throws {
        let text =
            ["Name", "Note"].joined(separator: delimiter) + "\n"
            + (1...5).map { "name \($0)\(delimiter)\"a, b; c | d\"\n" }.joined()
        let scratch = try ScratchFile(Array(text.utf8))
        let file = try SpreadsheetFile.open(path: scratch.path)
        #expect(file.csvDialect?.delimiter == expected.utf8.first)
        #expect(try cells(at: scratch.path).count == 12)
    }

    @Test("Decimal commas and addresses do not hide the semicolon")
    func commasInside() throws {
        let text = "Tên;Địa chỉ;Số tiền\nA;12 Lê Lợi, Quận 1, TP.HCM;1,5\nB;3 Hai Bà Trưng, Hà Nội;2,25\n"
        #expect(try csvCells(text).contains("B3 text 3 Hai Bà Trưng, Hà Nội"))
    }

    @Test("Of two that divide alike, the one with quotes only around fields delimits")
    func quotesDecide() throws {
        #expect(
            try csvCells("Name\na,\"b|c\",\"d\"\n") == [
                "A1 text Name", "A2 text a", "B2 text b|c", "C2 text d",
            ])
        #expect(try csvCells("a|b\"c,d\n") == ["A1 text a", "B1 text b\"c,d"])
    }

    @Test("A declared delimiter wins")
    func declaredDelimiter() throws {
        #expect(
            try csvCells("a,b;c\n", options: CSVOptions(encoding: nil, delimiter: UInt8(ascii: ";"))) == [
                "A1 text a,b", "B1 text c",
            ])
    }

    @Test("Excel's separator line is no row", arguments: ["sep=;\n", "SEP=;\r\n", "\"sep=;\"\r"])
    func separatorLine(line: String) throws {
        #expect(try csvCells(line + "a;b,c\nd") == ["A1 text a", "B1 text b,c", "A2 text d"])
    }

    @Test("What cannot delimit is no delimiter", arguments: ["\0", "\"", "é"])
    func separatorNonsense(delimiter: String) throws {
        #expect(try csvCells("sep=\(delimiter)\nabcdefghijk,b\n").suffix(2) == ["A2 text abcdefghijk", "B2 text b"])
    }

    @Test("A declared delimiter that cannot delimit is refused", arguments: [0, 10, 13, 34, 200] as [UInt8])
    func declaredNonsense(delimiter: UInt8) {
        #expect(throws: SpreadsheetError.self) {
            try csvCells("a,b", options: CSVOptions(encoding: nil, delimiter: delimiter))
        }
    }

    @Test("A header that begins with ID is no SYLK file")
    func identifierHeader() throws {
        #expect(try csvCells("ID;Phone\n1;84\n") == ["A1 text ID", "B1 text Phone", "A2 text 1", "B2 text 84"])
    }

    @Test("NUL bytes are dropped, blank rows keep their number")
    func zerosAndBlanks() throws {
        #expect(
            try csvCells("abcdef,gh\0ijkl\n\n,,\nx\0,yz\n") == [
                "A1 text abcdef", "B1 text ghijkl", "A4 text x", "B4 text yz",
            ])
    }

    @Test(
        "Guards against formulas are taken off",
        arguments: [
            ("'=1+1", "=1+1"), ("'+84 91 234", "+84 91 234"), ("''-x", "'-x"), ("'tis", "'tis"), ("'", "'"),
            ("=1", "=1"),
            ("=\"0912345678\"", "0912345678"), ("\"=\"\"0912\"\"\"", "0912"), ("'＝x", "＝x"), ("+84", "+84"),
        ])
    func guards(field: String, text: String) throws {
        #expect(try csvCells("h,\(field)\n") == ["A1 text h", "B1 text \(text)"])
    }

    @Test("Fields and records longer than the scanner's window")
    func longFields() throws {
        let long = String(repeating: "Đặng \"\"x\"\" ", count: 8_000)
        let text = "a,\"\(long)\",b\n" + String(repeating: "1,2,3\r\n", count: 60_000) + "end"
        let found = try csvCells(text)
        #expect(found.count == 180_004)
        #expect(found[1].utf8.count == 8 + long.utf8.count - 16_000)
        #expect(found.last == "A60002 text end")
    }

    @Test("A stray wrong byte costs its cell a warning, not the file")
    func strayByte() throws {
        var bytes = Array(String(repeating: "Nguyễn Văn Ánh,84912345678\n", count: 20).utf8)
        bytes += Array("Tr".utf8) + [0xE1] + Array("n,1\n".utf8)
        let scratch = try ScratchFile(bytes)
        let reader = try SpreadsheetFile.open(path: scratch.path).reader(sheet: 0)
        for _ in 0..<20 {
            #expect(try reader.next())
            #expect(reader.cells.allSatisfy { $0.warnings.isEmpty })
        }
        #expect(try reader.next())
        #expect(reader.cells[0].string() == "Tr\u{FFFD}n")
        #expect(reader.cells.map(\.warnings) == [.encodingInvalid, []])
    }
}

@Suite("Encodings of delimited text")
struct EncodingTests {
    private static let text = "Tên,Số\nNguyễn Văn Ánh,1\nTrần Thị Hương,2\nĐỗ Đức Quỳnh,3\nƯng Ý,4\n"
    private static let expected = ["A1 text Tên", "B1 text Số", "A2 text Nguyễn Văn Ánh", "B2 text 1"]

    private func check(_ bytes: [UInt8], _ encoding: TextEncoding) throws {
        let scratch = try ScratchFile(bytes)
        #expect(try SpreadsheetFile.open(path: scratch.path).csvDialect?.encoding == encoding)
        #expect(try Array(cells(at: scratch.path).prefix(4)) == Self.expected)
        #expect(try cells(at: scratch.path).contains("A5 text Ưng Ý") || encoding == .utf8)
    }

    @Test("UTF-8 with a mark and without")
    func utf8() throws {
        try check(Array(Self.text.utf8), .utf8)
        try check([0xEF, 0xBB, 0xBF] + Array(Self.text.utf8), .utf8)
    }

    @Test("UTF-16 with a mark and without", arguments: [true, false], [true, false])
    func utf16(isBigEndian: Bool, hasMark: Bool) throws {
        let bytes = ((hasMark ? "\u{FEFF}" : "") + Self.text).utf16.flatMap { unit -> [UInt8] in
            let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
            return isBigEndian ? pair : pair.reversed()
        }
        try check(bytes, isBigEndian ? .utf16BigEndian : .utf16LittleEndian)
    }

    @Test("UTF-32 with a mark and without", arguments: [true, false], [true, false])
    func utf32(isBigEndian: Bool, hasMark: Bool) throws {
        let bytes = ((hasMark ? "\u{FEFF}" : "") + Self.text).unicodeScalars.flatMap { scalar -> [UInt8] in
            let quad = (0..<4).map { UInt8(truncatingIfNeeded: scalar.value >> (24 - 8 * UInt32($0))) }
            return isBigEndian ? quad : quad.reversed()
        }
        try check(bytes, isBigEndian ? .utf32BigEndian : .utf32LittleEndian)
    }

    @Test(
        "Vietnamese legacy encodings are told apart by their words",
        arguments: [
            (
                TextEncoding.windows1258,
                """
                54ea6e2c53f4ec0a4e677579eade6e2056e36e20c16e682c310a5472e2cc6e20546869f22048fdf56e672c320ad0f4de\
                20d0fdec6320517579cc6e682c330add6e672059ec2c340a
                """
            ),
            (
                TextEncoding.tcvn3,
                """
                54aa6e2c53e80a4e677579d46e2056a86e20836e682c310a5472c76e205468de2048adac6e672c320aa7e720a7f86320\
                5175fa6e682c330aa66e6720162c340a
                """
            ),
            (
                TextEncoding.viscii,
                """
                54ea6e2c53af0a4e677579ad6e2056e56e20c16e682c310a5472a56e205468b82048dfbd6e672c320ad0b220d0d16320\
                5175cf6e682c330abf6e6720dd2c340a
                """
            ),
        ])
    func legacy(encoding: TextEncoding, hexadecimal: String) throws {
        try check(Self.bytes(hexadecimal), encoding)
    }

    @Test(
        "Western text stays Western, however short",
        arguments: ["Å,1\n2,3", "première,troisième\nquatrième,x", "Müller;Größe"])
    func western(text: String) throws {
        let bytes = text.unicodeScalars.map { UInt8($0.value) }
        let scratch = try ScratchFile(bytes)
        #expect(try SpreadsheetFile.open(path: scratch.path).csvDialect?.encoding == .windows1252)
        #expect(try cells(at: scratch.path).first?.hasSuffix(text.prefix { $0 != "," && $0 != ";" }) == true)
    }

    @Test("A declared encoding is used as it is")
    func declared() throws {
        let found = try cells([0x54, 0xEA, 0x6E], csv: CSVOptions(encoding: .windows1258, delimiter: nil))
        #expect(found == ["A1 text Tên"])
    }

    private static func bytes(_ hexadecimal: String) throws -> [UInt8] {
        let digits = try hexadecimal.map { try #require($0.hexDigitValue) }
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}
