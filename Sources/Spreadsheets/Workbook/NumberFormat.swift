/// What a number format makes of a number.
struct NumberFormat: Equatable {
    enum Kind: UInt8 { case number, date, duration }

    var kind: Kind
    /// Digits that a format made of zeros alone pads to, 0 for other formats.
    var zeroWidth: UInt8 = 0

    static let general = NumberFormat(kind: .number)

    init(kind: Kind, zeroWidth: UInt8 = 0) {
        self.kind = kind
        self.zeroWidth = zeroWidth
    }

    /// A format that workbooks refer to by number alone (ECMA-376-1 18.8.30; 27-36 and 50-58 are the East Asian dates).
    init(builtIn id: Int) {
        switch id {
        case 14...22, 27...36, 45, 47, 50...58: self.init(kind: .date)
        case 46: self.init(kind: .duration)
        default: self.init(kind: .number)
        }
    }

    /// Reads the first section of a format code; quoted and escaped text, colours, conditions and fills are no codes.
    init(code: String) {
        var scan = FormatCodeScan()
        let bytes = Array(code.utf8)
        var index = 0
        while index < bytes.count, bytes[index] != UInt8(ascii: ";") {
            index = scan.step(bytes, index)
        }
        kind = scan.kind
        let section = bytes[..<index]
        let isZeros = section.count > 1 && section.count <= 64 && section.allSatisfy { $0 == UInt8(ascii: "0") }
        zeroWidth = isZeros ? UInt8(section.count) : 0
    }
}

/// Walks over a format code and notes the date codes it passes.
private struct FormatCodeScan {
    private var hasDate = false
    private var hasElapsed = false

    var kind: NumberFormat.Kind { hasElapsed ? .duration : hasDate ? .date : .number }

    /// Takes what stands at `index` and returns the index behind it.
    mutating func step(_ bytes: [UInt8], _ index: Int) -> Int {
        switch bytes[index] {
        case UInt8(ascii: "\""):
            guard let end = bytes[(index + 1)...].firstIndex(of: UInt8(ascii: "\"")) else { return bytes.count }
            return end + 1
        case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"):
            return min(index + 2, bytes.count)
        case UInt8(ascii: "["):
            guard let end = bytes[index...].firstIndex(of: UInt8(ascii: "]")) else { return bytes.count }
            noteBracket(bytes[(index + 1)..<end])
            return end + 1
        case UInt8(ascii: "G"), UInt8(ascii: "g"):
            let isGeneral = bytes[index...].prefix(7).map { $0 | 0x20 } == Array("general".utf8)
            if !isGeneral { hasDate = true }
            return index + (isGeneral ? 7 : 1)
        default:
            if Self.isDateCode(bytes[index]) { hasDate = true }
            return index + 1
        }
    }

    /// `[h]`, `[mm]`, `[ss]` count elapsed time; `[Red]`, `[$-409]` and `[>100]` do not matter.
    private mutating func noteBracket(_ content: ArraySlice<UInt8>) {
        guard let first = content.first.map({ $0 | 0x20 }), content.allSatisfy({ $0 | 0x20 == first }) else { return }
        if first == UInt8(ascii: "h") || first == UInt8(ascii: "m") || first == UInt8(ascii: "s") { hasElapsed = true }
    }

    private static func isDateCode(_ byte: UInt8) -> Bool {
        switch byte | 0x20 {
        case UInt8(ascii: "y"), UInt8(ascii: "m"), UInt8(ascii: "d"), UInt8(ascii: "h"), UInt8(ascii: "s"): true
        default: false
        }
    }
}
