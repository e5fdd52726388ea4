/// Where a contact stands in an order: contacts of one key follow each other by their ids.
struct SortPlace<Key: Comparable & Sendable>: Comparable, Sendable {
    var key: Key
    var id: Int64

    static func < (left: Self, right: Self) -> Bool {
        if left.key < right.key { return true }
        return left.id < right.id && !(right.key < left.key)
    }
}

/// A folded name as it is compared, byte by byte.
struct NameKey: Comparable, Sendable {
    /// Names are compared no further.
    static let byteLimit = 240

    let bytes: [UInt8]

    init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes.prefix(Self.byteLimit)) }

    /// Whether nothing of the name is missing.
    var isWhole: Bool { bytes.count < Self.byteLimit }

    /// The name in a text that a contact is found by; nil for that of a deleted one.
    init?(ofText text: UnsafeRawBufferPointer) {
        guard let name = SearchText.part(.name, of: text) else { return nil }
        self.init(name.dropFirst())
    }

    static func < (left: Self, right: Self) -> Bool {
        left.bytes.withUnsafeBytes { left in right.bytes.withUnsafeBytes { right in left.precedes(right) } }
    }
}

/// A key as page tokens hold it.
protocol PageKey: Comparable, Sendable {
    /// As some numbers, at most 33.
    var numbers: [Int64] { get }
    /// Nil for what no key becomes.
    init?(numbers: ArraySlice<Int64>)
}

extension Int64: PageKey {
    var numbers: [Int64] { [self] }

    init?(numbers: ArraySlice<Int64>) {
        guard numbers.count == 1, let number = numbers.first else { return nil }
        self = number
    }
}

extension NameKey: PageKey {
    /// How many bytes there are, then eight bytes each.
    var numbers: [Int64] {
        let words = stride(from: 0, to: bytes.count, by: 8).map { start in
            bytes[start..<min(start + 8, bytes.count)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        }
        return [Int64(bytes.count)] + words.map(Int64.init(bitPattern:))
    }

    init?(numbers: ArraySlice<Int64>) {
        guard let first = numbers.first, let count = Int(exactly: first), (0...Self.byteLimit).contains(count),
            numbers.count == 1 + (count + 7) / 8
        else { return nil }
        var bytes: [UInt8] = []
        for word in numbers.dropFirst() {
            let length = min(8, count - bytes.count)
            for place in (0..<length).reversed() {
                bytes.append(UInt8(truncatingIfNeeded: UInt64(bitPattern: word) >> UInt64(8 * place)))
            }
        }
        self.init(bytes)
    }
}
