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
        if job.isStarted(by: request) {
            return ImportsV1.StartImportResponse(import: job.message(now: now()))
        }
        if job.state == .planned { try job.checkPlan(request, now: now()) }
        let plan = job.state == .planned ? nil : try await filled(requested, of: job, identity, context)
        let started = try await store.write(context.workspace, origin: WriteOrigin(context)) { transaction in
            try Self.checkHasRoom(configuration.waitingJobLimit, in: transaction)
            return try Self.start(request, plan, in: transaction)
        }
        board.moved(identity)
        runner.enqueue(identity)
        return ImportsV1.StartImportResponse(
            import: started.message(now: now()), notes: plan?.notes ?? [])
    }

    /// Refuses a job that would wait behind too many others.
    private static func checkHasRoom(_ limit: Int, in transaction: ReadTransaction) throws {
        let waiting = try JobTable.waitingCount(in: transaction)
        guard waiting >= limit else { return }
        throw RPCError(
            .resourceExhausted, nil,
            "\(waiting) imports wait for their turn already; start this one when some of them are over.")
    }

    func planImport(
        _ request: ImportsV1.PlanImportRequest, _ context: CallContext
    ) async throws -> ImportsV1.PlanImportResponse {
        let identity = JobIdentity(workspace: context.workspace, id: request.id)
        let requested = request.options ?? ImportsV1.ImportOptions()
        let job = try await store.read(context.workspace) { try JobTable.job(request.id, in: $0) }
        if job.state == .planning, job.requested == requested.serializedBytes() {
            return ImportsV1.PlanImportResponse(import: job.message(now: now()))
        }
        let plan = try await filled(requested, of: job, identity, context)
        let planned = try await store.write(context.workspace, origin: WriteOrigin(context)) { transaction in
            try Self.checkHasRoom(configuration.waitingJobLimit, in: transaction)
            return try Self.plan(request, plan, in: transaction)
        }
        board.moved(identity)
        runner.enqueue(identity)
        return ImportsV1.PlanImportResponse(
            import: planned.message(now: now()), notes: plan.notes)
    }

    /// Options with everything filled in that the file says, and the fields that they are meant by.
    private func filled(
        _ requested: ImportsV1.ImportOptions, of job: JobRecord, _ identity: JobIdentity, _ context: CallContext
    ) async throws -> FilledOptions {
        guard job.state == .uploaded || job.state == .planned else { throw job.notStartable }
        let saved = try await savedMapping(requested, context)
        let fields = try await fieldSource.fields(of: profile(of: requested, saved), context)
        let applied = try saved.map { try AppliedMapping($0, requested: requested, fields: fields) }
        let options = try (applied?.options ?? requested).withCheckedAddresses()
        let layout = try await layout(
            of: identity, options: options, fields: fields, savedHeaders: Set(saved.map { [$0.fingerprint] } ?? []))
        if let saved { try check(saved, fits: layout) }
        try await checkList(options, context)
        return FilledOptions(
            plan: try ImportPlan(options, for: layout, fields: fields), fields: fields, notes: applied?.notes ?? [])
    }

    /// Throws `notFound` for a customer list that is not there, `unavailable` (5001) when campaigns does not answer.
    private func checkList(_ options: ImportsV1.ImportOptions, _ context: CallContext) async throws {
        guard options.kind == .listMembers else { return }
        let call = CallOptions(metadata: Metadata(workspace: context.workspace, caller: context.metadata.caller))
        do {
            _ = try await runner.peers.campaigns.getCustomerList(.init(id: options.listID), options: call)
        } catch let error as RPCError where error.code == .notFound {
            throw RPCError.notFound("customer list", id: options.listID, field: "options.list_id")
        } catch let error as RPCError where error.code == .unavailable {
            throw RPCError(
                .unavailable, .ownerUnavailable, "The customer list cannot be asked for now; try again.", cause: error)
        }
    }

    private static func plan(
        _ request: ImportsV1.PlanImportRequest, _ filled: FilledOptions, in transaction: WriteTransaction
    ) throws -> JobRecord {
        let requested = request.options ?? ImportsV1.ImportOptions()
        let before = try JobTable.job(request.id, in: transaction)
        if before.state == .planning, before.requested == requested.serializedBytes() { return before }
        guard let state = before.state.after(.planRequested) else { throw before.notStartable }
        try checkRepetition(of: before, filled.plan.options, in: transaction)
        var job = before
        job.state = state
        job.requested = requested.serializedBytes()
        job.options = filled.plan.options
        job.planHash = ""
        job.plannedAt = 0
        job.reset()
        job.clearError()
        transaction.operationID = before.operationID
        try JobTable.update(&job, from: before, in: transaction)
        try filled.storeFields(ofJob: request.id, in: transaction)
        return job
    }

    private static func checkRepetition(
        of job: JobRecord, _ options: ImportsV1.ImportOptions, in transaction: WriteTransaction
    ) throws {
        let since = transaction.now - repetitionPeriod
        if !options.allowRepeated,
            let other = try JobTable.repetition(of: job, .of(options), since: since, in: transaction)
        {
            var fault = FileFault(
                .alreadyImported,
                "The same content was imported in the last 24 hours; allow repetition to do it again.",
                field: "allow_repeated")
            fault.status = .failedPrecondition
            fault.ids = [other]
            throw fault
        }
    }

    private static func start(
        _ request: ImportsV1.StartImportRequest, _ filled: FilledOptions?, in transaction: WriteTransaction
    ) throws -> JobRecord {
        let before = try JobTable.job(request.id, in: transaction)
        if before.isStarted(by: request) { return before }
        guard let state = before.state.after(.started) else { throw before.notStartable }
        var job = before
        if before.state == .planned {
            try before.checkPlan(request, now: transaction.now)
            job.drift = request.drift == .lenient ? .lenient : .strict
            job.reset()
        } else {
            guard let filled, request.planHash.isEmpty else { throw before.notPlanned }
            job.requested = (request.options ?? ImportsV1.ImportOptions()).serializedBytes()
            job.options = filled.plan.options
        }
        try checkRepetition(of: before, job.options, in: transaction)
        job.state = state
        job.startedAt = transaction.now
        job.clearError()
        transaction.operationID = before.operationID
        try JobTable.update(&job, from: before, in: transaction)
        try filled?.storeFields(ofJob: request.id, in: transaction)
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

/// Options as they were filled in.
private struct FilledOptions: Sendable {
    var plan: ImportPlan
    var fields: FieldCatalogue
    /// What was left out of a saved mapping.
    var notes: [String]

    /// Keeps the fields that the options need.
    func storeFields(ofJob job: Int64, in transaction: WriteTransaction) throws {
        if plan.options.mapping.contains(where: { !$0.customField.isEmpty }) {
            try FieldTable.set(fields, ofJob: job, in: transaction)
        }
    }
}

extension JobRecord {
    /// Whether the job was started, and in this way.
    fileprivate func isStarted(by request: ImportsV1.StartImportRequest) -> Bool {
        guard startedAt > 0 else { return false }
        if drift == .unspecified {
            return request.planHash.isEmpty
                && requested == (request.options ?? ImportsV1.ImportOptions()).serializedBytes()
        }
        return hasOptions(of: request) && request.planHash == planHash
            && (request.drift == .lenient) == (drift == .lenient)
    }

    /// Whether a request has the options of the plan, or none.
    private func hasOptions(of request: ImportsV1.StartImportRequest) -> Bool {
        guard let options = request.options?.serializedBytes(), !options.isEmpty else { return true }
        return options == requested
    }

    /// Throws `failedPrecondition` for another plan than there is, and with 4002 for one that is too old.
    fileprivate func checkPlan(_ request: ImportsV1.StartImportRequest, now: Int64) throws {
        guard hasOptions(of: request) else {
            throw RPCError(
                .failedPrecondition, nil, "The import was planned with other options; plan it with these.",
                field: "options")
        }
        guard request.planHash == planHash else {
            throw RPCError(
                .failedPrecondition, nil, "This is not the hash of the import's plan.", field: "plan_hash")
        }
        guard now - plannedAt < Self.planPeriod else {
            var fault = FileFault(.planExpired, "The plan is older than 24 hours; plan again.", field: "plan_hash")
            fault.status = .failedPrecondition
            throw fault
        }
    }

    /// Milliseconds for which a plan can be carried out.
    private static let planPeriod: Int64 = 24 * 3_600 * 1_000

    fileprivate var notPlanned: RPCError {
        RPCError(.failedPrecondition, nil, "The import was not planned.", field: "plan_hash")
    }

    fileprivate var notStartable: RPCError {
        if state == .planning { return RPCError(.failedPrecondition, nil, "The import is being planned.", field: "id") }
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
