import Contracts
import Store

extension WriteTransaction {
    /// Says what a contact is found by from now on.
    func setSearchText(of contact: ContactsV1.Contact) throws {
        try setSearchText(SearchText.bytes(of: contact), of: contact.id)
    }

    /// Says that a contact is not found any more.
    func clearSearchText(of id: Int64) throws { try setSearchText([], of: id) }

    func setSearchText(_ text: [UInt8], of id: Int64) throws {
        let upsert = try statement("INSERT OR REPLACE INTO search_pending (contact_id, text) VALUES (?1, ?2)")
        try upsert.bind(id, at: 1)
        try upsert.bind(text, at: 2)
        try upsert.run()
    }

    /// Says what new contacts with successive ids are found by.
    ///
    /// Where a segment gets many of them they go into the index at once, which costs less than to keep them pending.
    func addSearchTexts(_ texts: [[UInt8]], from firstID: Int64) throws {
        var rest = texts[...]
        var id = firstID
        while !rest.isEmpty {
            let segment = SearchSegment.block(of: id) / SearchSegment.blocksPerSegment
            let room = SearchSegment.contacts(inSegment: segment).upperBound - id + 1
            let part = rest.prefix(Int(room))
            if part.count >= SearchIndexer.minimum {
                try index(Self.byBlock(zip(id..., part)), in: segment)
            } else {
                for (id, text) in zip(id..., part) { try setSearchText(text, of: id) }
            }
            rest = rest.dropFirst(part.count)
            id += Int64(part.count)
        }
    }
}

// MARK: - The index

/// New texts of one block's contacts, by their places in it.
private typealias BlockChanges = (block: Int64, texts: [(place: Int, text: [UInt8])])

extension WriteTransaction {
    /// Moves pending texts into the index, a segment at a time, where at least `minimum` of a segment's contacts are
    /// pending, those with the most first.
    ///
    /// Returns how many segments were brought up to date, at most `limit`.
    func indexPendingTexts(minimum: Int64, limit: Int64) throws -> Int {
        let rows = try statement(
            """
            SELECT (contact_id - 1) / ?1 AS segment FROM search_pending
            GROUP BY segment HAVING count(*) >= ?2 ORDER BY count(*) DESC LIMIT ?3
            """)
        try rows.bind(SearchSegment.contactsPerSegment, at: 1)
        try rows.bind(minimum, at: 2)
        try rows.bind(limit, at: 3)
        var segments: [Int64] = []
        while try rows.step() { segments.append(rows.int64(at: 0)) }
        for segment in segments { try indexPendingTexts(of: segment) }
        return segments.count
    }

    private func indexPendingTexts(of segment: Int64) throws {
        try index(Self.byBlock(try pendingTexts(of: segment)), in: segment)
        let delete = try statement("DELETE FROM search_pending WHERE contact_id BETWEEN ?1 AND ?2")
        try delete.bind(SearchSegment.contacts(inSegment: segment).lowerBound, at: 1)
        try delete.bind(SearchSegment.contacts(inSegment: segment).upperBound, at: 2)
        try delete.run()
    }

    private func index(_ changes: [BlockChanges], in segment: Int64) throws {
        try clearNames(ofSegment: segment)
        var signatures = try SearchText.Part.allCases.map { part in try signature(part, of: segment) }
        var known = BlockSet()
        var blocks: [(place: Int, texts: [[UInt8]])] = []
        for (block, changes) in changes {
            let place = Int(block % SearchSegment.blocksPerSegment)
            var texts = [[UInt8]](repeating: [], count: Int(SearchSegment.contactsPerBlock))
            if try readTexts(of: block, into: &texts) { known.insert(place) }
            for change in changes { texts[change.place] = change.text }
            try store(texts, of: block)
            blocks.append((place, texts))
        }
        for index in signatures.indices {
            if known != .none { signatures[index].clear(known) }
            for (place, texts) in blocks { signatures[index].addTexts(texts, ofBlock: place) }
            try store(signatures[index], of: segment)
        }
    }

    /// Divides texts, which come by ascending id.
    private static func byBlock(_ texts: some Sequence<(Int64, [UInt8])>) -> [BlockChanges] {
        var changes: [BlockChanges] = []
        for (id, text) in texts {
            let block = SearchSegment.block(of: id)
            if changes.last?.block != block { changes.append((block, [])) }
            let place = Int(id - SearchSegment.contacts(in: block).lowerBound)
            changes[changes.count - 1].texts.append((place, text))
        }
        return changes
    }

    /// By ascending id.
    private func pendingTexts(of segment: Int64) throws -> [(Int64, [UInt8])] {
        let rows = try statement(
            "SELECT contact_id, text FROM search_pending WHERE contact_id BETWEEN ?1 AND ?2 ORDER BY contact_id")
        try rows.bind(SearchSegment.contacts(inSegment: segment).lowerBound, at: 1)
        try rows.bind(SearchSegment.contacts(inSegment: segment).upperBound, at: 2)
        var pending: [(Int64, [UInt8])] = []
        while try rows.step() { pending.append((rows.int64(at: 0), rows.bytes(at: 1))) }
        return pending
    }

    /// False for a block that nothing was indexed of.
    private func readTexts(of block: Int64, into texts: inout [[UInt8]]) throws -> Bool {
        let row = try statement("SELECT texts FROM search_block WHERE block = ?1")
        try row.bind(block, at: 1)
        guard try row.step() else { return false }
        row.withBytes(at: 0) { bytes in
            SearchSegment.forEachText(in: bytes) { place, text in
                if texts.indices.contains(place) { texts[place] = Array(text) }
            }
        }
        return true
    }

    private func store(_ texts: [[UInt8]], of block: Int64) throws {
        let upsert = try statement("INSERT OR REPLACE INTO search_block (block, texts) VALUES (?1, ?2)")
        try upsert.bind(block, at: 1)
        try upsert.run(with: SearchSegment.joined(texts), at: 2)
    }

    private func signature(_ part: SearchText.Part, of segment: Int64) throws -> SearchSignature {
        let row = try statement("SELECT bits FROM search_signature WHERE segment = ?1 AND kind = ?2")
        try row.bind(segment, at: 1)
        try row.bind(Int64(part.rawValue), at: 2)
        return SearchSignature(part, bits: try row.step() ? row.bytes(at: 0) : [])
    }

    private func store(_ signature: SearchSignature, of segment: Int64) throws {
        let upsert = try statement("INSERT OR REPLACE INTO search_signature (segment, kind, bits) VALUES (?1, ?2, ?3)")
        try upsert.bind(segment, at: 1)
        try upsert.bind(Int64(signature.part.rawValue), at: 2)
        try upsert.run(with: signature.bits, at: 3)
    }
}
