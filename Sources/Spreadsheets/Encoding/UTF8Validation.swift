/// UTF-8 as the Unicode standard defines it (table 3-7).
enum UTF8Validation {
    /// Offset of the first byte that does not belong to a well-formed sequence, nil when there is none.
    static func firstInvalid(_ bytes: UnsafePointer<UInt8>, count: Int) -> Int? {
        var index = 0
        while count - index >= 8 {
            let ascii = ByteScan.asciiCount(bytes + index)
            if ascii == 8 {
                index += 8
                continue
            }
            index += ascii
            guard count - index >= 4 else { break }
            let length = shortSequenceLength(bytes + index)
            index += length
            if length > 0 { continue }
            let longer = sequenceLength(bytes + index, available: count - index)
            guard longer > 0 else { return index }
            index += longer
        }
        while index < count {
            let length = sequenceLength(bytes + index, available: count - index)
            guard length > 0 else { return index }
            index += length
        }
        return nil
    }

    /// 2 or 3 for the sequences that most text beyond ASCII consists of, 0 for everything else.
    ///
    /// Loads four bytes.
    @inline(__always)
    private static func shortSequenceLength(_ bytes: UnsafePointer<UInt8>) -> Int {
        let word = UInt32(littleEndian: UnsafeRawPointer(bytes).loadUnaligned(as: UInt32.self))
        if word & 0xC0_C0F0 == 0x80_80E0 {
            // The bits that tell overlong forms (none set) and surrogates (U+D800 to U+DFFF).
            let bits = word & 0x200F
            return bits != 0 && bits != 0x200D ? 3 : 0
        }
        return word & 0xC0E0 == 0x80C0 && word & 0x1E != 0 ? 2 : 0
    }

    /// Length of the well-formed sequence at `bytes`, 0 when there is none.
    @inline(__always)
    static func sequenceLength(_ bytes: UnsafePointer<UInt8>, available: Int) -> Int {
        let first = bytes[0]
        switch first {
        case 0..<0x80: return 1
        case 0xC2...0xDF:
            return available > 1 && isContinuation(bytes[1]) ? 2 : 0
        case 0xE0...0xEF:
            guard available > 2, isContinuation(bytes[1]), isContinuation(bytes[2]) else { return 0 }
            if first == 0xE0 && bytes[1] < 0xA0 { return 0 }
            return first == 0xED && bytes[1] > 0x9F ? 0 : 3
        case 0xF0...0xF4:
            guard available > 3, isContinuation(bytes[1]), isContinuation(bytes[2]), isContinuation(bytes[3]) else {
                return 0
            }
            if first == 0xF0 && bytes[1] < 0x90 { return 0 }
            return first == 0xF4 && bytes[1] > 0x8F ? 0 : 4
        default: return 0
        }
    }

    @inline(__always)
    private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
