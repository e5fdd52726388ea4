/// `_xHHHH_`, the escape that SpreadsheetML uses for characters XML cannot hold (ECMA-376-1 22.9.2.19).
struct XMLEscape {
    var scalar: Unicode.Scalar
    /// Bytes that the escape takes, 7 or for a surrogate pair 14.
    var length: Int

    var utf8: [UInt8] { Array(String(scalar).utf8) }

    init?(_ bytes: UnsafePointer<UInt8>, available: Int) {
        guard let first = Self.unit(bytes, available: available) else { return nil }
        if let scalar = Unicode.Scalar(first), first != 0 {
            self.scalar = scalar
            length = 7
        } else if first & 0xFC00 == 0xD800, let second = Self.unit(bytes + 7, available: available - 7),
            second & 0xFC00 == 0xDC00,
            let pair = Unicode.Scalar(0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(second & 0x3FF)))
        {
            scalar = pair
            length = 14
        } else {
            return nil
        }
    }

    /// The text with every `_xHHHH_` that it holds literally escaped, so that reading gives the text back.
    static func escaped(_ source: String) -> String {
        var text = source
        let places = text.withUTF8 { bytes -> [Int] in
            guard let base = bytes.baseAddress else { return [] }
            return bytes.indices.filter {
                bytes[$0] == UInt8(ascii: "_") && unit(base + $0, available: bytes.count - $0) != nil
            }
        }
        guard !places.isEmpty else { return source }
        var result = Array(source.utf8)
        for place in places.reversed() { result.replaceSubrange(place...place, with: Array("_x005F_".utf8)) }
        return String(decoding: result, as: UTF8.self)
    }

    private static func unit(_ bytes: UnsafePointer<UInt8>, available: Int) -> UInt16? {
        guard available >= 7, bytes[0] == UInt8(ascii: "_"), bytes[1] == UInt8(ascii: "x"),
            bytes[6] == UInt8(ascii: "_")
        else { return nil }
        var value: UInt16 = 0
        for index in 2..<6 {
            guard let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue else { return nil }
            value = value << 4 | UInt16(digit)
        }
        return value
    }
}
