import BulkWriting
import Contracts
import CustomFields
import PhoneNumbers
import RPCCore
import ServiceRuntime
import Store
import Synchronization

extension ContactsHandlers {
    /// Rows in one chunk.
    static let rowLimit = 20_000
    /// Times that a chunk is prepared again because the custom fields have changed meanwhile.
    static let preparationLimit = 10

    func bulkWriteContacts(
        _ request: ContactsV1.BulkWriteContactsRequest, _ context: CallContext
    ) async throws -> ContactsV1.BulkWriteContactsResponse {
        try Self.check(request)
        if request.plan { return try await plan(request, context) }
        let key = request.key(in: context.workspace)
        chunkTurns.begin(key)
        defer { chunkTurns.end(key) }
        // Checking takes a tenth of a second, for which neither the connection's thread, on which a call begins, nor
        // the writer waits.
        await Task.yield()
        var work = BulkWork(try await prepared(request, key))
        await chunkTurns.waitForTurn(of: key)
        var head = request
        head.rows = []
        for _ in 0..<Self.preparationLimit {
            let answer = try await store.write(context.workspace, origin: WriteOrigin(context)) { [head, work] writer in
                try writer.bulkWrite(head, work)
            }
            if let response = answer {
                if response.missingCompanies.isEmpty {
                    // To free tens of thousands of rows takes a while, for which nobody waits.
                    Task { work.end() }
                } else if let kept = work.end() {
                    keptChunks.keep(kept, as: key)
                }
                searchIndexer.workspaceChanged(context.workspace)
                return response
            }
            work = BulkWork(try await prepared(request, key))
        }
        throw RPCError(.unavailable, "The custom fields change all the time; try again.")
    }

    /// Reads the rows by the fields as they are now.
    ///
    /// Nil when the request goes on with a chunk that is not kept.
    private func prepared(
        _ request: ContactsV1.BulkWriteContactsRequest, _ key: ChunkKey
    ) async throws -> KeptChunk? {
        guard request.companies.isEmpty else {
            var kept = keptChunks.take(key)
            try kept?.learn(request.companies)
            return kept
        }
        let fields = try await store.read(key.workspace) { reader in try reader.fieldCatalogue() }
        return KeptChunk(chunk: BulkChunk(request.rows, fields: fields))
    }

    private static func check(_ request: ContactsV1.BulkWriteContactsRequest) throws {
        try request.check(rowLimit: request.options?.matchRule.rowLimit(rowLimit) ?? rowLimit) { rules in
            if !request.companies.isEmpty, !request.rows.isEmpty {
                rules.refuse("companies", nil, "Companies stand in place of rows, not beside them.")
            }
            if request.companies.contains(where: { $0.id <= 0 }) {
                rules.refuse("companies", nil, "A company's id must be positive.")
            }
            if request.plan, !request.companies.isEmpty {
                rules.refuse("companies", nil, "A plan does not ask for companies.")
            }
            request.expected?.check(rowCount: request.companies.isEmpty ? request.rows.count : nil, &rules)
            rules.number(request.firstPlannedCompanyID, field: "first_planned_company_id", in: 0...Int64.max)
        }
    }

    func finishBulkWrite(
        _ request: ContactsV1.FinishBulkWriteRequest, _ context: CallContext
    ) async throws -> ContactsV1.FinishBulkWriteResponse {
        if request.plan {
            try await plans.remove(workspace: context.workspace, job: request.jobID)
            return ContactsV1.FinishBulkWriteResponse()
        }
        try await store.write(context.workspace, origin: WriteOrigin(context)) { writer in
            try writer.finishBulkJob(request.jobID)
        }
        keptChunks.forget(workspace: context.workspace, job: request.jobID)
        return ContactsV1.FinishBulkWriteResponse()
    }
}

/// What a bulk write works on, kept by the method that waits for it, so that the writer need not free it.
private final class BulkWork: Sendable {
    private let state: Mutex<KeptChunk?>

    /// Nil: the chunk is not kept any more.
    init(_ chunk: KeptChunk?) { state = Mutex(chunk) }

    var kept: KeptChunk? { state.withLock { $0 } }

    func keep(_ applied: AppliedChunk) { state.withLock { $0?.applied = applied } }

    /// Drops everything, whoever else still knows of the work; returns it to who may go on with it.
    @discardableResult
    func end() -> KeptChunk? { state.withLock { $0.take() } }
}

