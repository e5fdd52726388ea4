import Contracts
import RPCCore
import Store

/// How far a job's undo and redo are.
struct JobUndo: Sendable {
    /// What the job was when its undo began.
    var endState: JobState
    /// Why it had failed then; 0 and empty otherwise.
    var endErrorNumber: Int32 = 0
    var endErrorMessage = ""
    /// Of the records that the rows became.
    var records: UndoPart
    /// Of the members of a customer list.
    var members: UndoPart
    /// Who asked for the last undo or redo.
    var actor: String
}

/// What a service has of a job's undo and redo.
struct UndoPart: Sendable {
    /// The operation that the next undo or redo takes back; empty: nothing is to be taken back.
    var operationID: String
    /// What came of the last one.
    var outcome = RPCV1.UndoOperationResponse()
}

/// Reads and writes what is kept of undone jobs.
enum UndoTable {
    /// `end_state` is a `JobState`, `outcome` a serialised `UndoOperationResponse`.
    static let create = """
        CREATE TABLE job_undo (
            job_id INTEGER PRIMARY KEY REFERENCES job (id) ON DELETE CASCADE,
            end_state INTEGER NOT NULL,
            operation_id TEXT NOT NULL,
            actor TEXT NOT NULL,
            outcome BLOB NOT NULL
        );
        """

    static let addErrors = """
        ALTER TABLE job_undo ADD COLUMN end_error_number INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE job_undo ADD COLUMN end_error_message TEXT NOT NULL DEFAULT '';
        """

    /// As `operation_id` and `outcome`, of the members of a customer list.
    static let addMembers = """
        ALTER TABLE job_undo ADD COLUMN member_operation_id TEXT NOT NULL DEFAULT '';
        ALTER TABLE job_undo ADD COLUMN member_outcome BLOB NOT NULL DEFAULT x'';
        """

    /// Nil for a job that was never undone.
    static func undo(ofJob id: Int64, in transaction: ReadTransaction) throws -> JobUndo? {
        let select = try transaction.statement(
            """
            SELECT end_state, operation_id, actor, outcome, end_error_number, end_error_message, member_operation_id,
                member_outcome
            FROM job_undo WHERE job_id = ?1
            """)
        try select.bind(id, at: 1)
        guard try select.step() else { return nil }
        guard let state = JobState(rawValue: Int32(truncatingIfNeeded: select.int64(at: 0))) else {
            throw StoreError.damaged(detail: "an undone job has no known state")
        }
        return JobUndo(
            endState: state, endErrorNumber: Int32(truncatingIfNeeded: select.int64(at: 4)),
            endErrorMessage: select.text(at: 5),
            records: UndoPart(
                operationID: select.text(at: 1),
                outcome: try select.withBytes(at: 3) { try RPCV1.UndoOperationResponse(deserializing: $0) }),
            members: UndoPart(
                operationID: select.text(at: 6),
                outcome: try select.withBytes(at: 7) { try RPCV1.UndoOperationResponse(deserializing: $0) }),
            actor: select.text(at: 2))
    }

    static func store(_ undo: JobUndo, ofJob id: Int64, in transaction: WriteTransaction) throws {
        let upsert = try transaction.statement(
            """
            INSERT INTO job_undo
                (job_id, end_state, operation_id, actor, outcome, end_error_number, end_error_message,
                member_operation_id, member_outcome)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            ON CONFLICT (job_id) DO UPDATE SET
                end_state = excluded.end_state, operation_id = excluded.operation_id, actor = excluded.actor,
                outcome = excluded.outcome, end_error_number = excluded.end_error_number,
                end_error_message = excluded.end_error_message, member_operation_id = excluded.member_operation_id,
                member_outcome = excluded.member_outcome
            """)
        try upsert.bind(id, at: 1)
        try upsert.bind(Int64(undo.endState.rawValue), at: 2)
        try upsert.bind(undo.records.operationID, at: 3)
        try upsert.bind(undo.actor, at: 4)
        try upsert.bind(undo.records.outcome.serializedBytes(), at: 5)
        try upsert.bind(Int64(undo.endErrorNumber), at: 6)
        try upsert.bind(undo.endErrorMessage, at: 7)
        try upsert.bind(undo.members.operationID, at: 8)
        try upsert.bind(undo.members.outcome.serializedBytes(), at: 9)
        try upsert.run()
    }
}
