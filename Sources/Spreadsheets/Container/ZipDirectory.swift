/// Where the central directory is, by the records at the end of the file.
struct ZipDirectoryLocation {
    var offset: Int
    var entryCount: UInt64
    /// Bytes in front of the archive that its own offsets do not count.
    var prefix: UInt64

    init(_ bytes: UnsafeRawBufferPointer) throws(SpreadsheetError) {
        guard let end = Self.endRecord(bytes),
            let count = bytes.integer(UInt16.self, at: end + 10),
            let size = bytes.integer(UInt32.self, at: end + 12),
            let offset = bytes.integer(UInt32.self, at: end + 16)
        else {
            throw SpreadsheetError(
                .fileCorrupt, "the file is cut off: the zip directory at its end is missing",
                byteOffset: UInt64(bytes.count))
        }
        var location = (count: UInt64(count), size: UInt64(size), offset: UInt64(offset), end: end)
        if let zip64 = Self.zip64Record(bytes, before: end) { location = zip64 }
        guard location.size <= UInt64(location.end), location.offset <= UInt64(location.end) - location.size else {
            throw SpreadsheetError(
                .fileCorrupt, "the zip directory lies outside the file", byteOffset: UInt64(end))
        }
        let start = Self.start(bytes, location)
        self.offset = Int(start)
        entryCount = location.count
        prefix = start - location.offset
    }

    /// The directory ends where the end record starts; a writer that got its size wrong still knows its offset.
    private static func start(
        _ bytes: UnsafeRawBufferPointer, _ location: (count: UInt64, size: UInt64, offset: UInt64, end: Int)
    ) -> UInt64 {
        let bySize = UInt64(location.end) - location.size
        let isRecord = { (offset: UInt64) in bytes.integer(UInt32.self, at: Int(offset)) == 0x0201_4B50 }
        return !isRecord(bySize) && isRecord(location.offset) ? location.offset : bySize
    }

    /// The last end record whose comment fits into the file; the comment has at most 65,535 bytes.
    private static func endRecord(_ bytes: UnsafeRawBufferPointer) -> Int? {
        let last = bytes.count - 22
        guard last >= 0 else { return nil }
        for offset in stride(from: last, through: max(0, last - 0xFFFF), by: -1)
        where bytes.integer(UInt32.self, at: offset) == 0x0605_4B50 {
            guard let comment = bytes.integer(UInt16.self, at: offset + 20) else { continue }
            if offset + 22 + Int(comment) <= bytes.count { return offset }
        }
        return nil
    }

    private static func zip64Record(
        _ bytes: UnsafeRawBufferPointer, before end: Int
    ) -> (count: UInt64, size: UInt64, offset: UInt64, end: Int)? {
        guard bytes.integer(UInt32.self, at: end - 20) == 0x0706_4B50,
            let recorded = bytes.integer(UInt64.self, at: end - 12)
        else { return nil }
        // The offset is wrong when something was put in front of the archive; the record usually ends at its locator.
        for candidate in [Int(exactly: recorded), end - 20 - 56] {
            guard let candidate, bytes.integer(UInt32.self, at: candidate) == 0x0606_4B50,
                let count = bytes.integer(UInt64.self, at: candidate + 32),
                let size = bytes.integer(UInt64.self, at: candidate + 40),
                let offset = bytes.integer(UInt64.self, at: candidate + 48)
            else { continue }
            return (count, size, offset, candidate)
        }
        return nil
    }
}

/// One record of the central directory.
struct ZipDirectoryRecord {
    var entry: ZipArchive.Entry
    /// Offset of the byte after the record.
    var end: Int

    init?(_ bytes: UnsafeRawBufferPointer, at offset: Int, prefix: UInt64) {
        guard bytes.integer(UInt32.self, at: offset) == 0x0201_4B50,
            let flags = bytes.integer(UInt16.self, at: offset + 8),
            let method = bytes.integer(UInt16.self, at: offset + 10),
            let crc = bytes.integer(UInt32.self, at: offset + 16),
            let compressed = bytes.integer(UInt32.self, at: offset + 20),
            let inflated = bytes.integer(UInt32.self, at: offset + 24),
            let nameLength = bytes.integer(UInt16.self, at: offset + 28),
            let extraLength = bytes.integer(UInt16.self, at: offset + 30),
            let commentLength = bytes.integer(UInt16.self, at: offset + 32),
            let header = bytes.integer(UInt32.self, at: offset + 42)
        else { return nil }
        let nameStart = offset + 46
        let extraStart = nameStart + Int(nameLength)
        end = extraStart + Int(extraLength) + Int(commentLength)
        guard end <= bytes.count else { return nil }
        var sizes = Zip64Sizes(inflated: inflated, compressed: compressed, header: header)
        sizes.widen(bytes, extra: extraStart..<(extraStart + Int(extraLength)))
        let (headerOffset, overflow) = sizes.header.addingReportingOverflow(prefix)
        guard !overflow else { return nil }
        entry = ZipArchive.Entry(
            name: String(decoding: bytes[nameStart..<extraStart], as: UTF8.self), method: method,
            isEncrypted: flags & 1 != 0, crc: crc, compressedSize: sizes.compressed, headerOffset: headerOffset)
    }
}

/// Sizes that move to the zip64 extra field when they do not fit 32 bits (APPNOTE 4.5.3).
private struct Zip64Sizes {
    var compressed: UInt64
    var header: UInt64
    private var inflatedIsWide: Bool

    init(inflated: UInt32, compressed: UInt32, header: UInt32) {
        inflatedIsWide = inflated == .max
        self.compressed = UInt64(compressed)
        self.header = UInt64(header)
    }

    mutating func widen(_ bytes: UnsafeRawBufferPointer, extra: Range<Int>) {
        var offset = extra.lowerBound
        while offset + 4 <= extra.upperBound, let id = bytes.integer(UInt16.self, at: offset),
            let length = bytes.integer(UInt16.self, at: offset + 2)
        {
            if id == 1 {
                read(bytes, field: (offset + 4)..<min(offset + 4 + Int(length), extra.upperBound))
                return
            }
            offset += 4 + Int(length)
        }
    }

    private mutating func read(_ bytes: UnsafeRawBufferPointer, field: Range<Int>) {
        var offset = field.lowerBound
        func next() -> UInt64? {
            guard offset + 8 <= field.upperBound else { return nil }
            defer { offset += 8 }
            return bytes.integer(UInt64.self, at: offset)
        }
        if inflatedIsWide { _ = next() }
        if compressed == UInt32.max, let wide = next() { compressed = wide }
        if header == UInt32.max, let wide = next() { header = wide }
    }
}
