/// A decimal number of at most 38 digits, exact.
struct DecimalNumber: Hashable, Sendable, Comparable {
    /// Digits before and behind the point together.
    static let digitLimit = 38
    /// A written number longer than this is none.
    private static let byteLimit = 100

    private let isNegative: Bool
    /// ASCII, without leading zeros; empty below 1.
    private let whole: [UInt8]
    /// ASCII, without trailing zeros.
    private let fraction: [UInt8]

    /// Reads what people and programs write: a sign, a point or a comma before the fraction, groups of three digits,
    /// an exponent.
    ///
    /// Nil for anything else and for what means two things: one comma with three digits behind it, and one point with
    /// three digits behind it that end in 0, are groups to some people and fractions to others. One point with other
    /// digits behind it is the point of a fraction.
    init?(_ written: String) {
        guard written.utf8.count <= Self.byteLimit else { return nil }
        var rest = Substring(written)
        var isNegative = false
        if let sign = rest.first, sign == "+" || sign == "-" || sign == "\u{2212}" {
            isNegative = sign != "+"
            rest.removeFirst()
        }
        let parts = rest.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
        guard let mantissa = parts.first.flatMap(Mantissa.init) else { return nil }
        var exponent = 0
        if parts.count == 2 {
            guard let value = Self.exponent(parts[1]) else { return nil }
            exponent = value
        }
        self.init(mantissa, exponent: exponent, isNegative: isNegative)
    }

    private static func exponent(_ text: Substring) -> Int? {
        guard text.utf8.count <= 4, let value = Int(text), abs(value) <= 2 * digitLimit else { return nil }
        return value
    }

    private init?(_ mantissa: Mantissa, exponent: Int, isNegative: Bool) {
        let digits = mantissa.whole + mantissa.fraction
        let point = mantissa.whole.count + exponent
        let leading = [UInt8](repeating: UInt8(ascii: "0"), count: max(0, -point))
        let trailing = [UInt8](repeating: UInt8(ascii: "0"), count: max(0, point - digits.count))
        let place = max(0, point)
        let shifted = leading + digits + trailing
        whole = Array(shifted.prefix(place).drop { $0 == UInt8(ascii: "0") })
        var fraction = Array(shifted.dropFirst(place))
        while fraction.last == UInt8(ascii: "0") { fraction.removeLast() }
        self.fraction = fraction
        self.isNegative = isNegative && !(whole.isEmpty && fraction.isEmpty)
        guard whole.count + fraction.count <= Self.digitLimit else { return nil }
    }

    /// The number as it is stored: `-12.5`, `0.05`, `7`.
    var text: String {
        let whole = whole.isEmpty ? "0" : String(decoding: whole, as: UTF8.self)
        let fraction = fraction.isEmpty ? "" : "." + String(decoding: fraction, as: UTF8.self)
        return (isNegative ? "-" : "") + whole + fraction
    }

    /// Nil when it has a fraction or does not fit.
    var integer: Int64? { fraction.isEmpty ? Int64(text) : nil }

    /// A text whose order, byte by byte, is the order of the numbers; equal numbers have one.
    ///
    /// The sign, the count of whole digits, then all digits. Of a negative number everything is turned round and a
    /// character behind all digits ends it, because the one with more digits is the smaller one.
    var sortKey: String {
        let digits = whole + fraction
        if !isNegative { return "1" + Self.twoDigits(whole.count) + String(decoding: digits, as: UTF8.self) }
        let turned = digits.map { UInt8(ascii: "9") - $0 + UInt8(ascii: "0") }
        return "0" + Self.twoDigits(99 - whole.count) + String(decoding: turned, as: UTF8.self) + "~"
    }

    private static func twoDigits(_ count: Int) -> String { count < 10 ? "0\(count)" : "\(count)" }

    static func < (left: Self, right: Self) -> Bool {
        left.sortKey.utf8.lexicographicallyPrecedes(right.sortKey.utf8)
    }
}

/// The digits of a written number, and where its point is.
private struct Mantissa {
    var whole: [UInt8] = []
    var fraction: [UInt8] = []

    init?(_ text: Substring) {
        let plain = text.map { $0 == "\u{A0}" || $0 == "\u{202F}" ? " " : $0 }
        guard plain.allSatisfy({ $0.isASCII && ($0.isWholeNumber || $0 == "." || $0 == "," || $0 == " ") }) else {
            return nil
        }
        let end: Int
        switch Self.point(in: plain) {
        case .ambiguous: return nil
        case .none: end = plain.count
        case .at(let index): end = index
        }
        let fractionText = plain[min(end + 1, plain.count)...]
        guard fractionText.allSatisfy(\.isWholeNumber) else { return nil }
        guard let whole = Self.digits(inGroups: plain[..<end]) else { return nil }
        self.whole = whole
        fraction = fractionText.compactMap(\.asciiValue)
        if whole.isEmpty && fraction.isEmpty { return nil }
    }

    private enum Point {
        case none
        case at(Int)
        case ambiguous
    }

    /// Which character is the point.
    private static func point(in text: [Character]) -> Point {
        let dots = text.indices.filter { text[$0] == "." }
        let commas = text.indices.filter { text[$0] == "," }
        if let dot = dots.last, let comma = commas.last {
            return (dot > comma ? dots : commas).count == 1 ? .at(max(dot, comma)) : .ambiguous
        }
        guard let mark = dots.last ?? commas.last, dots.count + commas.count == 1 else { return .none }
        let looksLikeGroup =
            text.count - mark == 4 && (1...3).contains(mark) && text[0] != "0" && !text.contains(" ")
        let isAmbiguous = looksLikeGroup && (text[mark] == "," || text.last == "0")
        return isAmbiguous ? .ambiguous : .at(mark)
    }

    /// Digits without a mark between them, or in groups of three with one and the same mark.
    private static func digits(inGroups text: ArraySlice<Character>) -> [UInt8]? {
        let marks = Set(text.filter { !$0.isWholeNumber })
        guard marks.count <= 1 else { return nil }
        let groups = text.split(omittingEmptySubsequences: false) { !$0.isWholeNumber }
        if groups.count > 1 {
            guard let first = groups.first, (1...3).contains(first.count),
                groups.dropFirst().allSatisfy({ $0.count == 3 })
            else { return nil }
        }
        return groups.joined().compactMap(\.asciiValue)
    }
}
