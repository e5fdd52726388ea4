import Store

/// The contacts that a query finds.
///
/// What is indexed is found through signatures and blocks; what has changed since is found among the pending texts,
/// which count instead of the indexed ones. So the answer is exact at any time, however far the index is behind.
struct SearchMatches: IDStream {
    private let query: IndexQuery
    private let order: IDOrder
    private let reader: ReadTransaction
    /// The greatest id that an indexed contact can have; 0: none is.
    private let newestIndexed: Int64
    /// Ascending.
    private let pendingIDs: [Int64]
    /// Those of them that fit, against the order; the passed ones are removed.
    private var pendingMatches: [Int64]
    private var segment: (number: Int64, candidates: [(part: SearchText.Part?, blocks: BlockSet)])?
    private var block: (number: Int64, matches: [Int64])?

    /// Reads all pending texts.
    init(_ query: IndexQuery, _ order: IDOrder, reader: ReadTransaction) throws {
        self.query = query
        self.order = order
        self.reader = reader
        let newest = try reader.statement("SELECT segment FROM search_signature ORDER BY segment DESC LIMIT 1")
        newestIndexed = try newest.step() ? SearchSegment.contacts(inSegment: newest.int64(at: 0)).upperBound : 0
        let rows = try reader.statement("SELECT contact_id, text FROM search_pending ORDER BY contact_id")
        var ids: [Int64] = []
        var matches: [Int64] = []
        while try rows.step() {
            ids.append(rows.int64(at: 0))
            if rows.withBytes(at: 1, query.matches) { matches.append(rows.int64(at: 0)) }
        }
        pendingIDs = ids
        pendingMatches = order == .ascending ? matches.reversed() : matches
    }

    mutating func next(from id: Int64) throws -> Int64? {
        while let last = pendingMatches.last, order.isBefore(last, id) { pendingMatches.removeLast() }
        let pending = pendingMatches.last
        return try indexed(from: id, before: pending) ?? pending
    }

    /// The first indexed match from `id` on; nil when there is none before `limit`.
    private mutating func indexed(from id: Int64, before limit: Int64?) throws -> Int64? {
        let start = order == .ascending ? max(id, 1) : min(id, newestIndexed)
        guard (1...max(1, newestIndexed)).contains(start), newestIndexed > 0 else { return nil }
        var number = SearchSegment.block(of: start)
        let end = SearchSegment.block(of: newestIndexed)
        while (0...end).contains(number) {
            if let limit, !order.isBefore(number, SearchSegment.block(of: limit) + order.step) { return nil }
            let (segment, place) = number.quotientAndRemainder(dividingBy: SearchSegment.blocksPerSegment)
            let candidates = try candidates(in: segment)
            guard let candidate = first(of: candidates.compactMap { $0.blocks.first(from: Int(place), order) }) else {
                number =
                    order == .ascending
                    ? (segment + 1) * SearchSegment.blocksPerSegment : segment * SearchSegment.blocksPerSegment - 1
                continue
            }
            number = segment * SearchSegment.blocksPerSegment + Int64(candidate)
            let parts = candidates.filter { $0.blocks.contains(candidate) }.compactMap(\.part)
            if let match = first(of: try matches(in: number, by: parts).filter { !order.isBefore($0, id) }) {
                if let limit, !order.isBefore(match, limit) { return nil }
                return match
            }
            number += order.step
        }
        return nil
    }

    private func first<Value: Comparable>(of values: [Value]) -> Value? {
        order == .ascending ? values.min() : values.max()
    }

    private mutating func candidates(in number: Int64) throws -> [(part: SearchText.Part?, blocks: BlockSet)] {
        if let segment, segment.number == number { return segment.candidates }
        let row = try reader.statement("SELECT bits FROM search_signature WHERE segment = ?1 AND kind = ?2")
        try row.bind(number, at: 1)
        let candidates = try query.blocks { part, features in
            row.reset()
            try row.bind(Int64(part.rawValue), at: 2)
            guard try row.step() else { return .none }
            return row.withBytes(at: 0) { SearchSignature.blocks(with: features, in: $0, of: part) }
        }
        segment = (number, candidates)
        return candidates
    }

    /// Ascending; looks at the block only if it may match by one of some parts.
    private mutating func matches(in number: Int64, by parts: [SearchText.Part]) throws -> [Int64] {
        if let block, block.number == number { return block.matches }
        let row = try reader.statement("SELECT texts FROM search_block WHERE block = ?1")
        try row.bind(number, at: 1)
        var matches: [Int64] = []
        if try row.step() {
            let first = SearchSegment.contacts(in: number).lowerBound
            row.withBytes(at: 0) { texts in
                guard query.mayMatch(block: texts, by: parts) else { return }
                SearchSegment.forEachText(in: texts) { place, text in
                    let id = first + Int64(place)
                    if query.matches(text), !isPending(id) { matches.append(id) }
                }
            }
        }
        block = (number, matches)
        return matches
    }

    private func isPending(_ id: Int64) -> Bool {
        var range = pendingIDs[...]
        while let middle = range.indices.dropFirst(range.count / 2).first {
            if range[middle] == id { return true }
            range = range[middle] < id ? range[(middle + 1)...] : range[..<middle]
        }
        return false
    }
}
