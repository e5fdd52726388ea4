import Contracts
import PhoneNumbers
import RPCCore
import ServiceRuntime
import Store

extension ContactsHandlers {
    /// Rows in one chunk.
    static let rowLimit = 20_000
    /// Characters of a job's id.
    static let jobIDLimit = 64

    func bulkWriteContacts(
        _ request: ContactsV1.BulkWriteContactsRequest, _ context: CallContext
    ) async throws -> ContactsV1.BulkWriteContactsResponse {
        try Self.check(request)
        // While the chunk before this one is being written.
        let chunk = BulkChunk(request.rows)
        let written = try await store.write(context.workspace, origin: WriteOrigin(context)) { writer in
            try writer.bulkWrite(request, chunk)
        }
        searchIndexer.workspaceChanged(context.workspace)
        return written.response
    }

    private static func check(_ request: ContactsV1.BulkWriteContactsRequest) throws {
        guard request.rows.count <= rowLimit else {
            throw RPCError(
                .resourceExhausted, nil, "A chunk has at most \(rowLimit) rows; this one has \(request.rows.count).",
                field: "rows")
        }
        var rules = FieldRules()
        checkJobID(request.jobID, &rules)
        rules.number(request.chunk, field: "chunk", in: 0...Int64.max)
        if request.rows.indices.dropFirst().contains(where: { request.rows[$0 - 1].row >= request.rows[$0].row }) {
            rules.refuse("rows", nil, "The row numbers must ascend.")
        }
        try rules.check()
    }

    private static func checkJobID(_ id: String, _ rules: inout FieldRules) {
        if id.isEmpty { rules.refuse("job_id", .requiredMissing, "A value is required here.") }
        if id.unicodeScalars.count > jobIDLimit {
            rules.refuse("job_id", .textTooLong, "A job's id has at most \(jobIDLimit) characters.")
        }
    }

    func finishBulkWrite(
        _ request: ContactsV1.FinishBulkWriteRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> ContactsV1.FinishBulkWriteResponse {
        var rules = FieldRules()
        Self.checkJobID(request.jobID, &rules)
        try rules.check()
        if let job = try writer.bulkJob(request.jobID) { try writer.removeBulkAnswers(job: job) }
        return ContactsV1.FinishBulkWriteResponse()
    }
}

/// The answer to a chunk, with the contacts in memory: freeing them takes a while and must not keep the writer.
private struct BulkWritten: Sendable {
    var response: ContactsV1.BulkWriteContactsResponse
    var merge: BulkMerge?
}

extension WriteTransaction {
    fileprivate func bulkWrite(
        _ request: ContactsV1.BulkWriteContactsRequest, _ chunk: BulkChunk
    ) throws -> BulkWritten {
        let knownJob = try bulkJob(request.jobID)
        if let job = knownJob, let answer = try bulkAnswer(job: job, chunk: request.chunk) {
            return BulkWritten(response: answer)
        }
        try checkTurn(of: request.chunk, job: knownJob)
        let options = try BulkOptions(
            request.options ?? ContactsV1.BulkWriteOptions(), supervisor: supervisor(ofGroup:))
        let job = try knownJob ?? nextBulkJob()
        operationID = request.jobID
        var merge = try bulkMerge(chunk, options: options, job: job)
        let results = try chunk.drafts.map { draft in try merge.apply(draft) }
        let missing = merge.missingCompanies
        guard missing.isEmpty else { return BulkWritten(response: .init(missingCompanies: missing), merge: merge) }
        if knownJob == nil { try createBulkJob(job, name: request.jobID) }
        try write(merge)
        let response = ContactsV1.BulkWriteContactsResponse(results: results)
        try storeBulkAnswer(response, job: job, chunk: request.chunk)
        return BulkWritten(response: response, merge: merge)
    }

    /// A chunk sees what the one before it did; one that overtook it on the way is sent again.
    private func checkTurn(of chunk: Int64, job: Int64?) throws {
        if chunk == 0 { return }
        guard let job, try hasBulkAnswer(job: job, chunk: chunk - 1) else {
            throw RPCError(.unavailable, "The chunk before this one has to be written first.")
        }
    }

    private func references(of chunk: BulkChunk) throws -> BulkReferences {
        let agents = try agentActivity()
        guard try hasDeletedCompanies() else { return BulkReferences(agents: agents, deletedCompanies: []) }
        let companies = Set(chunk.drafts.lazy.map(\.values.companyID))
        return BulkReferences(agents: agents, deletedCompanies: Set(try companies.filter(isDeletedCompany)))
    }

    /// Everything that the rows may match, in memory.
    private func bulkMerge(_ chunk: BulkChunk, options: BulkOptions, job: Int64) throws -> BulkMerge {
        var phones = chunk.phones
        var emails = chunk.emails
        let next = try nextContact()
        if options.matchesByPhone { try findMatches(of: &phones, storedCount: next.id) }
        if options.matchesByEmail { try findMatches(of: &emails) }
        // A row's target is the oldest behind one of its keys; rows before it can only put themselves or another
        // row's target there.
        var ids: [Int64] = []
        for draft in chunk.drafts where draft.contactID != 0 { ids.append(draft.contactID) }
        for match in phones.matches where !match.isEmpty { ids.append(match.oldest) }
        for match in emails.matches where !match.isEmpty { ids.append(match.oldest) }
        return BulkMerge(
            options: options, references: try references(of: chunk), actor: actor, createdAt: next.createdAt,
            updatedAt: now,
            contacts: BulkWorkingSet(
                loaded: try storedMessages(ids.sortedOnce()), firstNewID: next.id, job: job,
                rowCount: chunk.drafts.count),
            phones: phones, emails: emails)
    }
}

extension [Int64] {
    /// Ascending, each number once.
    fileprivate func sortedOnce() -> [Int64] {
        var once: [Int64] = []
        for number in sorted() where once.last != number { once.append(number) }
        return once
    }
}
