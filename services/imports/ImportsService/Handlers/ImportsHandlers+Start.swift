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
        let saved = try await savedMapping(options, context)
        let profile = profile(of: options, saved)
        let fields = try await fieldSource.fields(of: profile, context)
        var read = options
        read.kind = profile.kind
        let savedHeaders = try await store.read(context.workspace) { try SavedMappingTable.fingerprints(in: $0) }
        let layout = try await layout(of: identity, options: read, fields: fields, savedHeaders: savedHeaders)
        let suggestions = try await suggestions(for: layout, named: saved, options: options, fields: fields, context)
        return ImportsV1.AnalyseImportResponse(layout, suggestions)
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
        let saved = try await savedMapping(requested, context)
        let fields = try await fieldSource.fields(of: profile(of: requested, saved), context)
        let applied = try saved.map { try AppliedMapping($0, requested: requested, fields: fields) }
        let options = try (applied?.options ?? requested).withCheckedAddresses()
        let layout = try await layout(
            of: identity, options: options, fields: fields, savedHeaders: Set(saved.map { [$0.fingerprint] } ?? []))
        if let saved { try check(saved, fits: layout) }
        let plan = try ImportPlan(options, for: layout, fields: fields)
        let started = try await store.write(context.workspace, origin: WriteOrigin(context)) { transaction in
            try Self.checkHasRoom(configuration.waitingJobLimit, in: transaction)
            return try Self.start(request.id, requested: requested, plan: plan, fields: fields, in: transaction)
        }
        board.moved(identity)
        runner.enqueue(identity)
        return ImportsV1.StartImportResponse(
            import: started.message(now: SystemTime.milliseconds()), notes: applied?.notes ?? [])
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
            let other = try JobTable.repetition(of: before, .of(plan.options), since: since, in: transaction)
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

    func layout(
        of job: JobIdentity, options: ImportsV1.ImportOptions, fields: FieldCatalogue, savedHeaders: Set<String> = []
    ) async throws -> SheetLayout {
        let source = try SheetSource(
            path: files.path(of: job), limits: configuration.spreadsheetLimits, options: options)
        let custom = CustomHeaders(fields)
        return try await UploadFiles.blocking {
            try SheetLayout(source, options: options, custom: custom, savedHeaders: savedHeaders)
        }
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
    fileprivate init(_ layout: SheetLayout, _ suggestions: [AppliedMapping]) {
        self.init(
            format: layout.format.rawValue,
            sheets: layout.sheets.filter { $0.kind == .worksheet }.map {
                ImportsV1.SheetDescription(name: $0.name, hidden: $0.visibility != .visible)
            },
            sheet: layout.sheet.name, headerRow: Int32(clamping: layout.header?.number ?? 0),
            columns: layout.header?.columns.map { column in
                let suggestion = column.suggestedMapping(suggestions.first)
                return ImportsV1.ColumnDescription(
                    column: suggestion.column, header: column.text, suggestedField: suggestion.field,
                    samples: layout.samples[column.index] ?? [], suggestedCustomField: suggestion.customField)
            } ?? [],
            savedMappings: suggestions.map {
                ImportsV1.SuggestedMapping(name: $0.name, options: $0.options, notes: $0.notes)
            })
    }
}

extension HeaderRow.Column {
    /// What the column seems to mean: as a saved mapping says, without one by its name.
    fileprivate func suggestedMapping(_ saved: AppliedMapping?) -> ImportsV1.ColumnMapping {
        let number = Int32(clamping: index + 1)
        if let saved { return saved.options.mapping.first { $0.column == number } ?? .init(column: number) }
        return ImportsV1.ColumnMapping(
            column: number, field: suggestion.flatMap { ImportsV1.ImportField(rawValue: $0.rawValue) } ?? .unspecified,
            customField: customKey ?? "")
    }
}
