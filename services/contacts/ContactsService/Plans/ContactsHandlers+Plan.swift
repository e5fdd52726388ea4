import BulkWriting
import Contracts
import CustomFields
import RPCCore
import ServiceRuntime
import Store

extension ContactsHandlers {
    /// Decides about a chunk as if it were written.
    func plan(
        _ request: ContactsV1.BulkWriteContactsRequest, _ context: CallContext
    ) async throws -> ContactsV1.BulkWriteContactsResponse {
        // Its turns are others than those of the job.
        let key = ChunkKey(workspace: context.workspace, job: "plan \(request.jobID)", chunk: request.chunk)
        chunkTurns.begin(key)
        defer { chunkTurns.end(key) }
        await Task.yield()
        var head = request
        head.rows = []
        for _ in 0..<Self.preparationLimit {
            let fields = try await store.read(key.workspace) { reader in try reader.fieldCatalogue() }
            let chunk = BulkChunk(request.rows, fields: fields)
            await chunkTurns.waitForTurn(of: key)
            let plan = ChunkPlan(request: head, chunk: chunk, origin: WriteOrigin(context))
            for depth in WriteTransaction.depths {
                do {
                    guard let response = try await decide(plan, depth: depth, context) else { break }
                    return response
                } catch is CustomMatches.TooShallow {
                    continue
                }
            }
        }
        throw RPCError(.unavailable, "The custom fields change all the time; try again.")
    }

    /// Copies into the plan what the chunk may match and is not there yet, and applies the rows there.
    ///
    /// Nil when the custom fields are not those by which the rows were read.
    private func decide(
        _ plan: ChunkPlan, depth: Int, _ context: CallContext
    ) async throws -> ContactsV1.BulkWriteContactsResponse? {
        let workspace = context.workspace
        let name = plans.name(workspace: workspace, job: plan.request.jobID)
        let state = try await plans.store.read(name) { plan in try plan.planState() }
        if state == nil, plan.request.chunk > 0 { throw RPCError.planExpired }
        let moved = Int(clamping: state?.moved ?? 0)
        let found = try await store.read(workspace) { reader in
            try reader.planFindings(plan, depth: depth > Int.max / 4 ? depth : depth + moved)
        }
        guard let found else { return nil }
        let missing = try await plans.store.read(name) { plan in try plan.missingContacts(found.candidates) }
        let copies = missing.isEmpty ? [] : try await store.read(workspace) { try $0.storedMessages(missing) }
        return try await plans.store.write(name, origin: plan.origin) { writer in
            try writer.plan(plan, found, copies, depth: depth)
        }
    }
}

/// A chunk that is to be planned.
private struct ChunkPlan: Sendable {
    /// Everything but the rows.
    var request: ContactsV1.BulkWriteContactsRequest
    var chunk: BulkChunk
    var origin: WriteOrigin
}

/// What the workspace says to a chunk.
private struct PlanFindings: Sendable {
    var terms: BulkTerms
    /// Contacts that the rows may match, ascending.
    var candidates: [Int64]
    var newest: (id: Int64, createdAt: Int64)
}

extension RPCError {
    /// The plan is not kept any more.
    static var planExpired: RPCError {
        RPCError(.failedPrecondition, .planExpired, "The plan is not kept any more; plan again.", field: "job_id")
    }
}

extension ReadTransaction {
    fileprivate func planFindings(_ plan: ChunkPlan, depth: Int) throws -> PlanFindings? {
        guard try fieldRevision() == plan.chunk.fields.revision else { return nil }
        let terms = try bulkTerms(plan.request, plan.chunk)
        let newest = try newestContact()
        let matches = try findMatches(of: plan.chunk, terms.options, storedCount: newest.id, depth: depth)
        return PlanFindings(terms: terms, candidates: matches.all(plan.chunk), newest: newest)
    }
}

extension WriteTransaction {
    fileprivate func plan(
        _ plan: ChunkPlan, _ found: PlanFindings, _ copies: [StoredMessage], depth: Int
    ) throws -> ContactsV1.BulkWriteContactsResponse {
        let request = plan.request
        let knownJob = try bulkJob(request.jobID)
        if let knownJob,
            let answer: ContactsV1.BulkWriteContactsResponse = try bulkAnswer(job: knownJob, chunk: request.chunk)
        {
            return answer
        }
        try checkTurn(ofChunk: request.chunk, job: knownJob)
        let job = try knownJob ?? nextBulkJob()
        if knownJob == nil { try createBulkJob(job, name: request.jobID) }
        let state = try planState() ?? beginPlan(after: found.newest)
        operationID = request.jobID
        for copy in copies { try addCopy(copy, plan.chunk.fields) }
        var terms = found.terms
        terms.plannedCompanies = state.companies
        terms.firstPlannedID = request.expected?.firstPlannedID ?? state.firstID
        var (merge, results) = try merged(plan.chunk, terms, job: job, depths: [depth])
        try request.expected?.check(&results, digests: merge.digests, rows: plan.chunk.drafts.map(\.row))
        try write(merge, isSearched: false)
        try advancePlan(
            state, moved: merge.contacts.hasCustomChanges ? merge.contacts.customChanges.removed.count : 0,
            companies: merge.namedCompanies)
        let response = ContactsV1.BulkWriteContactsResponse(
            results: results, digests: merge.digests, firstPlannedID: state.firstID)
        try storeBulkAnswer(response, job: job, chunk: request.chunk)
        return response
    }
}
