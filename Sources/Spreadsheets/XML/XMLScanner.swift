import Glibc

/// A start, end or empty-element tag; offsets into the scanner's window, valid until the scanner moves on.
struct XMLTag {
    /// The name without its namespace prefix.
    var nameStart: Int
    var nameEnd: Int
    var isEnd: Bool
    var isEmpty: Bool
}

/// One attribute of the latest tag; offsets into the scanner's window.
///
/// The name keeps its prefix.
struct XMLAttribute {
    var nameStart: Int
    var nameEnd: Int
    var valueStart: Int
    var valueEnd: Int
}

/// A pull scanner for the big parts, worksheets and shared strings: tags with their attributes, and text.
///
/// It matches local names, so that prefixed and strict workbooks need no code of their own; it accepts what real
/// generators write against the XML rules (control characters), and refuses a document type declaration.
struct XMLScanner: ~Copyable {
    var window: ByteWindow
    private let attributes: UnsafeMutablePointer<XMLAttribute>
    private(set) var attributeCount = 0
    let part: String

    init(_ source: any ByteSource, part: String) throws(SpreadsheetError) {
        self.part = part
        window = try XMLEncoding.window(source)
        // Last: nothing frees it when the initialiser throws.
        attributes = .allocate(capacity: Self.attributeLimit)
    }

    deinit { attributes.deallocate() }

    @inline(__always)
    var bytes: UnsafeMutablePointer<UInt8> { window.bytes }

    @inline(__always)
    func attribute(_ index: Int) -> XMLAttribute { attributes[index] }

    /// Moves behind the next tag and returns it; nil at the end of the part.
    ///
    /// Text, comments and instructions in between are skipped.
    @inline(__always)
    mutating func nextTag() throws(SpreadsheetError) -> XMLTag? {
        while true {
            if window.bytes[window.position] != UInt8(ascii: "<"), !(try findTag()) { return nil }
            let second = window.bytes[window.position + 1]
            if second == UInt8(ascii: "!") || second == UInt8(ascii: "?") {
                try skipMarkup()
            } else if let tag = try parseTag() {
                return tag
            } else if !(try window.refill(keeping: window.position)) {
                throw corrupt("the part ends inside a tag")
            }
        }
    }

    /// Reads the rest of the part, whose checksum is verified at its end.
    mutating func drain() throws(SpreadsheetError) {
        repeat { window.position = window.end } while try window.refill(keeping: window.end)
    }

    func corrupt(_ message: String) -> SpreadsheetError {
        SpreadsheetError(.fileCorrupt, message, byteOffset: window.offset, part: part)
    }

    private mutating func findTag() throws(SpreadsheetError) -> Bool {
        while true {
            let start = window.bytes + window.position
            if let found = memchr(start, 0x3C, window.end - window.position) {
                window.position = window.bytes.distance(to: found.assumingMemoryBound(to: UInt8.self))
                return true
            }
            window.position = window.end
            guard try window.refill(keeping: window.end) else { return false }
        }
    }

    /// Parses the tag at the window's position; nil when the window ends inside it.
    @inline(__always)
    private mutating func parseTag() throws(SpreadsheetError) -> XMLTag? {
        let bytes = window.bytes
        var index = window.position + 1
        let isEnd = bytes[index] == UInt8(ascii: "/")
        if isEnd { index += 1 }
        var nameStart = index
        while ByteClass.isName(bytes[index]) {
            index += 1
            if bytes[index - 1] == UInt8(ascii: ":") { nameStart = index }
        }
        let nameEnd = index
        attributeCount = 0
        if bytes[index] == UInt8(ascii: ">") {
            window.position = index + 1
            return XMLTag(nameStart: nameStart, nameEnd: nameEnd, isEnd: isEnd, isEmpty: false)
        }
        guard let isEmpty = try parseAttributes(from: index) else { return nil }
        return XMLTag(nameStart: nameStart, nameEnd: nameEnd, isEnd: isEnd, isEmpty: isEmpty)
    }

    /// Parses up to and including `>`; returns whether it was `/>`, nil when the window ends before it.
    @inline(__always)
    private mutating func parseAttributes(from start: Int) throws(SpreadsheetError) -> Bool? {
        let bytes = window.bytes
        var index = start
        while true {
            while ByteClass.isBlank(bytes[index]) { index += 1 }
            let byte = bytes[index]
            if byte == UInt8(ascii: ">") {
                window.position = index + 1
                return false
            }
            if byte == UInt8(ascii: "/"), bytes[index + 1] == UInt8(ascii: ">") {
                window.position = index + 2
                return true
            }
            guard let next = try parseAttribute(from: index) else { return nil }
            index = next
        }
    }

