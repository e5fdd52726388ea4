import Glibc

/// A read-only memory map of a regular file.
///
/// The file has to keep its length while it is mapped: reading a page that a truncation took away kills the process.
/// Uploads are spooled to a file that only their owner writes, and are complete before they are opened here.
final class MappedFile {
    /// The first byte; there is at least one.
    let base: UnsafeRawPointer
    let count: Int
    private var released = 0

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

    init(path: String, limit: UInt64) throws(SpreadsheetError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .system("open", path: path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .system("stat", path: path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw SpreadsheetError(.fileTypeUnsupported, "not a regular file")
        }
        let size = UInt64(clamping: status.st_size)
        guard size > 0 else { throw SpreadsheetError(.fileEmpty, "the file has no bytes") }
        guard size <= limit else {
            throw SpreadsheetError(.fileTooLarge, "the file has \(size) bytes, the limit is \(limit)")
        }
        guard let base = mmap(nil, Int(size), PROT_READ, MAP_PRIVATE, descriptor, 0), base != MAP_FAILED else {
            throw .system("mmap", path: path)
        }
        self.base = UnsafeRawPointer(base)
        count = Int(size)
    }

    deinit { munmap(UnsafeMutableRawPointer(mutating: base), count) }

    /// Drops whole pages before `offset` from this process's memory: a later read brings them back from the page cache.
    func release(before offset: Int) {
        let end = min(offset, count) & ~(Self.releaseStep - 1)
        guard end > released else {
            released = min(released, end)
            return
        }
        madvise(UnsafeMutableRawPointer(mutating: base + released), end - released, MADV_DONTNEED)
        released = end
    }

    /// Pages are given back a megabyte at a time, a multiple of every page size in use.
    private static let releaseStep = 1 << 20
}

extension SpreadsheetError {
    /// An operating system's refusal, with `errno`'s text.
    static func system(_ call: String, path: String) -> SpreadsheetError {
        SpreadsheetError(.system, "\(call) \(path): \(String(cString: strerror(errno)))")
    }
}

/// Little-endian fields of binary headers; every read is checked against the buffer's end.
extension UnsafeRawBufferPointer {
    func integer<Value: FixedWidthInteger>(_ type: Value.Type = Value.self, at offset: Int) -> Value? {
        guard offset >= 0, offset <= count - MemoryLayout<Value>.size else { return nil }
        return Value(littleEndian: loadUnaligned(fromByteOffset: offset, as: Value.self))
    }
}
