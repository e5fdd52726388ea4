/// How contacts are divided for search: 32 neighbours by id share a block, 128 blocks a segment.
///
/// A small block is read and compared in microseconds; a segment's signatures tell which of its blocks are worth it.
enum SearchSegment {
    static let contactsPerBlock: Int64 = 32
    static let blocksPerSegment: Int64 = 128
    static let contactsPerSegment = contactsPerBlock * blocksPerSegment
    private static let textEnd: UInt8 = 0

    static func block(of contact: Int64) -> Int64 { (contact - 1) / contactsPerBlock }

    static func contacts(in block: Int64) -> ClosedRange<Int64> {
        block * contactsPerBlock + 1...(block + 1) * contactsPerBlock
    }

    static func contacts(inSegment segment: Int64) -> ClosedRange<Int64> {
        segment * contactsPerSegment + 1...(segment + 1) * contactsPerSegment
    }

    /// Puts the texts of a block's contacts one behind the other, each with an end.
    static func joined(_ texts: [[UInt8]]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(texts.reduce(texts.count) { $0 + $1.count })
        for text in texts {
            bytes.append(contentsOf: text)
            bytes.append(textEnd)
        }
        return bytes
    }

    /// The text at a place of a block.
    static func text(at place: Int, in block: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        var start = 0
        for _ in 0..<place {
            guard let end = block.firstIndex(of: textEnd, from: start) else { return nil }
            start = end + 1
        }
        guard let end = block.firstIndex(of: textEnd, from: start) else { return nil }
        return UnsafeRawBufferPointer(rebasing: block[start..<end])
    }

    /// Calls `body` with the place in the block and the text of each contact.
    static func forEachText(in block: UnsafeRawBufferPointer, _ body: (Int, UnsafeRawBufferPointer) -> Void) {
        forEachTextRange(in: block) { place, range in
            body(place, UnsafeRawBufferPointer(rebasing: block[range]))
            return true
        }
    }

    /// Calls `body` with the place in the block of each contact, and where its text stands, until it answers false.
    static func forEachTextRange(in block: UnsafeRawBufferPointer, _ body: (Int, Range<Int>) -> Bool) {
        var start = 0
        var place = 0
        while start < block.count {
            let end = block.firstIndex(of: textEnd, from: start) ?? block.count
            guard body(place, start..<end) else { return }
            place += 1
            start = end + 1
        }
    }
}

/// Some blocks of one segment.
struct BlockSet: Equatable {
    /// Block 0 is the lowest bit.
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    static let none = BlockSet()
    static let all = BlockSet(low: .max, high: .max)

    init() {}

    private init(low: UInt64, high: UInt64) {
        self.low = low
        self.high = high
    }

    /// Reads a slice of a signature.
    init(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
        low = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        high = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self))
    }

    /// Writes a slice of a signature.
    func store(in bytes: UnsafeMutableRawBufferPointer, at offset: Int) {
        bytes.storeBytes(of: low.littleEndian, toByteOffset: offset, as: UInt64.self)
        bytes.storeBytes(of: high.littleEndian, toByteOffset: offset + 8, as: UInt64.self)
    }

    mutating func insert(_ place: Int) {
        if place < 64 { low |= 1 << UInt64(place) } else { high |= 1 << UInt64(place - 64) }
    }

    func contains(_ place: Int) -> Bool {
        place < 64 ? low & (1 << UInt64(place)) != 0 : high & (1 << UInt64(place - 64)) != 0
    }

    func subtracting(_ other: BlockSet) -> BlockSet { BlockSet(low: low & ~other.low, high: high & ~other.high) }
    func union(_ other: BlockSet) -> BlockSet { BlockSet(low: low | other.low, high: high | other.high) }
    func intersection(_ other: BlockSet) -> BlockSet { BlockSet(low: low & other.low, high: high & other.high) }

    /// The first block at `place` or behind it.
    func first(from place: Int, _ order: IDOrder) -> Int? {
        order == .ascending ? lowest(atLeast: place) : highest(atMost: place)
    }

    private func lowest(atLeast place: Int) -> Int? {
        if place < 64 {
            let bits = low & (.max << UInt64(place))
            if bits != 0 { return bits.trailingZeroBitCount }
        }
        let bits = high & (.max << UInt64(max(0, place - 64)))
        return bits == 0 ? nil : 64 + bits.trailingZeroBitCount
    }

    private func highest(atMost place: Int) -> Int? {
        if place >= 64 {
            let bits = high & (.max >> UInt64(127 - place))
            if bits != 0 { return 127 - bits.leadingZeroBitCount }
        }
        let bits = low & (.max >> UInt64(max(0, 63 - place)))
        return bits == 0 ? nil : 63 - bits.leadingZeroBitCount
    }
}

/// Some texts of one block, by their places.
struct TextSet: Equatable {
    /// Place 0 is the lowest bit.
    private var bits: UInt32

    static let none = TextSet(bits: 0)
    static let all = TextSet(bits: .max)

    private init(bits: UInt32) { self.bits = bits }

    /// The texts of a block in which some bytes, which are not empty, stand anywhere.
    init(in block: UnsafeRawBufferPointer, containing needle: [UInt8]) {
        bits = 0
        guard var hit = block.firstIndex(of: needle, from: 0) else { return }
        SearchSegment.forEachTextRange(in: block) { place, range in
            guard hit < range.upperBound else { return true }
            insert(place)
            guard let next = block.firstIndex(of: needle, from: range.upperBound) else { return false }
            hit = next
            return true
        }
    }

    mutating func insert(_ place: Int) {
        if place < 32 { bits |= 1 << UInt32(place) }
    }

    func contains(_ place: Int) -> Bool { place < 32 && bits & (1 << UInt32(place)) != 0 }
    func union(_ other: TextSet) -> TextSet { TextSet(bits: bits | other.bits) }

    /// Without the places below one, or above it.
    func from(_ place: Int, _ order: IDOrder) -> TextSet {
        guard (0..<32).contains(place) else { return (place < 0) == (order == .ascending) ? self : .none }
        return TextSet(bits: order == .ascending ? bits & (.max << UInt32(place)) : bits & (.max >> UInt32(31 - place)))
    }

    /// The first place in an order.
    func first(_ order: IDOrder) -> Int? {
        if bits == 0 { return nil }
        return order == .ascending ? bits.trailingZeroBitCount : 31 - bits.leadingZeroBitCount
    }

    var isEmpty: Bool { bits == 0 }
}
