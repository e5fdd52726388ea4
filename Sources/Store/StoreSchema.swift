import GRDB

/// What a service keeps in its files: a name and the steps that made the tables what they are.
public struct StoreSchema: Sendable {
    /// One step.
    ///
    /// Once released, a step is never changed, renamed or removed; a correction is a further step.
    public struct Migration: Sendable {
        /// Unique in the schema; recorded in every file that the step has changed.
        public let name: String
        /// Runs in a transaction of its own with foreign keys checked at its end.
        public let migrate: @Sendable (Database) throws -> Void

        /// A step; see `name`.
        public init(_ name: String, _ migrate: @escaping @Sendable (Database) throws -> Void) {
            self.name = name
            self.migrate = migrate
        }
    }

    /// The service's name, `contacts`: the folder of its files, and what marks a file as its own.
    public let name: String
    /// In the order in which they run.
    public let migrations: [Migration]

    /// For kinds of records (`contact`) whose row holds the very image that changes have: the query of it by the
    /// record's id, ?1, without a row when there is no such record.
    ///
    /// What such a record became is not kept in the change log a second time: it is in the record's row or, once that
    /// has changed again, what the next change found.
    public let imageQueries: [String: StaticString]

    /// A schema whose migrations have names that differ.
    public init(name: String, migrations: [Migration], imageQueries: [String: StaticString] = [:]) {
        self.name = name
        self.migrations = migrations
        self.imageQueries = imageQueries
    }

    /// The store's own steps, then the service's.
    var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        let name = name
        migrator.registerMigration("store.1") { db in try StoreTables.create(in: db, schemaName: name) }
        migrator.registerMigration("store.2.history") { db in try StoreTables.indexHistory(in: db) }
        for migration in migrations {
            migrator.registerMigration(migration.name) { db in try migration.migrate(db) }
        }
        return migrator
    }
}

/// The tables that every file has, whatever the service.
enum StoreTables {
    /// `change_log` is one row for each change; what the changes of one call share stands once in `change_origin`,
    /// whose key is the first sequence that it covers, and what the changes of one kind share in `change_subject`.
    static func create(in db: Database, schemaName: String) throws {
        try db.execute(
            sql: """
                CREATE TABLE store_identity (
                    id INTEGER PRIMARY KEY CHECK (id = 1),
                    schema_name TEXT NOT NULL,
                    database_id INTEGER NOT NULL,
                    epoch INTEGER NOT NULL
                );
                CREATE TABLE change_origin (
                    first_sequence INTEGER PRIMARY KEY,
                    operation_id TEXT NOT NULL,
                    actor TEXT NOT NULL,
                    at_ms INTEGER NOT NULL,
                    trace BLOB
                );
                CREATE TABLE change_subject (
                    id INTEGER PRIMARY KEY,
                    entity TEXT NOT NULL,
                    image_type TEXT NOT NULL,
                    UNIQUE (entity, image_type)
                );
                CREATE TABLE change_log (
                    sequence INTEGER PRIMARY KEY,
                    origin INTEGER NOT NULL,
                    subject INTEGER NOT NULL,
                    entity_id INTEGER NOT NULL,
                    version INTEGER NOT NULL,
                    kind INTEGER NOT NULL,
                    before_image BLOB,
                    after_image BLOB
                );
                CREATE TABLE followed_log (
                    source TEXT PRIMARY KEY,
                    database_id INTEGER NOT NULL,
                    epoch INTEGER NOT NULL,
                    sequence INTEGER NOT NULL
                ) WITHOUT ROWID;
                """)
        try db.execute(
            sql: "INSERT INTO store_identity (id, schema_name, database_id, epoch) VALUES (1, ?, ?, ?)",
            arguments: [schemaName, Int64.random(in: .min ... .max), Int64.random(in: .min ... .max)])
    }

    /// For the changes of one record and of one operation.
    static func indexHistory(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE INDEX change_log_record ON change_log (subject, entity_id);
                CREATE INDEX change_origin_operation ON change_origin (operation_id);
                """)
    }
}
