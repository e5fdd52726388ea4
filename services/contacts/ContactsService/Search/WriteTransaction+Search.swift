import Contracts
import Store

extension WriteTransaction {
    /// Says what a contact is found by from now on.
    func setSearchText(of contact: ContactsV1.Contact) throws {
        try setSearchText(SearchText.bytes(of: contact), of: contact.id)
    }

    /// Says that a contact is not found any more.
    func clearSearchText(of id: Int64) throws { try setSearchText([], of: id) }

    private func setSearchText(_ text: [UInt8], of id: Int64) throws {
        let upsert = try statement("INSERT OR REPLACE INTO search_pending (contact_id, text) VALUES (?1, ?2)")
        try upsert.bind(id, at: 1)
        try upsert.bind(text, at: 2)
        try upsert.run()
    }
}

// MARK: - The index

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
        let pending = try pendingTexts(of: segment)
        var signatures = try SearchText.Part.allCases.map { part in try signature(part, of: segment) }
        for (block, changes) in pending {
            var texts = try texts(of: block)
            for change in changes { texts[change.place] = change.text }
            try store(texts, of: block)
            let place = Int(block % SearchSegment.blocksPerSegment)
            for index in signatures.indices { signatures[index].setBlock(place, texts: texts) }
        }
        for signature in signatures { try store(signature, of: segment) }
        let delete = try statement("DELETE FROM search_pending WHERE contact_id BETWEEN ?1 AND ?2")
        try delete.bind(SearchSegment.contacts(inSegment: segment).lowerBound, at: 1)
        try delete.bind(SearchSegment.contacts(inSegment: segment).upperBound, at: 2)
        try delete.run()
    }

    /// By block, ascending.
    private func pendingTexts(of segment: Int64) throws -> [(block: Int64, changes: [(place: Int, text: [UInt8])])] {
        let rows = try statement(
            "SELECT contact_id, text FROM search_pending WHERE contact_id BETWEEN ?1 AND ?2 ORDER BY contact_id")
        try rows.bind(SearchSegment.contacts(inSegment: segment).lowerBound, at: 1)
        try rows.bind(SearchSegment.contacts(inSegment: segment).upperBound, at: 2)
        var pending: [(block: Int64, changes: [(place: Int, text: [UInt8])])] = []
        while try rows.step() {
            let id = rows.int64(at: 0)
            let block = SearchSegment.block(of: id)
            if pending.last?.block != block { pending.append((block, [])) }
            let place = Int(id - SearchSegment.contacts(in: block).lowerBound)
            pending[pending.count - 1].changes.append((place, rows.bytes(at: 1)))
        }
        return pending
    }

    private func texts(of block: Int64) throws -> [[UInt8]] {
        var texts = [[UInt8]](repeating: [], count: Int(SearchSegment.contactsPerBlock))
        let row = try statement("SELECT texts FROM search_block WHERE block = ?1")
        try row.bind(block, at: 1)
        guard try row.step() else { return texts }
        row.withBytes(at: 0) { bytes in
            SearchSegment.forEachText(in: bytes) { place, text in
                if texts.indices.contains(place) { texts[place] = Array(text) }
            }
        }
        return texts
    }

    private func store(_ texts: [[UInt8]], of block: Int64) throws {
        let upsert = try statement("INSERT OR REPLACE INTO search_block (block, texts) VALUES (?1, ?2)")
        try upsert.bind(block, at: 1)
        try upsert.bind(SearchSegment.joined(texts), at: 2)
        try upsert.run()
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
        try upsert.bind(signature.bits, at: 3)
        try upsert.run()
    }
}
