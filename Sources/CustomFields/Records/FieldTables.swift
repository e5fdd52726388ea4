import Contracts
import RPCCore
import Store

/// The tables of custom fields, the same in every service that has some.
///
/// A record keeps its values in its own row; `field_value` is the index over them, of live records only, so that a
/// deleted record is no duplicate and no hit. Its key makes "field = value", ranges and "has this option" one walk over
/// neighbours, in the order of the records' ids.
public enum FieldTables {
    /// For a migration.
    public static let create = """
        CREATE TABLE field_def (
            id INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE,
            is_active INTEGER NOT NULL,
            place INTEGER NOT NULL,
            version INTEGER NOT NULL,
            message BLOB NOT NULL
        );
        CREATE INDEX field_def_retired ON field_def (key) WHERE NOT is_active;

        -- value is a number or a text, as IndexValue says; without a type, so that each stays what it is.
        CREATE TABLE field_value (
            field_id INTEGER NOT NULL,
            value NOT NULL,
            record_id INTEGER NOT NULL,
            PRIMARY KEY (field_id, value, record_id)
        ) WITHOUT ROWID;
        """
}

// MARK: - Definitions

extension ReadTransaction {
    /// All fields, as they are now.
    public func fieldCatalogue() throws -> FieldCatalogue {
        let rows = try statement("SELECT message FROM field_def ORDER BY place, id")
        var fields: [FieldsV1.Field] = []
        while try rows.step() {
            fields.append(try rows.withBytes(at: 0) { bytes in try FieldsV1.Field(deserializing: bytes) })
        }
        return fields.isEmpty ? .empty : FieldCatalogue(fields)
    }

    /// The `revision` of the catalogue as it is now.
    public func fieldRevision() throws -> Int64 {
        let row = try statement("SELECT coalesce(sum(version), 0) FROM field_def")
        return try row.step() ? row.int64(at: 0) : 0
    }

    /// Keys of the retired fields, whose values are not shown.
    public func retiredFieldKeys() throws -> Set<String> {
        let rows = try statement("SELECT key FROM field_def WHERE NOT is_active")
        var keys: Set<String> = []
        while try rows.step() { keys.insert(rows.text(at: 0)) }
        return keys
    }

    func field(_ id: Int64) throws -> FieldsV1.Field? {
        let row = try statement("SELECT message FROM field_def WHERE id = ?1")
        try row.bind(id, at: 1)
        guard try row.step() else { return nil }
        return try row.withBytes(at: 0) { bytes in try FieldsV1.Field(deserializing: bytes) }
    }
}

extension WriteTransaction {
    func insert(_ field: FieldsV1.Field) throws {
        let insert = try statement(
            "INSERT INTO field_def (id, key, is_active, place, version, message) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
        try bind(field, to: insert)
        try insert.run()
        try record(.create, field, before: nil)
    }

    func update(_ before: FieldsV1.Field, to field: FieldsV1.Field) throws {
        let update = try statement(
            "UPDATE field_def SET key = ?2, is_active = ?3, place = ?4, version = ?5, message = ?6 WHERE id = ?1")
        try bind(field, to: update)
        try update.run()
        let kind: ChangeKind = before.active == field.active ? .update : field.active ? .restore : .delete
        try record(kind, field, before: before)
    }

    private func bind(_ field: FieldsV1.Field, to write: borrowing Statement) throws {
        try write.bind(field.id, at: 1)
        try write.bind(field.key, at: 2)
        try write.bind(Int64(field.active ? 1 : 0), at: 3)
        try write.bind(Int64(field.order), at: 4)
        try write.bind(field.version, at: 5)
        try write.bind(field.serializedBytes(), at: 6)
    }

    private func record(_ kind: ChangeKind, _ field: FieldsV1.Field, before: FieldsV1.Field?) throws {
        try record(
            kind, entity: "field", id: field.id, version: field.version, imageType: FieldsV1.Field.fullName,
            before: before?.serializedBytes(), after: field.serializedBytes())
    }
}
