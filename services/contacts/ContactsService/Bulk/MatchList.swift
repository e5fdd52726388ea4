/// The oldest contacts that have a key, ascending; more than are ever told of are not kept.
struct MatchList: Equatable, Sendable {
    /// Ids in one note of a result.
    ///
    /// The list keeps one more, which tells that there are several.
    static let limit = 10

    /// Most keys have one contact: it needs no array.
    private var first: Int64 = 0
    private var others: [Int64] = []

    init() {}

    var isEmpty: Bool { first == 0 }
    /// 0 when the list is empty.
    var oldest: Int64 { first }
    var hasSeveral: Bool { !others.isEmpty }
    /// Whether a younger contact would not be kept.
    var isFull: Bool { others.count == Self.limit }
    /// The oldest ones, for a note.
    var told: [Int64] { isEmpty ? [] : Array(([first] + others).prefix(Self.limit)) }

    mutating func insert(_ id: Int64) {
        if first == 0 {
            first = id
        } else if id < first {
            others.insert(first, at: 0)
            first = id
        } else if id > first {
            let position = others.firstIndex { $0 >= id } ?? others.count
            if position < others.count, others[position] == id { return }
            others.insert(id, at: position)
        }
        if others.count > Self.limit { others.removeLast() }
    }

    mutating func formUnion(_ other: MatchList) {
        if other.isEmpty { return }
        insert(other.first)
        for id in other.others { insert(id) }
    }
}
