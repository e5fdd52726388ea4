import Contracts
import RPCCore
import Store

/// How far an undo is.
struct UndoProgress {
    var operation: String
    /// The undo's own operation.
    var undoOperation: String
    /// The last change that was looked at.
    var sequence: Int64 = 0
    var isDone = false
    var outcome = RPCV1.UndoOperationResponse()
}

extension ReadTransaction {
    func undoProgress(of operation: String) throws -> UndoProgress? {
        let row = try statement(
            "SELECT undo_operation_id, sequence, is_done, outcome FROM undone_operation WHERE operation_id = ?1")
        try row.bind(operation, at: 1)
        guard try row.step() else { return nil }
        return UndoProgress(
            operation: operation, undoOperation: row.text(at: 0), sequence: row.int64(at: 1),
            isDone: row.int64(at: 2) != 0,
            outcome: try row.withBytes(at: 3) { try RPCV1.UndoOperationResponse(deserializing: $0) })
    }
}

extension WriteTransaction {
    func store(_ progress: UndoProgress) throws {
        let upsert = try statement(
            """
            INSERT INTO undone_operation (operation_id, undo_operation_id, sequence, is_done, outcome)
            VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (operation_id) DO UPDATE SET
                sequence = excluded.sequence, is_done = excluded.is_done, outcome = excluded.outcome
            """)
        try upsert.bind(progress.operation, at: 1)
        try upsert.bind(progress.undoOperation, at: 2)
        try upsert.bind(progress.sequence, at: 3)
        try upsert.bind(Int64(progress.isDone ? 1 : 0), at: 4)
        try upsert.bind(progress.outcome.serializedBytes(), at: 5)
        try upsert.run()
    }
}
