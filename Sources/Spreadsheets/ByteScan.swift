/// What a run of text holds besides plain ASCII.
struct TextTraits: OptionSet {
    let rawValue: UInt8

    static let nonASCII = TextTraits(rawValue: 1 << 0)
    /// Perhaps an underscore, with which an escape begins.
    static let underscore = TextTraits(rawValue: 1 << 1)
}

/// Looks at eight bytes at a time (Mycroft's tests for bytes in a word).
enum ByteScan {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    /// The index behind the run of XML text that begins at `start`: of `<`, `&`, or a control character other than tab
    /// and line feed.
    ///
    /// Bytes up to eight behind the first zero are loaded.
    @inline(__always)
    static func textEnd(_ bytes: UnsafePointer<UInt8>, from start: Int, traits: inout TextTraits) -> Int {
        var index = start
        var seen: UInt64 = 0
        var underscores: UInt64 = 0
        while true {
            let word = load(bytes + index)
            underscores |= equal(word, UInt8(ascii: "_"))
            let stops = (below(word, 0x20) | equal(word, UInt8(ascii: "<")) | equal(word, UInt8(ascii: "&"))) & highs
            if stops == 0 {
                seen |= word
                index += 8
                continue
            }
            let count = stops.trailingZeroBitCount >> 3
            seen |= word & ((1 << UInt64(count * 8)) - 1)
            index += count
            guard bytes[index] == 0x0A || bytes[index] == 0x09 else { break }
            index += 1
        }
        if seen & highs != 0 { traits.insert(.nonASCII) }
        if underscores & highs != 0 { traits.insert(.underscore) }
        return index
    }

    /// How many of eight bytes come before the first that is not ASCII.
    @inline(__always)
    static func asciiCount(_ bytes: UnsafePointer<UInt8>) -> Int { (load(bytes) & highs).trailingZeroBitCount >> 3 }

    /// Whether the bytes are a name that the program knows; unrolled where it is written.
    @inline(__always)
    static func isEqual(_ bytes: UnsafePointer<UInt8>, _ name: StaticString) -> Bool {
        for index in 0..<name.utf8CodeUnitCount where bytes[index] != name.utf8Start[index] { return false }
        return true
    }

    @inline(__always)
    private static func load(_ bytes: UnsafePointer<UInt8>) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self))
    }

    /// The high bit of the lowest byte below `limit`; bytes above that one may be marked wrongly.
    @inline(__always)
    private static func below(_ word: UInt64, _ limit: UInt8) -> UInt64 {
        (word &- ones &* UInt64(limit)) & ~word
    }

    /// The high bit of the lowest byte that equals `byte`; bytes above that one may be marked wrongly.
    @inline(__always)
    private static func equal(_ word: UInt64, _ byte: UInt8) -> UInt64 {
        let difference = word ^ (ones &* UInt64(byte))
        return (difference &- ones) & ~difference
    }
}
