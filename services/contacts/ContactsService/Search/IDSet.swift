/// A set of ids from 1 up to a limit: a bit for each id that there may be.
struct IDSet: Sendable, Equatable {
    private var words: [UInt64]

    /// Holds nothing, and nothing above `limit`; negative limits are none.
    init(limit: Int64) { words = [UInt64](repeating: 0, count: limit < 1 ? 0 : Int(limit >> 6) + 1) }

    /// Adds an id; one that the set has no room for is left out.
    mutating func insert(_ id: Int64) {
        guard id > 0, id >> 6 < words.count else { return }
        words[Int(id >> 6)] |= 1 << UInt64(id & 63)
    }

    func contains(_ id: Int64) -> Bool {
        id > 0 && id >> 6 < words.count && words[Int(id >> 6)] & (1 << UInt64(id & 63)) != 0
    }

    /// The first id at `id` or behind it.
    func first(from id: Int64, _ order: IDOrder) -> Int64? {
        order == .ascending ? lowest(atLeast: max(id, 0)) : highest(atMost: id)
    }

    private func lowest(atLeast id: Int64) -> Int64? {
        guard id >> 6 < words.count else { return nil }
        var index = Int(id >> 6)
        var word = words[index] & (.max << UInt64(id & 63))
        while word == 0 {
            index += 1
            guard index < words.count else { return nil }
            word = words[index]
        }
        return Int64(index) << 6 + Int64(word.trailingZeroBitCount)
    }

    private func highest(atMost id: Int64) -> Int64? {
        guard id >= 0, let last = words.indices.last else { return nil }
        var index = last
        var word = words[index]
        if id >> 6 <= last {
            index = Int(id >> 6)
            word = words[index] & (.max >> UInt64(63 - id & 63))
        }
        while word == 0 {
            index -= 1
            guard index >= 0 else { return nil }
            word = words[index]
        }
        return Int64(index) << 6 + 63 - Int64(word.leadingZeroBitCount)
    }
}

/// A set of ids as a stream.
struct SetRecords: IDStream {
    let order: IDOrder
    let ids: IDSet

    func next(from id: Int64) -> Int64? { ids.first(from: id, order) }
}
