import Contracts
import RPCCore
import Store

extension ImportRun {
    /// Takes back what a job did, or takes that back: the owner of the records does it, in as many steps as it takes.
    func runUndo(_ record: JobRecord) async throws {
        guard let undo = try await store.read(job.workspace, { [job] in try UndoTable.undo(ofJob: job.id, in: $0) })
        else { throw StoreError.damaged(detail: "a job is being undone and nothing says how") }
        var outcome = RPCV1.UndoOperationResponse()
        var fault: FileFault?
        if let operation = record.operationToUndo(undo) {
            let caller = caller(for: record, actor: undo.actor)
            let peers = runner.peers
            do {
                outcome = try await caller.call(KindProfile.of(record.options).owner, hasEffect: true) { options in
                    try await peers.undo(operation, of: record, options: options)
                }
            } catch let error as RPCError {
                fault = error.code == .notFound ? .undoExpired(record) : FileFault(refusal: error)
            }
        }
        var result = undo
        if fault == nil {
            result.outcome = outcome
            result.operationID = outcome.operationID
        }
        try await store.write(job.workspace) { [job, result, fault] transaction in
            try Self.endUndo(of: job, result, fault: fault, in: transaction)
        }
        runner.board.moved(job)
    }

    /// The job is what it was before when nothing could be taken back.
    private static func endUndo(
        of job: JobIdentity, _ undo: JobUndo, fault: FileFault?, in transaction: WriteTransaction
    ) throws {
        let before = try JobTable.job(job.id, in: transaction)
        let event: JobEvent =
            if before.state == .undoing, fault == nil {
                .undone(withConflicts: undo.outcome.conflictCount > 0)
            } else if before.state == .redoing, fault != nil {
                .resumed(undo.outcome.conflictCount > 0 ? .partlyUndone : .undone)
            } else {
                .resumed(undo.endState)
            }
        guard let state = before.state.after(event) else { return }
        var record = before
        record.state = state
        let isAsBefore = state == undo.endState && fault == nil
        record.errorNumber = fault?.code.rawValue ?? (isAsBefore ? undo.endErrorNumber : 0)
        record.errorMessage = fault?.message ?? (isAsBefore ? undo.endErrorMessage : "")
        transaction.actor = undo.actor
        try UndoTable.store(undo, ofJob: job.id, in: transaction)
        try JobTable.update(&record, from: before, in: transaction)
    }
}

extension ImportPeers {
    /// Has an operation taken back by the service that owns a job's records.
    func undo(
        _ operation: String, of job: JobRecord, dryRun: Bool = false, options: CallOptions
    ) async throws -> RPCV1.UndoOperationResponse {
        let request = RPCV1.UndoOperationRequest(operationID: operation, dryRun: dryRun)
        switch KindProfile.of(job.options).kind {
        case .companies: return try await companiesHistory.undoOperation(request, options: options)
        case .contacts, .listMembers, .unspecified:
            return try await contactsHistory.undoOperation(request, options: options)
        }
    }
}
