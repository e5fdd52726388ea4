import GRDB
import Store

extension StoreSchema {
    /// The files of the imports service: jobs and what became of their rows.
    public static let imports = StoreSchema(
        name: "imports",
        migrations: [
            StoreSchema.Migration("imports.1") { db in
                try db.execute(sql: ImportsTables.jobs)
                try db.execute(sql: ImportsTables.chunks)
            },
            StoreSchema.Migration("imports.2.fields") { db in try db.execute(sql: FieldTable.create) },
            StoreSchema.Migration("imports.3.undo") { db in try db.execute(sql: UndoTable.create) },
            StoreSchema.Migration("imports.jobs.1.pauses") { db in try db.execute(sql: ImportsTables.pauses) },
            StoreSchema.Migration("imports.jobs.2.mappings") { db in try db.execute(sql: SavedMappingTable.create) },
            StoreSchema.Migration("imports.jobs.3.notifications") { db in
                try db.execute(sql: NotificationTable.create)
            },
            StoreSchema.Migration("imports.plans") { db in try db.execute(sql: ImportsTables.plans) },
            StoreSchema.Migration("imports.undo.2.errors") { db in try db.execute(sql: UndoTable.addErrors) },
            StoreSchema.Migration("imports.undo.3.members") { db in try db.execute(sql: UndoTable.addMembers) },
            StoreSchema.Migration("imports.plans.2.companies") { db in
                try db.execute(sql: "ALTER TABLE job ADD COLUMN first_planned_company_id INTEGER NOT NULL DEFAULT 0")
            },
            StoreSchema.Migration("imports.undo.4.progress") { db in
                try db.execute(sql: ImportsTables.undoProgress)
            },
        ])
}

private enum ImportsTables {
    /// `requested` are the options as they were given, `options` with everything found filled in; both serialised.
    static let jobs = """
        CREATE TABLE job (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            version INTEGER NOT NULL,
            state INTEGER NOT NULL,
            client_token TEXT UNIQUE,
            file_name TEXT NOT NULL,
            announced_size INTEGER NOT NULL,
            received_bytes INTEGER NOT NULL DEFAULT 0,
            sha256 TEXT NOT NULL DEFAULT '',
            requested BLOB NOT NULL DEFAULT x'',
            options BLOB NOT NULL DEFAULT x'',
            operation_id TEXT NOT NULL,
            created_by TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            started_at INTEGER NOT NULL DEFAULT 0,
            finished_at INTEGER NOT NULL DEFAULT 0,
            is_cancel_requested INTEGER NOT NULL DEFAULT 0,
            next_chunk INTEGER NOT NULL DEFAULT 0,
            progress_per_mille INTEGER NOT NULL DEFAULT 0,
            hidden_rows INTEGER NOT NULL DEFAULT 0,
            created INTEGER NOT NULL DEFAULT 0,
            updated INTEGER NOT NULL DEFAULT 0,
            unchanged INTEGER NOT NULL DEFAULT 0,
            skipped INTEGER NOT NULL DEFAULT 0,
            rejected INTEGER NOT NULL DEFAULT 0,
            ignored_empty INTEGER NOT NULL DEFAULT 0,
            not_reached INTEGER NOT NULL DEFAULT 0,
            codes BLOB NOT NULL DEFAULT x'',
            error_number INTEGER NOT NULL DEFAULT 0,
            error_message TEXT NOT NULL DEFAULT ''
        );
        CREATE INDEX job_by_content ON job (sha256, started_at) WHERE sha256 <> '';
        CREATE INDEX job_unfinished ON job (state) WHERE state IN (4, 5);
        """

    /// `active_ms` is the time in which the job was running, up to `active_until`; `touched_at` the last piece of its file.
    static let pauses = """
        ALTER TABLE job ADD COLUMN is_pause_requested INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE job ADD COLUMN active_ms INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE job ADD COLUMN active_until INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE job ADD COLUMN touched_at INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE job ADD COLUMN removed_at INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX job_unstarted ON job (max(created_at, touched_at)) WHERE state IN (1, 2, 3, 11);
        CREATE INDEX job_kept ON job (finished_at) WHERE finished_at > 0 AND removed_at = 0;
        """

    /// `chunk_decision` holds what was decided before a chunk was sent, so that sending it again after a crash sends the
    /// same rows; `chunk_result` what became of every row.
    static let chunks = """
        CREATE TABLE chunk_decision (
            job_id INTEGER NOT NULL REFERENCES job (id) ON DELETE CASCADE,
            chunk INTEGER NOT NULL,
            rejected BLOB NOT NULL,
            PRIMARY KEY (job_id, chunk)
        ) WITHOUT ROWID;
        CREATE TABLE chunk_result (
            job_id INTEGER NOT NULL REFERENCES job (id) ON DELETE CASCADE,
            chunk INTEGER NOT NULL,
            rows INTEGER NOT NULL,
            results BLOB NOT NULL,
            PRIMARY KEY (job_id, chunk)
        );
        """

    /// `undo_ms` is the time in which it was being undone or done again, up to `active_until`.
    static let undoProgress = """
        ALTER TABLE job ADD COLUMN undo_per_mille INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE job ADD COLUMN undo_ms INTEGER NOT NULL DEFAULT 0;
        """

    /// What would become of every row, and the digests by which it is compared; `drift` is how a planned job was started,
    /// 0 for others.
    static let plans = """
        ALTER TABLE job ADD COLUMN plan_hash TEXT NOT NULL DEFAULT '';
        ALTER TABLE job ADD COLUMN planned_at INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE job ADD COLUMN first_planned_id INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE job ADD COLUMN drift INTEGER NOT NULL DEFAULT 0;
        DROP INDEX job_unfinished;
        CREATE INDEX job_unfinished ON job (state) WHERE state IN (4, 5, 10);
        CREATE TABLE chunk_plan (
            job_id INTEGER NOT NULL REFERENCES job (id) ON DELETE CASCADE,
            chunk INTEGER NOT NULL,
            results BLOB NOT NULL,
            digests BLOB NOT NULL,
            PRIMARY KEY (job_id, chunk)
        );
        """
}
