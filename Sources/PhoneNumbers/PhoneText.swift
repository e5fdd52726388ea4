import Foundation

/// A text in the ASCII that telephone numbers are written with, and where each byte of it came from.
///
/// Compatibility forms (full-width digits and the like) become what they stand for, every blank a space, every dash
/// and minus a hyphen, every line break a newline; zero-width and direction characters are gone.
struct PhoneText {
    /// One number of a cell, still with its punctuation.
    struct Piece {
        /// As it was written, without surrounding blanks.
        var raw: String
        /// Without surrounding blanks and without `tel:`.
        var bytes: ArraySlice<UInt8>
        /// The parameters of a `tel:` URI follow the first semicolon.
        var isURI: Bool
    }

    /// Stands for any character that no telephone number contains.
    static let foreignByte: UInt8 = 0xFF

    private let source: String
    private var bytes: [UInt8] = []
    private var origins: [String.Index] = []

    init(_ source: String) {
        self.source = source
        bytes.reserveCapacity(source.utf8.count)
        origins.reserveCapacity(source.utf8.count)
        let scalars = source.unicodeScalars
        for index in scalars.indices { append(scalars[index], at: index) }
    }

    /// Scientific notation anywhere: a digit, an optional decimal point or comma, E, an optional sign, a digit.
    var isScientific: Bool {
        bytes.indices.contains { index in
            guard bytes[index].lowercased == UInt8(ascii: "e") else { return false }
            let tail = bytes[(index + 1)...].drop { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
            let signs = tail.startIndex - index - 1
            var head = bytes[..<index]
            if let last = head.last, last == UInt8(ascii: ".") || last == UInt8(ascii: ",") { head.removeLast() }
            return signs <= 1 && tail.first?.isDigit == true && head.last?.isDigit == true
        }
    }

    /// The digits, if the text consists of nothing but one number's digits and punctuation.
    var digitsOfNumber: String? {
        var digits: [UInt8] = []
        for byte in bytes {
            if byte.isDigit {
                digits.append(byte)
            } else if !(byte.isPunctuation || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "'")) {
                return nil
            }
        }
        return String(decoding: digits, as: UTF8.self)
    }

    /// The numbers of the cell, blank ones left out.
    var pieces: [Piece] {
        var pieces: [Piece] = []
        var rest = bytes[...].trimmed
        if rest.first == UInt8(ascii: "'") { rest = rest.dropFirst() }
        while !rest.isEmpty {
            let start = rest.drop(while: \.isBlank)
            let isURI = start.startsWithScheme
            let end = separator(in: start, isURI: isURI)
            let written = start[..<end.lowerBound].trimmed
            if !written.isEmpty {
                pieces.append(Piece(raw: raw(written), bytes: isURI ? written.dropFirst(4) : written, isURI: isURI))
            }
            rest = start[end.upperBound...]
        }
        return pieces
    }

    /// The first separator, empty at the end of the text.
    ///
    /// In a URI a semicolon begins a parameter where a name follows.
    private func separator(in text: ArraySlice<UInt8>, isURI: Bool) -> Range<Int> {
        for index in text.indices {
            switch text[index] {
            case UInt8(ascii: ","), UInt8(ascii: "/"), UInt8(ascii: "|"), UInt8(ascii: "\n"):
                return index..<index + 1
            case UInt8(ascii: ";"):
                let next = text[(index + 1)...]
                if !isURI || next.first?.isLetter != true || next.startsWithScheme { return index..<index + 1 }
            case UInt8(ascii: ":") where text[index...].starts(with: ":::".utf8):
                return index..<index + 3
            default:
                break
            }
        }
        return text.endIndex..<text.endIndex
    }

    private func raw(_ written: ArraySlice<UInt8>) -> String {
        guard let last = written.indices.last else { return "" }
        return String(source.unicodeScalars[origins[written.startIndex]...origins[last]])
    }
}

extension PhoneText {
    private mutating func append(_ byte: UInt8, at origin: String.Index) {
        bytes.append(byte)
        origins.append(origin)
    }

    private mutating func append(_ scalar: Unicode.Scalar, at origin: String.Index) {
        switch scalar.value {
        case 0x0A...0x0D, 0x85, 0x2028, 0x2029:
            append(UInt8(ascii: "\n"), at: origin)
        case 0x09, 0xA0:
            append(UInt8(ascii: " "), at: origin)
        case 0x00...0x7F:
            append(UInt8(truncatingIfNeeded: scalar.value), at: origin)
        case 0xFF01...0xFF5E:
            append(UInt8(truncatingIfNeeded: scalar.value - 0xFF01 + 0x21), at: origin)
        case 0xAD, 0x2D7, 0x207B, 0x208B, 0x2043, 0x2212, 0x2796:
            append(UInt8(ascii: "-"), at: origin)
        case _ where scalar.isInvisible:
            break
        case _ where scalar.properties.generalCategory == .dashPunctuation:
            append(UInt8(ascii: "-"), at: origin)
        case _ where scalar.properties.isWhitespace:
            append(UInt8(ascii: " "), at: origin)
        default:
            for form in String(scalar).precomposedStringWithCompatibilityMapping.unicodeScalars {
                append(form.isASCII ? UInt8(truncatingIfNeeded: form.value) : Self.foreignByte, at: origin)
            }
        }
    }
}

extension Unicode.Scalar {
    /// Zero-width, direction and variation characters, which copying from web pages and chats leaves behind.
    fileprivate var isInvisible: Bool {
        switch value {
        case 0x061C, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFE00...0xFE0F,
            0xFEFF:
            true
        default:
            false
        }
    }
}

extension UInt8 {
    var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
    var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lowercased) }
    var lowercased: UInt8 { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self }
    var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\n") }
    /// What may stand between the digits of a number and means nothing.
    var isPunctuation: Bool {
        switch self {
        case UInt8(ascii: " "), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: ")"): true
        default: false
        }
    }
}

extension ArraySlice<UInt8> {
    fileprivate var trimmed: Self {
        let start = drop(while: \.isBlank)
        return start[..<(start.lastIndex { !$0.isBlank }.map { $0 + 1 } ?? start.startIndex)]
    }

    fileprivate var startsWithScheme: Bool { prefix(4).elementsEqual("tel:".utf8) { $0.lowercased == $1 } }
}
