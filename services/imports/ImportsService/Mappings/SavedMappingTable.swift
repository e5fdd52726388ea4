import Contracts
import RPCCore
import Store
import TextNormalization

/// Reads and writes the saved mappings of one workspace, in the open transaction.
///
/// `content` is the serialised message.
enum SavedMappingTable {
    static let create = """
        CREATE TABLE saved_mapping (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name_key TEXT NOT NULL UNIQUE,
            fingerprint TEXT NOT NULL,
            updated_at INTEGER NOT NULL,
            content BLOB NOT NULL
        );
        CREATE INDEX saved_mapping_by_header ON saved_mapping (fingerprint, updated_at);
        CREATE INDEX saved_mapping_by_time ON saved_mapping (updated_at, id);
        """

    static func find(name: String, in transaction: ReadTransaction) throws -> ImportsV1.SavedMapping? {
        let select = try transaction.statement("SELECT content FROM saved_mapping WHERE name_key = ?1")
        try select.bind(exactKey(name), at: 1)
        return try mappings(select).first
    }

    /// Those saved for a header, the last saved first, at most `limit`.
    static func find(
        fingerprint: String, limit: Int64, in transaction: ReadTransaction
    ) throws -> [ImportsV1.SavedMapping] {
        let select = try transaction.statement(
            """
            SELECT content FROM saved_mapping WHERE fingerprint = ?1 ORDER BY updated_at DESC, id DESC LIMIT ?2
            """)
        try select.bind(fingerprint, at: 1)
        try select.bind(limit, at: 2)
        return try mappings(select)
    }

    /// Those saved before `(time, id)`, the last saved first, at most `limit`.
    static func list(
        before time: Int64, _ id: Int64, limit: Int64, in transaction: ReadTransaction
    ) throws -> [ImportsV1.SavedMapping] {
        let select = try transaction.statement(
            """
            SELECT content FROM saved_mapping WHERE (updated_at, id) < (?1, ?2)
            ORDER BY updated_at DESC, id DESC LIMIT ?3
            """)
        try select.bind(time, at: 1)
        try select.bind(id, at: 2)
        try select.bind(limit, at: 3)
        return try mappings(select)
    }

    /// Of every saved mapping.
    static func fingerprints(in transaction: ReadTransaction) throws -> Set<String> {
        let select = try transaction.statement("SELECT DISTINCT fingerprint FROM saved_mapping")
        var fingerprints: Set<String> = []
        while try select.step() { fingerprints.insert(select.text(at: 0)) }
        return fingerprints
    }

    static func count(in transaction: ReadTransaction) throws -> Int64 {
        let select = try transaction.statement("SELECT count(*) FROM saved_mapping")
        return try select.step() ? select.int64(at: 0) : 0
    }

    /// Stores a mapping in place of `before`, or as a new one, which gets its id.
    static func save(
        _ mapping: inout ImportsV1.SavedMapping, replacing before: ImportsV1.SavedMapping?,
        in transaction: WriteTransaction
    ) throws {
        if before == nil {
            let insert = try transaction.statement(
                "INSERT INTO saved_mapping (name_key, fingerprint, updated_at, content) VALUES (?1, '', 0, x'')")
            try insert.bind(exactKey(mapping.name), at: 1)
            try insert.run()
            mapping.id = insert.lastInsertedRowID
        }
        let update = try transaction.statement(
            "UPDATE saved_mapping SET fingerprint = ?2, updated_at = ?3, content = ?4 WHERE id = ?1")
        try update.bind(mapping.id, at: 1)
        try update.bind(mapping.fingerprint, at: 2)
        try update.bind(mapping.updatedAtMs, at: 3)
        try update.bind(mapping.serializedBytes(), at: 4)
        try update.run()
        try log(before == nil ? .create : .update, before: before, after: mapping, in: transaction)
    }

    static func delete(_ mapping: ImportsV1.SavedMapping, in transaction: WriteTransaction) throws {
        let delete = try transaction.statement("DELETE FROM saved_mapping WHERE id = ?1")
        try delete.bind(mapping.id, at: 1)
        try delete.run()
        try log(.delete, before: mapping, after: nil, in: transaction)
    }

    private static func log(
        _ kind: ChangeKind, before: ImportsV1.SavedMapping?, after: ImportsV1.SavedMapping?,
        in transaction: WriteTransaction
    ) throws {
        guard let named = after ?? before else { return }
        try transaction.record(
            kind, entity: "saved_mapping", id: named.id, version: named.version,
            imageType: ImportsV1.SavedMapping.fullName, before: before?.serializedBytes(),
            after: after?.serializedBytes())
    }

    private static func mappings(_ select: borrowing Statement) throws -> [ImportsV1.SavedMapping] {
        var mappings: [ImportsV1.SavedMapping] = []
        while try select.step() {
            mappings.append(try select.withBytes(at: 0) { try ImportsV1.SavedMapping(deserializing: $0) })
        }
        return mappings
    }
}
