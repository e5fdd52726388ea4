import Contracts
import Logging
import NIOCore
import RPCCore
import Store

/// One job from where it stands to its end: reads chunks, has them written in order, and stores what became of each.
///
/// While chunks are being written the next one is read and its references are resolved.
struct ImportRun: Sendable {
    let job: JobIdentity
    let runner: ImportRunner
    let thread: any EventLoop
    let signals: RunSignals

    var store: Store { runner.store }
    private var logger: Logger {
        var logger = runner.logger
        logger[metadataKey: "workspace"] = "\(job.workspace)"
        logger[metadataKey: "import"] = "\(job.id)"
        return logger
    }

    /// Ends with the job in a final state, or as it was when the task is cancelled or the store is closed: then the next
    /// start of the service goes on.
    func run() async {
        // What the allocator keeps of a job's chunks would come on top of those of the next one.
        defer { ProcessMemory.trim() }
        do {
            guard let record = try await begin() else { return }
            if record.state == .undoing || record.state == .redoing { return try await runUndo(record) }
            switch KindProfile.of(record.options).kind {
            case .companies: try await run(record, as: CompanyImport.self)
            case .contacts, .listMembers, .unspecified: try await run(record, as: ContactImport.self)
            }
        } catch let fault as FileFault {
            await fail(fault)
        } catch is CancellationError {
            logger.info("import interrupted; it goes on at the next start")
        } catch let error as StoreError where error == .closed || error == .cancelled {
            logger.info("import interrupted; it goes on at the next start")
        } catch {
            logger.error("import failed", metadata: ["error": "\(error)"])
            await fail(FileFault(.internal, "The import failed for a reason of the service's own; its log says why."))
        }
    }

    /// Marks the job as running.
    ///
    /// Nil when there is nothing to do any more.
    private func begin() async throws -> JobRecord? {
        let record = try await store.write(job.workspace) { [job] transaction -> JobRecord? in
            let before = try JobTable.job(job.id, in: transaction)
            guard let state = before.state.after(.picked) else { return nil }
            var record = before
            record.state = state
            if state == .running || state.isBeingUndone { record.beginActivity(now: transaction.now) }
            if before.state == .planning {
                // A plan that broke off begins anew: it has changed nothing.
                record.reset()
                try PlanTable.clear(job: job.id, in: transaction)
                try JobTable.store(record, in: transaction)
            }
            if before.state == .queued {
                if before.activeMilliseconds == 0 { record.startedAt = transaction.now }
                transaction.actor = before.createdBy
                transaction.operationID = before.operationID
                try JobTable.update(&record, from: before, in: transaction)
            } else {
                try JobTable.store(record, in: transaction)
            }
            return record
        }
        runner.board.moved(job)
        if record?.isCancelRequested == true { signals.cancellation.cancel() }
        if record?.isPauseRequested == true { signals.pause.cancel() }
        return record
    }

    private func run<Kind: ImportKind>(_ record: JobRecord, as kind: Kind.Type) async throws {
        if record.state == .running, record.drift == .strict, record.nextChunk == 0 {
            guard try await check(record, as: kind) else { return }
        }
        let parser: ChunkParser<Kind> = try await parser(of: record)
        do {
            if record.state == .planning {
                try await plan(record, parser)
            } else {
                try await run(record, parser)
            }
        } catch let fault as FileFault {
            if fault.code == .planExpired, record.state == .planning, let again = try await begin() {
                // The owner had to forget the plan, as when somebody is erased.
                return try await run(again, as: kind)
            }
            try await end(.failed, fault: fault, record: record, parser: parser)
        }
    }

    func parser<Kind: ImportKind>(of record: JobRecord) async throws -> ChunkParser<Kind> {
        let fields = try await store.read(job.workspace) { [job] transaction in
            try FieldTable.fields(ofJob: job.id, in: transaction)
        }
        let configuration = runner.configuration
        let source = try SheetSource(
            path: UploadFiles(configuration).path(of: job), limits: configuration.spreadsheetLimits,
            options: record.options)
        return ChunkParser(
            source: source, options: record.options, fields: fields, limits: configuration.chunkLimits, thread: thread)
    }

    private func run<Kind: ImportKind>(_ record: JobRecord, _ parser: ChunkParser<Kind>) async throws {
        while try await !parser.advance(toChunk: record.nextChunk, rows: record.counts.total) {
            try Task.checkCancellation()
        }
        let kind = Kind(record, peers: runner.peers, caller: caller(for: record, actor: record.createdBy))
        let writer = ChunkWriter(job: job, store: store, kind: kind, record: record)
        var isWhole = true
        do {
            try await writeChunks(parser, writer)
            isWhole = await parser.isAtEnd
        } catch is PatientCaller.GivenUp {
            // Told to stop while another service was away: the chunk has no effect, so its rows are not reached.
            isWhole = false
        }
        if !isWhole, !signals.cancellation.isCancelled { return try await pause() }
        let event = signals.cancellation.isCancelled ? JobEvent.cancelled : .finished(withRejectedRows: false)
        try await end(event, fault: nil, record: record, parser: parser)
    }