    @inline(__always)
    private mutating func parseAttribute(from start: Int) throws(SpreadsheetError) -> Int? {
        let bytes = window.bytes
        var index = start
        while ByteClass.isName(bytes[index]) { index += 1 }
        let nameEnd = index
        while ByteClass.isBlank(bytes[index]) { index += 1 }
        if bytes[index] == UInt8(ascii: "="), nameEnd > start {
            index += 1
            while ByteClass.isBlank(bytes[index]) { index += 1 }
            let quote = bytes[index]
            if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
                let valueStart = index + 1
                index = valueStart
                while bytes[index] != quote, index < window.end { index += 1 }
                guard index < window.end else { return nil }
                if attributeCount < Self.attributeLimit {
                    attributes[attributeCount] = XMLAttribute(
                        nameStart: start, nameEnd: nameEnd, valueStart: valueStart, valueEnd: index)
                    attributeCount += 1
                }
                return index + 1
            }
        }
        // The window ends here, or the tag is malformed: a slash is followed by the window's end in the former case.
        if index >= window.end || (bytes[index] == UInt8(ascii: "/") && index + 1 == window.end) { return nil }
        throw corrupt("a tag is malformed")
    }

    /// No element of a worksheet has half as many; those behind are not looked at.
    private static let attributeLimit = 64
}

// MARK: - Comments, instructions, character data

extension XMLScanner {
    /// Skips the comment, instruction or section at the window's position.
    mutating func skipMarkup() throws(SpreadsheetError) {
        switch try markup() {
        case .comment: try skip(past: "-->", from: 4)
        case .instruction: try skip(past: "?>", from: 2)
        case .characterData: try skip(past: "]]>", from: 9)
        }
    }

    enum Markup { case comment, instruction, characterData }

    /// What `<!` or `<?` at the window's position begins.
    mutating func markup() throws(SpreadsheetError) -> Markup {
        try window.prefetch(9)
        if starts(with: "<?") { return .instruction }
        if starts(with: "<!--") { return .comment }
        if starts(with: "<![CDATA[") { return .characterData }
        if starts(with: "<!DOCTYPE") { throw XMLScanner.documentType(part: part, at: window.offset) }
        throw corrupt("a declaration is malformed")
    }

    static func documentType(part: String, at offset: UInt64) -> SpreadsheetError {
        SpreadsheetError(.fileCorrupt, SpreadsheetError.documentTypeMessage, byteOffset: offset, part: part)
    }

    private func starts(with text: StaticString) -> Bool {
        window.end - window.position >= text.utf8CodeUnitCount
            && memcmp(window.bytes + window.position, text.utf8Start, text.utf8CodeUnitCount) == 0
    }

    private mutating func skip(past terminator: StaticString, from start: Int) throws(SpreadsheetError) {
        window.position += start
        while let chunk = try chunk(before: terminator) {
            window.position += chunk.count
            if chunk.isLast {
                window.position += terminator.utf8CodeUnitCount
                return
            }
        }
        throw corrupt("the part ends inside a comment, instruction or section")
    }

    /// Bytes at the position that are certainly before the terminator; `isLast` when the terminator follows them.
    private mutating func chunk(
        before terminator: StaticString
    ) throws(SpreadsheetError) -> (count: Int, isLast: Bool)? {
        let length = terminator.utf8CodeUnitCount
        let available = window.end - window.position
        let start = window.bytes + window.position
        let needle = UnsafeBufferPointer(start: terminator.utf8Start, count: length)
        if let found = ByteSearch.offset(of: needle, in: start, count: available) { return (found, true) }
        let safe = available - length + 1
        if safe > 0 { return (safe, false) }
        return try window.refill(keeping: window.position) ? (0, false) : nil
    }

    /// Appends a CDATA section's text, whose `<![CDATA[` is at the position, and moves behind it.
    mutating func appendCharacterData(to text: inout CellText) throws(SpreadsheetError) {
        window.position += 9
        while let chunk = try chunk(before: "]]>") {
            text.appendRaw(window.bytes + window.position, count: chunk.count)
            window.position += chunk.count
            if chunk.isLast {
                window.position += 3
                return
            }
        }
        throw corrupt("the part ends inside a section")
    }
}

/// What a byte can be in a tag.
enum ByteClass {
    @inline(__always)
    static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    /// Anything but blanks, `/`, `>`, `=`, `<`, quotes and zero.
    @inline(__always)
    static func isName(_ byte: UInt8) -> Bool {
        byte > 0x3E || (byte > 0x2F && byte < 0x3C) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }
}

extension SpreadsheetError {
    fileprivate static let documentTypeMessage =
        "the part declares a document type, which no workbook needs and attacks use"

    var isDocumentType: Bool { message == Self.documentTypeMessage }
}
