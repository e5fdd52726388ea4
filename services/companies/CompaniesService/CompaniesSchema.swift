import BulkWriting
import CustomFields
import GRDB
import OperationUndo
import ServiceRuntime
import Store

extension StoreSchema {
    /// What the companies service keeps in each workspace.
    public static let companies = StoreSchema(
        name: "companies",
        migrations: [
            StoreSchema.Migration("companies.1") { db in
                try db.execute(sql: CompanyTables.create)
                try db.execute(sql: RequestLog.createTable)
            },
            StoreSchema.Migration("companies.2.fields") { db in
                // A serialised Company that has nothing but its custom values.
                try db.execute(sql: "ALTER TABLE company ADD COLUMN custom BLOB NOT NULL DEFAULT x''")
                try db.execute(sql: FieldTables.create)
            },
            StoreSchema.Migration("companies.3.notes") { db in try db.execute(sql: NoteTable.create) },
            StoreSchema.Migration("companies.4.search") { db in try CompanySearchTables.create(in: db) },
            StoreSchema.Migration("companies.5.imports") { db in
                try db.execute(sql: ChunkAnswers.createTables)
                // The row of the import that created the company; the job is a number of bulk_job, 0: made by hand.
                try db.execute(sql: "ALTER TABLE company ADD COLUMN origin_job INTEGER NOT NULL DEFAULT 0")
                try db.execute(sql: "ALTER TABLE company ADD COLUMN origin_row INTEGER NOT NULL DEFAULT 0")
            },
            StoreSchema.Migration("companies.6.undo") { db in try db.execute(sql: OperationUndo.createTable) },
        ])
}

/// The tables of the first version.
///
/// `name_key` is what a spreadsheet's cell is compared with and `name_words` what a search is; both are kept as they
/// were computed, so that the search index can be told exactly what to forget. `company_words` holds the live
/// companies only, and the ids in it are in the order of their creation, which is the order of every list.
enum CompanyTables {
    static let create = """
        CREATE TABLE company (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            version INTEGER NOT NULL,
            name TEXT NOT NULL CHECK (name <> ''),
            name_key TEXT NOT NULL,
            name_words TEXT NOT NULL,
            tax_code TEXT NOT NULL,
            description TEXT NOT NULL,
            phone TEXT NOT NULL,
            email TEXT NOT NULL,
            website TEXT NOT NULL,
            address TEXT NOT NULL,
            created_at_ms INTEGER NOT NULL,
            updated_at_ms INTEGER NOT NULL,
            created_by TEXT NOT NULL,
            deleted_at_ms INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE INDEX company_live ON company (id) WHERE deleted_at_ms = 0;
        CREATE INDEX company_live_by_name ON company (name_key) WHERE deleted_at_ms = 0;
        CREATE UNIQUE INDEX company_live_by_tax_code ON company (tax_code) WHERE deleted_at_ms = 0 AND tax_code <> '';
        CREATE VIRTUAL TABLE company_words USING fts5(
            words, content = '', columnsize = 0, detail = none, tokenize = 'ascii', prefix = '1 2 3 4 5 6');
        """
}

/// What lists are searched and sorted by.
enum CompanySearchTables {
    /// `reach` is what `company_reach` was given: see `CompanyReach`.
    ///
    /// The indexes hold all that a list asks of a company before it is shown, `deleted_at_ms` as well: without it SQLite
    /// looks every row up.
    static func create(in db: Database) throws {
        try db.execute(
            sql: """
                ALTER TABLE company ADD COLUMN reach TEXT NOT NULL DEFAULT '';
                DROP INDEX company_live;
                CREATE INDEX company_live ON company (id, updated_at_ms, deleted_at_ms) WHERE deleted_at_ms = 0;
                CREATE INDEX company_live_by_words ON company (name_words, id, updated_at_ms, deleted_at_ms)
                    WHERE deleted_at_ms = 0;
                CREATE VIRTUAL TABLE company_reach USING fts5(
                    reach, content = '', columnsize = 0, tokenize = 'trigram');
                """)
        let update = try db.makeStatement(sql: "UPDATE company SET reach = ? WHERE id = ?")
        let companies = try Row.fetchCursor(db, sql: "SELECT id, tax_code, phone, email FROM company ORDER BY id")
        while let company = try companies.next() {
            let id: Int64 = company["id"]
            let reach = CompanyReach.text(
                taxCode: company["tax_code"], phone: company["phone"], email: company["email"])
            if !reach.isEmpty { try update.execute(arguments: [reach, id]) }
        }
        try db.execute(
            sql: """
                INSERT INTO company_reach (rowid, reach)
                SELECT id, reach FROM company WHERE deleted_at_ms = 0 AND reach <> '';
                """)
    }
}
