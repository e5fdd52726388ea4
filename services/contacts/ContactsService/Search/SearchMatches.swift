import Store

/// The contacts that a query finds.
///
/// What is indexed is found through signatures and blocks; what has changed since is found among the pending texts,
/// which count instead of the indexed ones. So the answer is exact at any time, however far the index is behind.
struct SearchMatches: IDStream {
    /// What is known of one segment: for each part by which contacts may fit the blocks that may hold such contacts.
    private struct Segment {
        var number: Int64
        var candidates: [(part: SearchText.Part?, blocks: BlockSet)]
        /// Those of all parts.
        var blocks: BlockSet
    }

    private let query: IndexQuery
    private let order: IDOrder
    private let rows: SearchRows
    /// The greatest id that an indexed contact can have; 0: none is.
    private let newestIndexed: Int64
    /// Ascending.
    private let pendingIDs: [Int64]
    /// Those of them that fit, against the order; the passed ones are removed.
    private var pendingMatches: [Int64]
    private var segment: Segment?
    private var block: (number: Int64, matches: TextSet)?

    /// Reads all pending texts.
    init(_ query: IndexQuery, _ order: IDOrder, reader: ReadTransaction) throws {
        self.query = query
        self.order = order
        self.rows = try SearchRows(reader)
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
            let (segmentNumber, place) = number.quotientAndRemainder(dividingBy: SearchSegment.blocksPerSegment)
            let segment = try segment(segmentNumber)
            guard let candidate = segment.blocks.first(from: Int(place), order) else {
                number =
                    order == .ascending
                    ? (segmentNumber + 1) * SearchSegment.blocksPerSegment
                    : segmentNumber * SearchSegment.blocksPerSegment - 1
                continue
            }
            number = segmentNumber * SearchSegment.blocksPerSegment + Int64(candidate)
            let first = SearchSegment.contacts(in: number).lowerBound
            let matches = try matches(in: number, place: candidate, of: segment)
            if let match = matches.from(Int(start - first), order).first(order).map({ first + Int64($0) }) {
                if let limit, !order.isBefore(match, limit) { return nil }
                return match
            }
            number += order.step
        }
        return nil
    }

    private mutating func segment(_ number: Int64) throws -> Segment {
        if let segment, segment.number == number { return segment }
        let candidates = try query.blocks { part, features in
            try rows.blocks(of: number, with: features, of: part)
        }
        let blocks = candidates.reduce(BlockSet.none) { $0.union($1.blocks) }
        let found = Segment(number: number, candidates: candidates, blocks: blocks)
        segment = found
        return found
    }

    /// Looks only at what may match by the parts by which the block may hold anything.
    private mutating func matches(in number: Int64, place: Int, of segment: Segment) throws -> TextSet {
        if let block, block.number == number { return block.matches }
        let found = try rows.withTexts(of: number) { texts in
            var candidates = TextSet.none
            for (part, blocks) in segment.candidates where blocks.contains(place) {
                candidates = candidates.union(query.candidates(in: texts, by: part))
            }
            return matches(among: candidates, in: texts, from: SearchSegment.contacts(in: number).lowerBound)
        }
        block = (number, found ?? .none)
        return found ?? .none
    }

    private func matches(among candidates: TextSet, in texts: UnsafeRawBufferPointer, from first: Int64) -> TextSet {
        var matches = TextSet.none
        if candidates.isEmpty { return matches }
        SearchSegment.forEachText(in: texts) { place, text in
            if candidates.contains(place), query.matches(text), !isPending(first + Int64(place)) {
                matches.insert(place)
            }
        }
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

/// The rows of the search index inside one transaction, by statements that stay prepared; a stream reads thousands.
final class SearchRows {
    private let texts: Statement
    private let bits: Statement

    init(_ reader: ReadTransaction) throws {
        texts = try reader.statement("SELECT texts FROM search_block WHERE block = ?1")
        bits = try reader.statement("SELECT bits FROM search_signature WHERE segment = ?1 AND kind = ?2")
    }

    /// The texts of a block's contacts, valid only during `body`; nil for a block that nothing was indexed of.
    func withTexts<Result>(of block: Int64, _ body: (UnsafeRawBufferPointer) throws -> Result) throws -> Result? {
        texts.reset()
        try texts.bind(block, at: 1)
        return try texts.step() ? texts.withBytes(at: 0, body) : nil
    }

    /// The blocks of a segment that have all of some features of a part.
    func blocks(of segment: Int64, with features: [Int], of part: SearchText.Part) throws -> BlockSet {
        bits.reset()
        try bits.bind(segment, at: 1)
        try bits.bind(Int64(part.rawValue), at: 2)
        guard try bits.step() else { return .none }
        return bits.withBytes(at: 0) { SearchSignature.blocks(with: features, in: $0, of: part) }
    }
}
