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
    private static let preparationLimit = 10

    func bulkWriteContacts(
        _ request: ContactsV1.BulkWriteContactsRequest, _ context: CallContext
    ) async throws -> ContactsV1.BulkWriteContactsResponse {
        try Self.check(request)
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
            let chunk = work.end()
            if let response = answer {
                if let chunk, !response.missingCompanies.isEmpty { keptChunks.keep(chunk, as: key) }
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
    ) async throws -> BulkChunk? {
        guard request.companies.isEmpty else {
            var chunk = keptChunks.take(key)
            chunk?.learn(request.companies)
            return chunk
        }
        let fields = try await store.read(key.workspace) { reader in try reader.fieldCatalogue() }
        return BulkChunk(request.rows, fields: fields)
    }

    private static func check(_ request: ContactsV1.BulkWriteContactsRequest) throws {
        try request.check(rowLimit: request.options?.matchRule.rowLimit(rowLimit) ?? rowLimit) { rules in
            if !request.companies.isEmpty, !request.rows.isEmpty {
                rules.refuse("companies", nil, "Companies stand in place of rows, not beside them.")
            }
            if request.companies.contains(where: { $0.id <= 0 }) {
                rules.refuse("companies", nil, "A company's id must be positive.")
            }
        }
    }

    func finishBulkWrite(
        _ request: ContactsV1.FinishBulkWriteRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> ContactsV1.FinishBulkWriteResponse {
        try writer.finishBulkJob(request.jobID)
        keptChunks.forget(workspace: context.workspace, job: request.jobID)
        return ContactsV1.FinishBulkWriteResponse()
    }
}

/// What a bulk write works on, kept by the method that waits for it: to free tens of thousands of rows takes a while
/// and must not keep the writer.
private final class BulkWork: Sendable {
    private let state: Mutex<(chunk: BulkChunk?, merge: BulkMerge?)>

    /// Nil: the chunk is not kept any more.
    init(_ chunk: BulkChunk?) { state = Mutex((chunk, nil)) }

    var chunk: BulkChunk? { state.withLock { $0.chunk } }

    func keep(_ merge: BulkMerge) { state.withLock { $0.merge = merge } }

    /// Drops everything but the chunk, whoever else still knows of the work.
    func end() -> BulkChunk? { state.withLock { state in exchange(&state, with: (nil, nil)) }.chunk }
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
        guard let chunk = work.chunk else { return .init(rowsWanted: true) }
        try checkTurn(ofChunk: request.chunk, job: knownJob)
        guard try fieldRevision() == chunk.fields.revision else { return nil }
        let options = try BulkOptions(
            request.options ?? ContactsV1.BulkWriteOptions(), fields: chunk.fields, supervisor: supervisor(ofGroup:))
        let job = try knownJob ?? nextBulkJob()
        operationID = request.jobID
        let (merge, results) = try merged(chunk, options: options, job: job)
        defer { work.keep(merge) }
        let missing = merge.missingCompanies
        guard missing.isEmpty else { return .init(missingCompanies: missing) }
        if knownJob == nil { try createBulkJob(job, name: request.jobID) }
        try write(merge)
        let response = ContactsV1.BulkWriteContactsResponse(results: results)
        try storeBulkAnswer(response, job: job, chunk: request.chunk)
        return response
    }

    /// Applies the rows of a chunk to the contacts that they may match.
    ///
    /// Where rows take custom values away from contacts that match, further contacts come into view; then everything is
    /// done again with more of them.
    private func merged(
        _ chunk: BulkChunk, options: BulkOptions, job: Int64
    ) throws -> (BulkMerge, [ContactsV1.BulkRowResult]) {
        for depth in [1, 64, 4_096, Int.max - MatchRule.matchLimit - 1] {
            do {
                var merge = try bulkMerge(chunk, options: options, job: job, depth: depth)
                var results: [ContactsV1.BulkRowResult] = []
                results.reserveCapacity(chunk.drafts.count)
                // By index: a loop over the drafts copies each.
                for index in chunk.drafts.indices { results.append(try merge.apply(chunk.drafts[index])) }
                return (merge, results)
            } catch is CustomMatches.TooShallow {
                continue
            }
        }
        throw RPCError(.dataLoss, "A custom value belongs to a contact that is not stored.")
    }

    private func references(of chunk: BulkChunk) throws -> BulkReferences {
        let agents = try agentActivity()
        guard try hasDeletedCompanies() else { return BulkReferences(agents: agents, deletedCompanies: []) }
        let companies = Set(chunk.drafts.lazy.map(\.values.companyID))
        return BulkReferences(agents: agents, deletedCompanies: Set(try companies.filter(isDeletedCompany)))
    }

    /// Everything that the rows may match, in memory; by custom values `depth` contacts behind each.
    private func bulkMerge(_ chunk: BulkChunk, options: BulkOptions, job: Int64, depth: Int) throws -> BulkMerge {
        var phones = chunk.phones
        var emails = chunk.emails
        phones.matchLimit = options.match.listLimit
        emails.matchLimit = options.match.listLimit
        let next = try nextContact()
        if options.matchesByPhone { try findMatches(of: &phones, storedCount: next.id) }
        if options.matchesByEmail { try findMatches(of: &emails) }
        let custom = try findMatches(
            of: chunk.drafts, chunk.fields, options, limit: depth + options.match.listLimit)
        var ids: [Int64] = []
        for draft in chunk.drafts where draft.contactID != 0 { ids.append(draft.contactID) }
        if options.match.isWide {
            // Of a key with more no row makes use.
            for match in phones.matches where match.count <= MatchRule.matchLimit { ids += match.ids }
            for match in emails.matches where match.count <= MatchRule.matchLimit { ids += match.ids }
            ids += custom.allTargets(ofFields: options.matchingFields)
        } else {
            // A row's target is the oldest behind one of its keys; rows before it can only put themselves or another
            // row's target there.
            for match in phones.matches where !match.isEmpty { ids.append(match.oldest) }
            for match in emails.matches where !match.isEmpty { ids.append(match.oldest) }
            ids += custom.targets(ofFields: options.matchingFields, depth: depth)
        }
        return BulkMerge(
            options: options, fields: chunk.fields, references: try references(of: chunk), actor: actor,
            createdAt: next.createdAt, updatedAt: now,
            contacts: BulkWorkingSet(
                loaded: try storedMessages(ids.sortedOnce()), firstNewID: next.id, job: job,
                rowCount: chunk.drafts.count),
            phones: phones, emails: emails, custom: custom)
    }
}

extension ContactsV1.BulkRow: ChunkRow {}
extension ContactsV1.BulkWriteContactsRequest: ChunkRequest {}

extension [Int64] {
    /// Ascending, each number once.
    fileprivate func sortedOnce() -> [Int64] {
        var once: [Int64] = []
        for number in sorted() where once.last != number { once.append(number) }
        return once
    }
}
