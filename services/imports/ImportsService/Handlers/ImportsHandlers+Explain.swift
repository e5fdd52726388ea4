import Contracts
import Logging
import NIOCore
import NIOPosix
import RPCCore
import ServiceRuntime
import Store

extension ImportsHandlers {
    func explainRow(
        _ request: ImportsV1.ExplainRowRequest, _ context: CallContext
    ) async throws -> ImportsV1.ExplainRowResponse {
        let identity = JobIdentity(workspace: context.workspace, id: request.id)
        let job = try await store.read(context.workspace) { try JobTable.job(request.id, in: $0) }
        guard job.state == .planned || (job.state.isFinal && job.startedAt > 0) else {
            throw RPCError(.failedPrecondition, nil, "The import is neither planned nor over.", field: "id")
        }
        guard let (chunk, result) = try await result(ofRow: request.row, job, identity) else {
            throw RPCError(
                .notFound, nil, "There is no such data row, or the import did not reach it.", field: "row")
        }
        let found = FoundRow(number: request.row, chunk: chunk, result: result)
        switch KindProfile.of(job.options).kind {
        case .companies: return try await explain(found, of: job, identity, as: CompanyImport.self)
        case .contacts, .listMembers, .unspecified:
            return try await explain(found, of: job, identity, as: ContactImport.self)
        }
    }

    private func explain<Kind: ImportKind>(
        _ found: FoundRow, of job: JobRecord, _ identity: JobIdentity, as kind: Kind.Type
    ) async throws -> ImportsV1.ExplainRowResponse {
        let (profile, result) = (KindProfile.of(job.options), found.result)
        let isPlanned = job.state == .planned
        let shown = isPlanned ? result.withoutRecords(from: job.firstPlannedID) : result
        var response = ImportsV1.ExplainRowResponse(planned: isPlanned, outcome: result.outcome.word)
        response.reasons = shown.notes.map { note in
            ImportsV1.RowReason(
                number: note.number, name: ResultCode.name(of: note.number),
                message: ResultSentence.text(note, profile, result.outcome))
        }
        response.recordID = shown.recordID
        let kind = Kind(job, peers: runner.peers, caller: impatientCaller(of: job, identity))
        guard let row = try await sentRow(found, of: kind, job, identity) else {
            response.rule = RuleSentence.ofUnsent(result)
            return response
        }
        let explained = try await asked {
            try await kind.explain(row, result, plan: isPlanned ? job.planID : nil)
        }
        response.matches = explained.matches.map { match in
            var match = match
            if isPlanned, match.contactID >= job.firstPlannedID { match.contactID = 0 }
            return match
        }
        response.changes = explained.changes.map { change in
            var change = change
            if isPlanned, change.recordID >= job.firstPlannedID { change.recordID = 0 }
            return change
        }
        response.moreChanged = result.moreChanged
        response.rule = RuleSentence.of(result, job.options)
        return response
    }

    /// The result of a row, and the chunk that it is in.
    private func result(
        ofRow row: Int64, _ job: JobRecord, _ identity: JobIdentity
    ) async throws -> (chunk: Int64, result: RowResult)? {
        for chunk in 0..<job.nextChunk {
            let results = try await store.read(identity.workspace) { transaction in
                job.state == .planned
                    ? try PlanTable.results(job: job.id, chunk: chunk, in: transaction) ?? []
                    : try ChunkTable.results(job: job.id, chunk: chunk, in: transaction) ?? []
            }
            guard let last = results.last, last.row >= row else { continue }
            return results.first { $0.row == row }.map { (chunk, $0) }
        }
        return nil
    }

    /// The row as it goes to the owner of the records, read from the file once more; nil when it does not go there.
    private func sentRow<Kind: ImportKind>(
        _ found: FoundRow, of kind: Kind, _ job: JobRecord, _ identity: JobIdentity
    ) async throws -> Kind.Row? {
        let fields = try await store.read(identity.workspace) { try FieldTable.fields(ofJob: job.id, in: $0) }
        let source = try SheetSource(
            path: files.path(of: identity), limits: configuration.spreadsheetLimits, options: job.options)
        let threads = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let parser = ChunkParser<Kind>(
            source: source, options: job.options, fields: fields, limits: configuration.chunkLimits,
            thread: threads.next())
        let row: Kind.Row?
        do {
            row = try await resolved(found, parser, kind)
        } catch {
            try await threads.shutdownGracefully()
            throw error
        }
        try await threads.shutdownGracefully()
        return row
    }

    private func resolved<Kind: ImportKind>(
        _ row: FoundRow, _ parser: ChunkParser<Kind>, _ kind: Kind
    ) async throws -> Kind.Row? {
        while let chunk = try await parser.next() {
            if chunk.index < row.chunk { continue }
            guard let place = chunk.rows.firstIndex(where: { $0.record.row == row.number }),
                chunk.rows[place].verdict == .write
            else { return nil }
            let references = try await asked { try await kind.references(of: chunk.cells) }
            let resolved = ResolvedChunk<Kind>(chunk, references: references, decided: nil)
            return resolved.rows[place].verdict == .write ? resolved.rows[place].record : nil
        }
        return nil
    }

    /// For calls that somebody waits for: each is made once.
    private func impatientCaller(of job: JobRecord, _ identity: JobIdentity) -> PatientCaller {
        let metadata = Metadata(workspace: identity.workspace, caller: job.createdBy, requestID: job.operationID)
        return PatientCaller(
            firstDelay: configuration.retryDelay, longestDelay: configuration.longestRetryDelay, clock: runner.clock,
            metadata: metadata, logger: runner.logger, onAbsence: { _ in }, isGivenUp: { true })
    }

    private func asked<R>(_ body: () async throws -> R) async throws -> R {
        let absence = RPCError(.unavailable, .ownerUnavailable, "Another service does not answer; try again.")
        do {
            return try await body()
        } catch is PatientCaller.GivenUp {
            throw absence
        } catch let error as RPCError where error.code == .unavailable {
            throw absence
        }
    }
}

/// A row of a job, and what became of it.
private struct FoundRow: Sendable {
    /// As the spreadsheet program shows it.
    var number: Int64
    /// The chunk that it is in.
    var chunk: Int64
    var result: RowResult
}
