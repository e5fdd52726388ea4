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
        let origin = WriteOrigin(context)
        for _ in 0..<Self.preparationLimit {
            let fields = try await store.read(key.workspace) { reader in try reader.fieldCatalogue() }
            let rows = BulkChunk(request.rows, fields: fields)
            await chunkTurns.waitForTurn(of: key)
            for depth in WriteTransaction.depths {
                let plan = ContactChunkPlan(request: head, rows: rows, depth: depth)
                do {
                    guard let response = try await plans.decide(plan, in: key.workspace, of: store, origin: origin)
                    else { break }
                    return response
                } catch is CustomMatches.TooShallow {
                    continue
                }
            }
        }
        throw RPCError(.unavailable, "The custom fields change all the time; try again.")
    }
}

/// A chunk of contacts that is to be planned.
private struct ContactChunkPlan: ChunkPlan {
    /// What the workspace says to the chunk.
    struct Findings: Sendable {
        var terms: BulkTerms
        /// Contacts that the rows may match, ascending.
        var candidates: [Int64]
        var newest: (id: Int64, createdAt: Int64)
    }

    /// Everything but the rows.
    let request: ContactsV1.BulkWriteContactsRequest
    let rows: BulkChunk
    /// Contacts that are looked at behind a custom value, beyond those that a row needs.
    let depth: Int

    var jobID: String { request.jobID }
    var chunk: Int64 { request.chunk }

    func findings(moved: Int, in workspace: ReadTransaction) throws -> Findings? {
        guard try workspace.fieldRevision() == rows.fields.revision else { return nil }
        let terms = try workspace.bulkTerms(request, rows)
        let newest = try workspace.newestContact()
        let matches = try workspace.findMatches(
            of: rows, terms.options, storedCount: newest.id, depth: depth > Int.max / 4 ? depth : depth + moved)
        return Findings(terms: terms, candidates: matches.all(rows), newest: newest)
    }

    func candidates(_ findings: Findings) -> [Int64] { findings.candidates }

    func missing(_ ids: [Int64], in plan: ReadTransaction) throws -> [Int64] { try plan.missingContacts(ids) }

    func copies(of ids: [Int64], in workspace: ReadTransaction) throws -> [StoredMessage] {
        try workspace.storedMessages(ids)
    }

    func apply(
        _ findings: Findings, _ copies: [StoredMessage], in plan: WriteTransaction
    ) throws -> ContactsV1.BulkWriteContactsResponse {
        try plan.answered(jobID, chunk: chunk) { job in
            let state = try plan.planState() ?? plan.beginPlan(after: findings.newest)
            for copy in copies { try plan.addCopy(copy, rows.fields) }
            var terms = findings.terms
            terms.plannedCompanies = try plan.plannedCompanies()
            terms.firstPlannedID = request.expected?.firstPlannedID ?? state.firstID
            let knownCompanies = terms.plannedCompanies.count
            var (merge, results) = try plan.merged(rows, terms, job: job, depths: [depth])
            try request.expected?.check(&results, digests: merge.digests, rows: rows.drafts.map(\.row))
            try plan.write(merge, isSearched: false)
            try plan.advancePlan(
                moved: merge.contacts.hasCustomChanges ? merge.contacts.customChanges.removed.count : 0)
            try plan.addPlannedCompanies(Array(merge.namedCompanies.dropFirst(knownCompanies)))
            return ContactsV1.BulkWriteContactsResponse(
                results: results, digests: merge.digests, firstPlannedID: state.firstID)
        }
    }
}
