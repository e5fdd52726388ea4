import Contracts
import RPCCore
import ServiceRuntime
import Store

extension ImportsHandlers {
    func pauseImport(
        _ request: ImportsV1.PauseImportRequest, _ context: CallContext
    ) async throws -> ImportsV1.PauseImportResponse {
        let job = try await store.write(context.workspace, origin: WriteOrigin(context)) { transaction in
            try Self.pause(request.id, in: transaction)
        }
        let identity = JobIdentity(workspace: context.workspace, id: request.id)
        runner.pause(identity)
        board.moved(identity)
        return ImportsV1.PauseImportResponse(import: job.message(now: now()))
    }

    func resumeImport(
        _ request: ImportsV1.ResumeImportRequest, _ context: CallContext
    ) async throws -> ImportsV1.ResumeImportResponse {
        let job = try await store.write(context.workspace, origin: WriteOrigin(context)) { transaction in
            try Self.resume(request.id, in: transaction)
        }
        let identity = JobIdentity(workspace: context.workspace, id: request.id)
        runner.enqueue(identity)
        board.moved(identity)
        return ImportsV1.ResumeImportResponse(import: job.message(now: now()))
    }

    /// A running job stops behind its present chunk; a queued one stands from now on.
    private static func pause(_ id: Int64, in transaction: WriteTransaction) throws -> JobRecord {
        let before = try JobTable.job(id, in: transaction)
        if before.state == .paused || before.isPauseRequested { return before }
        guard let state = before.state.after(.paused) else {
            throw RPCError(.failedPrecondition, nil, "Only an import that waits or runs can be paused.", field: "id")
        }
        guard !before.isCancelRequested else {
            throw RPCError(.failedPrecondition, nil, "The import is being cancelled.", field: "id")
        }
        var job = before
        if before.state == .running { job.isPauseRequested = true } else { job.state = state }
        transaction.operationID = before.operationID
        try JobTable.update(&job, from: before, in: transaction)
        return job
    }

    private static func resume(_ id: Int64, in transaction: WriteTransaction) throws -> JobRecord {
        let before = try JobTable.job(id, in: transaction)
        var job = before
        if let state = before.state.after(.unpaused) {
            job.state = state
        } else if before.isPauseRequested {
            job.isPauseRequested = false
        } else if before.state == .queued || before.state == .running {
            return before
        } else {
            throw RPCError(.failedPrecondition, nil, "Only a paused import can be resumed.", field: "id")
        }
        transaction.operationID = before.operationID
        try JobTable.update(&job, from: before, in: transaction)
        return job
    }
}
