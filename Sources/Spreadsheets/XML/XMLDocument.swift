import CExpat

/// Reads a small part (workbook, relations, content types, styles) with expat.
enum XMLDocument {
    /// An element's start or end, by local name.
    enum Element {
        /// Attribute names keep their prefix.
        case start(String, [String: String])
        case end(String)
    }

    /// Calls `handler` for every start and end tag.
    ///
    /// Throws FILE_CORRUPT for XML that is not well-formed, declares a document type or takes longer than
    /// ``timeLimit``; FILE_BOMB above ``SpreadsheetLimits/smallPartBytes``.
    static func read(
        _ source: any ByteSource, part: String, limits: SpreadsheetLimits, handler: @escaping (Element) -> Void
    ) throws(SpreadsheetError) {
        let parser = try XMLDocumentParser(handler)
        var window = try XMLEncoding.window(source)
        let deadline = ContinuousClock.now + timeLimit
        repeat {
            guard window.slid + UInt64(window.end) <= limits.smallPartBytes else {
                throw SpreadsheetError(
                    .fileBomb, "the part inflates to more than \(limits.smallPartBytes) bytes", part: part)
            }
            try parser.parse(window.bytes + window.position, count: window.end - window.position, part: part)
            guard ContinuousClock.now < deadline else {
                throw SpreadsheetError(.fileCorrupt, "the part takes longer than \(timeLimit) to parse", part: part)
            }
            window.position = window.end
        } while try window.refill(keeping: window.end)
        try parser.finish(part: part)
    }

    /// Crafted parts of a few megabytes keep expat busy for minutes (CVE-2025-66382); a real one takes milliseconds.
    private static let timeLimit: Duration = .seconds(5)
}

/// Owns an expat parser.
private final class XMLDocumentParser {
    private let parser: OpaquePointer
    private let handler: (XMLDocument.Element) -> Void
    private var hasDocumentType = false

    init(_ handler: @escaping (XMLDocument.Element) -> Void) throws(SpreadsheetError) {
        // The window is UTF-8 whatever the part declares.
        guard let parser = XML_ParserCreate("UTF-8") else {
            throw SpreadsheetError(.system, "expat has no memory for a parser")
        }
        self.parser = parser
        self.handler = handler
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser, { XMLDocumentParser.from($0)?.start($1, $2) }, { XMLDocumentParser.from($0)?.end($1) })
        XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in XMLDocumentParser.from(data)?.stopAtDocumentType()
        }
    }

    deinit { XML_ParserFree(parser) }

    func parse(_ bytes: UnsafePointer<UInt8>, count: Int, part: String) throws(SpreadsheetError) {
        let step = 64 << 10
        var offset = 0
        while offset < count {
            let size = min(step, count - offset)
            let status = (bytes + offset).withMemoryRebound(to: CChar.self, capacity: size) {
                XML_Parse(parser, $0, Int32(size), 0)
            }
            try check(status, part: part)
            offset += size
        }
    }

    func finish(part: String) throws(SpreadsheetError) {
        try check(XML_Parse(parser, nil, 0, 1), part: part)
    }

    private func check(_ status: XML_Status, part: String) throws(SpreadsheetError) {
        guard status != XML_STATUS_OK else { return }
        let offset = UInt64(clamping: XML_GetCurrentByteIndex(parser))
        if hasDocumentType { throw XMLScanner.documentType(part: part, at: offset) }
        let reason = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? "unknown error"
        throw SpreadsheetError(.fileCorrupt, "the XML is not well-formed: \(reason)", byteOffset: offset, part: part)
    }

    private func start(_ name: UnsafePointer<CChar>?, _ pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>?) {
        guard let name, var pair = pairs else { return }
        var attributes: [String: String] = [:]
        while let key = pair[0], let value = pair[1] {
            attributes[String(cString: key)] = String(cString: value)
            pair += 2
        }
        handler(.start(Self.localName(name), attributes))
    }

    private func end(_ name: UnsafePointer<CChar>?) {
        guard let name else { return }
        handler(.end(Self.localName(name)))
    }

    private func stopAtDocumentType() {
        hasDocumentType = true
        XML_StopParser(parser, 0)
    }

    private static func localName(_ name: UnsafePointer<CChar>) -> String {
        let qualified = String(cString: name)
        guard let colon = qualified.lastIndex(of: ":") else { return qualified }
        return String(qualified[qualified.index(after: colon)...])
    }

    private static func from(_ data: UnsafeMutableRawPointer?) -> XMLDocumentParser? {
        data.map { Unmanaged<XMLDocumentParser>.fromOpaque($0).takeUnretainedValue() }
    }
}
