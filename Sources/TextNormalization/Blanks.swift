/// The characters that count as nothing around a value: white space, and the zero-width, direction and variation
/// characters that copying from web pages and chats leaves behind.
///
/// They are Unicode's White_Space and U+061C, U+200B–200F, U+202A–202E, U+2060, U+2066–2069, U+FE00–FE0F, U+FEFF.
public enum Blanks {
    /// The bytes without blanks at either end; works on the bytes alone and accepts malformed UTF-8.
    public static func trimmed(_ utf8: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        var start = 0
        var end = utf8.count
        while start < end, case let length = leadingLength(utf8[start..<end]), length > 0 { start += length }
        while start < end, case let length = trailingLength(utf8[start..<end]), length > 0 { end -= length }
        return UnsafeBufferPointer(rebasing: utf8[start..<end])
    }

    /// True for no bytes at all and for nothing but blanks.
    public static func isBlank(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        trimmed(utf8).isEmpty
    }

    /// How many bytes the blank at the start has; 0 if none is there.
    static func leadingLength(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
        guard let first = text.first else { return 0 }
        switch first {
        case 0x09...0x0D, 0x20: return 1
        case 0x21...0x7F: return 0
        default: break
        }
        let second = text.dropFirst().first ?? 0
        let third = text.dropFirst(2).first ?? 0
        if isBlank(first, second) { return 2 }
        return isBlank(first, second, third) ? 3 : 0
    }

    /// How many bytes the blank at the end has; 0 if none is there.
    private static func trailingLength(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
        guard let last = text.last else { return 0 }
        switch last {
        case 0x09...0x0D, 0x20: return 1
        case 0x00...0x7F: return 0
        default: break
        }
        let second = text.dropLast().last ?? 0
        let third = text.dropLast(2).last ?? 0
        if isBlank(second, last) { return 2 }
        return isBlank(third, second, last) ? 3 : 0
    }

    private static func isBlank(_ first: UInt8, _ second: UInt8) -> Bool {
        switch (first, second) {
        case (0xC2, 0x85), (0xC2, 0xA0), (0xD8, 0x9C): true
        default: false
        }
    }

    private static func isBlank(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
        switch (first, second, third) {
        // U+1680
        case (0xE1, 0x9A, 0x80): true
        // U+2000–200F, U+2028–202F
        case (0xE2, 0x80, 0x80...0x8F), (0xE2, 0x80, 0xA8...0xAF): true
        // U+205F, U+2060, U+2066–2069
        case (0xE2, 0x81, 0x9F...0xA0), (0xE2, 0x81, 0xA6...0xA9): true
        // U+3000
        case (0xE3, 0x80, 0x80): true
        // U+FE00–FE0F, U+FEFF
        case (0xEF, 0xB8, 0x80...0x8F), (0xEF, 0xBB, 0xBF): true
        default: false
        }
    }
}

extension String {
    /// The text without blanks, in the sense of `Blanks`, at either end.
    public var trimmed: String {
        if let first = utf8.first, let last = utf8.last, (0x21...0x7E).contains(first), (0x21...0x7E).contains(last) {
            return self
        }
        var text = self
        return text.withUTF8 { bytes in
            let trimmed = Blanks.trimmed(bytes)
            return trimmed.count == bytes.count ? nil : String(decoding: trimmed, as: UTF8.self)
        } ?? self
    }

    /// True for the empty text and for nothing but blanks in the sense of `Blanks`.
    public var isBlank: Bool {
        if let first = utf8.first, (0x21...0x7E).contains(first) { return false }
        var text = self
        return text.withUTF8(Blanks.isBlank)
    }
}

extension Unicode.Scalar {
    /// The same set by scalar.
    var isBlank: Bool {
        switch value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x061C, 0x1680, 0x2000...0x200F, 0x2028...0x202F, 0x205F, 0x2060,
            0x2066...0x2069, 0x3000, 0xFE00...0xFE0F, 0xFEFF:
            true
        default: false
        }
    }
}
