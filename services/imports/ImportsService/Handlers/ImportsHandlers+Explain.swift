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
        guard KindProfile.of(job.options).kind != .companies else {
            throw RPCError(.unimplemented, nil, "Only rows of contacts can be explained so far.", field: "id")
        }
        guard let (chunk, result) = try await result(ofRow: request.row, job, identity) else {
            throw RPCError(
                .notFound, nil, "There is no such data row, or the import did not reach it.", field: "row")
        }
        let isPlanned = job.state == .planned
        let shown = isPlanned ? result.withoutRecords(from: job.firstPlannedID) : result
        var response = ImportsV1.ExplainRowResponse(planned: isPlanned, outcome: result.outcome.word)
        response.reasons = shown.notes.map { note in
            ImportsV1.RowReason(
                number: note.number, name: ResultCode.name(of: note.number),
                message: ResultSentence.text(note, .contacts, result.outcome))
        }
        response.recordID = shown.recordID
        guard let row = try await sentRow(request.row, chunk: chunk, job, identity) else {
            response.rule = RuleSentence.ofUnsent(result)
            return response
        }
        let explained = try await explanation(of: row, result, job, identity)
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
        response.rule = RuleSentence.of(result, job.options, isMatched: !explained.matches.isEmpty)
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

    /// The row as it goes to contacts, read from the file once more; nil when it does not go there.
    private func sentRow(
        _ row: Int64, chunk index: Int64, _ job: JobRecord, _ identity: JobIdentity
    ) async throws -> ContactsV1.BulkRow? {
        let fields = try await store.read(identity.workspace) { try FieldTable.fields(ofJob: job.id, in: $0) }
        let source = try SheetSource(
            path: files.path(of: identity), limits: configuration.spreadsheetLimits, options: job.options)
        let threads = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let parser = ChunkParser<ContactImport>(
            source: source, options: job.options, fields: fields, limits: configuration.chunkLimits,
            thread: threads.next())
        let found: ContactsV1.BulkRow?
        do {
            found = try await resolved(row, chunk: index, parser, kind(of: job, identity))
        } catch {
            try await threads.shutdownGracefully()
            throw error
        }
        try await threads.shutdownGracefully()
        return found
    }

    private func resolved(
        _ row: Int64, chunk index: Int64, _ parser: ChunkParser<ContactImport>, _ kind: ContactImport
    ) async throws -> ContactsV1.BulkRow? {
        while let chunk = try await parser.next() {
            if chunk.index < index { continue }
            guard let place = chunk.rows.firstIndex(where: { $0.record.row == row }),
                chunk.rows[place].verdict == .write
            else { return nil }
            let references = try await asked { try await kind.references(of: chunk.cells) }
            let resolved = ResolvedChunk<ContactImport>(chunk, references: references, decided: nil)
            return resolved.rows[place].verdict == .write ? resolved.rows[place].record.bulk : nil
        }
        return nil
    }

    private func explanation(
        of row: ContactsV1.BulkRow, _ result: RowResult, _ job: JobRecord, _ identity: JobIdentity
    ) async throws -> ContactsV1.ExplainBulkRowResponse {
        let outcome = ContactsV1.BulkRowResult.Outcome(rawValue: Int32(result.outcome.rawValue)) ?? .unspecified
        let request = ContactsV1.ExplainBulkRowRequest(
            jobID: job.state == .planned ? job.planID : job.operationID, plan: job.state == .planned,
            options: kind(of: job, identity).options, row: row,
            result: ContactsV1.BulkRowResult(
                outcome: outcome, contactID: result.recordID,
                notes: result.notes.map { ContactsV1.RowNote(number: $0.number, ids: $0.ids) },
                version: result.version,
                changed: result.changed.map { .init(id: $0.id, version: $0.version) }, moreChanged: result.moreChanged))
        let options = CallOptions(metadata: Metadata(workspace: identity.workspace, caller: job.createdBy))
        return try await asked {
            try await runner.peers.explanations.explainBulkRow(request, options: options)
        }
    }

    /// For calls that somebody waits for: each is made once.
    private func kind(of job: JobRecord, _ identity: JobIdentity) -> ContactImport {
        let metadata = Metadata(workspace: identity.workspace, caller: job.createdBy, requestID: job.operationID)
        let caller = PatientCaller(
            firstDelay: configuration.retryDelay, longestDelay: configuration.longestRetryDelay, clock: runner.clock,
            metadata: metadata, logger: runner.logger, onAbsence: { _ in }, isGivenUp: { true })
        return ContactImport(job, peers: runner.peers, caller: caller)
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
