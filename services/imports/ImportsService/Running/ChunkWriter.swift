import Contracts
import RPCCore
import Store

/// A chunk that is with the owner of its records and not yet in the job's counts.
struct WrittenChunk: Sendable {
    let index: Int64
    let progressPerMille: Int32
    let hiddenRows: Int64
    /// Of every row, in file order.
    let results: [RowResult]
    /// Of a plan, one for each row.
    var digests: [UInt64] = []
    var firstPlannedID: Int64 = 0
}

/// What chunks are sent for.
enum ChunkPurpose: Sendable {
    case write
    /// To find out what writing would do, and store that.
    case plan
    /// To find out whether it would do what was planned.
    case check
}

/// Has one chunk after another written, each exactly once whatever crashes, and stores what became of its rows.
struct ChunkWriter<Kind: ImportKind>: Sendable {
    private let job: JobIdentity
    private let store: Store
    private let kind: Kind
    private let purpose: ChunkPurpose
    private let record: JobRecord
    /// Only this chunk and those in flight behind it may have been sent by an earlier run.
    private let firstChunk: Int64

    init(job: JobIdentity, store: Store, kind: Kind, record: JobRecord, purpose: ChunkPurpose = .write) {
        self.purpose = purpose
        self.record = record
        self.job = job
        self.store = store
        self.kind = kind
        firstChunk = record.nextChunk
    }

    /// Chunks that may be with the owner at once: a plan may be forgotten meanwhile, and its chunks must know.
    var inFlightLimit: Int { purpose == .write ? ImportRun.inFlightLimit : 1 }

    /// Finds out what the cells of a chunk stand for.
    func resolve(_ chunk: consuming Chunk<Kind>) async throws -> ResolvedChunk<Kind> {
        let decided = purpose == .write ? try await decision(chunk.index) : nil
        let references = try await kind.references(of: chunk.cells)
        let expected = try await expected(chunk.index)
        var resolved = ResolvedChunk(chunk, references: references, decided: decided)
        if let expected {
            guard expected.digests.count == resolved.rows.count else {
                throw FileFault(.planDrift, "The plan was made with other chunks; plan again.")
            }
            resolved.expected = expected
        }
        if let row = resolved.firstDrift {
            throw FileFault(
                .planDrift, "Row \(row) would not become what was planned; plan again, or start leniently.",
                row: Int(row))
        }
        return resolved
    }

    /// What was planned for a chunk, for jobs that are started by a plan.
    private func expected(_ chunk: Int64) async throws -> ExpectedChunk? {
        guard purpose != .plan, record.drift != .unspecified else { return nil }
        let digests = try await store.read(job.workspace) { [job] transaction in
            try PlanTable.digests(job: job.id, chunk: chunk, in: transaction)
        }
        return ExpectedChunk(digests: digests, firstPlannedID: record.firstPlannedID, drift: record.drift)
    }

    /// Makes durable which rows of a chunk are sent, before they are.
    func decide(_ resolved: consuming ResolvedChunk<Kind>) async throws -> ResolvedChunk<Kind> {
        var chunk = resolved
        await kind.refresh(&chunk)
        if purpose == .write { try await storeDecision(chunk) }
        return chunk
    }

    /// Has one chunk written, about which was decided.
    ///
    /// Throws `FileFault` when the owner refuses the job, `PatientCaller.GivenUp` when the job was cancelled and nothing
    /// of the chunk is written. Calls `onSettled` when it is sure which rows are sent.
    func write(_ decided: consuming ResolvedChunk<Kind>, onSettled: () -> Void) async throws -> WrittenChunk {
        var chunk = decided
        if purpose != .write {
            onSettled()
            return try await plan(&chunk)
        }
        let answers = try await kind.write(&chunk, onRevision: storeDecision, onSettled: onSettled)
        guard let results = chunk.results(answers) else {
            throw FileFault(
                .internal, "The \(Kind.profile.owner) service answered for another number of rows than were sent.")
        }
        return WrittenChunk(
            index: chunk.index, progressPerMille: chunk.progressPerMille, hiddenRows: chunk.hiddenRows,
            results: results)
    }

    private func plan(_ chunk: inout ResolvedChunk<Kind>) async throws -> WrittenChunk {
        let planned = try await kind.plan(&chunk, id: purpose == .plan ? record.planID : record.checkID)
        guard let results = chunk.results(planned.answers), let digests = chunk.digests(planned.digests) else {
            throw FileFault(
                .internal, "The \(Kind.profile.owner) service answered for another number of rows than were sent.")
        }
        return WrittenChunk(
            index: chunk.index, progressPerMille: chunk.progressPerMille, hiddenRows: chunk.hiddenRows,
            results: results, digests: digests, firstPlannedID: planned.firstPlannedID)
    }

    /// What was decided about the chunk by a run that crashed.
    private func decision(_ chunk: Int64) async throws -> [RowResult]? {
        guard chunk < firstChunk + Int64(ImportRun.inFlightLimit) else { return nil }
        return try await store.read(job.workspace) { [job] transaction in
            try ChunkTable.decision(job: job.id, chunk: chunk, in: transaction)
        }
    }

    /// The answer to a chunk is stored by the owner and must meet the same rows after a crash.
    private func storeDecision(_ chunk: ResolvedChunk<Kind>) async throws {
        let rejected = chunk.rejected
        let index = chunk.index
        try await store.write(job.workspace) { [job] transaction in
            try ChunkTable.setDecision(rejected, job: job.id, chunk: index, in: transaction)
        }
    }

    /// Stores what became of a chunk's rows, with the job's progress.
    func commit(_ written: WrittenChunk) async throws {
        if purpose == .check { return }
        let results = written.results
        let state: JobState = purpose == .plan ? .planning : .running
        let encoded = RowResultCodec.encode(results)
        try await store.write(job.workspace) { [job] transaction in
            var record = try JobTable.job(job.id, in: transaction)
            guard record.state == state, record.nextChunk == written.index else {
                throw StoreError.damaged(detail: "a chunk of an import is committed out of its turn")
            }
            for result in results {
                record.counts.add(result.outcome)
                if !result.notes.isEmpty { record.codes.add(result.notes) }
            }
            record.nextChunk += 1
            record.progressPerMille = written.progressPerMille
            record.countActivity(now: transaction.now)
            record.hiddenRows += written.hiddenRows
            if state == .planning {
                record.firstPlannedID = written.firstPlannedID
                try PlanTable.set(
                    results, digests: written.digests, job: job.id, chunk: written.index, in: transaction)
            } else {
                try ChunkTable.setResults(
                    results, encoded: encoded, job: job.id, chunk: written.index, in: transaction)
            }
            try JobTable.store(record, in: transaction)
        }
    }
}

/// What another service refuses concerns the whole job.
func refusalAsFault<R>(_ body: () async throws -> R) async throws -> R {
    do {
        return try await body()
    } catch let error as RPCError {
        throw FileFault(refusal: error)
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
