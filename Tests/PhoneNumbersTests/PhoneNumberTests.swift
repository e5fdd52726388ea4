import PhoneNumbers
import Testing

struct PhoneNumberTests {
    @Test(
        "text carries the plus and the extension as dialled",
        arguments: [
            (PhoneNumber(e164: 84_901_234_567), "+84901234567"),
            (PhoneNumber(e164: 842_838_221_234, ext: 12), "+842838221234 x12"),
            (PhoneNumber(e164: 842_838_221_234, ext: 2_000_000_007), "+842838221234 x007"),
            (PhoneNumber(e164: 842_838_221_234, ext: 1_000_000_000), "+842838221234 x0"),
        ])
    func text(number: PhoneNumber, text: String) throws {
        #expect(number.text == text)
        #expect(try PhoneNormalizer().normalize(text).map(\.number) == [number])
    }

    @Test(
        "a masked number shows five digits and three, less of a short one",
        arguments: [
            (PhoneNumber(e164: 84_332_123_830), "84332xxx830"),
            (PhoneNumber(e164: 842_838_221_234, ext: 12), "84283xxx234"),
            (PhoneNumber(e164: 8_418_001_234), "84180xxx234"), (PhoneNumber(e164: 29_022_123), "29xxx"),
        ])
    func masked(number: PhoneNumber, masked: String) {
        #expect(number.masked == masked)
    }

    @Test("values that never were numbers do not trap")
    func nonsense() {
        for value in [Int64.min, -1, 0, 84, .max] {
            let number = PhoneNumber(e164: value, ext: value)
            #expect(!number.text.isEmpty)
            #expect(!number.masked.isEmpty)
            #expect(number.isDialable)
        }
    }

    @Test("numbers sort by digits, then by extension")
    func order() {
        let sorted = [
            PhoneNumber(e164: 1), PhoneNumber(e164: 2), PhoneNumber(e164: 2, ext: 1), PhoneNumber(e164: 2, ext: 2),
            PhoneNumber(e164: 3),
        ]
        #expect(sorted.reversed().sorted() == sorted)
    }
}

struct SearchDigitsTests {
    private let normalizer = PhoneNormalizer()

    @Test(
        "typed digits become those to look for",
        arguments: [
            ("090", "8490"), ("0901 234", "84901234"), ("0901234567", "84901234567"), ("+84901", "84901"),
            ("0084 901", "84901"), ("901234567", "901234567"), ("234", "234"), ("(028) 3822", "84283822"),
            ("4155552671", "4155552671"), ("'0901", "84901"), ("０９０１", "84901"),
            // complete numbers that are stored in another spelling
            ("01201234567", "84701234567"), ("840901234567", "84901234567"), ("084901234567", "84901234567"),
        ])
    func digits(text: String, expected: String) {
        #expect(normalizer.searchDigits(text) == expected)
    }

    @Test(
        "names, addresses and fewer than three digits are nothing to look for",
        arguments: ["", "  ", "09", "+8", "Nguyễn", "Nguyen 123", "minh1990@gmail.com", "0901,0902", "12/3"])
    func nothing(text: String) {
        #expect(normalizer.searchDigits(text) == nil)
    }
}
