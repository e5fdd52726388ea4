import BulkWriting

/// The values of one key in a chunk: each once, in the order in which they are stored, with the contacts that have it.
///
/// Sorting once serves three ends: neighbours in the table are looked up together, rows find each other by a place
/// instead of a hash, and what the rows add is written in order.
struct KeyTable<Key: Comparable & Sendable>: Sendable {
    /// Ascending, each once.
    private(set) var keys: [Key] = []
    /// By place in `keys`.
    private(set) var matches: [MatchList]
    /// The place of each value, in the order in which the values were given.
    private var places: [Int32]
    private var additions: [(place: Int32, id: Int64)] = []
    /// Contacts that are kept of each key.
    var matchLimit = MatchList.limit + 1

    init(_ values: [Key]) {
        let sorted = values.indices.map { (key: values[$0], index: Int32($0)) }.sorted { $0.key < $1.key }
        places = [Int32](repeating: 0, count: values.count)
        keys.reserveCapacity(values.count)
        for (key, index) in sorted {
            if keys.last != key { keys.append(key) }
            places[Int(index)] = Int32(keys.count - 1)
        }
        matches = [MatchList](repeating: MatchList(), count: keys.count)
        additions.reserveCapacity(values.count)
    }

    /// The key that was given at `index`.
    func key(ofValue index: Int) -> Key { keys[Int(places[index])] }

    /// The contacts that have the key given at `index`.
    func matches(ofValue index: Int) -> MatchList { matches[Int(places[index])] }

    /// Says that a stored contact has the key at a place.
    mutating func found(_ id: Int64, at place: Int) { matches[place].insert(id, limit: matchLimit) }

    /// Whether a younger contact with the key at a place would not be kept.
    func isFull(at place: Int) -> Bool { matches[place].count >= matchLimit }

    /// Gives the key given at `index` to a contact that did not have it.
    mutating func add(_ id: Int64, toValue index: Int) {
        matches[Int(places[index])].insert(id, limit: matchLimit)
        additions.append((places[index], id))
    }

    /// What was added, in the order of the stored key.
    var sortedAdditions: [(key: Key, id: Int64)] {
        additions.sorted { ($0.place, $0.id) < ($1.place, $1.id) }.map { (keys[Int($0.place)], $0.id) }
    }
}

/// An e-mail address as a key: ordered by its bytes, of which the first ones are compared as numbers.
struct EmailKey: Comparable, Sendable {
    let address: String
    private let high: UInt64
    private let low: UInt64

    init(_ address: String) {
        self.address = address
        var address = address
        (high, low) = address.withUTF8 { bytes in (Self.number(bytes, from: 0), Self.number(bytes, from: 8)) }
    }

    static func == (left: Self, right: Self) -> Bool {
        left.high == right.high && left.low == right.low && left.address == right.address
    }

    static func < (left: Self, right: Self) -> Bool {
        if left.high != right.high { return left.high < right.high }
        if left.low != right.low { return left.low < right.low }
        return left.address.utf8.lexicographicallyPrecedes(right.address.utf8)
    }

    /// Eight bytes, the first one the most significant; zeros behind the end.
    private static func number(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> UInt64 {
        var number: UInt64 = 0
        for index in start..<start + 8 { number = number << 8 | UInt64(index < bytes.count ? bytes[index] : 0) }
        return number
    }
}
