import Contracts
import Logging
import RPCCore
import ServiceRuntime
import Store
import TextNormalization

/// Answers the methods of `danhba.imports.v1.Imports`; the contract's comments say what each does.
struct ImportsHandlers: ImportsV1.ImportsService {
    /// Milliseconds for which the same content is not imported again unasked.
    static let repetitionPeriod: Int64 = 24 * 3_600 * 1_000
    private static let nameLimit = 255
    private static let tokenLimit = 64

    let store: Store
    let configuration: ImportsConfiguration
    let runner: ImportRunner
    let board: ProgressBoard
    /// UTC in milliseconds, as the store has it.
    let now: @Sendable () -> Int64
    let uploads = UploadRegistry()

    var files: UploadFiles { UploadFiles(configuration) }
    var fieldSource: FieldSource {
        FieldSource(peers: runner.peers, clock: runner.clock, retryDelay: configuration.retryDelay)
    }

    func createImport(
        _ request: ImportsV1.CreateImportRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> ImportsV1.CreateImportResponse {
        var rules = FieldRules()
        let fileName = rules.name(request.fileName, field: "file_name")
        let token = rules.text(request.clientToken, field: "client_token", limit: Self.tokenLimit)
        rules.number(request.size, field: "size", in: 0...Int64.max)
        try rules.check()
        try checkSize(request.size)
        if !token.isEmpty, let job = try JobTable.find(clientToken: token, in: writer) {
            guard job.fileName == fileName, job.announcedSize == request.size else {
                throw RPCError(
                    .aborted, nil, "Another file was announced with this token; use a new one.", field: "client_token",
                    ids: [job.id])
            }
            return ImportsV1.CreateImportResponse(import: job.message(now: writer.now))
        }
        var job = JobRecord(
            clientToken: token.isEmpty ? nil : token, fileName: fileName, announcedSize: request.size,
            operationID: OperationID.make(at: writer.now), createdBy: context.metadata.caller, createdAt: writer.now)
        writer.operationID = job.operationID
        try JobTable.insert(&job, in: writer)
        return ImportsV1.CreateImportResponse(import: job.message(now: writer.now))
    }

    /// Throws 1002 for more bytes than a file may have.
    func checkSize(_ bytes: Int64) throws {
        guard bytes > configuration.fileByteLimit else { return }
        var fault = FileFault(
            .fileTooLarge, "The file has \(bytes) bytes; \(configuration.fileByteLimit) are allowed.", field: "size")
        fault.status = .resourceExhausted
        throw fault
    }

    func getImport(
        _ request: ImportsV1.GetImportRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> ImportsV1.GetImportResponse {
        let job = try JobTable.job(request.id, in: reader)
        return ImportsV1.GetImportResponse(import: job.message(now: now()))
    }

    func listImports(
        _ request: ImportsV1.ListImportsRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> ImportsV1.ListImportsResponse {
        let page = try PageRequest(size: request.pageSize, token: request.pageToken, list: "imports")
        var jobs = try JobTable.list(below: page.after?.first ?? .max, limit: page.readLimit, in: reader)
        let token = page.cut(&jobs) { [$0.id] }
        let now = self.now()
        return ImportsV1.ListImportsResponse(imports: jobs.map { $0.message(now: now) }, nextPageToken: token)
    }

    func cancelImport(
        _ request: ImportsV1.CancelImportRequest, _ context: CallContext
    ) async throws -> ImportsV1.CancelImportResponse {
        let identity = JobIdentity(workspace: context.workspace, id: request.id)
        let job = try await store.write(context.workspace, origin: WriteOrigin(context)) { transaction in
            try Self.cancel(request.id, in: transaction)
        }
        runner.cancel(identity)
        // One that was paused waits for a turn in which its remaining rows are counted.
        if job.state == .queued { runner.enqueue(identity) }
        if job.state.isFinal { runner.mail.add(context.workspace) }
        board.moved(identity)
        return ImportsV1.CancelImportResponse(import: job.message(now: now()))
    }

    /// A job that was started counts its remaining rows first; every other one ends here.
    private static func cancel(_ id: Int64, in transaction: WriteTransaction) throws -> JobRecord {
        let before = try JobTable.job(id, in: transaction)
        guard let state = before.state.after(.cancelled), !before.isCancelRequested else { return before }
        var job = before
        let waits: Set<JobState> = [.running, .queued, .paused, .planning]
        if waits.contains(before.state) {
            job.isCancelRequested = true
            job.state = before.state.after(.unpaused) ?? before.state
        } else {
            // The counts of a plan are not those of rows.
            if before.state == .planned { job.reset() }
            job.state = state
            job.finishedAt = transaction.now
        }
        transaction.operationID = before.operationID
        try JobTable.update(&job, from: before, in: transaction)
        return job
    }

    func watchImport(
        _ request: ImportsV1.WatchImportRequest, _ responses: ResponseWriter<ImportsV1.WatchImportResponse>,
        _ context: CallContext
    ) async throws {
        // Watched before it is read, so that no step is missed in between.
        let steps = board.watch(JobIdentity(workspace: context.workspace, id: request.id))
        var shown: JobRecord?
        var iterator = steps.makeAsyncIterator()
        repeat {
            let job = try await store.read(context.workspace) { try JobTable.job(request.id, in: $0) }
            if job != shown {
                try await responses.write(
                    ImportsV1.WatchImportResponse(import: job.message(now: now())))
                shown = job
                if job.state.isFinal { return }
                try await runner.clock.sleep(for: configuration.watchInterval)
            }
        } while await iterator.next() != nil
        try context.checkAlive()
        throw CancellationError()
    }
}
