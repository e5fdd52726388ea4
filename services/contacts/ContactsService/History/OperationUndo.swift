import Contracts
import RPCCore
import ServiceRuntime
import Store

/// Takes an operation back, a bounded number of its changes in each transaction.
///
/// How far it is stands in `undone_operation`, in the transaction of the effect, so that a call that broke off goes on
/// where it ended.
enum OperationUndo {
    /// Changes looked at in one transaction: some ten milliseconds.
    private static let stepLimit = 500
    /// Conflicts that are told one by one.
    private static let conflictLimit = 1_000

    /// Counts what undoing the next part would do, after the changes up to `sequence`; true when it was the last.
    static func rehearse(
        _ operation: String, after sequence: inout Int64, _ response: inout ContactsV1.UndoOperationResponse,
        _ reader: ReadTransaction
    ) throws -> Bool {
        try check(operation, reader)
        let changes = try reader.changes(ofOperation: operation, after: sequence, limit: stepLimit)
        for change in changes { try undo(change, reader, writer: nil, &response) }
        sequence = changes.last?.sequence ?? sequence
        return changes.isEmpty
    }

    /// Undoes the next part; true when it was the last.
    static func step(
        _ operation: String, _ writer: WriteTransaction
    ) throws -> (ContactsV1.UndoOperationResponse, isDone: Bool) {
        var progress: UndoProgress
        if let known = try writer.undoProgress(of: operation) {
            if known.isDone { return (known.outcome, true) }
            progress = known
            writer.operationID = known.undoOperation
        } else {
            try check(operation, writer)
            progress = UndoProgress(operation: operation, undoOperation: writer.operationID)
        }
        let changes = try writer.changes(ofOperation: operation, after: progress.sequence, limit: stepLimit)
        for change in changes { try undo(change, writer, writer: writer, &progress.outcome) }
        progress.sequence = changes.last?.sequence ?? progress.sequence
        progress.isDone = changes.isEmpty
        if progress.outcome.hasEffect { progress.outcome.operationID = progress.undoOperation }
        try writer.store(progress)
        return (progress.outcome, progress.isDone)
    }

    private static func check(_ operation: String, _ reader: ReadTransaction) throws {
        if try !reader.hasChanges(ofOperation: operation) {
            throw RPCError(
                .notFound, nil, "There is no such operation, or it is no longer in the change log.",
                field: "operation_id")
        }
    }

    private static func undo(
        _ change: Change, _ reader: ReadTransaction, writer: WriteTransaction?,
        _ response: inout ContactsV1.UndoOperationResponse
    ) throws {
        switch change.entity {
        case ContactsV1.Contact.entity: try undo(ContactsV1.Contact.self, change, reader, writer: writer, &response)
        case ContactsV1.Ticket.entity: try undo(ContactsV1.Ticket.self, change, reader, writer: writer, &response)
        default: response.add([""], of: change, limit: conflictLimit)
        }
    }

    /// Undoes all that the operation did to a record, at its first change of the record.
    private static func undo<Record: UndoableRecord>(
        _ type: Record.Type, _ change: Change, _ reader: ReadTransaction, writer: WriteTransaction?,
        _ response: inout ContactsV1.UndoOperationResponse
    ) throws {
        let sequences = try reader.sequences(
            ofRecord: change.entityID, entity: change.entity, operation: change.operationID)
        guard sequences.first == change.sequence else { return }
        let changes = try sequences.count == 1 ? [change] : sequences.compactMap(reader.change(at:))
        let live = try Record.live(change.entityID, reader)
        let version = try live?.version ?? Record.deleted(change.entityID, reader)?.version ?? 0
        let undo = try RecordUndo(
            changes, current: live, storedVersion: version, id: change.entityID, reader)
        let effect = undo.effect
        if let writer, effect != .unchanged { try Record.store(undo.result, over: change.entityID, writer) }
        switch effect {
        case .unchanged: if undo.conflicts.isEmpty { response.unchangedCount += 1 }
        case .updated: response.updatedCount += 1
        case .deleted: response.deletedCount += 1
        case .restored: response.restoredCount += 1
        }
        response.add(undo.conflicts, of: change, limit: conflictLimit)
    }
}

/// How far an undo is.
struct UndoProgress {
    var operation: String
    /// The undo's own operation.
    var undoOperation: String
    /// The last change that was looked at.
    var sequence: Int64 = 0
    var isDone = false
    var outcome = ContactsV1.UndoOperationResponse()
}

extension ReadTransaction {
    fileprivate func undoProgress(of operation: String) throws -> UndoProgress? {
        let row = try statement(
            "SELECT undo_operation_id, sequence, is_done, outcome FROM undone_operation WHERE operation_id = ?1")
        try row.bind(operation, at: 1)
        guard try row.step() else { return nil }
        return UndoProgress(
            operation: operation, undoOperation: row.text(at: 0), sequence: row.int64(at: 1),
            isDone: row.int64(at: 2) != 0,
            outcome: try row.withBytes(at: 3) { try ContactsV1.UndoOperationResponse(deserializing: $0) })
    }
}

extension WriteTransaction {
    fileprivate func store(_ progress: UndoProgress) throws {
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

extension ContactsV1.UndoOperationResponse {
    fileprivate var hasEffect: Bool { updatedCount + deletedCount + restoredCount > 0 }

    fileprivate mutating func add(_ fields: [String], of change: Change, limit: Int) {
        if fields.isEmpty { return }
        conflictCount += 1
        for field in fields where conflicts.count < limit {
            conflicts.append(
                ContactsV1.UndoConflict(entity: change.entity, entityID: change.entityID, field: field))
        }
    }
}
