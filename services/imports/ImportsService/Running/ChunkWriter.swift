import Contracts
import CustomFields
import RPCCore
import Store
import TextNormalization

/// Has one chunk after another written, each exactly once whatever crashes, and stores what became of its rows.
struct ChunkWriter: Sendable {
    /// A chunk that is in the contacts service and not yet in the job's counts.
    struct Written: Sendable {
        let index: Int64
        let progressPerMille: Int32
        let hiddenRows: Int64
        /// Of every row, in file order.
        let results: [RowResult]
    }

    /// A chunk is sent again with further companies so often; each time at least one name is new.
    private static let companyRounds = 100

    private let job: JobIdentity
    private let store: Store
    private let peers: ImportPeers
    private let caller: PatientCaller
    private let references: ReferenceResolver
    private let operationID: String
    private let options: ContactsV1.BulkWriteOptions
    private let rules: ResolvedChunk.Rules
    /// Only this chunk and those in flight behind it may have been sent by an earlier run.
    private let firstChunk: Int64

    init(
        job: JobIdentity, store: Store, peers: ImportPeers, caller: PatientCaller, references: ReferenceResolver,
        record: JobRecord
    ) {
        self.job = job
        self.store = store
        self.peers = peers
        self.caller = caller
        self.references = references
        operationID = record.operationID
        firstChunk = record.nextChunk
        let options = record.options
        self.options = ContactsV1.BulkWriteOptions(
            mode: options.mode, keys: options.keys, groupID: options.groupID,
            requiredFields: options.requiredFields.compactMap { ImportField(rawValue: $0.rawValue)?.contactFieldName }
                + options.requiredCustomFields.map(FieldCatalogue.path),
            customKeys: options.customKeys)
        rules = ResolvedChunk.Rules(
            createsMissingCompanies: options.createMissingCompanies, dropsWrongFields: options.dropWrongFields)
    }

    /// Finds out what the cells of a chunk stand for.
    func resolve(_ chunk: consuming Chunk) async throws -> ResolvedChunk {
        let decided = try await decision(chunk.index)
        let found = try await references.resolve(managers: chunk.managers.cells, companies: chunk.companies.cells)
        return ResolvedChunk(chunk, references: found, rules: rules, decided: decided)
    }

    /// Makes durable which rows of a chunk are sent, before they are.
    func decide(_ resolved: consuming ResolvedChunk) async throws -> ResolvedChunk {
        var chunk = resolved
        let missing = chunk.missingCompanies
        if !missing.isEmpty { _ = chunk.learn(await references.known(missing)) }
        try await storeDecision(chunk)
        return chunk
    }

    /// Has one chunk written, about which was decided.
    ///
    /// Throws `FileFault` when the contacts service refuses the job, `PatientCaller.GivenUp` when the job was cancelled
    /// and nothing of the chunk is written. Calls `onSettled` when the companies are made that the chunk waited for.
    func write(_ decided: consuming ResolvedChunk, onSettled: () -> Void) async throws -> Written {
        var chunk = decided
        let answer = try await send(&chunk, onSettled: onSettled)
        guard let results = chunk.results(answer) else {
            throw FileFault(.internal, "The contacts service answered for another number of rows than were sent.")
        }
        return Written(
            index: chunk.index, progressPerMille: chunk.progressPerMille, hiddenRows: chunk.hiddenRows,
            results: results)
    }

    /// What was decided about the chunk by a run that crashed.
    private func decision(_ chunk: Int64) async throws -> [RowResult]? {
        guard chunk < firstChunk + Int64(ImportRun.inFlightLimit) else { return nil }
        return try await store.read(job.workspace) { [job] transaction in
            try ChunkTable.decision(job: job.id, chunk: chunk, in: transaction)
        }
    }

    /// The answer to a chunk is stored by the contacts service and must meet the same rows after a crash.
    private func storeDecision(_ chunk: ResolvedChunk) async throws {
        let rejected = chunk.rejected
        try await store.write(job.workspace) { [job] transaction in
            try ChunkTable.setDecision(rejected, job: job.id, chunk: chunk.index, in: transaction)
        }
    }

    private func send(
        _ chunk: inout ResolvedChunk, onSettled: () -> Void
    ) async throws -> [ContactsV1.BulkRowResult] {
        var request = ContactsV1.BulkWriteContactsRequest(
            jobID: operationID, chunk: chunk.index, options: options, rows: chunk.takeBulkRows())
        for _ in 0..<Self.companyRounds {
            let response = try await ask(request)
            let isWritten = !response.rowsWanted && response.missingCompanies.isEmpty
            if isWritten { return response.results }
            if !request.rows.isEmpty { chunk.putBack(exchange(&request.rows, with: [])) }
            request.companies = try await make(response.missingCompanies, for: &chunk)
            if request.companies.isEmpty { request.rows = chunk.takeBulkRows() } else { onSettled() }
        }
        throw FileFault(.internal, "Companies that were made for the import are still missing.")
    }

    private func ask(
        _ request: ContactsV1.BulkWriteContactsRequest
    ) async throws -> ContactsV1.BulkWriteContactsResponse {
        try await refusalAsFault {
            try await caller.call("contacts", hasEffect: true) { options in
                try await peers.contacts.bulkWriteContacts(request, options: options)
            }
        }
    }

    /// Makes companies that rows of a chunk need.
    ///
    /// Returns them when the chunk goes on with the same rows, and nothing when it has to be sent again.
    private func make(_ names: [String], for chunk: inout ResolvedChunk) async throws -> [ContactsV1.BulkCompany] {
        guard !names.isEmpty else { return [] }
        let made = try await refusalAsFault { try await references.ensure(names, operationID: operationID) }
        if chunk.learn(made) {
            try await storeDecision(chunk)
            return []
        }
        return names.compactMap { name in
            guard case .company(let id) = made[exactKey(name)] else { return nil }
            return ContactsV1.BulkCompany(name: name, id: id)
        }
    }

    /// What another service refuses concerns the whole job.
    private func refusalAsFault<R>(_ body: () async throws -> R) async throws -> R {
        do {
            return try await body()
        } catch let error as RPCError {
            throw FileFault(refusal: error)
        }
    }

    /// Stores what became of a chunk's rows, with the job's progress.
    func commit(_ written: Written) async throws {
        let results = written.results
        let encoded = RowResultCodec.encode(results)
        try await store.write(job.workspace) { [job] transaction in
            var record = try JobTable.job(job.id, in: transaction)
            guard record.state == .running, record.nextChunk == written.index else {
                throw StoreError.damaged(detail: "a chunk of an import is committed out of its turn")
            }
            for result in results {
                record.counts.add(result.outcome)
                if !result.notes.isEmpty { record.codes.add(result.notes) }
            }
            record.nextChunk += 1
            record.progressPerMille = written.progressPerMille
            record.hiddenRows += written.hiddenRows
            try ChunkTable.setResults(results, encoded: encoded, job: job.id, chunk: written.index, in: transaction)
            try JobTable.store(record, in: transaction)
        }
    }
}

extension FileFault {
    /// What another service said of the job as a whole.
    init(refusal error: RPCError) {
        let info = error.detail(RPCV1.ErrorInfo.self)
        let code = info.flatMap { ResultCode(rawValue: $0.number) } ?? .internal
        self.init(code, info?.message ?? error.message, field: info?.field ?? "")
        status = error.code
    }
}
