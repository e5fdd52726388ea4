import Store

extension ReadTransaction {
    /// The live record with a value that comes first at an id or behind it, by ascending or by descending id.
    public func recordID(with entry: IndexEntry, from id: Int64, ascending: Bool) throws -> Int64? {
        let row =
            try ascending
            ? statement(
                """
                SELECT record_id FROM field_value WHERE field_id = ?1 AND value = ?2 AND record_id >= ?3
                ORDER BY record_id LIMIT 1
                """)
            : statement(
                """
                SELECT record_id FROM field_value WHERE field_id = ?1 AND value = ?2 AND record_id <= ?3
                ORDER BY record_id DESC LIMIT 1
                """)
        try row.bind(entry, from: 1)
        try row.bind(id, at: 3)
        return try row.step() ? row.int64(at: 0) : nil
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
