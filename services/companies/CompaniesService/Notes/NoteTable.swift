import Contracts
import RPCCore
import Store

/// The notes of companies.
///
/// The order of ids is that of creation.
///
/// A deleted note is gone but for the change log; those of a deleted company stay, unseen, like the company itself.
enum NoteTable {
    static let create = """
        CREATE TABLE company_note (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            company_id INTEGER NOT NULL REFERENCES company (id),
            version INTEGER NOT NULL,
            author TEXT NOT NULL,
            text TEXT NOT NULL CHECK (text <> ''),
            created_at_ms INTEGER NOT NULL,
            updated_at_ms INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX company_note_by_company ON company_note (company_id, id);
        """
}

extension ReadTransaction {
    private static let columns = "id, version, company_id, author, text, created_at_ms, updated_at_ms"

    func note(_ id: Int64) throws -> CompaniesV1.Note? {
        let select = try statement(dynamic: "SELECT \(Self.columns) FROM company_note WHERE id = ?1")
        try select.bind(id, at: 1)
        return try select.step() ? note(in: select) : nil
    }

    /// The notes of a company with ids below one, newest first.
    func notes(ofCompany company: Int64, before id: Int64, limit: Int64) throws -> [CompaniesV1.Note] {
        let select = try statement(
            dynamic: """
                SELECT \(Self.columns) FROM company_note WHERE company_id = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3
                """)
        try select.bind(company, at: 1)
        try select.bind(id, at: 2)
        try select.bind(limit, at: 3)
        var notes: [CompaniesV1.Note] = []
        while try select.step() { notes.append(note(in: select)) }
        return notes
    }

    private func note(in row: borrowing Statement) -> CompaniesV1.Note {
        CompaniesV1.Note(
            id: row.int64(at: 0), version: row.int64(at: 1), companyID: row.int64(at: 2), author: row.text(at: 3),
            text: row.text(at: 4), createdAtMs: row.int64(at: 5), updatedAtMs: row.int64(at: 6))
    }
}

extension WriteTransaction {
    /// Stores a note that has no id yet; returns it as stored.
    func insert(_ new: CompaniesV1.Note) throws -> CompaniesV1.Note {
        var note = new
        note.version = 1
        note.createdAtMs = now
        note.updatedAtMs = now
        let insert = try statement(
            """
            INSERT INTO company_note (company_id, version, author, text, created_at_ms, updated_at_ms)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """)
        try insert.bind(note.companyID, at: 1)
        try insert.bind(note.version, at: 2)
        try insert.bind(note.author, at: 3)
        try insert.bind(note.text, at: 4)
        try insert.bind(note.createdAtMs, at: 5)
        try insert.bind(note.updatedAtMs, at: 6)
        try insert.run()
        note.id = insert.lastInsertedRowID
        try record(.create, before: nil, after: note)
        return note
    }

    /// Stores a note's new text as its next version; returns it as stored.
    func update(_ before: CompaniesV1.Note, to after: CompaniesV1.Note) throws -> CompaniesV1.Note {
        var note = after
        note.version = before.version + 1
        note.updatedAtMs = max(now, before.updatedAtMs)
        let update = try statement(
            "UPDATE company_note SET version = ?1, text = ?2, updated_at_ms = ?3 WHERE id = ?4")
        try update.bind(note.version, at: 1)
        try update.bind(note.text, at: 2)
        try update.bind(note.updatedAtMs, at: 3)
        try update.bind(note.id, at: 4)
        try update.run()
        try record(.update, before: before, after: note)
        return note
    }

    func delete(_ before: CompaniesV1.Note) throws {
        let delete = try statement("DELETE FROM company_note WHERE id = ?1")
        try delete.bind(before.id, at: 1)
        try delete.run()
        var note = before
        note.version += 1
        try record(.delete, before: before, after: note)
    }

    private func record(_ kind: ChangeKind, before: CompaniesV1.Note?, after: CompaniesV1.Note) throws {
        try record(
            kind, entity: "company_note", id: after.id, version: after.version,
            imageType: CompaniesV1.Note.fullName, before: before?.serializedBytes(), after: after.serializedBytes())
    }
}
