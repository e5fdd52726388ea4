import Glibc

extension XMLScanner {
    /// Appends the text up to the next tag, which the window's position is then at.
    @inline(__always)
    mutating func appendText(to text: inout CellText) throws(SpreadsheetError) {
        while true {
            let start = window.position
            let bytes = window.bytes
            var traits: TextTraits = []
            let index = ByteScan.textEnd(bytes, from: start, traits: &traits)
            text.append(bytes + start, count: index - start, traits: traits)
            window.position = index
            if bytes[index] == UInt8(ascii: "<"), index + 1 < window.end,
                bytes[index + 1] != UInt8(ascii: "!"), bytes[index + 1] != UInt8(ascii: "?")
            {
                return
            }
            try appendSpecial(to: &text)
        }
    }

    private mutating func appendSpecial(to text: inout CellText) throws(SpreadsheetError) {
        switch bytes[window.position] {
        case UInt8(ascii: "<"):
            try window.prefetch(2)
            let next = bytes[window.position + 1]
            guard next == UInt8(ascii: "!") || next == UInt8(ascii: "?") else {
                if window.end - window.position < 2 { throw corrupt("the part ends inside a tag") }
                return
            }
            if try markup() == .characterData { try appendCharacterData(to: &text) } else { try skipMarkup() }
        case UInt8(ascii: "&"): try appendEntity(to: &text)
        case 0x0D:
            text.append("\r")
            window.position += 1
        default:
            if window.position < window.end {
                window.position += 1
            } else if !(try window.refill(keeping: window.position)) {
                throw corrupt("the part ends inside a text")
            }
        }
    }

    /// The five entities of XML and character references; anything else stays as it is written.
    private mutating func appendEntity(to text: inout CellText) throws(SpreadsheetError) {
        try window.prefetch(12)
        let available = min(window.end - window.position, 12)
        let start = window.bytes + window.position
        guard let semicolon = (1..<max(available, 1)).first(where: { start[$0] == UInt8(ascii: ";") }),
            let scalar = XMLEntity.scalar(UnsafeBufferPointer(start: start + 1, count: semicolon - 1))
        else {
            text.append("&")
            window.position += 1
            return
        }
        text.append(scalar)
        window.position += semicolon + 1
    }
}

enum XMLEntity {
    static func scalar(_ name: UnsafeBufferPointer<UInt8>) -> Unicode.Scalar? {
        if name.first == UInt8(ascii: "#") { return reference(name.dropFirst()) }
        if name.elementsEqual("amp".utf8) { return "&" }
        if name.elementsEqual("lt".utf8) { return "<" }
        if name.elementsEqual("gt".utf8) { return ">" }
        if name.elementsEqual("quot".utf8) { return "\"" }
        return name.elementsEqual("apos".utf8) ? "'" : nil
    }

    private static func reference(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Unicode.Scalar? {
        let isHexadecimal = digits.first == UInt8(ascii: "x") || digits.first == UInt8(ascii: "X")
        let text = String(decoding: isHexadecimal ? digits.dropFirst() : digits, as: UTF8.self)
        guard let value = UInt32(text, radix: isHexadecimal ? 16 : 10) else { return nil }
        return Unicode.Scalar(value) ?? "\u{FFFD}"
    }
}
