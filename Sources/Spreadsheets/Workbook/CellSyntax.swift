/// The `t` attribute of a cell (ECMA-376-1 18.18.11).
enum CellType {
    case number, shared, inlineString, formulaString, boolean, error, date, unknown

    @inline(__always)
    init(_ bytes: UnsafePointer<UInt8>, _ value: Range<Int>) {
        let first = bytes[value.lowerBound]
        if value.count == 1 {
            switch first {
            case UInt8(ascii: "s"): self = .shared
            case UInt8(ascii: "n"): self = .number
            case UInt8(ascii: "b"): self = .boolean
            case UInt8(ascii: "e"): self = .error
            case UInt8(ascii: "d"): self = .date
            default: self = .unknown
            }
        } else if value.count == 3, first == UInt8(ascii: "s") {
            self = .formulaString
        } else if value.count == 9, first == UInt8(ascii: "i") {
            self = .inlineString
        } else {
            self = value.isEmpty ? .number : .unknown
        }
    }
}

/// A reference such as `AB12`.
enum CellReference {
    /// The most rows a worksheet has; a higher number in a reference is nonsense.
    static let rowLimit = 1_048_576
    private static let columnLimit = 16_384

    /// The column from 0; nil when the reference has no letters, other characters, or a column that no sheet has.
    @inline(__always)
    static func column(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>) -> Int? {
        var index = range.lowerBound
        var column = 0
        while index < range.upperBound {
            let letter = bytes[index] | 0x20
            guard letter >= UInt8(ascii: "a"), letter <= UInt8(ascii: "z") else { break }
            column = column * 26 + Int(letter - UInt8(ascii: "a") + 1)
            guard column <= columnLimit else { return nil }
            index += 1
        }
        guard column > 0, index < range.upperBound, bytes[index] != UInt8(ascii: "0") else { return nil }
        while index < range.upperBound {
            guard bytes[index] >= UInt8(ascii: "0"), bytes[index] <= UInt8(ascii: "9") else { return nil }
            index += 1
        }
        return column - 1
    }
}

/// Numbers as bytes.
enum NumberText {
    /// The value of 1 to 9 digits.
    @inline(__always)
    static func digits(_ bytes: UnsafePointer<UInt8>, count: Int) -> Int? {
        guard count > 0, count <= 9 else { return nil }
        var value = 0
        for index in 0..<count {
            let digit = bytes[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }

    /// Whether the text is 1 to 15 digits in their shortest form.
    @inline(__always)
    static func isPlainInteger(_ bytes: UnsafePointer<UInt8>, count: Int) -> Bool {
        guard count > 0, count <= 15, bytes[0] != UInt8(ascii: "0") || count == 1 else { return false }
        for index in 0..<count where bytes[index] &- UInt8(ascii: "0") > 9 { return false }
        return true
    }

    /// The value of a decimal number; nil for other notations that Swift reads, such as `0x10` and `inf`.
    static func value(_ text: String) -> Double? {
        let isDecimal = text.utf8.allSatisfy { byte in
            byte &- UInt8(ascii: "0") < 10 || "+-.eE".utf8.contains(byte)
        }
        guard isDecimal, let value = Double(text), value.isFinite else { return nil }
        return value
    }

    /// All digits of an integral number below 2^53, else the shortest text that reads back as the same value.
    static func shortest(_ value: Double) -> String {
        if value.magnitude < 9_007_199_254_740_992, value == value.rounded(.towardZero) { return String(Int64(value)) }
        return value.description
    }

    /// Without the blanks of XML at both ends.
    static func trimmed(_ text: String) -> String {
        let isBlank: (UInt8) -> Bool = ByteClass.isBlank
        guard let first = text.utf8.first, let last = text.utf8.last, isBlank(first) || isBlank(last) else {
            return text
        }
        let start = text.utf8.drop(while: isBlank)
        return String(
            decoding: start.prefix(start.count - start.reversed().prefix(while: isBlank).count), as: UTF8.self)
    }
}

extension CellText {
    /// A copy of the value.
    var valueString: String {
        String(decoding: UnsafeBufferPointer(start: valueBase, count: valueCount), as: UTF8.self)
    }
}

extension XMLScanner {
    @inline(__always)
    func isName(_ attribute: XMLAttribute, _ name: StaticString) -> Bool {
        let count = attribute.nameEnd - attribute.nameStart
        return count == name.utf8CodeUnitCount && ByteScan.isEqual(bytes + attribute.nameStart, name)
    }

    @inline(__always)
    func digits(_ range: Range<Int>) -> Int? {
        NumberText.digits(bytes + range.lowerBound, count: range.count)
    }
}
