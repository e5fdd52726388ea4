import PhoneNumbers
import Testing

struct PhoneErrorTests {
    private let normalizer = PhoneNormalizer()

    @Test(
        "scientific notation is told apart before anything is split",
        arguments: [
            "8.4E+10", "8,49123E+10", "8.4E10", "9e8", "8.49123e+10", "0901234567, 8,49123E+10", "８.４Ｅ＋１０", "1.E+5",
            "8.4E-2",
        ])
    func scientific(raw: String) { expect(raw, .scientific) }

    @Test(
        "what is neither digit nor telephone punctuation is refused",
        arguments: [
            "0901a34567", "abc", "84332xxx830", "0901234567?", "0901 234 567 (home)", "+84+901234567", "0+901234567",
            "++84901234567", "090*1234567", "0901234567 ext", "mobile 0901234567", "0901234567=", "٠٩٠١٢٣٤٥٦٧",
            "0901234567 x1 x2", "0901½", "tel:0901234567;ext=a1", "0901234567;ext=1", "0901234567:", "0901234567\u{0}",
            "09012345\u{301}67", "0901234567\u{3}12",
        ])
    func invalidCharacter(raw: String) { expect(raw, .invalidCharacter) }

    @Test(
        "10 to 15 digits that are no Vietnamese number want a plus",
        arguments: [
            "1415555267", "14155552671", "442079460958", "9012345678", "390612345678", "123456789012345", "1012345678",
            "3012345678901",
        ])
    func noCountry(raw: String) { expect(raw, .noCountry) }

    @Test(
        "an invalid number says in what respect",
        arguments: [
            ("1", PhoneError.Reason.tooShort), ("113", .tooShort), ("0", .tooShort), ("00", .tooShort),
            ("+", .tooShort),
            ("-", .tooShort), ("()", .tooShort), ("090123456", .tooShort), ("0283822123", .tooShort),
            ("90123456", .tooShort), ("8490123456", .tooShort), ("84283822123", .tooShort), ("18001", .tooShort),
            ("09012345678", .tooLong), ("028382212345", .tooLong), ("849012345678", .tooLong),
            ("8490123456789012", .tooLong), ("1234567890123456", .tooLong), ("1234567890123456789012345", .tooLong),
            ("0412345678", .prefix), ("0612345678", .prefix), ("0111234567", .prefix), ("01801234567", .prefix),
            ("0180012345", .prefix), ("84412345678", .prefix), ("123456789", .prefix), ("0840901234567", .prefix),
            ("0000901234567", .prefix), ("+0901234567", .prefix), ("+00901234567", .prefix),
            ("+84412345678", .prefix), ("+8484901234567", .tooLong), ("+84901234567890", .tooLong),
            ("+8490123456", .tooShort), ("+84", .tooShort), ("+840", .tooShort), ("+8400901234567", .prefix),
            ("+901234567", .prefix), ("+1415555267", .tooShort), ("+141555526711", .tooLong),
            ("+11111111111", .prefix), ("+9991234567", .country), ("+3761234567", .wrongLength),
            ("02838221234 x1234567890", .extensionLength), ("ext 12 0901234567", .extensionLength),
            ("tel:0901234567;ext=", .extensionLength),
        ])
    func invalid(raw: String, reason: PhoneError.Reason) {
        #expect(throws: PhoneError(code: .invalid, reason: reason, raw: raw)) { try normalizer.normalize(raw) }
    }

    @Test("one bad number spoils its cell, and the error names that number only")
    func spoiledCell() {
        #expect(throws: PhoneError(code: .invalid, reason: .tooShort, raw: "123")) {
            try normalizer.normalize("0901234567; 123 ; abc")
        }
    }

    @Test("malformed UTF-8 is an invalid character")
    func malformedBytes() {
        for bytes: [UInt8] in [[0xFF], [0x30, 0x39, 0xC3], [0xEF, 0xBC], [0xED, 0xA0, 0x80, 0x31]] {
            let error = #expect(throws: PhoneError.self) {
                try bytes.withUnsafeBufferPointer { try normalizer.normalize(utf8: $0) }
            }
            #expect(error?.code == .invalidCharacter)
        }
    }

    @Test("an error carries 64 characters of what was written at most")
    func longText() throws {
        let error = #expect(throws: PhoneError.self) { try normalizer.normalize(String(repeating: "ă", count: 40_000)) }
        #expect(error?.raw == String(repeating: "ă", count: 64))
    }

    @Test("a strict check refuses ranges that were never given out, a lenient one does not")
    func strict() throws {
        let strict = PhoneNormalizer(check: .strict)
        for raw in ["0301234567", "0522345678", "0592345678", "0899912345", "02838221234", "01201234567", "18001234"] {
            #expect(try strict.normalize(raw) == normalizer.normalize(raw))
        }
        for raw in ["0501234567", "0529345678", "0712345678", "0801234567", "0891234567", "0992345678", "02012345678"] {
            #expect(try normalizer.normalize(raw).count == 1)
            #expect(throws: PhoneError(code: .invalid, reason: .prefix, raw: raw)) { try strict.normalize(raw) }
        }
    }

    @Test(
        "codes keep their numbers and names",
        arguments: [
            (PhoneError.Code.invalid, Int32(2010), "PHONE_INVALID"), (.scientific, 2011, "PHONE_SCIENTIFIC"),
            (.invalidCharacter, 2012, "PHONE_INVALID_CHAR"), (.noCountry, 2013, "PHONE_NO_COUNTRY"),
        ])
    func stableCodes(code: PhoneError.Code, number: Int32, name: String) {
        #expect(code.rawValue == number)
        #expect(PhoneError(code: code, raw: "1").name == name)
    }

    @Test("warnings keep their numbers and names")
    func stableWarnings() {
        #expect(PhoneWarning.allCases.map(\.rawValue) == [2014, 2015])
        #expect(PhoneWarning.allCases.map(\.name) == ["PHONE_LEGACY_CONVERTED", "PHONE_ZERO_RESTORED"])
    }

    @Test("no message repeats the number")
    func messagesAreSafe() {
        for raw in ["8.4E+10", "0901a34567", "14155552671", "0412345678", "+9991234567"] {
            let error = #expect(throws: PhoneError.self) { try normalizer.normalize(raw) }
            #expect(error.map { !$0.message.isEmpty && !$0.message.contains(raw) } == true)
        }
    }

    private func expect(_ raw: String, _ code: PhoneError.Code) {
        let error = #expect(throws: PhoneError.self) { try normalizer.normalize(raw) }
        #expect(error?.code == code)
        #expect(error?.reason == nil)
    }
}
