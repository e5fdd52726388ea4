import Glibc

/// A file without a disk and without a name, for parts that map what they read.
final class MemoryFile {
    private let descriptor: Int32

    /// Opens and maps like any other file.
    var path: String { "/proc/self/fd/\(descriptor)" }

    init(_ bytes: UnsafeRawBufferPointer = UnsafeRawBufferPointer(start: nil, count: 0)) throws {
        var template = Array("/dev/shm/fuzz-XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        unlink(template)
        try demand(descriptor >= 0, "no memory for a file")
        try demand(write(descriptor, bytes.baseAddress, bytes.count) == bytes.count, "a file could not be filled")
    }

    deinit { close(descriptor) }
}
