import Contracts
import RPCCore
import ServiceRuntime
import Store

/// Reads and writes the jobs of one workspace.
///
/// Every function works in the open transaction that it is given.
enum JobTable {
    /// The job with that id; nil when there is none.
    static func find(_ id: Int64, in transaction: ReadTransaction) throws -> JobRecord? {
        let select = try transaction.statement(dynamic: "SELECT \(columns) FROM job WHERE id = ?1")
        try select.bind(id, at: 1)
        return try select.step() ? try record(select) : nil
    }

    /// The job with that id.
    ///
    /// Throws `notFound`.
    static func job(_ id: Int64, in transaction: ReadTransaction) throws -> JobRecord {
        guard let job = try find(id, in: transaction) else { throw RPCError.notFound("import", id: id) }
        return job
    }

    static func find(clientToken: String, in transaction: ReadTransaction) throws -> JobRecord? {
        let select = try transaction.statement(dynamic: "SELECT \(columns) FROM job WHERE client_token = ?1")
        try select.bind(clientToken, at: 1)
        return try select.step() ? try record(select) : nil
    }

    /// The newest `limit` jobs with ids below `id`.
    static func list(below id: Int64, limit: Int64, in transaction: ReadTransaction) throws -> [JobRecord] {
        let select = try transaction.statement(
            dynamic: "SELECT \(columns) FROM job WHERE id < ?1 ORDER BY id DESC LIMIT ?2")
        try select.bind(id, at: 1)
        try select.bind(limit, at: 2)
        var jobs: [JobRecord] = []
        while try select.step() { jobs.append(try record(select)) }
        return jobs
    }

    /// The ids of the jobs that wait for their turn or were running, being undone or done again, oldest first.
    static func unfinished(in transaction: ReadTransaction) throws -> [Int64] {
        let select = try transaction.statement("SELECT id FROM job WHERE state IN (4, 5, 10, 30, 33) ORDER BY id")
        var ids: [Int64] = []
        while try select.step() { ids.append(select.int64(at: 0)) }
        return ids
    }

    /// How many jobs wait for their turn, those that are to be planned or being planned included.
    static func waitingCount(in transaction: ReadTransaction) throws -> Int {
        let select = try transaction.statement("SELECT count(*) FROM job WHERE state IN (4, 10)")
        return try select.step() ? Int(select.int64(at: 0)) : 0
    }

    /// Another job with the same content and of the same kind that was started since `instant` and neither failed nor
    /// was cancelled.
    static func repetition(
        of job: JobRecord, _ profile: KindProfile, since instant: Int64, in transaction: ReadTransaction
    ) throws -> Int64? {
        let select = try transaction.statement(
            """
            SELECT id, options FROM job WHERE sha256 = ?1 AND sha256 <> '' AND started_at >= ?2 AND id <> ?3
            AND state IN (4, 5, 6, 7, 20) ORDER BY id DESC
            """)
        try select.bind(job.sha256, at: 1)
        try select.bind(max(1, instant), at: 2)
        try select.bind(job.id, at: 3)
        while try select.step() {
            let options = try select.withBytes(at: 1) { try ImportsV1.ImportOptions(deserializing: $0) }
            if KindProfile.of(options).kind == profile.kind { return select.int64(at: 0) }
        }
        return nil
    }

    /// Stores a new job, gives it its id and puts it into the change log.
    static func insert(_ job: inout JobRecord, in transaction: WriteTransaction) throws {
        let insert = try transaction.statement(
            """
            INSERT INTO job (version, state, client_token, file_name, announced_size, operation_id, created_by, created_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            """)
        try insert.bind(job.version, at: 1)
        try insert.bind(Int64(job.state.rawValue), at: 2)
        try insert.bind(job.clientToken, at: 3)
        try insert.bind(job.fileName, at: 4)
        try insert.bind(job.announcedSize, at: 5)
        try insert.bind(job.operationID, at: 6)
        try insert.bind(job.createdBy, at: 7)
        try insert.bind(job.createdAt, at: 8)
        try insert.run()
        job.id = insert.lastInsertedRowID
        try log(.create, before: nil, after: job, in: transaction)
    }

    /// Stores a job that changed for its followers: a new version, in the change log.
    ///
    /// When it has ended, those who want to know are told.
    static func update(_ job: inout JobRecord, from before: JobRecord, in transaction: WriteTransaction) throws {
        job.version += 1
        try store(job, in: transaction)
        // Not once more when it is undone or done again.
        if job.finishedAt > 0 && before.finishedAt == 0 { try NotificationTable.queue(job, in: transaction) }
        try log(.update, before: before, after: job, in: transaction)
    }

    /// Stores how far a job got.
    ///
    /// Steps of progress are no changes: watchers of the job are told, the log is not.
    static func store(_ job: JobRecord, in transaction: WriteTransaction) throws {
        let update = try transaction.statement(
            """
            UPDATE job SET version = ?2, state = ?3, received_bytes = ?4, sha256 = ?5, requested = ?6, options = ?7,
                started_at = ?8, finished_at = ?9, is_cancel_requested = ?10, next_chunk = ?11,
                progress_per_mille = ?12, hidden_rows = ?13, created = ?14, updated = ?15, unchanged = ?16,
                skipped = ?17, rejected = ?18, ignored_empty = ?19, not_reached = ?20, codes = ?21,
                error_number = ?22, error_message = ?23, is_pause_requested = ?24, active_ms = ?25, active_until = ?26,
                touched_at = ?27, removed_at = ?28,
                plan_hash = ?29, planned_at = ?30, first_planned_id = ?31, drift = ?32, first_planned_company_id = ?33,
                undo_per_mille = ?34, undo_ms = ?35
            WHERE id = ?1
            """)
        try bind(job, to: update)
        try update.run()
    }

