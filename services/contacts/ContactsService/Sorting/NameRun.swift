import Store

/// Names of the contacts of one segment in their order, as they are stored: rows of 128 entries, each the name, a zero
/// and the contact's place in the segment in two bytes, so that entries are compared as bytes.
enum NameRun {
    static let entriesPerRow = 128
    /// Room for the rows of a segment among the keys of the table.
    static let rowLimit: Int64 = 64
    private static let nameEnd: UInt8 = 0
    private static let placeBytes = 2

    /// The keys that a segment's rows may have.
    static func rows(ofSegment segment: Int64) -> ClosedRange<Int64> {
        segment * rowLimit...segment * rowLimit + rowLimit - 1
    }

    /// The rows of a segment.
    static func rows(of texts: [(place: Int, name: NameKey)]) -> [[UInt8]] {
        let entries = texts.map { entry(place: $0.place, name: $0.name) }
            .sorted { $0.lexicographicallyPrecedes($1) }
        return stride(from: 0, to: entries.count, by: entriesPerRow).map { start in
            Array(entries[start..<min(start + entriesPerRow, entries.count)].joined())
        }
    }

    /// A stored row, of which names are read one by one: most pages need a few.
    struct Row {
        private var bytes: [UInt8] = []
        /// Where the name of each entry stands; its place follows.
        private var names: [Range<Int>] = []

        /// No entries.
        init() {}

        /// Entries that are broken off are left out.
        init(_ row: UnsafeRawBufferPointer) {
            bytes = Array(row)
            names.reserveCapacity(entriesPerRow)
            var start = 0
            while let end = row.firstIndex(of: nameEnd, from: start), end + placeBytes < row.count {
                names.append(start..<end)
                start = end + 1 + placeBytes
            }
        }

        var count: Int { names.count }

        /// The entry at an index below `count`, in ascending order; the segment's contact at place 0 has `firstID`.
        func place(at index: Int, firstID: Int64) -> SortPlace<NameKey> {
            let name = names[index]
            let place = Int64(bytes[name.upperBound + 1]) << 8 | Int64(bytes[name.upperBound + 2])
            return SortPlace(key: NameKey(bytes[name]), id: firstID + place)
        }
    }

    private static func entry(place: Int, name: NameKey) -> [UInt8] {
        name.bytes + [nameEnd, UInt8(truncatingIfNeeded: place >> 8), UInt8(truncatingIfNeeded: place)]
    }
}

extension ReadTransaction {
    /// Segments that have texts and no names in order, at most `limit`.
    func segmentsWithoutNames(limit: Int64) throws -> [Int64] {
        let rows = try statement(
            """
            SELECT segment FROM search_signature s WHERE kind = 0
                AND NOT EXISTS (SELECT 1 FROM search_names WHERE id = segment * ?1) LIMIT ?2
            """)
        try rows.bind(NameRun.rowLimit, at: 1)
        try rows.bind(limit, at: 2)
        var segments: [Int64] = []
        while try rows.step() { segments.append(rows.int64(at: 0)) }
        return segments
    }

    /// The names of a segment in their order, made from its texts.
    func sortedNames(ofSegment segment: Int64) throws -> [[UInt8]] {
        let first = segment * SearchSegment.blocksPerSegment
        let rows = try statement("SELECT block, texts FROM search_block WHERE block BETWEEN ?1 AND ?2")
        try rows.bind(first, at: 1)
        try rows.bind(first + SearchSegment.blocksPerSegment - 1, at: 2)
        var names: [(place: Int, name: NameKey)] = []
        names.reserveCapacity(Int(SearchSegment.contactsPerSegment))
        while try rows.step() {
            let start = Int((rows.int64(at: 0) - first) * SearchSegment.contactsPerBlock)
            rows.withBytes(at: 1) { block in
                SearchSegment.forEachText(in: block) { place, text in
                    if let name = NameKey(ofText: text) { names.append((start + place, name)) }
                }
            }
        }
        return NameRun.rows(of: names)
    }
}

extension WriteTransaction {
    /// Puts the names of up to `limit` segments into their order; returns how many there were.
    func sortNames(limit: Int64) throws -> Int {
        let segments = try segmentsWithoutNames(limit: limit)
        let insert = try statement("INSERT INTO search_names (id, names) VALUES (?1, ?2)")
        for segment in segments {
            var id = NameRun.rows(ofSegment: segment).lowerBound
            // An empty row says that nobody is left.
            let rows = try sortedNames(ofSegment: segment)
            for row in rows.isEmpty ? [[]] : rows {
                try insert.bind(id, at: 1)
                try insert.run(with: row, at: 2)
                id += 1
            }
        }
        return segments.count
    }

    /// Forgets the order of a segment's names.
    func clearNames(ofSegment segment: Int64) throws {
        let delete = try statement("DELETE FROM search_names WHERE id BETWEEN ?1 AND ?2")
        try delete.bind(NameRun.rows(ofSegment: segment).lowerBound, at: 1)
        try delete.bind(NameRun.rows(ofSegment: segment).upperBound, at: 2)
        try delete.run()
    }
}
