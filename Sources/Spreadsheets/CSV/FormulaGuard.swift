/// The apostrophe that keeps a spreadsheet program from taking a text for a formula when it opens delimited text.
///
/// Writing puts one in front of a text that is risky behind any apostrophes of its own, reading takes one off such a
/// text: every text comes back as it was.
enum FormulaGuard {
    private static let apostrophe = UInt8(ascii: "'")

    /// The part of a field that is its value: without the guard, and without the `="…"` that other programs write to
    /// keep leading zeros.
    @inline(__always)
    static func value(_ field: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        guard let first = field.first, first == apostrophe || first == UInt8(ascii: "=") else {
            return 0..<field.count
        }
        return guardedValue(field)
    }

    private static func guardedValue(_ field: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        if field[0] == apostrophe { return isRisky(field) ? 1..<field.count : 0..<field.count }
        guard field.count >= 3, field[1] == UInt8(ascii: "\""), field[field.count - 1] == UInt8(ascii: "\"") else {
            return 0..<field.count
        }
        let inner = 2..<(field.count - 1)
        return inner.contains { field[$0] == UInt8(ascii: "\"") } ? 0..<field.count : inner
    }

    /// Whether a text needs the guard when it is written.
    ///
    /// What holds nothing but phone numbers does not: `+84901234567; +842838221234 x12` is to be dialled and imported
    /// again, and none of its characters can call anything.
    static func isNeeded(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        isRisky(text)
            && !text.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).allSatisfy(isPhoneNumber)
    }

    /// Whether a spreadsheet program may take the text, less its apostrophes, for a formula: it begins with `=`, `+`,
    /// `-`, `@`, a tab or line end, or the full-width form of one of the four.
    private static func isRisky(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = text.drop { $0 == apostrophe }.prefix(3)
        switch start.first {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0A, 0x0D: return true
        // U+FF1D, U+FF0B, U+FF0D and U+FF20.
        case 0xEF: return fullWidth.contains { start.elementsEqual($0) }
        default: return false
        }
    }

    /// Whether the text is digits, blanks, brackets and hyphens after at most one plus, and perhaps ` x` and an
    /// extension.
    private static func isPhoneNumber(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        var number = text.drop { $0 == UInt8(ascii: " ") }
        if number.first == UInt8(ascii: "+") { number = number.dropFirst() }
        if let mark = number.lastIndex(of: UInt8(ascii: "x")) {
            let digits = number[mark...].dropFirst()
            guard !digits.isEmpty, digits.allSatisfy(isDigit) else { return false }
            number = number[..<mark]
        }
        return !number.isEmpty && number.allSatisfy { isDigit($0) || " ()-".utf8.contains($0) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static let fullWidth: [[UInt8]] = [
        [0xEF, 0xBC, 0x9D], [0xEF, 0xBC, 0x8B], [0xEF, 0xBC, 0x8D], [0xEF, 0xBC, 0xA0],
    ]
}
