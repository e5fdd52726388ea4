#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension UnsafeRawBufferPointer {
    /// Where a byte next stands, at `start` or behind it; the C library compares many bytes at once.
    func firstIndex(of byte: UInt8, from start: Int) -> Int? {
        guard let base = baseAddress, start < count else { return nil }
        guard let found = memchr(base + start, Int32(byte), count - start) else { return nil }
        return UnsafeRawPointer(found) - base
    }

    /// Whether `needle`, which is not empty, stands anywhere in the bytes.
    func contains(_ needle: [UInt8]) -> Bool {
        needle.withUnsafeBytes { needle in
            guard let first = needle.first, let needleStart = needle.baseAddress, let base = baseAddress else {
                return false
            }
            var position = base
            let end = base + count
            while end - position >= needle.count {
                // Only where the whole needle still has room.
                let room = end - position - needle.count + 1
                guard let found = memchr(position, Int32(first), room) else { return false }
                if memcmp(found, needleStart, needle.count) == 0 { return true }
                position = UnsafeRawPointer(found) + 1
            }
            return false
        }
    }
}
