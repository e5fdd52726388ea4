extension Unicode.Scalar {
    /// The precomposed Latin letter at the start (U+00C0–024F, U+1E00–1EFF) and how many bytes it has.
    static func latinLetter(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> (letter: Unicode.Scalar, length: Int)? {
        var rest = bytes.makeIterator()
        guard let first = rest.next(), let second = rest.next(), second & 0xC0 == 0x80 else { return nil }
        let high = UInt32(first & 0x1F) << 6 | UInt32(second & 0x3F)
        switch first {
        case 0xC3...0xC8,
            0xC9 where second < 0x90:
            return Unicode.Scalar(high).map { ($0, 2) }
        case 0xE1 where second >= 0xB8:
            guard let third = rest.next(), third & 0xC0 == 0x80 else { return nil }
            return Unicode.Scalar((high & 0x3FF) << 6 | UInt32(third & 0x3F)).map { ($0, 3) }
        default:
            return nil
        }
    }

    /// The ASCII letter under the accents of a precomposed Latin letter; nil where there is not exactly one.
    var latinBase: UInt8? {
        let table = value < 0x1E00 ? LatinFolding.supplement : LatinFolding.additional
        let index = Int(value) - (value < 0x1E00 ? 0xC0 : 0x1E00)
        let base = table.withUTF8Buffer { $0.indices.contains(index) ? $0[index] : UInt8(ascii: "?") }
        return base == UInt8(ascii: "?") ? nil : base
    }
}
