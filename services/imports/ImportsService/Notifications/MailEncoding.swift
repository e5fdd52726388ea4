import Foundation

/// The encodings of messages: headers in ASCII, lines of at most 76 characters.
enum MailEncoding {
    /// Characters of a line.
    private static let lineLength = 76
    /// Bytes of text in an encoded word: 64 characters, so that it fits behind a header's name.
    private static let wordBytes = 39

    /// A header's text by RFC 2047: as it is where that is safe, else in encoded words; control characters are blanks.
    ///
    /// `column` is where it begins in its line.
    static func unstructured(_ text: String, from column: Int) -> String {
        let text = String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? " " : $0 }))
        if text.utf8.count + column <= lineLength, text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }),
            !text.contains("=?")
        {
            return text
        }
        return pieces(text, byteCount: wordBytes).map { "=?UTF-8?B?\(Data($0.utf8).base64EncodedString())?=" }
            .joined(separator: "\r\n ")
    }

    /// A parameter of a header on lines of its own, each begun by CRLF and a blank: quoted where that is safe, else by RFC
    /// 2231, in parts when it is long.
    static func parameter(_ name: String, _ value: String) -> String {
        let value = String(String.UnicodeScalarView(value.unicodeScalars.filter { !isControl($0) }))
        if value.utf8.count < 60, value.utf8.allSatisfy({ (0x20...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C }) {
            return "\r\n \(name)=\"\(value)\""
        }
        // A byte takes three characters at most.
        let parts = pieces(value, byteCount: 18).map { $0.utf8.map(percent).joined() }
        if parts.count == 1 { return "\r\n \(name)*=UTF-8''\(parts[0])" }
        return parts.enumerated().map { index, part in
            "\r\n \(name)*\(index)*=\(index == 0 ? "UTF-8''" : "")\(part)"
        }.joined(separator: ";")
    }

    /// Text as quoted-printable, with line ends as CRLF.
    static func quotedPrintable(_ text: String) -> String {
        text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
            .map { quotedLine($0) }.joined(separator: "\r\n")
    }

    private static func quotedLine(_ line: Substring) -> String {
        var result = ""
        var length = 0
        let bytes = Array(line.utf8)
        for (index, byte) in bytes.enumerated() {
            // Blanks at the end of a line get lost, and a lone full stop ends a message.
            let isLast = index == bytes.count - 1
            let isPlain =
                ((0x21...0x7E).contains(byte) && byte != 0x3D && !(byte == 0x2E && length == 0))
                || (byte == 0x20 && !isLast)
            let character = isPlain ? String(UnicodeScalar(byte)) : "=" + hex(byte)
            if length + character.utf8.count > lineLength - 1 {
                result += "=\r\n"
                length = 0
            }
            result += character
            length += character.utf8.count
        }
        return result
    }

    /// The text in parts of at most `byteCount` bytes, none of which ends inside a character.
    private static func pieces(_ text: String, byteCount: Int) -> [String] {
        var pieces: [String] = []
        var piece = ""
        for scalar in text.unicodeScalars {
            if piece.utf8.count + UTF8.width(scalar) > byteCount {
                pieces.append(piece)
                piece = ""
            }
            piece.unicodeScalars.append(scalar)
        }
        return pieces + [piece]
    }

    private static func percent(_ byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
            String(UnicodeScalar(byte))
        default: "%" + hex(byte)
        }
    }

    private static func hex(_ byte: UInt8) -> String {
        let text = String(byte, radix: 16, uppercase: true)
        return byte < 16 ? "0" + text : text
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
            || scalar.value == 0x2028 || scalar.value == 0x2029
    }
}
