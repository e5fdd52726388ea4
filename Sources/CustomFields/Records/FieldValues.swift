import Contracts
import RPCCore
import ServiceRuntime
import Store

/// An entry of the index with the record that it leads to.
public struct IndexedRecord: Hashable, Sendable, Comparable {
    /// The value.
    public var entry: IndexEntry
    /// The live record that has it.
    public var record: Int64

    /// A record's value.
    public init(_ entry: IndexEntry, record: Int64) {
        self.entry = entry
        self.record = record
    }

    /// The order of the index.
    public static func < (left: Self, right: Self) -> Bool {
        left.entry == right.entry ? left.record < right.record : left.entry < right.entry
    }
}

extension ReadTransaction {
    /// Ids of the live records that have a value, ascending.
    public func recordIDs(with entry: IndexEntry, limit: Int64) throws -> [Int64] {
        let rows = try statement(
            "SELECT record_id FROM field_value WHERE field_id = ?1 AND value = ?2 ORDER BY record_id LIMIT ?3")
        try rows.bind(entry, from: 1)
        try rows.bind(limit, at: 3)
        return try rows.ids()
    }

    /// Ids of the live records that have any value in a field, each once, ascending.
    public func recordIDs(withField field: Int64) throws -> [Int64] {
        let rows = try statement("SELECT DISTINCT record_id FROM field_value WHERE field_id = ?1 ORDER BY record_id")
        try rows.bind(field, at: 1)
        return try rows.ids()
    }

    /// Ids of live records that share a value of a field with another one, at most `limit`.
    func recordIDs(sharingValuesOf field: Int64, limit: Int64) throws -> [Int64] {
        let rows = try statement(
            """
            SELECT v.record_id FROM
                (SELECT value FROM field_value WHERE field_id = ?1 GROUP BY value HAVING count(*) > 1) s
            CROSS JOIN field_value v ON v.field_id = ?1 AND v.value = s.value LIMIT ?2
            """)
        try rows.bind(field, at: 1)
        try rows.bind(limit, at: 2)
        return try rows.ids()
    }

    /// Throws `alreadyExists` with a detail for every unique value that another live record has.
    ///
    /// Values that the record had `before` are its own.
    public func refuseTaken(
        _ values: [FieldsV1.CustomValue], of record: Int64, before: [FieldsV1.CustomValue] = [],
        _ catalogue: FieldCatalogue, noun: String
    ) throws {
        let message = "Another \(noun) has this value."
        let details = try takenValues(values, of: record, before: before, catalogue).map { key, others in
            RPCV1.ErrorInfo(
                number: Fault.uniqueConflict.number, name: Fault.uniqueConflict.name, message: message,
                field: FieldCatalogue.path(key), byteOffset: -1, ids: others)
        }
        if details.isEmpty { return }
        throw RPCError(.alreadyExists, message, details: details.map { RPCError.Detail($0) })
    }
}

extension ReadTransaction {
    /// The keys of unique fields of whose values another live record has one, with that record.
    ///
    /// Values that the record had `before` are its own.
    public func takenValues(
        _ values: [FieldsV1.CustomValue], of record: Int64, before: [FieldsV1.CustomValue] = [],
        _ catalogue: FieldCatalogue
    ) throws -> [(key: String, records: [Int64])] {
        let changed = values.filter { value in !before.contains(value) }
        return try catalogue.uniqueEntries(of: changed).compactMap { key, entry in
            let others = try recordIDs(with: entry, limit: 2).filter { $0 != record }
            return others.isEmpty ? nil : (key, others)
        }
    }
}

extension WriteTransaction {
    /// Changes what a record is found by; nothing where it is not live before, or after.
    public func setIndex(from before: [IndexEntry], to after: [IndexEntry], of record: Int64) throws {
        if before == after { return }
        let (old, new) = (Set(before), Set(after))
        try setIndex(
            remove: old.subtracting(new).map { IndexedRecord($0, record: record) },
            add: new.subtracting(old).map { IndexedRecord($0, record: record) })
    }

    /// Changes what many records are found by, in the order of the index.
    public func setIndex(remove removed: [IndexedRecord], add added: [IndexedRecord]) throws {
        if !removed.isEmpty {
            let delete = try statement(
                "DELETE FROM field_value WHERE field_id = ?1 AND value = ?2 AND record_id = ?3")
            for row in removed.sorted() {
                try delete.bind(row.entry, from: 1)
                try delete.bind(row.record, at: 3)
                try delete.run()
            }
        }
        if !added.isEmpty {
            var rows = RowInserter(
                "INSERT INTO field_value (field_id, value, record_id)", columnCount: 3, in: self)
            for row in added.sorted() {
                rows.append(row.entry.field)
                switch row.entry.value {
                case .number(let number): rows.append(number)
                case .text(let text): rows.append(text: text)
                }
                rows.append(row.record)
                try rows.endRow()
            }
            try rows.finish()
        }
    }

    /// Takes a field out of the index.
    func clearIndex(ofField field: Int64) throws {
        let delete = try statement("DELETE FROM field_value WHERE field_id = ?1")
        try delete.bind(field, at: 1)
        try delete.run()
    }
}

extension Statement {
    /// Binds the field and the value of an entry.
    borrowing func bind(_ entry: IndexEntry, from index: Int32) throws {
        try bind(entry.field, at: index)
        try bind(entry.value, at: index + 1)
    }

    borrowing func bind(_ value: IndexValue, at index: Int32) throws {
        switch value {
        case .number(let number): try bind(number, at: index)
        case .text(let text): try bind(text, at: index)
        }
    }

    fileprivate borrowing func ids() throws -> [Int64] {
        var ids: [Int64] = []
        while try step() { ids.append(int64(at: 0)) }
        return ids
    }
}
