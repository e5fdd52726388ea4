import Contracts
import RPCCore
import Store
import TextNormalization

extension ReadTransaction {
    /// A filter that a caller sees: one of its own, or a shared one.
    func savedFilter(_ id: Int64, visibleTo caller: String) throws -> ContactsV1.SavedFilter? {
        let row = try statement(
            "SELECT message FROM saved_filter WHERE id = ?1 AND (is_shared OR owner = ?2)")
        try row.bind(id, at: 1)
        try row.bind(caller, at: 2)
        return try row.step() ? try savedFilter(in: row) : nil
    }

    /// The filters that a caller sees below an id, newest first.
    func savedFilters(visibleTo caller: String, before id: Int64, limit: Int64) throws -> [ContactsV1.SavedFilter] {
        let rows = try statement(
            """
            SELECT message FROM saved_filter WHERE id IN (
                SELECT * FROM (SELECT id FROM saved_filter WHERE is_shared AND id < ?2 ORDER BY id DESC LIMIT ?3)
                UNION SELECT id FROM saved_filter WHERE owner = ?1 AND id < ?2)
            ORDER BY id DESC LIMIT ?3
            """)
        try rows.bind(caller, at: 1)
        try rows.bind(id, at: 2)
        try rows.bind(limit, at: 3)
        var filters: [ContactsV1.SavedFilter] = []
        while try rows.step() { filters.append(try savedFilter(in: rows)) }
        return filters
    }

    /// The id of an owner's filter of that name, in any case.
    func savedFilterID(named name: String, of owner: String) throws -> Int64? {
        let row = try statement("SELECT id FROM saved_filter WHERE owner = ?1 AND name_key = ?2")
        try row.bind(owner, at: 1)
        try row.bind(exactKey(name), at: 2)
        return try row.step() ? row.int64(at: 0) : nil
    }

    /// How many filters an owner has.
    func savedFilterCount(of owner: String) throws -> Int64 {
        let row = try statement("SELECT count(*) FROM saved_filter WHERE owner = ?1")
        try row.bind(owner, at: 1)
        return try row.step() ? row.int64(at: 0) : 0
    }

    private func savedFilter(in row: borrowing Statement) throws -> ContactsV1.SavedFilter {
        try row.withBytes(at: 0) { bytes in try ContactsV1.SavedFilter(deserializing: bytes) }
    }
}

extension WriteTransaction {
    /// Stores a new filter, which gets its id, with its change record.
    func create(_ values: ContactsV1.SavedFilter) throws -> ContactsV1.SavedFilter {
        var filter = values
        let insert = try statement(
            "INSERT INTO saved_filter (owner, name_key, is_shared, message) VALUES (?1, ?2, ?3, x'')")
        try insert.bind(filter.owner, at: 1)
        try insert.bind(exactKey(filter.name), at: 2)
        try insert.bind(Int64(filter.shared ? 1 : 0), at: 3)
        try insert.run()
        filter.id = insert.lastInsertedRowID
        try store(filter)
        try record(.create, filter, before: nil)
        return filter
    }

    /// Replaces a filter by a changed one with the next version.
    func update(_ before: ContactsV1.SavedFilter, to filter: ContactsV1.SavedFilter) throws {
        try store(filter)
        try record(.update, filter, before: before)
    }

    /// Removes a filter.
    func delete(_ stored: ContactsV1.SavedFilter) throws {
        let delete = try statement("DELETE FROM saved_filter WHERE id = ?1")
        try delete.bind(stored.id, at: 1)
        try delete.run()
        var filter = stored
        filter.version += 1
        try record(.delete, filter, before: stored)
    }

    private func store(_ filter: ContactsV1.SavedFilter) throws {
        let update = try statement(
            "UPDATE saved_filter SET name_key = ?2, is_shared = ?3, message = ?4 WHERE id = ?1")
        try update.bind(filter.id, at: 1)
        try update.bind(exactKey(filter.name), at: 2)
        try update.bind(Int64(filter.shared ? 1 : 0), at: 3)
        try update.bind(filter.serializedBytes(), at: 4)
        try update.run()
    }

    private func record(
        _ kind: ChangeKind, _ filter: ContactsV1.SavedFilter, before: ContactsV1.SavedFilter?
    ) throws {
        try record(
            kind, entity: "saved_filter", id: filter.id, version: filter.version,
            imageType: ContactsV1.SavedFilter.fullName, before: before?.serializedBytes(),
            after: filter.serializedBytes())
    }
}
