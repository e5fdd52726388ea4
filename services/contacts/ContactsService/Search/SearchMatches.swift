import Store

/// The contacts that a query finds.
///
/// What is indexed is found through signatures and blocks; what has changed since is found among the pending texts,
/// which count instead of the indexed ones. So the answer is exact at any time, however far the index is behind.
struct SearchMatches: IDStream {
    private let query: SearchQuery
    private let reader: ReadTransaction
    /// Ascending.
    private let pendingIDs: [Int64]
    /// Those of them that fit, ascending; the passed ones are removed.
    private var pendingMatches: [Int64]
    private var segment: (number: Int64, candidates: [(part: SearchText.Part, blocks: BlockSet)])?
    private var block: (number: Int64, matches: [Int64])?

    /// Looks at the pending texts of contacts up to `newest`.
    init(_ query: SearchQuery, atMost newest: Int64, reader: ReadTransaction) throws {
        self.query = query
        self.reader = reader
        let rows = try reader.statement(
            "SELECT contact_id, text FROM search_pending WHERE contact_id <= ?1 ORDER BY contact_id")
        try rows.bind(newest, at: 1)
        var ids: [Int64] = []
        var matches: [Int64] = []
        while try rows.step() {
            ids.append(rows.int64(at: 0))
            if rows.withBytes(at: 1, query.matches) { matches.append(rows.int64(at: 0)) }
        }
        pendingIDs = ids
        pendingMatches = matches
    }

    mutating func next(atMost id: Int64) throws -> Int64? {
        while let last = pendingMatches.last, last > id { pendingMatches.removeLast() }
        let pending = pendingMatches.last
        return try indexed(atMost: id, above: pending ?? 0) ?? pending
    }

    /// The greatest indexed match up to `id`; nil when there is none above `floor`.
    private mutating func indexed(atMost id: Int64, above floor: Int64) throws -> Int64? {
        var number = SearchSegment.block(of: min(id, try newestIndexed()))
        while number >= 0, SearchSegment.contacts(in: number).upperBound > floor {
            let (segment, place) = number.quotientAndRemainder(dividingBy: SearchSegment.blocksPerSegment)
            let candidates = try candidates(in: segment)
            guard let candidate = candidates.compactMap({ $0.blocks.highest(atMost: Int(place)) }).max() else {
                number = segment * SearchSegment.blocksPerSegment - 1
                continue
            }
            number = segment * SearchSegment.blocksPerSegment + Int64(candidate)
            let parts = candidates.filter { $0.blocks.contains(candidate) }.map(\.part)
            if let match = try matches(in: number, by: parts).last(where: { $0 <= id }) {
                return match > floor ? match : nil
            }
            number -= 1
        }
        return nil
    }

    private func newestIndexed() throws -> Int64 {
        let row = try reader.statement("SELECT segment FROM search_signature ORDER BY segment DESC LIMIT 1")
        return try row.step() ? SearchSegment.contacts(inSegment: row.int64(at: 0)).upperBound : 0
    }

    private mutating func candidates(in number: Int64) throws -> [(part: SearchText.Part, blocks: BlockSet)] {
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
