import Contracts
import RPCCore
import ServiceRuntime
import Store

/// Answers the methods of `danhba.imports.v1.ImportUndo`; the contract's comments say what each does.
struct UndoHandlers: ImportsV1.ImportUndoService {
    let store: Store
    let runner: ImportRunner

    func undoImport(
        _ request: ImportsV1.UndoImportRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> ImportsV1.UndoImportResponse {
        let job = try JobTable.job(request.id, in: writer)
        if job.state == .undoing || job.state.isUndone {
            return ImportsV1.UndoImportResponse(import: job.message(now: writer.now))
        }
        try Self.checkIsUndoable(job)
        let known = try UndoTable.undo(ofJob: job.id, in: writer)
        let undo =
            known
            ?? JobUndo(
                endState: job.state, endErrorNumber: job.errorNumber, endErrorMessage: job.errorMessage,
                records: UndoPart(operationID: job.operationID), members: UndoPart(operationID: job.operationID),
                actor: "")
        return ImportsV1.UndoImportResponse(import: try start(.undoStarted, of: job, undo, writer, context))
    }

    func redoImport(
        _ request: ImportsV1.RedoImportRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> ImportsV1.RedoImportResponse {
        let job = try JobTable.job(request.id, in: writer)
        if job.state == .undoing {
            throw RPCError(.failedPrecondition, nil, "The import is still being undone.", field: "id")
        }
        guard job.state.isUndone, let undo = try UndoTable.undo(ofJob: job.id, in: writer) else {
            return ImportsV1.RedoImportResponse(import: job.message(now: writer.now))
        }
        return ImportsV1.RedoImportResponse(import: try start(.redoStarted, of: job, undo, writer, context))
    }

    private func start(
        _ event: JobEvent, of before: JobRecord, _ undo: JobUndo, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> ImportsV1.Import {
        guard let state = before.state.after(event) else {
            throw RPCError(.failedPrecondition, nil, "The import cannot be undone now.", field: "id")
        }
        var job = before
        job.state = state
        job.clearError()
        (job.undoPerMille, job.undoMilliseconds) = (0, 0)
        var undo = undo
        undo.actor = context.metadata.caller
        try UndoTable.store(undo, ofJob: job.id, in: writer)
        try JobTable.update(&job, from: before, in: writer)
        // Told before the commit: the runner's own write waits behind it.
        runner.enqueue(JobIdentity(workspace: context.workspace, id: job.id))
        return job.message(now: writer.now)
    }

    func rehearseUndo(
        _ request: ImportsV1.RehearseUndoRequest, _ context: CallContext
    ) async throws -> ImportsV1.RehearseUndoResponse {
        let (job, undo) = try await store.read(context.workspace) { reader in
            (try JobTable.job(request.id, in: reader), try UndoTable.undo(ofJob: request.id, in: reader))
        }
        try Self.checkIsUndoable(job)
        let options = CallOptions(metadata: Metadata(workspace: context.workspace, caller: context.metadata.caller))
        let owners = UndoOwners(job, peers: runner.peers)
        var response = ImportsV1.RehearseUndoResponse()
        response.outcome = try await owners.undo(.records, undo, dryRun: true) { owner, call in
            try await Self.answer(of: owner) { try await call(options) }
        }
        response.members = try await owners.undo(.members, undo, dryRun: true) { owner, call in
            try await Self.answer(of: owner) { try await call(options) }
        }
        return response
    }

    private static func answer<R>(of owner: String, _ call: () async throws -> R) async throws -> R {
        do {
            return try await call()
        } catch let error as RPCError where error.code == .unavailable {
            throw RPCError(
                .unavailable, .ownerUnavailable, "The \(owner) service does not answer; try again.", cause: error)
        }
    }

    private static func checkIsUndoable(_ job: JobRecord) throws {
        guard job.state.after(.undoStarted) != nil else {
            throw RPCError(
                .failedPrecondition, nil,
                job.state.isFinal ? "The import is undone." : "The import is not over yet.", field: "id")
        }
        if job.startedAt == 0 {
            throw RPCError(.failedPrecondition, nil, "The import was never started, so it did nothing.", field: "id")
        }
    }

    func getImportUndo(
        _ request: ImportsV1.GetImportUndoRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> ImportsV1.GetImportUndoResponse {
        _ = try JobTable.job(request.id, in: reader)
        guard let undo = try UndoTable.undo(ofJob: request.id, in: reader) else {
            throw RPCError(.failedPrecondition, nil, "The import was never undone.", field: "id")
        }
        return ImportsV1.GetImportUndoResponse(outcome: undo.records.outcome, members: undo.members.outcome)
    }
}
