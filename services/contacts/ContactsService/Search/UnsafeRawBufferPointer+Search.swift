import CByteSearch

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
    func contains(_ needle: [UInt8]) -> Bool { firstIndex(of: needle, from: 0) != nil }

    /// Where `needle`, which is not empty, next stands as a whole, at `start` or behind it.
    func firstIndex(of needle: [UInt8], from start: Int) -> Int? {
        guard let base = baseAddress, start < count else { return nil }
        return needle.withUnsafeBytes { needle in
            guard let wanted = needle.baseAddress,
                let found = memmem(base + start, count - start, wanted, needle.count)
            else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }

    /// Whether the bytes come before others, compared one by one; the beginning of something comes before it.
    func precedes(_ other: UnsafeRawBufferPointer) -> Bool {
        guard let left = baseAddress, let right = other.baseAddress else { return count < other.count }
        let order = memcmp(left, right, Swift.min(count, other.count))
        return order == 0 ? count < other.count : order < 0
    }
}
