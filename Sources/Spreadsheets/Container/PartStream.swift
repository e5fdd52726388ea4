import CZlib
import Glibc

/// A source of bytes that is read once from its start to its end.
protocol ByteSource: AnyObject {
    /// Fills up to `capacity` bytes and returns how many; 0 means the end.
    func read(into buffer: UnsafeMutableRawPointer, capacity: Int) throws(SpreadsheetError) -> Int
}

/// Inflates one part of a workbook as a stream, counts what comes out against the limits and checks the CRC at the end.
final class PartStream: ByteSource {
    private let archive: ZipArchive
    private let index: Int
    let entry: ZipArchive.Entry
    private let data: Range<Int>
    private let inflater: UnsafeMutablePointer<z_stream>?
    private var consumed = 0
    private var produced: UInt64 = 0
    private var crc: UInt = 0
    private var isFinished = false

    /// Compressed bytes read so far and altogether.
    var progress: (done: UInt64, total: UInt64) { (UInt64(consumed), UInt64(data.count)) }

    init(
        archive: ZipArchive, index: Int, entry: ZipArchive.Entry, data: Range<Int>
    ) throws(SpreadsheetError) {
        (self.archive, self.index, self.entry, self.data) = (archive, index, entry, data)
        switch entry.method {
        case 0: inflater = nil
        case 8:
            let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
            stream.initialize(to: z_stream())
            inflater = stream
            let size = Int32(MemoryLayout<z_stream>.size)
            guard inflateInit2_(stream, -MAX_WBITS, ZLIB_VERSION, size) == Z_OK else {
                throw SpreadsheetError(.system, "zlib has no memory for a stream", part: entry.name)
            }
        default:
            inflater = nil
            throw SpreadsheetError(
                .fileTypeUnsupported, "zip compression method \(entry.method) is not deflate", part: entry.name)
        }
    }

    deinit {
        guard let inflater else { return }
        inflateEnd(inflater)
        inflater.deallocate()
    }

    func read(into buffer: UnsafeMutableRawPointer, capacity: Int) throws(SpreadsheetError) -> Int {
        guard !isFinished, capacity > 0 else { return 0 }
        let count =
            try inflater.map { stream throws(SpreadsheetError) in
                try inflate(stream, into: buffer, capacity: capacity)
            } ?? copy(into: buffer, capacity: capacity)
        crc = crc32(crc, buffer.assumingMemoryBound(to: UInt8.self), UInt32(count))
        produced += UInt64(count)
        try checkLimits()
        archive.file.release(before: data.lowerBound + consumed)
        if isFinished { try checkSum() }
        return count
    }

    private func copy(into buffer: UnsafeMutableRawPointer, capacity: Int) -> Int {
        let count = min(capacity, data.count - consumed, Self.stepBytes)
        let start = data.lowerBound + consumed
        buffer.copyMemory(from: archive.file.base + start, byteCount: count)
        consumed += count
        isFinished = consumed == data.count
        return count
    }

    private func inflate(
        _ stream: UnsafeMutablePointer<z_stream>, into buffer: UnsafeMutableRawPointer, capacity: Int
    ) throws(SpreadsheetError) -> Int {
        let wanted = min(capacity, Self.stepBytes)
        stream.pointee.next_out = buffer.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(wanted)
        while stream.pointee.avail_out > 0 {
            let offered = min(data.count - consumed, Self.stepBytes)
            let start = archive.file.base + data.lowerBound + consumed
            stream.pointee.next_in = UnsafeMutablePointer(mutating: start.assumingMemoryBound(to: UInt8.self))
            stream.pointee.avail_in = UInt32(offered)
            let result = CZlib.inflate(stream, Z_NO_FLUSH)
            consumed += offered - Int(stream.pointee.avail_in)
            if result == Z_STREAM_END {
                isFinished = true
                break
            }
            guard result == Z_OK else {
                let reason = result == Z_BUF_ERROR ? "the compressed data is cut off" : "the compressed data is broken"
                throw corrupt(reason)
            }
        }
        return wanted - Int(stream.pointee.avail_out)
    }

    private func checkLimits() throws(SpreadsheetError) {
        let limits = archive.limits
        guard produced <= limits.inflatedPartBytes else {
            throw SpreadsheetError(
                .fileBomb, "the part inflates to more than \(limits.inflatedPartBytes) bytes", part: entry.name)
        }
        if produced > Self.ratioFloor, produced / UInt64(max(consumed, 1)) > limits.inflationRatio {
            throw SpreadsheetError(
                .fileBomb, "the part inflates to more than \(limits.inflationRatio) times its size", part: entry.name)
        }
        try archive.count(inflated: produced, ofEntry: index)
    }

    private func checkSum() throws(SpreadsheetError) {
        guard UInt32(truncatingIfNeeded: crc) == entry.crc else { throw corrupt("the part's checksum is wrong") }
    }

    private func corrupt(_ message: String) -> SpreadsheetError {
        SpreadsheetError(
            .fileCorrupt, message, byteOffset: UInt64(data.lowerBound + consumed), part: entry.name)
    }

    /// Bytes handed to zlib and taken from it at a time.
    private static let stepBytes = 256 << 10
    /// Below this many inflated bytes the ratio says nothing: styles of a small workbook compress 200 to 1.
    private static let ratioFloor: UInt64 = 64 << 20
}
