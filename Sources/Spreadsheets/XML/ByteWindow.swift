import Glibc

/// A sliding buffer over a ``ByteSource``.
///
/// `bytes[position..<end]` is what has been read and not been consumed. A zero byte stands at `bytes[end]`, so that a
/// scanning loop which stops at zero needs no bounds check; a word of eight bytes may be loaded from there. Pointers and offsets into the window are valid until the
/// next ``refill(keeping:)``.
struct ByteWindow: ~Copyable {
    private(set) var bytes: UnsafeMutablePointer<UInt8>
    private(set) var capacity: Int
    var position = 0
    private(set) var end = 0
    /// Bytes of the source that have slid out of the window.
    private(set) var slid: UInt64 = 0
    private var isAtEnd = false
    private let source: any ByteSource

    init(_ source: any ByteSource, capacity: Int = ByteWindow.defaultCapacity) {
        self.source = source
        self.capacity = capacity
        bytes = Self.allocate(capacity)
    }

    deinit { bytes.deallocate() }

    /// The position counted from the start of the source.
    var offset: UInt64 { slid + UInt64(position) }

    /// Slides the window so that it starts at offset `start`, `position` along with it, and reads more behind the rest.
    ///
    /// Returns false when the source has no more bytes. The window doubles when the kept bytes fill it, up to
    /// ``largestCapacity``; beyond that the file is refused.
    mutating func refill(keeping start: Int) throws(SpreadsheetError) -> Bool {
        if start > 0 {
            memmove(bytes, bytes + start, end - start)
            slid += UInt64(start)
            position -= start
            end -= start
            bytes[end] = 0
        }
        guard !isAtEnd else { return false }
        if end == capacity { try grow() }
        let count = try source.read(into: bytes + end, capacity: capacity - end)
        end += count
        bytes[end] = 0
        isAtEnd = count == 0
        return count > 0
    }

    /// Reads until at least `count` bytes are in the window or the source ends.
    mutating func prefetch(_ count: Int) throws(SpreadsheetError) {
        while end - position < count, try refill(keeping: position) {}
    }

    private mutating func grow() throws(SpreadsheetError) {
        guard capacity < Self.largestCapacity else {
            throw SpreadsheetError(
                .fileCorrupt, "a tag is longer than \(Self.largestCapacity) bytes", byteOffset: slid)
        }
        let larger = Self.allocate(capacity * 2)
        larger.update(from: bytes, count: end + 1)
        bytes.deallocate()
        bytes = larger
        capacity *= 2
    }

    private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<UInt8> {
        let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + MemoryLayout<UInt64>.size)
        bytes.initialize(repeating: 0, count: capacity + MemoryLayout<UInt64>.size)
        return bytes
    }

    /// What a processor's second-level cache holds beside zlib's own 32 KB.
    static let defaultCapacity = 256 << 10
    private static let largestCapacity = 4 << 20
}
