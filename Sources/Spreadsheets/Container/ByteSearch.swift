import Glibc

enum ByteSearch {
    /// Offset of the first place where `needle` stands in the `count` bytes at `start`.
    static func offset(
        of needle: UnsafeBufferPointer<UInt8>, in start: UnsafePointer<UInt8>, count: Int
    ) -> Int? {
        guard let first = needle.first, let pattern = needle.baseAddress else { return nil }
        var offset = 0
        while offset <= count - needle.count {
            guard let found = memchr(start + offset, Int32(first), count - needle.count - offset + 1) else {
                return nil
            }
            offset = start.distance(to: UnsafePointer(found.assumingMemoryBound(to: UInt8.self)))
            if memcmp(start + offset, pattern, needle.count) == 0 { return offset }
            offset += 1
        }
        return nil
    }
}
