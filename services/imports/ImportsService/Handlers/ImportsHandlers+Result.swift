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
        guard job.state.isFinal, job.startedAt > 0 else {
            throw RPCError(
                .failedPrecondition, nil,
                job.state.isFinal
                    ? "The import was never started, so it has no result." : "The import is not over yet.",
                field: "id")
        }
        let source = try SheetSource(
            path: files.path(of: identity), limits: configuration.spreadsheetLimits, options: job.options)
        let file = try await ResultFile(
            of: identity, job, source: source, request: request, store: store, files: files)
        try await file.send { piece in
            try await responses.write(ImportsV1.DownloadResultResponse(data: piece))
        }
    }
}
