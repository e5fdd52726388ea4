import Store

/// Which way ids are gone through.
enum IDOrder: Sendable {
    /// Oldest first.
    case ascending
    /// Newest first.
    case descending

    /// Where a stream begins that leaves nothing out.
    var start: Int64 { self == .ascending ? 0 : .max }
    /// From an id to its neighbour; ids are far from the ends of the numbers.
    var step: Int64 { self == .ascending ? 1 : -1 }

    /// Whether an id, or any other value, comes before another one.
    func isBefore<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
        self == .ascending ? left < right : left > right
    }
}

/// Ids of records that fulfil one condition, in one order.
protocol IDStream {
    /// The first id at `id` or behind it; nil when there is none. `id` never goes back from one call to the next.
    mutating func next(from id: Int64) throws -> Int64?
}

/// Every live contact.
struct AllContacts: IDStream {
    let order: IDOrder
    let reader: ReadTransaction

    func next(from id: Int64) throws -> Int64? {
        let row =
            try order == .ascending
            ? reader.statement("SELECT id FROM contact WHERE id >= ?1 ORDER BY id LIMIT 1")
            : reader.statement("SELECT id FROM contact WHERE id <= ?1 ORDER BY id DESC LIMIT 1")
        try row.bind(id, at: 1)
        return try row.step() ? row.int64(at: 0) : nil
    }
}

/// The records that have any of some values.
struct ValueRecords: IDStream {
    /// The first records, in order, that have the value at a place, at an id or behind it, at most `limit`; empty only when
    /// there is none.
    typealias Read = (_ place: Int, _ id: Int64, _ limit: Int64) throws -> [Int64]

    /// Read in one go while every one of them is used.
    private static let batchLimit: Int64 = 256

    /// What was read of one value.
    private struct Head {
        /// Records not yet passed, against the order.
        var ids: [Int64] = []
        var batchSize: Int64 = 1
        var isAtEnd = false
    }

    private let order: IDOrder
    private let read: Read
    private var heads: [Head]

    init(_ order: IDOrder, valueCount: Int, read: @escaping Read) {
        self.order = order
        self.read = read
        heads = Array(repeating: Head(), count: valueCount)
    }

    mutating func next(from id: Int64) throws -> Int64? {
        var nearest: Int64?
        for place in heads.indices {
            try pass(to: id, at: place)
            guard let head = heads[place].ids.last else { continue }
            if let found = nearest, order.isBefore(found, head) { continue }
            nearest = head
        }
        return nearest
    }

    /// Reads on when everything that was read is passed: more than before if one was passed after the other.
    private mutating func pass(to id: Int64, at place: Int) throws {
        var passedCount = 0
        while let last = heads[place].ids.last, order.isBefore(last, id) {
            heads[place].ids.removeLast()
            passedCount += 1
        }
        guard heads[place].ids.isEmpty, !heads[place].isAtEnd else { return }
        heads[place].batchSize = passedCount == 1 ? min(2 * heads[place].batchSize, Self.batchLimit) : 1
        heads[place].ids = try read(place, id, heads[place].batchSize).reversed()
        heads[place].isAtEnd = heads[place].ids.isEmpty
    }
}

extension ValueRecords {
    /// The records that refer to any of some others: tickets to agents.
    ///
    /// `sql` selects the first record, in `order`, that refers to ?1, from ?2 on.
    init(_ order: IDOrder, _ sql: StaticString, _ values: Set<Int64>, reader: ReadTransaction) {
        let values = values.sorted()
        self.init(order, valueCount: values.count) { place, id, _ in
            let row = try reader.statement(sql)
            try row.bind(values[place], at: 1)
            try row.bind(id, at: 2)
            return try row.step() ? [row.int64(at: 0)] : []
        }
    }

    /// The contacts that refer to any of some others.
    init(_ order: IDOrder, _ reference: ContactReference, _ values: Set<Int64>, reader: ReadTransaction) {
        guard order == .ascending else {
            self.init(order, reference.first(order), values, reader: reader)
            return
        }
        let values = values.sorted()
        self.init(order, valueCount: values.count) { place, id, limit in
            try reader.contactIDs(reference, values[place], after: id - 1, limit: limit)
        }
    }
}

/// The records that fulfil several conditions at once: each stream in turn is asked to come to where another one already
/// is, so the cost follows the rarest condition.
struct Intersection: IDStream {
    /// Not empty.
    var streams: [any IDStream]

    mutating func next(from id: Int64) throws -> Int64? {
        var candidate = id
        var agreeing = 0
        var index = 0
        while agreeing < streams.count {
            guard let found = try streams[index].next(from: candidate) else { return nil }
            agreeing = found == candidate ? agreeing + 1 : 1
            candidate = found
            index = (index + 1) % streams.count
        }
        return candidate
    }
}

/// The records that fulfil either of two conditions.
struct Union: IDStream {
    let order: IDOrder
    var left: any IDStream
    var right: any IDStream

    mutating func next(from id: Int64) throws -> Int64? {
        guard let first = try left.next(from: id) else { return try right.next(from: id) }
        guard let second = try right.next(from: id) else { return first }
        return order.isBefore(first, second) ? first : second
    }
}

/// The records of a stream whose ids lie in a range.
struct Clipped: IDStream {
    let order: IDOrder
    let range: Range<Int64>
    var stream: any IDStream

    mutating func next(from id: Int64) throws -> Int64? {
        guard !range.isEmpty else { return nil }
        let start = order == .ascending ? max(id, range.lowerBound) : min(id, range.upperBound - 1)
        guard range.contains(start), let found = try stream.next(from: start) else { return nil }
        return range.contains(found) ? found : nil
    }
}

/// The records of a stream that pass a test, which costs more than to find them.
struct Verified: IDStream {
    let order: IDOrder
    var stream: any IDStream
    let passes: (Int64) throws -> Bool

    mutating func next(from id: Int64) throws -> Int64? {
        var start = id
        while let found = try stream.next(from: start) {
            if try passes(found) { return found }
            start = found + order.step
        }
        return nil
    }
}
