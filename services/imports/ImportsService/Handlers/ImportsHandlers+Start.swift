import Contracts
import CustomFields
import RPCCore
import ServiceRuntime
import Spreadsheets
import Store

extension ImportsHandlers {
    func analyseImport(
        _ request: ImportsV1.AnalyseImportRequest, _ context: CallContext
    ) async throws -> ImportsV1.AnalyseImportResponse {
        let identity = JobIdentity(workspace: context.workspace, id: request.id)
        let job = try await store.read(context.workspace) { try JobTable.job(request.id, in: $0) }
        try checkComplete(job)
        let options = request.options ?? ImportsV1.ImportOptions()
        let fields = try await fieldSource.fields(of: .of(options), context)
        let layout = try await layout(of: identity, options: options, fields: fields)
        return ImportsV1.AnalyseImportResponse(layout)
    }

    func startImport(
        _ request: ImportsV1.StartImportRequest, _ context: CallContext
    ) async throws -> ImportsV1.StartImportResponse {
        let identity = JobIdentity(workspace: context.workspace, id: request.id)
        let requested = request.options ?? ImportsV1.ImportOptions()
        let job = try await store.read(context.workspace) { try JobTable.job(request.id, in: $0) }
        if job.isStarted(with: requested) {
            return ImportsV1.StartImportResponse(import: job.message(now: SystemTime.milliseconds()))
        }
        guard job.state == .uploaded else { throw job.notStartable }
        let fields = try await fieldSource.fields(of: .of(requested), context)
        let layout = try await layout(of: identity, options: requested, fields: fields)
        let plan = try ImportPlan(requested, for: layout, fields: fields)
        let started = try await store.write(context.workspace, origin: WriteOrigin(context)) { transaction in
            try Self.checkHasRoom(configuration.waitingJobLimit, in: transaction)
            return try Self.start(request.id, requested: requested, plan: plan, fields: fields, in: transaction)
        }
        board.moved(identity)
        runner.enqueue(identity)
        return ImportsV1.StartImportResponse(import: started.message(now: SystemTime.milliseconds()))
    }

    /// Refuses a job that would wait behind too many others.
    private static func checkHasRoom(_ limit: Int, in transaction: ReadTransaction) throws {
        let waiting = try JobTable.waitingCount(in: transaction)
        guard waiting >= limit else { return }
        throw RPCError(
            .resourceExhausted, nil,
            "\(waiting) imports wait for their turn already; start this one when some of them are over.")
    }

    private static func start(
        _ id: Int64, requested: ImportsV1.ImportOptions, plan: ImportPlan, fields: FieldCatalogue,
        in transaction: WriteTransaction
    ) throws -> JobRecord {
        let before = try JobTable.job(id, in: transaction)
        if before.isStarted(with: requested) { return before }
        guard let state = before.state.after(.started) else { throw before.notStartable }
        let since = transaction.now - repetitionPeriod
        if !requested.allowRepeated,
            let other = try JobTable.repetition(of: before, .of(requested), since: since, in: transaction)
        {
            var fault = FileFault(
                .alreadyImported,
                "The same content was imported in the last 24 hours; allow repetition to do it again.",
                field: "allow_repeated")
            fault.status = .failedPrecondition
            fault.ids = [other]
            throw fault
        }
        var job = before
        job.state = state
        job.requested = requested.serializedBytes()
        job.options = plan.options
        job.startedAt = transaction.now
        transaction.operationID = before.operationID
        try JobTable.update(&job, from: before, in: transaction)
        if plan.options.mapping.contains(where: { !$0.customField.isEmpty }) {
            try FieldTable.set(fields, ofJob: id, in: transaction)
        }
        return job
    }

    private func checkComplete(_ job: JobRecord) throws {
        try checkKept(job)
        if job.sha256.isEmpty {
            throw RPCError(.failedPrecondition, nil, "The file has not been received as a whole yet.", field: "id")
        }
    }

    private func layout(
        of job: JobIdentity, options: ImportsV1.ImportOptions, fields: FieldCatalogue
    ) async throws -> SheetLayout {
        let source = try SheetSource(
            path: files.path(of: job), limits: configuration.spreadsheetLimits, options: options)
        let custom = CustomHeaders(fields)
        return try await UploadFiles.blocking { try SheetLayout(source, options: options, custom: custom) }
    }
}

extension JobRecord {
    /// Whether the job was started, and with these options.
    fileprivate func isStarted(with options: ImportsV1.ImportOptions) -> Bool {
        startedAt > 0 && requested == options.serializedBytes()
    }

    fileprivate var notStartable: RPCError {
        if startedAt > 0 {
            return RPCError(.failedPrecondition, nil, "The import was started with other options.", field: "options")
        }
        if state.isFinal { return RPCError(.failedPrecondition, nil, "The import is over.", field: "id") }
        return RPCError(.failedPrecondition, nil, "The file has not been received as a whole yet.", field: "id")
    }
}

extension ImportsV1.AnalyseImportResponse {
    /// What a file's beginning shows.
    ///
    /// Columns count from 1.
    fileprivate init(_ layout: SheetLayout) {
        self.init(
            format: layout.format.rawValue,
            sheets: layout.sheets.filter { $0.kind == .worksheet }.map {
                ImportsV1.SheetDescription(name: $0.name, hidden: $0.visibility != .visible)
            },
            sheet: layout.sheet.name, headerRow: Int32(clamping: layout.header?.number ?? 0),
            columns: layout.header?.columns.map { column in
                ImportsV1.ColumnDescription(
                    column: Int32(clamping: column.index + 1), header: column.text,
                    suggestedField: column.suggestion.flatMap { ImportsV1.ImportField(rawValue: $0.rawValue) }
                        ?? .unspecified, samples: layout.samples[column.index] ?? [],
                    suggestedCustomField: column.customKey ?? "")
            } ?? [])
    }
}