    private static func bind(_ job: JobRecord, to update: borrowing Statement) throws {
        let counts = job.counts
        let numbers: [(Int32, Int64)] = [
            (1, job.id), (2, job.version), (3, Int64(job.state.rawValue)), (4, job.receivedBytes), (8, job.startedAt),
            (9, job.finishedAt), (10, job.isCancelRequested ? 1 : 0), (11, job.nextChunk),
            (12, Int64(job.progressPerMille)), (13, job.hiddenRows), (14, counts.created), (15, counts.updated),
            (16, counts.unchanged), (17, counts.skipped), (18, counts.rejected), (19, counts.ignoredEmpty),
            (20, counts.notReached), (22, Int64(job.errorNumber)), (24, job.isPauseRequested ? 1 : 0),
            (25, job.activeMilliseconds), (26, job.activeUntil), (27, job.touchedAt), (28, job.removedAt),
            (30, job.plannedAt), (31, job.firstPlannedID), (32, Int64(job.drift.rawValue)),
            (33, job.firstPlannedCompanyID), (34, Int64(job.undoPerMille)), (35, job.undoMilliseconds),
        ]
        for (index, number) in numbers { try update.bind(number, at: index) }
        try update.bind(job.sha256, at: 5)
        try update.bind(job.requested, at: 6)
        try update.bind(job.options.serializedBytes(), at: 7)
        try update.bind(CodeTallyCodec.encode(job.codes), at: 21)
        try update.bind(job.errorMessage, at: 23)
        try update.bind(job.planHash, at: 29)
    }

    private static func log(
        _ kind: ChangeKind, before: JobRecord?, after: JobRecord, in transaction: WriteTransaction
    ) throws {
        try transaction.record(
            kind, entity: "import", id: after.id, version: after.version, imageType: ImportsV1.Import.fullName,
            before: before?.message(now: transaction.now).serializedBytes(),
            after: after.message(now: transaction.now).serializedBytes())
    }

    private static let columns = """
        id, version, state, client_token, file_name, announced_size, received_bytes, sha256, requested, options,
        operation_id, created_by, created_at, started_at, finished_at, is_cancel_requested, next_chunk,
        progress_per_mille, hidden_rows, created, updated, unchanged, skipped, rejected, ignored_empty, not_reached,
        codes, error_number, error_message, is_pause_requested, active_ms, active_until, touched_at, removed_at,
        plan_hash, planned_at, first_planned_id, drift, first_planned_company_id,
        undo_per_mille, undo_ms
        """

    private static func record(_ row: borrowing Statement) throws -> JobRecord {
        guard let state = JobState(rawValue: Int32(truncatingIfNeeded: row.int64(at: 2))) else {
            throw StoreError.damaged(detail: "a job has no known state")
        }
        var job = JobRecord(id: row.int64(at: 0), version: row.int64(at: 1), state: state)
        job.clientToken = row.optionalText(at: 3)
        job.fileName = row.text(at: 4)
        job.announcedSize = row.int64(at: 5)
        job.receivedBytes = row.int64(at: 6)
        job.sha256 = row.text(at: 7)
        job.requested = row.bytes(at: 8)
        job.options = try row.withBytes(at: 9) { try ImportsV1.ImportOptions(deserializing: $0) }
        job.operationID = row.text(at: 10)
        job.createdBy = row.text(at: 11)
        job.createdAt = row.int64(at: 12)
        job.startedAt = row.int64(at: 13)
        job.finishedAt = row.int64(at: 14)
        job.isCancelRequested = row.int64(at: 15) != 0
        job.nextChunk = row.int64(at: 16)
        job.progressPerMille = Int32(truncatingIfNeeded: row.int64(at: 17))
        job.hiddenRows = row.int64(at: 18)
        job.counts = counts(row)
        job.codes = try row.withBytes(at: 26) { try CodeTallyCodec.decode($0) }
        job.errorNumber = Int32(truncatingIfNeeded: row.int64(at: 27))
        job.errorMessage = row.text(at: 28)
        job.isPauseRequested = row.int64(at: 29) != 0
        job.activeMilliseconds = row.int64(at: 30)
        job.activeUntil = row.int64(at: 31)
        job.touchedAt = row.int64(at: 32)
        job.removedAt = row.int64(at: 33)
        job.planHash = row.text(at: 34)
        job.plannedAt = row.int64(at: 35)
        job.firstPlannedID = row.int64(at: 36)
        job.drift = ContactsV1.PlanDrift(rawValue: Int32(truncatingIfNeeded: row.int64(at: 37))) ?? .unspecified
        job.firstPlannedCompanyID = row.int64(at: 38)
        job.undoPerMille = Int32(truncatingIfNeeded: row.int64(at: 39))
        job.undoMilliseconds = row.int64(at: 40)
        return job
    }

    private static func counts(_ row: borrowing Statement) -> RowCounts {
        RowCounts(
            created: row.int64(at: 19), updated: row.int64(at: 20), unchanged: row.int64(at: 21),
            skipped: row.int64(at: 22), rejected: row.int64(at: 23), ignoredEmpty: row.int64(at: 24),
            notReached: row.int64(at: 25))
    }
}
