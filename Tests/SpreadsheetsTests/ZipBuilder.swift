import CZlib

/// Builds zip archives byte by byte, broken ones included.
struct ZipBuilder {
    struct Entry {
        var name: String
        var data: [UInt8]
        var isDeflated = false
        var hasDescriptor = false
        var isEncrypted = false
        var method: UInt16?
        var crc: UInt32?
    }

    var entries: [Entry] = []
    var hasZip64Records = false

    mutating func add(_ name: String, _ text: String, deflated: Bool = false) {
        entries.append(Entry(name: name, data: Array(text.utf8), isDeflated: deflated))
    }

    func bytes() -> [UInt8] {
        var archive: [UInt8] = []
        var directory: [UInt8] = []
        for entry in entries {
            let content = entry.isDeflated ? Self.deflated(entry.data) : entry.data
            let header = Self.header(entry, compressed: content.count)
            directory += Self.little(0x0201_4B50, 4) + Self.little(20, 2) + header.directory
            directory += Self.little(0, 2) + Self.little(0, 2) + Self.little(0, 2) + Self.little(0, 4)
            directory += Self.little(archive.count, 4) + Array(entry.name.utf8)
            archive += Self.little(0x0403_4B50, 4) + header.local + Array(entry.name.utf8) + content
            if entry.hasDescriptor {
                archive += Self.little(0x0807_4B50, 4) + Self.little(Int(Self.crc(entry.data)), 4)
                archive += Self.little(content.count, 4) + Self.little(entry.data.count, 4)
            }
        }
        return archive + directory + endRecords(directory: directory.count, at: archive.count)
    }

    /// Raw deflate at level 9.
    static func deflated(_ data: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        precondition(
            deflateInit2_(&stream, 9, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK)
        defer { deflateEnd(&stream) }
        var input = data
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(data.count))))
        let produced = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                precondition(CZlib.deflate(&stream, Z_FINISH) == Z_STREAM_END)
                return target.count - Int(stream.avail_out)
            }
        }
        return Array(output[..<produced])
    }

    static func crc(_ data: [UInt8]) -> UInt32 {
        UInt32(truncatingIfNeeded: crc32(0, data, UInt32(data.count)))
    }

    static func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    private static func header(_ entry: Entry, compressed: Int) -> (local: [UInt8], directory: [UInt8]) {
        let flags = (entry.hasDescriptor ? 8 : 0) | (entry.isEncrypted ? 1 : 0)
        let method = Int(entry.method ?? (entry.isDeflated ? 8 : 0))
        let start = little(20, 2) + little(flags, 2) + little(method, 2) + little(0, 4)
        let sums = little(Int(entry.crc ?? crc(entry.data)), 4) + little(compressed, 4) + little(entry.data.count, 4)
        let end = little(entry.name.utf8.count, 2) + little(0, 2)
        let unknown = [UInt8](repeating: 0, count: 12)
        return (start + (entry.hasDescriptor ? unknown : sums) + end, start + sums + end)
    }

    private func endRecords(directory size: Int, at offset: Int) -> [UInt8] {
        let little = Self.little
        guard hasZip64Records else {
            return little(0x0605_4B50, 4) + little(0, 4) + little(entries.count, 2) + little(entries.count, 2)
                + little(size, 4) + little(offset, 4) + little(0, 2)
        }
        var records = little(0x0606_4B50, 4) + little(44, 8) + little(45, 2) + little(45, 2) + little(0, 8)
        records += little(entries.count, 8) + little(entries.count, 8) + little(size, 8) + little(offset, 8)
        records += little(0x0706_4B50, 4) + little(0, 4) + little(offset + size, 8) + little(1, 4)
        records += little(0x0605_4B50, 4) + little(0, 4) + little(0xFFFF, 2) + little(0xFFFF, 2)
        return records + little(0xFFFF_FFFF, 4) + little(0xFFFF_FFFF, 4) + little(0, 2)
    }
}
