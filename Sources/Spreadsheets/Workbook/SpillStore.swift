import Glibc

/// An append-only run of bytes that moves from memory to an unlinked temporary file above a limit.
///
/// Written to its end first, then ``seal()``ed, then read. In memory a range is a pointer; in the file it is copied out
/// through a cache of blocks, because shared strings are mostly referred to in the order in which they are stored.
final class SpillStore {
    private var memory: UnsafeMutableRawPointer?
    private var capacity = 0
    private var pending = 0
    private(set) var count: UInt64 = 0
    private let memoryLimit: Int
    private var descriptor: Int32 = -1
    private var blocks: [UInt64: UnsafeMutableRawPointer] = [:]
    private var blockOrder: [UInt64] = []

    init(memoryLimit: Int) { self.memoryLimit = max(memoryLimit, Self.blockBytes) }

    deinit {
        free(memory)
        for block in blocks.values { free(block) }
        if descriptor >= 0 { close(descriptor) }
    }

    var isSpilled: Bool { descriptor >= 0 }

    /// The bytes while they are in memory; stable once the store is sealed.
    @inline(__always)
    var base: UnsafeRawPointer? { UnsafeRawPointer(memory) }

    func append(_ bytes: UnsafeRawPointer, count added: Int) throws(SpreadsheetError) {
        guard added > 0 else { return }
        if capacity - pending < added { try makeRoom(for: added) }
        guard let memory else { return }
        memcpy(memory + pending, bytes, added)
        pending += added
        count += UInt64(added)
    }

    /// Ends writing.
    func seal() throws(SpreadsheetError) {
        guard isSpilled else { return }
        try flush()
        free(memory)
        memory = nil
        capacity = 0
    }

    /// Copies a range out of the file, one block at a time, to `body`.
    func read(_ range: Range<UInt64>, _ body: (UnsafeRawPointer, Int) -> Void) throws(SpreadsheetError) {
        var offset = range.lowerBound
        while offset < range.upperBound {
            let block = offset / UInt64(Self.blockBytes)
            let within = Int(offset % UInt64(Self.blockBytes))
            let size = min(Self.blockBytes - within, Int(range.upperBound - offset))
            body(try cached(block) + within, size)
            offset += UInt64(size)
        }
    }

    private func makeRoom(for added: Int) throws(SpreadsheetError) {
        if !isSpilled, pending + added > memoryLimit {
            descriptor = try TemporaryFile.open()
        }
        if isSpilled { try flush() }
        let needed = pending + added
        guard needed > capacity else { return }
        // In memory the address space doubles; pages that nothing was written to cost no memory.
        let wanted = isSpilled ? needed : min(max(needed, capacity * 2, Self.blockBytes), max(memoryLimit, needed))
        guard let larger = realloc(memory, wanted) else {
            throw SpreadsheetError(.system, "no memory for \(wanted) bytes of shared strings")
        }
        memory = larger
        capacity = wanted
    }

    private func flush() throws(SpreadsheetError) {
        var written = 0
        while written < pending, let memory {
            let result = write(descriptor, memory + written, pending - written)
            guard result > 0 || errno == EINTR else { throw .system("write", path: "temporary file") }
            written += max(result, 0)
        }
        pending = 0
        if capacity > Self.blockBytes {
            free(memory)
            memory = malloc(Self.blockBytes)
            capacity = memory == nil ? 0 : Self.blockBytes
        }
    }

    private func cached(_ block: UInt64) throws(SpreadsheetError) -> UnsafeRawPointer {
        if let found = blocks[block] { return UnsafeRawPointer(found) }
        let buffer = try freeBlock()
        var filled = 0
        let start = block * UInt64(Self.blockBytes)
        let wanted = Int(min(UInt64(Self.blockBytes), count - start))
        while filled < wanted {
            let result = pread(descriptor, buffer + filled, wanted - filled, off_t(start) + off_t(filled))
            guard result > 0 || (result < 0 && errno == EINTR) else {
                free(buffer)
                throw .system("read", path: "temporary file")
            }
            filled += max(result, 0)
        }
        blocks[block] = buffer
        blockOrder.append(block)
        return UnsafeRawPointer(buffer)
    }

    /// A new block, or the one that was read longest ago.
    private func freeBlock() throws(SpreadsheetError) -> UnsafeMutableRawPointer {
        if blockOrder.count >= Self.blockLimit, let reused = blocks.removeValue(forKey: blockOrder.removeFirst()) {
            return reused
        }
        guard let buffer = malloc(Self.blockBytes) else {
            throw SpreadsheetError(.system, "no memory for a block of shared strings")
        }
        return buffer
    }

    private static let blockBytes = 64 << 10
    /// 8 MiB of blocks.
    private static let blockLimit = 128
}

enum TemporaryFile {
    /// A file that nothing else can open and that is gone when its descriptor is closed.
    static func open() throws(SpreadsheetError) -> Int32 {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(folder)/spreadsheet-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw .system("mkstemp", path: folder) }
        unlink(template)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return descriptor
    }
}
