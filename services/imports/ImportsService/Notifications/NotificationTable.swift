import Contracts
import RPCCore
import ServiceRuntime
import Store

/// One e-mail about the end of a job, as it is stored.
struct NotificationRecord: Sendable, Equatable {
    var id: Int64 = 0
    var jobID: Int64 = 0
    var address = ""
    var state = ImportsV1.NotificationState.queued
    var attempts: Int64 = 0
    /// Of a queued one; 0 otherwise.
    var nextAttemptAt: Int64 = 0
    var createdAt: Int64 = 0
    var sentAt: Int64 = 0
    var error = ""
}

/// Reads and writes the notifications of one workspace, in the open transaction.
enum NotificationTable {
    static let create = """
        CREATE TABLE notification (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            job_id INTEGER NOT NULL REFERENCES job (id) ON DELETE CASCADE,
            address TEXT NOT NULL,
            state INTEGER NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            next_attempt_at INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            sent_at INTEGER NOT NULL DEFAULT 0,
            error TEXT NOT NULL DEFAULT '',
            UNIQUE (job_id, address)
        );
        CREATE INDEX notification_queued ON notification (next_attempt_at) WHERE state = 1;
        """

    /// Queues what is to be told of a job that has just ended, once for each address.
    static func queue(_ job: JobRecord, in transaction: WriteTransaction) throws {
        let given = job.options.notifyAddresses
        for address in (given.isEmpty ? [job.createdBy] : given).compactMap(MailAddress.init) {
            let insert = try transaction.statement(
                """
                INSERT OR IGNORE INTO notification (job_id, address, state, next_attempt_at, created_at)
                VALUES (?1, ?2, 1, ?3, ?3)
                """)
            try insert.bind(job.id, at: 1)
            try insert.bind(address.text, at: 2)
            try insert.bind(transaction.now, at: 3)
            try insert.run()
        }
    }

    static func find(_ id: Int64, in transaction: ReadTransaction) throws -> NotificationRecord {
        let select = try transaction.statement(dynamic: "SELECT \(columns) FROM notification WHERE id = ?1")
        try select.bind(id, at: 1)
        guard let record = try records(select).first else { throw RPCError.notFound("notification", id: id) }
        return record
    }

    /// The newest `limit` below `id`, of one job or, with 0, of all.
    static func list(
        below id: Int64, ofJob job: Int64, limit: Int64, in transaction: ReadTransaction
    ) throws -> [NotificationRecord] {
        let select = try transaction.statement(
            dynamic: """
                SELECT \(columns) FROM notification WHERE id < ?1 AND (?2 = 0 OR job_id = ?2) ORDER BY id DESC LIMIT ?3
                """)
        try select.bind(id, at: 1)
        try select.bind(job, at: 2)
        try select.bind(limit, at: 3)
        return try records(select)
    }

    /// Those whose next attempt is due, by job, at most `limit`.
    static func due(now: Int64, limit: Int64, in transaction: ReadTransaction) throws -> [NotificationRecord] {
        let select = try transaction.statement(
            dynamic: """
                SELECT \(columns) FROM notification WHERE state = 1 AND next_attempt_at <= ?1 ORDER BY job_id, id LIMIT ?2
                """)
        try select.bind(now, at: 1)
        try select.bind(limit, at: 2)
        return try records(select)
    }

    /// When the next attempt is due; nil when none is.
    static func nextAttempt(in transaction: ReadTransaction) throws -> Int64? {
        let select = try transaction.statement("SELECT min(next_attempt_at) FROM notification WHERE state = 1")
        return try select.step() ? select.optionalInt64(at: 0) : nil
    }

    static func update(_ record: NotificationRecord, in transaction: WriteTransaction) throws {
        let update = try transaction.statement(
            """
            UPDATE notification SET state = ?2, attempts = ?3, next_attempt_at = ?4, sent_at = ?5, error = ?6
            WHERE id = ?1
            """)
        try update.bind(record.id, at: 1)
        try update.bind(Int64(record.state.rawValue), at: 2)
        try update.bind(record.attempts, at: 3)
        try update.bind(record.nextAttemptAt, at: 4)
        try update.bind(record.sentAt, at: 5)
        try update.bind(record.error, at: 6)
        try update.run()
    }

    private static let columns = """
        id, job_id, address, state, attempts, next_attempt_at, created_at, sent_at, error
        """

    private static func records(_ row: borrowing Statement) throws -> [NotificationRecord] {
        var records: [NotificationRecord] = []
        while try row.step() {
            guard let state = ImportsV1.NotificationState(rawValue: Int32(truncatingIfNeeded: row.int64(at: 3))) else {
                throw StoreError.damaged(detail: "a notification has no known state")
            }
            records.append(
                NotificationRecord(
                    id: row.int64(at: 0), jobID: row.int64(at: 1), address: row.text(at: 2), state: state,
                    attempts: row.int64(at: 4), nextAttemptAt: row.int64(at: 5), createdAt: row.int64(at: 6),
                    sentAt: row.int64(at: 7), error: row.text(at: 8)))
        }
        return records
    }
}
