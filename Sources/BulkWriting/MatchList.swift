/// The oldest records that have a key, ascending; more than are ever of use are not kept.
@frozen
public struct MatchList: Equatable, Sendable {
    /// Ids in one note of a result.
    ///
    /// A list usually keeps one more, which tells that there are several.
    @inlinable public static var limit: Int { 10 }

    /// Most keys have one record: it needs no array.
    @usableFromInline var first: Int64 = 0
    @usableFromInline var others: [Int64] = []

    /// No record.
    @inlinable
    public init() {}

    /// Whether no record has the key.
    @inlinable public var isEmpty: Bool { first == 0 }
    /// 0 when the list is empty.
    @inlinable public var oldest: Int64 { first }
    /// Whether more than one record has the key.
    @inlinable public var hasSeveral: Bool { !others.isEmpty }
    /// The records that are kept.
    @inlinable public var count: Int { isEmpty ? 0 : 1 + others.count }
    /// All that are kept.
    public var ids: [Int64] { isEmpty ? [] : [first] + others }
    /// The oldest ones, for a note.
    public var told: [Int64] { isEmpty ? [] : Array(([first] + others).prefix(Self.limit)) }

    /// Adds a record in its place; one that is there already is there once.
    ///
    /// The oldest `limit` records are kept.
    @inlinable
    public mutating func insert(_ id: Int64, limit: Int = Self.limit + 1) {
        if first == 0 {
            first = id
        } else if id < first {
            others.insert(first, at: 0)
            first = id
        } else if id > first {
            if let last = others.last, id > last {
                others.append(id)
            } else {
                let position = others.firstIndex { $0 >= id } ?? others.count
                if position < others.count, others[position] == id { return }
                others.insert(id, at: position)
            }
        }
        if others.count >= limit { others.removeLast() }
    }

    /// Adds the records of another key.
    @inlinable
    public mutating func formUnion(_ other: MatchList, limit: Int = Self.limit + 1) {
        if other.isEmpty { return }
        insert(other.first, limit: limit)
        for id in other.others { insert(id, limit: limit) }
    }
}
