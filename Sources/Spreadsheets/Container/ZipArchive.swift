/// The directory of a zip file, read from its central directory alone.
///
/// Names are compared without regard to ASCII case, as parts of an Office package are (ECMA-376-2 6.2.2.3), and a
/// backslash counts as a slash. Two entries with the same name refuse the file: readers that pick different ones can be
/// shown different contents (CVE-2025-31672).
final class ZipArchive {
    struct Entry {
        var name: String
        var method: UInt16
        var isEncrypted: Bool
        var crc: UInt32
        var compressedSize: UInt64
        var headerOffset: UInt64
    }

    let file: MappedFile
    let limits: SpreadsheetLimits
    private(set) var entries: [Entry] = []
    private var indexByKey: [String: Int] = [:]
    /// Inflated bytes seen of each entry, so that reading a part again does not count twice.
    private var inflatedBytes: [Int: UInt64] = [:]
    private var inflatedTotal: UInt64 = 0

    init(file: MappedFile, limits: SpreadsheetLimits) throws(SpreadsheetError) {
        self.file = file
        self.limits = limits
        try readDirectory(ZipDirectoryLocation(file.bytes))
    }

    func contains(_ name: String) -> Bool { indexByKey[Self.key(name)] != nil }

    /// The part's inflating stream, nil when no entry has that name.
    func stream(_ name: String) throws(SpreadsheetError) -> PartStream? {
        guard let index = indexByKey[Self.key(name)] else { return nil }
        let entry = entries[index]
        guard !entry.isEncrypted else {
            throw SpreadsheetError(.fileEncrypted, "the zip entry is encrypted", part: entry.name)
        }
        return try PartStream(archive: self, index: index, entry: entry, data: try data(of: entry))
    }

    /// Adds what a stream inflated in total so far to the file's total.
    func count(inflated: UInt64, ofEntry index: Int) throws(SpreadsheetError) {
        let before = inflatedBytes[index] ?? 0
        guard inflated > before else { return }
        inflatedBytes[index] = inflated
        inflatedTotal += inflated - before
        guard inflatedTotal <= limits.inflatedTotalBytes else {
            throw SpreadsheetError(
                .fileBomb, "the parts inflate to more than \(limits.inflatedTotalBytes) bytes",
                part: entries[index].name)
        }
    }

    static func key(_ name: String) -> String {
        var key: [UInt8] = []
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): key.append(byte | 0x20)
            case UInt8(ascii: "\\"): key.append(UInt8(ascii: "/"))
            default: key.append(byte)
            }
        }
        return String(decoding: key.drop { $0 == UInt8(ascii: "/") }, as: UTF8.self)
    }

    private func readDirectory(_ location: ZipDirectoryLocation) throws(SpreadsheetError) {
        guard location.entryCount <= UInt64(limits.zipEntries) else {
            throw SpreadsheetError(
                .fileBomb, "the zip has \(location.entryCount) entries, the limit is \(limits.zipEntries)")
        }
        var offset = location.offset
        for _ in 0..<location.entryCount {
            guard let record = ZipDirectoryRecord(file.bytes, at: offset, prefix: location.prefix) else {
                throw SpreadsheetError(
                    .fileCorrupt, "the zip directory is broken", byteOffset: UInt64(clamping: offset))
            }
            try add(record.entry)
            offset = record.end
        }
    }

    private func add(_ entry: Entry) throws(SpreadsheetError) {
        guard !entry.name.hasSuffix("/"), !entry.name.hasSuffix("\\") else { return }
        guard indexByKey.updateValue(entries.count, forKey: Self.key(entry.name)) == nil else {
            throw SpreadsheetError(.fileCorrupt, "two zip entries have the same name", part: entry.name)
        }
        entries.append(entry)
    }

    private func data(of entry: Entry) throws(SpreadsheetError) -> Range<Int> {
        let corrupt = SpreadsheetError(
            .fileCorrupt, "the zip entry's data is missing or cut off", byteOffset: entry.headerOffset,
            part: entry.name)
        guard let header = Int(exactly: entry.headerOffset),
            file.bytes.integer(UInt32.self, at: header) == 0x0403_4B50,
            let nameLength = file.bytes.integer(UInt16.self, at: header + 26),
            let extraLength = file.bytes.integer(UInt16.self, at: header + 28)
        else { throw corrupt }
        let start = header + 30 + Int(nameLength) + Int(extraLength)
        guard start <= file.count, entry.compressedSize <= UInt64(file.count - start) else { throw corrupt }
        return start..<(start + Int(entry.compressedSize))
    }
}
