import PhoneNumbers
import Testing

/// DOMAIN's table of section 4, row by row, and its steps before the table.
struct PhoneNormalizerTests {
    private let normalizer = PhoneNormalizer()

    struct Row: Sendable, CustomTestStringConvertible {
        var raw: String
        var e164: Int64
        var warnings: [PhoneWarning] = []
        var isService = false
        var ext: Int64 = 0
        var testDescription: String { raw }
    }

    @Test(
        "bare digits mean what their length and beginning say",
        arguments: [
            // 84[35789] of 11: mobile with country code
            Row(raw: "84301234567", e164: 84_301_234_567), Row(raw: "84501234567", e164: 84_501_234_567),
            Row(raw: "84701234567", e164: 84_701_234_567), Row(raw: "84801234567", e164: 84_801_234_567),
            Row(raw: "84901234567", e164: 84_901_234_567),
            // 842 of 12: fixed line with country code
            Row(raw: "842838221234", e164: 842_838_221_234),
            // 841 and a legacy prefix of 12
            Row(raw: "841201234567", e164: 84_701_234_567, warnings: [.legacyConverted]),
            // 840 and a national number, of 12 or 13
            Row(raw: "840901234567", e164: 84_901_234_567), Row(raw: "8402838221234", e164: 842_838_221_234),
            Row(raw: "8401201234567", e164: 84_701_234_567, warnings: [.legacyConverted]),
            // 084 and a national number without zero, of 12 or 13
            Row(raw: "084901234567", e164: 84_901_234_567), Row(raw: "0842838221234", e164: 842_838_221_234),
            Row(raw: "0841201234567", e164: 84_701_234_567, warnings: [.legacyConverted]),
            // 0[35789] of 10
            Row(raw: "0301234567", e164: 84_301_234_567), Row(raw: "0501234567", e164: 84_501_234_567),
            Row(raw: "0701234567", e164: 84_701_234_567), Row(raw: "0801234567", e164: 84_801_234_567),
            Row(raw: "0901234567", e164: 84_901_234_567), Row(raw: "0841234567", e164: 84_841_234_567),
            // 02 of 11
            Row(raw: "02838221234", e164: 842_838_221_234),
            // [35789] of 9: the zero is lost
            Row(raw: "301234567", e164: 84_301_234_567, warnings: [.zeroRestored]),
            Row(raw: "901234567", e164: 84_901_234_567, warnings: [.zeroRestored]),
            // the trap: VinaPhone's 084 without its zero
            Row(raw: "841234567", e164: 84_841_234_567, warnings: [.zeroRestored]),
            Row(raw: "849012345", e164: 84_849_012_345, warnings: [.zeroRestored]),
            // 2 of 10
            Row(raw: "2838221234", e164: 842_838_221_234, warnings: [.zeroRestored]),
            // 1 and a legacy prefix of 10
            Row(raw: "1201234567", e164: 84_701_234_567, warnings: [.legacyConverted, .zeroRestored]),
            // service numbers of 8 to 10, and after 84
            Row(raw: "18001234", e164: 8_418_001_234, isService: true),
            Row(raw: "180012345", e164: 84_180_012_345, isService: true),
            Row(raw: "1800123456", e164: 841_800_123_456, isService: true),
            Row(raw: "19001234", e164: 8_419_001_234, isService: true),
            Row(raw: "8418001234", e164: 8_418_001_234, isService: true),
            Row(raw: "84190012345", e164: 84_190_012_345, isService: true),
            Row(raw: "841900123456", e164: 841_900_123_456, isService: true),
        ])
    func bareDigits(row: Row) throws { try expect(row) }

    @Test(
        "every legacy prefix becomes its operator's new one, however it is written",
        arguments: [
            (120, 70), (121, 79), (122, 77), (126, 76), (128, 78), (123, 83), (124, 84), (125, 85), (127, 81),
            (129, 82), (162, 32), (163, 33), (164, 34), (165, 35), (166, 36), (167, 37), (168, 38), (169, 39),
            (186, 56), (188, 58), (199, 59),
        ])
    func legacyPrefix(legacy: Int64, modern: Int64) throws {
        let e164 = 84_000_000_000 + modern * 10_000_000 + 1_234_567
        for prefix in ["0", "84", "+84", "0084", "+840", "840", "084"] {
            try expect(Row(raw: "\(prefix)\(legacy)1234567", e164: e164, warnings: [.legacyConverted]))
        }
        try expect(Row(raw: "\(legacy)1234567", e164: e164, warnings: [.legacyConverted, .zeroRestored]))
    }

    @Test(
        "an international number is read by its country's rules",
        arguments: [
            Row(raw: "+84901234567", e164: 84_901_234_567), Row(raw: "0084901234567", e164: 84_901_234_567),
            Row(raw: "+840901234567", e164: 84_901_234_567), Row(raw: "00840901234567", e164: 84_901_234_567),
            Row(raw: "+842838221234", e164: 842_838_221_234), Row(raw: "+8402838221234", e164: 842_838_221_234),
            Row(raw: "+8418001234", e164: 8_418_001_234, isService: true),
            Row(raw: "+841900123456", e164: 841_900_123_456, isService: true),
            Row(raw: "+84 (0) 901 234 567", e164: 84_901_234_567),
            Row(raw: "+1 415 555 2671", e164: 14_155_552_671), Row(raw: "0014155552671", e164: 14_155_552_671),
            Row(raw: "+44 (0)20 7946 0958", e164: 442_079_460_958), Row(raw: "+39 06 1234 5678", e164: 390_612_345_678),
            Row(raw: "+65 6123 4567", e164: 6_561_234_567), Row(raw: "+852 2123 4567", e164: 85_221_234_567),
        ])
    func international(row: Row) throws { try expect(row) }

