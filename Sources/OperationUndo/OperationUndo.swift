import Contracts
import RPCCore
import ServiceRuntime
import Store

/// Takes operations back, a bounded number of their changes in each transaction.
///
/// How far an undo is stands in `undone_operation`, in the transaction of the effect, so that a call that broke off goes
/// on where it ended.
public struct OperationUndo: Sendable {
    /// Changes looked at in one transaction: some ten milliseconds.
    private static let stepLimit = 500
    /// Conflicts that are told one by one.
    fileprivate static let conflictLimit = 1_000

    /// The SQL that makes the table; a service runs it in one of its migrations.
    public static let createTable = """
        -- Operations that were taken back, or are being: up to which change, and what came of it.
        CREATE TABLE undone_operation (
            operation_id TEXT PRIMARY KEY,
            undo_operation_id TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            is_done INTEGER NOT NULL,
            outcome BLOB NOT NULL
        ) WITHOUT ROWID;
        """

    private let kinds: [any UndoableKind.Type]

    /// For a service whose change log tells of records of these kinds; changes of others are conflicts.
    public init(_ kinds: [any UndoableKind.Type]) { self.kinds = kinds }

    /// Undoes an operation from where it stands to its end or the limit of the request, or counts what that would do.
    ///
    /// Calls `onStep` after each transaction. Throws `notFound` for an operation that is not in the change log.
    public func run(
        _ request: RPCV1.UndoOperationRequest, in workspace: String, of store: Store, origin: WriteOrigin,
        onStep: () -> Void = {}
    ) async throws -> RPCV1.UndoOperationResponse {
        if request.dryRun { return try await rehearse(request.operationID, in: workspace, of: store) }
        var stepsLeft = request.changeLimit > 0 ? max(1, Int(request.changeLimit) / Self.stepLimit) : Int.max
        while true {
            var (response, isDone) = try await store.write(workspace, origin: origin) { writer in
                try step(request.operationID, writer)
            }
            onStep()
            if isDone { return response }
            stepsLeft -= 1
            if stepsLeft > 0 { continue }
            (response.changesDone, response.changesTotal) = try await store.read(workspace) { reader in
                let sequence = try reader.undoProgress(of: request.operationID)?.sequence ?? 0
                return try reader.changeCount(ofOperation: request.operationID, upTo: sequence)
            }
            response.hasMore = true
            return response
        }
    }

    private func rehearse(
        _ operation: String, in workspace: String, of store: Store
    ) async throws -> RPCV1.UndoOperationResponse {
        var state = (sequence: Int64(0), response: RPCV1.UndoOperationResponse(), isDone: false)
        while !state.isDone {
            state = try await store.read(workspace) { [state] reader in
                var next = state
                next.isDone = try rehearse(operation, after: &next.sequence, &next.response, reader)
                return next
            }
        }
        return state.response
    }

    /// Counts what undoing the next part would do, after the changes up to `sequence`; true when it was the last.
    private func rehearse(
        _ operation: String, after sequence: inout Int64, _ response: inout RPCV1.UndoOperationResponse,
        _ reader: ReadTransaction
    ) throws -> Bool {
        try check(operation, reader)
        let changes = try reader.changes(ofOperation: operation, after: sequence, limit: Self.stepLimit)
        for change in changes { try undo(change, reader, writer: nil, &response) }
        sequence = changes.last?.sequence ?? sequence
        return changes.isEmpty
    }

    /// Undoes the next part; true when it was the last.
    package func step(
        _ operation: String, _ writer: WriteTransaction
    ) throws -> (RPCV1.UndoOperationResponse, isDone: Bool) {
        var progress: UndoProgress
        if let known = try writer.undoProgress(of: operation) {
            if known.isDone { return (known.outcome, true) }
            progress = known
            writer.operationID = known.undoOperation
        } else {
            try check(operation, writer)
            progress = UndoProgress(operation: operation, undoOperation: writer.operationID)
        }
        let changes = try writer.changes(ofOperation: operation, after: progress.sequence, limit: Self.stepLimit)
        for change in changes { try undo(change, writer, writer: writer, &progress.outcome) }
        progress.sequence = changes.last?.sequence ?? progress.sequence
        progress.isDone = changes.isEmpty
        if progress.outcome.hasEffect { progress.outcome.operationID = progress.undoOperation }
        try writer.store(progress)
        return (progress.outcome, progress.isDone)
    }

    private func check(_ operation: String, _ reader: ReadTransaction) throws {
        if try !reader.hasChanges(ofOperation: operation) {
            throw RPCError(
                .notFound, nil, "There is no such operation, or it is no longer in the change log.",
                field: "operation_id")
        }
    }

    private func undo(
        _ change: Change, _ reader: ReadTransaction, writer: WriteTransaction?,
        _ response: inout RPCV1.UndoOperationResponse
    ) throws {
        guard let kind = kinds.first(where: { $0.entity == change.entity }) else {
            return response.add([""], of: change)
        }
        try kind.undo(change, reader, writer: writer, &response)
    }
}

extension UndoableKind {
    /// Undoes all that the operation did to a record, at its first change of the record.
    fileprivate static func undo(
        _ change: Change, _ reader: ReadTransaction, writer: WriteTransaction?,
        _ response: inout RPCV1.UndoOperationResponse
    ) throws {
        let sequences = try reader.sequences(
            ofRecord: change.entityID, entity: change.entity, operation: change.operationID)
        guard sequences.first == change.sequence else { return }
        let changes = try sequences.count == 1 ? [change] : sequences.compactMap(reader.change(at:))
        let current = try live(change.entityID, reader)
        let known = try current ?? deleted(change.entityID, reader)
        let undo = try RecordUndo<Self>(
            changes, current: current,
            storedVersion: known.map { try version(of: $0, id: change.entityID, reader) } ?? 0, id: change.entityID,
            reader)
        let effect = undo.effect
        if let writer, effect != .unchanged { try store(undo.result, over: change.entityID, writer) }
        switch effect {
        case .unchanged: if undo.conflicts.isEmpty { response.unchangedCount += 1 }
        case .updated: response.updatedCount += 1
        case .deleted: response.deletedCount += 1
        case .restored: response.restoredCount += 1
        }
        response.add(undo.conflicts, of: change)
    }
}

extension RPCV1.UndoOperationResponse {
    fileprivate var hasEffect: Bool { updatedCount + deletedCount + restoredCount > 0 }

    fileprivate mutating func add(_ fields: [String], of change: Change) {
        if fields.isEmpty { return }
        conflictCount += 1
        for field in fields where conflicts.count < OperationUndo.conflictLimit {
            conflicts.append(RPCV1.UndoConflict(entity: change.entity, entityID: change.entityID, field: field))
        }
    }
}
