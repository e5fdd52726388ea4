/// Finds out how a part is encoded; what follows sees UTF-8.
enum XMLEncoding {
    /// A window over the part's text in UTF-8, its byte order mark skipped.
    static func window(_ source: any ByteSource) throws(SpreadsheetError) -> ByteWindow {
        let start = PrefixedSource(source)
        let prefix = try start.peek(Self.prefixBytes)
        let (encoding, mark) = detect(prefix)
        start.skip(mark)
        guard let encoding else { return ByteWindow(start) }
        return ByteWindow(TranscodingSource(start, encoding: encoding))
    }

    /// Nil for UTF-8, and the length of the byte order mark.
    private static func detect(_ prefix: [UInt8]) -> (TextEncoding?, mark: Int) {
        if prefix.starts(with: [0xEF, 0xBB, 0xBF]) { return (nil, 3) }
        if prefix.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if prefix.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        if prefix.starts(with: [0x3C, 0]) { return (.utf16LittleEndian, 0) }
        if prefix.starts(with: [0, 0x3C]) { return (.utf16BigEndian, 0) }
        return (declared(prefix), 0)
    }

    /// The encoding that the XML declaration names.
    ///
    /// An unknown one, and UTF-16 in a part that is readable as ASCII (.NET's StringWriter), is UTF-8.
    private static func declared(_ prefix: [UInt8]) -> TextEncoding? {
        guard prefix.starts(with: "<?xml".utf8), let end = prefix.firstIndex(of: UInt8(ascii: ">")) else { return nil }
        let declaration = String(decoding: prefix[..<end], as: UTF8.self)
        guard let name = declaration.firstRange(of: "encoding").map({ declaration[$0.upperBound...] }) else {
            return nil
        }
        let value = name.drop { $0 == "=" || $0 == " " || $0 == "\"" || $0 == "'" }
            .prefix { $0 != "\"" && $0 != "'" }.lowercased()
        switch value {
        case "iso-8859-1", "latin1", "windows-1252": return .windows1252
        case "windows-1258": return .windows1258
        default: return nil
        }
    }

    private static let prefixBytes = 256
}

/// A source whose first bytes can be looked at.
final class PrefixedSource: ByteSource {
    private let source: any ByteSource
    private var prefix: [UInt8] = []
    private var position = 0

    init(_ source: any ByteSource) { self.source = source }

    /// The first bytes, fewer than `count` when the source has fewer.
    func peek(_ count: Int) throws(SpreadsheetError) -> [UInt8] {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 1)
        defer { buffer.deallocate() }
        guard let base = buffer.baseAddress else { return [] }
        while prefix.count < count {
            let added = try source.read(into: base, capacity: count - prefix.count)
            if added == 0 { break }
            prefix.append(contentsOf: buffer[..<added])
        }
        return prefix
    }

    func skip(_ count: Int) { position = min(position + count, prefix.count) }

    func read(into buffer: UnsafeMutableRawPointer, capacity: Int) throws(SpreadsheetError) -> Int {
        guard position < prefix.count else { return try source.read(into: buffer, capacity: capacity) }
        let count = min(capacity, prefix.count - position)
        prefix.withUnsafeBytes { bytes in
            UnsafeMutableRawBufferPointer(start: buffer, count: count).copyBytes(
                from: bytes[position..<(position + count)])
        }
        position += count
        return count
    }
}
