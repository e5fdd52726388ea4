/// One number as written, taken apart: plus, digits, extension.
struct WrittenNumber {
    private(set) var hasPlus = false
    private(set) var digits = DigitRun()
    private(set) var ext: Int64 = 0

    init(_ piece: PhoneText.Piece) throws(Rejection) {
        guard piece.isURI, let end = piece.bytes.firstIndex(of: UInt8(ascii: ";")) else {
            try self.init(Self.withoutDecimal(piece.bytes))
            return
        }
        let parameters = Self.parameters(piece.bytes[end...])
        let context = parameters["phone-context"].map { $0.first == UInt8(ascii: "+") ? $0 : [] } ?? []
        try self.init(context + piece.bytes[..<end])
        if let written = parameters["ext"] { ext = try Self.storedExtension(written.filter { !$0.isPunctuation }) }
    }

    private init(_ written: ArraySlice<UInt8>) throws(Rejection) {
        var essential = written.filter { !$0.isPunctuation }
        if let start = Self.extensionStart(in: essential) {
            ext = try Self.storedExtension(essential[start.upperBound...])
            essential.removeSubrange(start.lowerBound...)
        }
        if essential.first == UInt8(ascii: "+") {
            hasPlus = true
            essential.removeFirst()
        }
        guard essential.allSatisfy(\.isDigit) else { throw .invalidCharacter }
        for byte in essential {
            guard digits.append(byte - UInt8(ascii: "0")) else { throw .invalid(.tooLong) }
        }
    }

    /// Drops the `.0` that a spreadsheet's number cell leaves after 9 to 12 digits.
    private static func withoutDecimal(_ written: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard written.suffix(2).elementsEqual(".0".utf8) else { return written }
        let rest = written.dropLast(2)
        let run = rest.reversed().prefix(while: \.isDigit).count
        return (9...12).contains(run) ? rest : written
    }

    /// Where the marker `ext`, `x` or `#` stands that only digits follow.
    private static func extensionStart(in essential: [UInt8]) -> Range<Int>? {
        let digits = essential.reversed().prefix(while: \.isDigit).count
        guard digits > 0 else { return nil }
        let head = essential.dropLast(digits)
        for marker in ["ext", "x", "#"] {
            let isMarked = head.suffix(marker.utf8.count).elementsEqual(marker.utf8) { $0.lowercased == $1 }
            if isMarked { return head.endIndex - marker.utf8.count..<head.endIndex }
        }
        return nil
    }

    private static func storedExtension(_ digits: some Collection<UInt8>) throws(Rejection) -> Int64 {
        guard digits.allSatisfy(\.isDigit) else { throw .invalidCharacter }
        guard let ext = PhoneNumber.storedExtension(digits) else { throw .invalid(.extensionLength) }
        return ext
    }

    /// RFC 3966 parameters by lower-case name; the first of a name counts.
    private static func parameters(_ text: ArraySlice<UInt8>) -> [String: ArraySlice<UInt8>] {
        let pairs = text.split(separator: UInt8(ascii: ";")).map { parameter in
            let name = parameter.prefix { $0 != UInt8(ascii: "=") }
            return (String(decoding: name, as: UTF8.self).lowercased(), parameter.dropFirst(name.count + 1))
        }
        return Dictionary(pairs) { first, _ in first }
    }
}
