import Contracts
import RPCCore
import ServiceRuntime
import Store

extension ImportsHandlers {
    func downloadResult(
        _ request: ImportsV1.DownloadResultRequest,
        _ responses: ResponseWriter<ImportsV1.DownloadResultResponse>, _ context: CallContext
    ) async throws {
        let identity = JobIdentity(workspace: context.workspace, id: request.id)
        let job = try await store.read(context.workspace) { try JobTable.job(request.id, in: $0) }
        guard job.state == .planned || (job.state.isFinal && job.startedAt > 0) else {
            throw RPCError(
                .failedPrecondition, nil,
                job.state.isFinal
                    ? "The import was never started, so it has no result." : "The import is not over yet.",
                field: "id")
        }
        try checkKept(job)
        let source = try SheetSource(
            path: files.path(of: identity), limits: configuration.spreadsheetLimits, options: job.options)
        let file = try await ResultFile(
            of: identity, job, source: source, request: request, store: store, files: files)
        try await file.send { piece in
            try await responses.write(ImportsV1.DownloadResultResponse(data: piece))
        }
    }

    /// Throws `failedPrecondition` when the job's file and row results were removed.
    func checkKept(_ job: JobRecord) throws(RPCError) {
        guard job.removedAt > 0 else { return }
        let days = configuration.resultRetention.components.seconds / 86_400
        throw RPCError(
            .failedPrecondition, nil,
            "The file and the row results of this import were removed, as they are \(days) days after its end; its counts "
                + "are kept.", field: "id")
    }
}