    @Test(
        "punctuation, blanks and what copying leaves behind mean nothing",
        arguments: [
            "0901 234 567", "0901.234.567", "0901-234-567", "(090) 123-4567", "(+84) 901 234 567", "'0901234567",
            " 0901234567 ", "\u{A0}0901\u{A0}234\u{A0}567\u{A0}", "\u{202A}0901234567\u{202C}", "0901\u{200B}234567",
            "\u{FEFF}0901234567", "0901\u{2011}234\u{2013}567", "0901\u{2212}234\u{FF0D}567", "0901\u{AD}234567",
            "０９０１２３４５６７", "＋84 901 234 567", "𝟎𝟗𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕", "⁺⁸⁴901234567", "tel:+84-901-234-567", "TEL:0901234567",
            "tel:0901234567;phone-context=+84", "tel:0901234567;phone-context=example.com", "\t0901\t234567\n",
            "84901234567.0", "+84901234567.0", "0901234567.0", "0901\u{3000}234567", "' 0901234567", "0.901.234.567",
        ])
    func punctuation(raw: String) throws {
        let phones = try normalizer.normalize(raw)
        #expect(phones.map(\.number) == [PhoneNumber(e164: 84_901_234_567)])
        #expect(phones.flatMap(\.warnings).isEmpty)
    }

    @Test("a spreadsheet's .0 after a number that lost its zero is cut too")
    func decimalAfterLostZero() throws {
        try expect(Row(raw: "901234567.0", e164: 84_901_234_567, warnings: [.zeroRestored]))
    }

    @Test(
        "an extension is part of the key",
        arguments: [
            Row(raw: "02838221234 ext 12", e164: 842_838_221_234, ext: 12),
            Row(raw: "02838221234 Ext. 12", e164: 842_838_221_234, ext: 12),
            Row(raw: "02838221234x12", e164: 842_838_221_234, ext: 12),
            Row(raw: "+842838221234 X 12", e164: 842_838_221_234, ext: 12),
            Row(raw: "028 3822 1234 #12", e164: 842_838_221_234, ext: 12),
            Row(raw: "tel:+84-28-3822-1234;ext=1-2", e164: 842_838_221_234, ext: 12),
            Row(raw: "tel:+842838221234;isub=9;EXT=12", e164: 842_838_221_234, ext: 12),
            Row(raw: "02838221234 x012", e164: 842_838_221_234, ext: 1_000_000_012),
            Row(raw: "02838221234 x0", e164: 842_838_221_234, ext: 1_000_000_000),
            Row(raw: "02838221234 x123456789", e164: 842_838_221_234, ext: 123_456_789),
        ])
    func extensions(row: Row) throws { try expect(row) }

    @Test(
        "a cell holds several numbers",
        arguments: [
            "0901234567,0912345678", "0901234567; 0912345678", "0901234567 / 0912345678", "0901234567|0912345678",
            "0901234567 ::: 0912345678", "0901234567\n0912345678", "0901234567\r\n0912345678",
            "0901234567\u{2028}0912345678", ",0901234567,,;/|0912345678;", "0901234567 ／ 0912345678",
            "0901234567, 84901234567, 0912345678", "tel:0901234567; tel:0912345678", "tel:0901234567;0912345678",
            "0901234567 ::: 0912345678 :::", "0901234567 ::: +84 901 234 567 ::: 912345678",
        ])
    func severalNumbers(raw: String) throws {
        let numbers = try normalizer.normalize(raw).map(\.number.e164)
        #expect(numbers == [84_901_234_567, 84_912_345_678])
    }

    @Test(
        "a blank cell has no number",
        arguments: ["", " ", "\u{A0}", "\n\t", "\u{200B}", "'", " , ; / | \n ", "\u{FEFF}\u{200E}"])
    func blank(raw: String) throws {
        #expect(try normalizer.normalize(raw).isEmpty)
    }

    @Test("each number keeps its own part of the text as it was written")
    func rawPieces() throws {
        let phones = try normalizer.normalize(" ０９０１ 234.567 x 5 ; +84\u{A0}912345678 ")
        #expect(phones.map(\.raw) == ["０９０１ 234.567 x 5", "+84\u{A0}912345678"])
    }

    @Test("the same digits with two extensions are two numbers, and a repeated one counts once")
    func distinctExtensions() throws {
        let phones = try normalizer.normalize("02838221234 x1, 02838221234 x2, 02838221234, 02838221234x1")
        #expect(phones.map(\.number.ext) == [1, 2, 0])
    }

    @Test("another default country's bare numbers are that country's")
    func defaultRegion() throws {
        let american = PhoneNormalizer(defaultRegion: 1)
        #expect(try american.normalize("(415) 555-2671").map(\.number.e164) == [14_155_552_671])
        #expect(try american.normalize("+84901234567").map(\.number.e164) == [84_901_234_567])
        #expect(throws: PhoneError(code: .invalid, reason: .country, raw: "0901234567")) {
            try PhoneNormalizer(defaultRegion: 999).normalize("0901234567")
        }
    }

    private func expect(_ row: Row) throws {
        let phones = try normalizer.normalize(row.raw)
        let expected = ParsedPhone(
            number: PhoneNumber(e164: row.e164, ext: row.ext), warnings: row.warnings, isService: row.isService,
            raw: row.raw)
        #expect(phones == [expected])
        #expect(expected.number.isDialable == !row.isService)
    }
}
