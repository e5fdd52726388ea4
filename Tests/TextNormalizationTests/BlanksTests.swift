import TextNormalization
import Testing

struct BlanksTests {
    /// White space of Unicode and the invisible characters that spreadsheets and web pages leave behind.
    private static let blanks: [ClosedRange<UInt32>] = [
        0x09...0x0D, 0x20...0x20, 0x85...0x85, 0xA0...0xA0, 0x061C...0x061C, 0x1680...0x1680, 0x2000...0x200F,
        0x2028...0x202F, 0x205F...0x2060, 0x2066...0x2069, 0x3000...0x3000, 0xFE00...0xFE0F, 0xFEFF...0xFEFF,
    ]

    @Test("every scalar of the basic plane is trimmed exactly if it is a blank")
    func everyScalar() {
        for value in UInt32(0)...0xFFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let isBlank = Self.blanks.contains { $0.contains(value) }
            let text = String(scalar)
            if text.isBlank != isBlank || "\(text)ă\(text)".trimmed.unicodeScalars.count != (isBlank ? 1 : 3) {
                Issue.record("U+\(String(value, radix: 16))")
            }
        }
    }

    @Test("white space of Unicode is blank, whatever the table says")
    func whiteSpace() {
        for value in UInt32(0)...0xFFFF {
            if let scalar = Unicode.Scalar(value), scalar.properties.isWhitespace { #expect(String(scalar).isBlank) }
        }
    }

    @Test(
        "only the ends are trimmed",
        arguments: [
            ("", ""), ("a", "a"), (" a ", "a"), ("\u{FEFF}\u{A0} Hà  Nội\t\r\n", "Hà  Nội"),
            ("a\u{200B}b", "a\u{200B}b"),
            (" \u{200B}\u{3000}", ""), ("“a”", "“a”"), ("\u{2060}x\u{2069}", "x"), ("à\u{A0}", "à"),
        ])
    func ends(text: String, trimmed: String) {
        #expect(text.trimmed == trimmed)
        #expect(text.isBlank == trimmed.isEmpty)
    }

    @Test("malformed UTF-8 is no blank and stays as it is")
    func malformed() {
        for bytes: [UInt8] in [
            [0xC2], [0xE2, 0x80], [0x80], [0xA0], [0xFF, 0xFE], [0x20, 0xC2, 0x20], [0x80, 0x80],
        ] {
            let kept = bytes.filter { $0 != 0x20 }
            bytes.withUnsafeBufferPointer { #expect(Array(Blanks.trimmed($0)) == kept) }
        }
    }
}
