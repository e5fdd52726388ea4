import Store

extension ReadTransaction {
    /// The live records with a value that come first at an id or behind it, by ascending or by descending id, at most
    /// `limit`.
    public func recordIDs(
        with entry: IndexEntry, from id: Int64, ascending: Bool, limit: Int64
    ) throws -> [Int64] {
        let rows =
            try ascending
            ? statement(
                """
                SELECT record_id FROM field_value WHERE field_id = ?1 AND value = ?2 AND record_id >= ?3
                ORDER BY record_id LIMIT ?4
                """)
            : statement(
                """
                SELECT record_id FROM field_value WHERE field_id = ?1 AND value = ?2 AND record_id <= ?3
                ORDER BY record_id DESC LIMIT ?4
                """)
        try rows.bind(entry, from: 1)
        try rows.bind(id, at: 3)
        try rows.bind(limit, at: 4)
        var ids: [Int64] = []
        while try rows.step() { ids.append(rows.int64(at: 0)) }
        return ids
    }

    /// Hands over the live records whose value of a field is from `least` to `most`, both included, in the order of the
    /// values, at most `limit`.
    ///
    /// Returns whether these are all.
    public func forEachRecord(
        ofField field: Int64, from least: IndexValue, to most: IndexValue, limit: Int64, _ body: (Int64) -> Void
    ) throws -> Bool {
        let rows = try statement(
            "SELECT record_id FROM field_value WHERE field_id = ?1 AND value >= ?2 AND value <= ?3 LIMIT ?4")
        try rows.bind(IndexEntry(field: field, value: least), from: 1)
        try rows.bind(most, at: 3)
        try rows.bind(limit, at: 4)
        var count: Int64 = 0
        while try rows.step() {
            body(rows.int64(at: 0))
            count += 1
        }
        return count < limit
    }
}