    /// The next chunk with what its cells stand for; nil behind the last one and when the job is cancelled.
    func prepare<Kind: ImportKind>(
        _ parser: ChunkParser<Kind>, _ writer: ChunkWriter<Kind>
    ) async throws -> ResolvedChunk<Kind>? {
        try Task.checkCancellation()
        guard !signals.areStop, let chunk = try await parser.next() else { return nil }
        return try await writer.resolve(chunk)
    }

    func caller(for record: JobRecord, actor: String) -> PatientCaller {
        let metadata = Metadata(workspace: job.workspace, caller: actor, requestID: record.operationID)
        return PatientCaller(
            firstDelay: runner.configuration.retryDelay, longestDelay: runner.configuration.longestRetryDelay,
            clock: runner.clock, metadata: metadata, logger: logger,
            onAbsence: { service in try await noteAbsence(of: service) },
            isGivenUp: { signals.areStop })
    }

    /// Lets watchers see what the job waits for; nil: nothing any more.
    private func noteAbsence(of service: String?) async throws {
        try await store.write(job.workspace) { [job] transaction in
            var record = try JobTable.job(job.id, in: transaction)
            guard !record.state.isFinal else { return }
            record.errorNumber = service == nil ? 0 : ResultCode.ownerUnavailable.rawValue
            record.errorMessage =
                service.map { "The \($0) service does not answer; the import goes on as soon as it does." } ?? ""
            try JobTable.store(record, in: transaction)
        }
        runner.board.moved(job)
    }
}

// MARK: Ends

extension ImportRun {
    /// Ends the job after its last chunk, or because of `fault`: the rows that were not dealt with are counted.
    func end<Kind: ImportKind>(
        _ event: JobEvent, fault: FileFault?, record: JobRecord, parser: ChunkParser<Kind>
    ) async throws {
        if record.state != .planning, event == .failed || event == .cancelled {
            while await !parser.countRest() { try Task.checkCancellation() }
        }
        let rowsRead = await parser.rowsRead
        try await store.write(job.workspace) { [job] transaction in
            try Self.end(job, event, fault: fault, rowsRead: rowsRead, in: transaction)
        }
        runner.board.moved(job)
        runner.mail.add(job.workspace)
        await forgetAnswers(record, Kind.self)
    }

    /// Ends a job whose file cannot even be opened.
    private func fail(_ fault: FileFault) async {
        do {
            try await store.write(job.workspace) { [job] transaction in
                try Self.end(job, .failed, fault: fault, rowsRead: nil, in: transaction)
            }
            runner.board.moved(job)
            runner.mail.add(job.workspace)
        } catch {
            logger.error("the end of an import cannot be stored", metadata: ["error": "\(error)"])
        }
    }

    private static func end(
        _ job: JobIdentity, _ event: JobEvent, fault: FileFault?, rowsRead: Int64?, in transaction: WriteTransaction
    ) throws {
        let before = try JobTable.job(job.id, in: transaction)
        var event = event
        if case .finished = event { event = .finished(withRejectedRows: before.counts.rejected > 0) }
        guard let state = before.state.after(event) else { return }
        var record = before
        record.state = state
        if state.isFinal { record.finishedAt = transaction.now }
        record.isCancelRequested = false
        record.isPauseRequested = false
        record.endActivity(now: transaction.now)
        record.errorNumber = fault?.code.rawValue ?? 0
        record.errorMessage = fault?.message ?? ""
        if before.state == .planning {
            // What is planned in part says nothing.
            record.reset()
            try PlanTable.clear(job: job.id, in: transaction)
        } else {
            record.counts.notReached = max(0, (rowsRead ?? 0) - record.counts.total)
        }
        if state == .completed || state == .completedWithErrors { record.progressPerMille = 1_000 }
        transaction.actor = before.createdBy
        transaction.operationID = before.operationID
        try JobTable.update(&record, from: before, in: transaction)
    }

    /// The owner keeps its answers until the job is over; when it cannot be told, they only take room.
    private func forgetAnswers<Kind: ImportKind>(_ record: JobRecord, _ kind: Kind.Type) async {
        let options = CallOptions(
            timeout: .seconds(5),
            metadata: Metadata(
                workspace: job.workspace, caller: record.createdBy, requestID: record.operationID))
        do {
            if record.state != .planning { try await Kind.finish(record, peers: runner.peers, options: options) }
            if record.state == .planning || !record.planHash.isEmpty {
                try await Kind.forgetPlan(record.planID, peers: runner.peers, options: options)
            }
        } catch {
            logger.warning("the answers of a finished import were not forgotten", metadata: ["error": "\(error)"])
        }
    }
}
