import PhoneNumbers
import Testing

struct PhonePropertyTests {
    private let normalizer = PhoneNormalizer()

    @Test("every spelling of a Vietnamese number is the same number", arguments: 0..<200 as Range<UInt64>)
    func spellings(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let isFixed = Bool.random(using: &random)
        let first = isFixed ? 2 : [3, 5, 7, 8, 9].randomElement(using: &random) ?? 9
        let digits = (1...(isFixed ? 9 : 8)).map { _ in String(Int.random(in: 0...9, using: &random)) }
        let national = "\(first)" + digits.joined()
        let e164 = try #require(Int64("84" + national))
        for prefix in ["0", "84", "+84", "0084", "840", "084", "+840", ""] {
            let written = punctuated(prefix + national, using: &random)
            let phones = try normalizer.normalize(written)
            #expect(phones.map(\.number) == [PhoneNumber(e164: e164)], "\(written)")
            #expect(phones.first?.warnings == (prefix.isEmpty ? [.zeroRestored] : []))
        }
    }

    @Test("whatever parses prints a text that parses to itself without warnings", arguments: 0..<20 as Range<UInt64>)
    func roundTrip(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let raw = randomText(using: &random)
            // Most random texts are no numbers; that they do not trap is part of the test.
            guard let phones = try? normalizer.normalize(raw) else { continue }
            for phone in phones {
                #expect(phone.number.e164 > 0 && phone.number.e164 < 1_000_000_000_000_000)
                let again = try normalizer.normalize(phone.number.text)
                #expect(again.map(\.number) == [phone.number], "\(raw)")
                #expect(again.first?.isService == phone.isService)
                #expect(again.first?.warnings == [])
            }
        }
    }

    @Test("bytes and string give the same result", arguments: 0..<20 as Range<UInt64>)
    func bytesAndString(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            var raw = randomText(using: &random)
            let fromString = Result { () throws(PhoneError) in try normalizer.normalize(raw) }
            let fromBytes = raw.withUTF8 { bytes in
                Result { () throws(PhoneError) in try normalizer.normalize(utf8: bytes) }
            }
            #expect(fromString == fromBytes, "\(raw)")
        }
    }

    @Test("the plain reading and the thorough one agree", arguments: 0..<20 as Range<UInt64>)
    func plainAndThorough(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let length = Int.random(in: 1...18, using: &random)
            let plain = (0..<length).map { _ in String("0123456789812 -.()+".randomElement(using: &random) ?? "0") }
                .joined()
            let thorough = "\u{200B}" + plain
            #expect(verdict(plain) == verdict(thorough), "\(plain)")
        }
    }

    @Test("threads may share one normalizer and the library behind it")
    func concurrency() async throws {
        let texts = (0..<64).map { "+1 415 555 \(2000 + $0)" } + (0..<64).map { "+44 20 7946 \(1000 + $0)" }
        let expected = try texts.map { try normalizer.normalize($0) }
        try await withThrowingTaskGroup { group in
            for _ in 0..<8 {
                group.addTask { [normalizer] in try texts.map { try normalizer.normalize($0) } }
            }
            for try await phones in group { #expect(phones == expected) }
        }
    }

    /// What was made of a text, without the text.
    private func verdict(_ raw: String) -> String {
        do throws(PhoneError) {
            return try normalizer.normalize(raw).map { "\($0.number) \($0.warnings)" }.joined(separator: ", ")
        } catch {
            return "\(error.code) \(error.reason?.rawValue ?? "")"
        }
    }

    private func punctuated(_ digits: String, using random: inout SeededGenerator) -> String {
        digits.map {
            String($0) + (["", "", "", " ", ".", "-", "\u{A0}", "\u{200B}", "–"].randomElement(using: &random) ?? "")
        }
        .joined().trimmingTrailingDecimal
    }

    private func randomText(using random: inout SeededGenerator) -> String {
        let alphabet = "0000111122334455667788889999++84  .-()x#;,/eE'\u{A0}\u{200B}０é"
        let prefix = ["", "", "0", "84", "+84", "09", "018", "+1", "+44", "tel:"].randomElement(using: &random) ?? ""
        return prefix
            + String(
                (0..<Int.random(in: 0...14, using: &random)).compactMap { _ in alphabet.randomElement(using: &random) })
    }
}

extension String {
    /// A random ".0" at the end would be a spreadsheet's decimal, not punctuation.
    fileprivate var trimmingTrailingDecimal: String {
        guard let dot = lastIndex(of: "."), self[dot...].dropFirst().allSatisfy({ $0 == "0" }) else { return self }
        return String(self[..<dot] + self[dot...].dropFirst())
    }
}

/// SplitMix64: one seed, one run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