extension WriteTransaction {
    /// Works off a chunk, of which `request` says everything but the rows.
    ///
    /// Nil, and nothing is done, when the custom fields are not those by which its rows were read.
    fileprivate func bulkWrite(
        _ request: ContactsV1.BulkWriteContactsRequest, _ work: BulkWork
    ) throws -> ContactsV1.BulkWriteContactsResponse? {
        let knownJob = try bulkJob(request.jobID)
        if let job = knownJob,
            let answer: ContactsV1.BulkWriteContactsResponse = try bulkAnswer(job: job, chunk: request.chunk)
        {
            return answer
        }
        guard let kept = work.kept else { return .init(rowsWanted: true) }
        let chunk = kept.chunk
        try checkTurn(ofChunk: request.chunk, job: knownJob)
        guard try fieldRevision() == chunk.fields.revision else { return nil }
        let job = try knownJob ?? nextBulkJob()
        operationID = request.jobID
        let applied: AppliedChunk
        if let still = kept.applied, try isStillTrue(still) {
            applied = still
        } else {
            applied = try apply(chunk, try bulkTerms(request, chunk), job: job)
            work.keep(applied)
        }
        let merge = applied.merge
        guard merge.missingCompanies.isEmpty else { return .init(missingCompanies: merge.missingCompanies) }
        var results = applied.results
        try request.expected?.check(&results, digests: merge.digests, rows: chunk.drafts.map(\.row))
        if knownJob == nil { try createBulkJob(job, name: request.jobID) }
        try write(merge)
        let response = ContactsV1.BulkWriteContactsResponse(results: results)
        try storeBulkAnswer(response, job: job, chunk: request.chunk)
        return response
    }

    private func apply(_ chunk: BulkChunk, _ terms: BulkTerms, job: Int64) throws -> AppliedChunk {
        let (merge, results) = try merged(chunk, terms, job: job, depths: Self.depths)
        return AppliedChunk(merge, results, at: moment)
    }

    /// Whether applying the rows again would come to the same.
    private func isStillTrue(_ applied: AppliedChunk) throws -> Bool {
        guard applied.moment == moment else { return false }
        return try !applied.companies.contains(where: isDeletedCompany)
    }

    /// Contacts behind one custom value that are looked at beyond those that one row needs.
    ///
    /// Where rows take custom values away from contacts that match, further contacts come into view; then everything is
    /// done again with more of them.
    static var depths: [Int] { [1, 64, 4_096, Int.max / 2] }

    /// Applies the rows of a chunk to the contacts that they may match.
    ///
    /// Throws `TooShallow` when they need more contacts than the last one of `depths` allows.
    func merged(
        _ chunk: BulkChunk, _ terms: BulkTerms, job: Int64, depths: [Int]
    ) throws -> (BulkMerge, [ContactsV1.BulkRowResult]) {
        for depth in depths {
            do {
                var merge = try bulkMerge(chunk, terms, job: job, depth: depth)
                var results: [ContactsV1.BulkRowResult] = []
                results.reserveCapacity(chunk.drafts.count)
                // By index: a loop over the drafts copies each.
                for index in chunk.drafts.indices { results.append(try merge.apply(chunk.drafts[index])) }
                return (merge, results)
            } catch is CustomMatches.TooShallow {
                continue
            }
        }
        throw CustomMatches.TooShallow()
    }

    /// Everything that the rows may match, in memory; by custom values `depth` contacts behind each.
    private func bulkMerge(_ chunk: BulkChunk, _ terms: BulkTerms, job: Int64, depth: Int) throws -> BulkMerge {
        let next = try nextContact()
        let matches = try findMatches(of: chunk, terms.options, storedCount: next.id, depth: depth)
        let targets = matches.targets(chunk, terms.options, depth: depth)
        return BulkMerge(
            terms: terms, fields: chunk.fields, actor: actor, createdAt: next.createdAt, updatedAt: now,
            contacts: BulkWorkingSet(
                loaded: try storedMessages(targets), firstNewID: next.id, job: job, rowCount: chunk.drafts.count),
            phones: matches.phones, emails: matches.emails, custom: matches.custom)
    }
}

extension ContactsV1.BulkWriteContactsRequest: ChunkRequest {
    /// As the rows say.
    public var rowNumbers: [Int64] { rows.map(\.row) }
}
