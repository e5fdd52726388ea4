import Glibc

/// A growing run of bytes that is emptied and filled again without giving its memory back.
struct TextBuffer: ~Copyable {
    private(set) var base: UnsafeMutablePointer<UInt8>
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int = 4096) {
        self.capacity = capacity
        base = .allocate(capacity: capacity)
    }

    deinit { base.deallocate() }

    mutating func removeAll() { count = 0 }

    mutating func truncate(to newCount: Int) { count = min(count, newCount) }

    @inline(__always)
    mutating func append(_ bytes: UnsafePointer<UInt8>, count added: Int) {
        if capacity - count < added { grow(by: added) }
        memcpy(base + count, bytes, added)
        count += added
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        if capacity == count { grow(by: 1) }
        base[count] = byte
        count += 1
    }

    mutating func append(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { append(byte) }
    }

    mutating func append(_ scalar: Unicode.Scalar) {
        for byte in UTF8.encode(scalar).unsafelyUnwrapped { append(byte) }
    }

    private mutating func grow(by added: Int) {
        let newCapacity = max(capacity * 2, count + added)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: newCapacity)
        larger.update(from: base, count: count)
        base.deallocate()
        base = larger
        capacity = newCapacity
    }
}

/// UTF-8 as the Unicode standard defines it (table 3-7).
enum UTF8Validation {
    /// Offset of the first byte that does not belong to a well-formed sequence, nil when there is none.
    static func firstInvalid(_ bytes: UnsafePointer<UInt8>, count: Int) -> Int? {
        var index = 0
        while index < count {
            if bytes[index] < 0x80 {
                index += 1
                continue
            }
            let length = sequenceLength(bytes + index, available: count - index)
            guard length > 0 else { return index }
            index += length
        }
        return nil
    }

    /// Length of the well-formed sequence at `bytes`, 0 when there is none.
    @inline(__always)
    static func sequenceLength(_ bytes: UnsafePointer<UInt8>, available: Int) -> Int {
        let first = bytes[0]
        switch first {
        case 0..<0x80: return 1
        case 0xC2...0xDF:
            return available > 1 && isContinuation(bytes[1]) ? 2 : 0
        case 0xE0...0xEF:
            guard available > 2, isContinuation(bytes[1]), isContinuation(bytes[2]) else { return 0 }
            if first == 0xE0 && bytes[1] < 0xA0 { return 0 }
            return first == 0xED && bytes[1] > 0x9F ? 0 : 3
        case 0xF0...0xF4:
            guard available > 3, isContinuation(bytes[1]), isContinuation(bytes[2]), isContinuation(bytes[3]) else {
                return 0
            }
            if first == 0xF0 && bytes[1] < 0x90 { return 0 }
            return first == 0xF4 && bytes[1] > 0x8F ? 0 : 4
        default: return 0
        }
    }

    @inline(__always)
    private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
