/// Reads one JSON text (RFC 8259) value by value, without building a tree.
struct JSONReader {
    /// What a value is, seen from its first byte.
    enum Kind: Equatable { case object, array, string, number, boolean, null }

    /// Nesting beyond this is refused: no message of ours comes near, and the stack stays small.
    static let depthLimit = 64

    private let bytes: UnsafeRawBufferPointer
    private var depth = 0
    /// Where the next byte is read; for error messages.
    private(set) var offset = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    }

    /// The kind of the next value.
    mutating func kind() throws(JSONError) -> Kind {
        skipWhitespace()
        guard offset < bytes.count else { throw failure("ends where a value should be") }
        switch bytes[offset] {
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .boolean
        case UInt8(ascii: "n"): return .null
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
        default: throw failure("has an unexpected character")
        }
    }

    /// Calls `member` for each key of an object; it must read the value.
    mutating func object(_ member: (inout JSONReader, String) throws -> Void) throws {
        try enter("{")
        if take("}") { return leave() }
        repeat {
            skipWhitespace()
            let key = try string()
            try expect(":")
            try member(&self, key)
        } while take(",")
        try expect("}")
        leave()
    }

    /// Calls `element` for each element of an array; it must read the value.
    mutating func array(_ element: (inout JSONReader) throws -> Void) throws {
        try enter("[")
        if take("]") { return leave() }
        repeat { try element(&self) } while take(",")
        try expect("]")
        leave()
    }

    /// A string, its escapes decoded.
    ///
    /// Lone surrogates and control characters are refused.
    mutating func string() throws(JSONError) -> String {
        try expect("\"")
        let start = offset
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "\""), bytes[offset] != UInt8(ascii: "\\") {
            if bytes[offset] < 0x20 { throw failure("has a control character in a string") }
            offset += 1
        }
        if offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") {
            defer { offset += 1 }
            return try text(UnsafeRawBufferPointer(rebasing: bytes[start..<offset]))
        }
        return try escapedString(startingWith: Array(bytes[start..<offset]))
    }

    /// The characters of a number.
    mutating func number() throws(JSONError) -> String {
        skipWhitespace()
        let start = offset
        _ = takeByte(UInt8(ascii: "-"))
        let integer = offset
        try digits()
        if bytes[integer] == UInt8(ascii: "0"), offset - integer > 1 {
            throw failure("has a number with leading zeros")
        }
        if takeByte(UInt8(ascii: ".")) { try digits() }
        if takeByte(UInt8(ascii: "e")) || takeByte(UInt8(ascii: "E")) {
            if !takeByte(UInt8(ascii: "-")) { _ = takeByte(UInt8(ascii: "+")) }
            try digits()
        }
        return String(decoding: bytes[start..<offset], as: UTF8.self)
    }

    mutating func boolean() throws(JSONError) -> Bool {
        if takeWord("true") { return true }
        if takeWord("false") { return false }
        throw failure("has an unexpected word")
    }

    mutating func null() throws(JSONError) {
        guard takeWord("null") else { throw failure("has an unexpected word") }
    }

    /// Nothing but white space may follow.
    mutating func end() throws(JSONError) {
        skipWhitespace()
        if offset < bytes.count { throw failure("goes on after its value") }
    }

    /// An error at the place reached.
    func failure(_ reason: String) -> JSONError { JSONError(reason: reason, byteOffset: offset) }

    // MARK: - Strings

    private mutating func escapedString(startingWith prefix: [UInt8]) throws(JSONError) -> String {
        var result = prefix
        while offset < bytes.count {
            let byte = bytes[offset]
            switch byte {
            case UInt8(ascii: "\""):
                offset += 1
                return try text(result)
            case UInt8(ascii: "\\"):
                offset += 1
                try escape(into: &result)
            case 0..<0x20:
                throw failure("has a control character in a string")
            default:
                result.append(byte)
                offset += 1
            }
        }
        throw failure("ends inside a string")
    }

    private mutating func escape(into result: inout [UInt8]) throws(JSONError) {
        guard offset < bytes.count else { throw failure("ends inside a string") }
        defer { offset += 1 }
        switch bytes[offset] {
        case UInt8(ascii: "n"): result.append(0x0A)
        case UInt8(ascii: "t"): result.append(0x09)
        case UInt8(ascii: "r"): result.append(0x0D)
        case UInt8(ascii: "b"): result.append(0x08)
        case UInt8(ascii: "f"): result.append(0x0C)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(bytes[offset])
        case UInt8(ascii: "u"): result.append(contentsOf: String(Character(try unicodeEscape())).utf8)
        default: throw failure("has an unknown escape")
        }
    }

    /// Reads `XXXX` after `\u`, and a second half after a high surrogate; leaves `offset` on the last digit.
    private mutating func unicodeEscape() throws(JSONError) -> Unicode.Scalar {
        let first = try hexadecimal()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard (0xD800..<0xDC00).contains(first), offset + 2 < bytes.count,
            bytes[offset + 1] == UInt8(ascii: "\\"), bytes[offset + 2] == UInt8(ascii: "u")
        else { throw failure("has half a surrogate pair") }
        offset += 2
        let second = try hexadecimal()
        guard (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw failure("has half a surrogate pair") }
        return scalar
    }

    private mutating func hexadecimal() throws(JSONError) -> UInt32 {
        guard offset + 4 < bytes.count else { throw failure("ends inside a string") }
        var value: UInt32 = 0
        for _ in 0..<4 {
            offset += 1
            guard let digit = Character(Unicode.Scalar(bytes[offset])).hexDigitValue, bytes[offset] < 0x80 else {
                throw failure("has a wrong \\u escape")
            }
            value = value << 4 | UInt32(digit)
        }
        return value
    }

    private func text(_ utf8: some Sequence<UInt8>) throws(JSONError) -> String {
        guard let text = String(validating: utf8, as: UTF8.self) else {
            throw failure("has a string that is not UTF-8")
        }
        return text
    }

    // MARK: - Tokens

    private mutating func enter(_ bracket: Unicode.Scalar) throws(JSONError) {
        try expect(bracket)
        depth += 1
        if depth > JSONReader.depthLimit { throw failure("is nested too deeply") }
    }

    private mutating func leave() { depth -= 1 }

    private mutating func digits() throws(JSONError) {
        let start = offset
        while offset < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[offset]) { offset += 1 }
        if offset == start { throw failure("has a malformed number") }
    }

    private mutating func expect(_ character: Unicode.Scalar) throws(JSONError) {
        guard take(character) else { throw failure("has no '\(character)' where one should be") }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipWhitespace()
        return takeByte(UInt8(ascii: character))
    }

    private mutating func takeByte(_ byte: UInt8) -> Bool {
        guard offset < bytes.count, bytes[offset] == byte else { return false }
        offset += 1
        return true
    }

    private mutating func takeWord(_ word: StaticString) -> Bool {
        skipWhitespace()
        let count = word.utf8CodeUnitCount
        guard bytes.count - offset >= count,
            bytes[offset..<offset + count].elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: count))
        else { return false }
        offset += count
        return true
    }

    private mutating func skipWhitespace() {
        while offset < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset]) { offset += 1 }
    }
}

/// Why a JSON text is not what it should be.
struct JSONError: Error {
    /// Completes "The JSON text …".
    var reason: String
    var byteOffset: Int
    /// Path of the field concerned, empty when it is the text itself.
    var field = ""
}
