import Contracts
import RPCCore
import Store

extension ImportRun {
    /// Finds out what would become of every row, and stores it.
    func plan<Kind: ImportKind>(_ record: JobRecord, _ parser: ChunkParser<Kind>) async throws {
        do {
            try await pass(withReferences(record, Kind.self), parser, .plan, id: record.planID)
        } catch is PatientCaller.GivenUp {
            // Cancelled while another service was away.
        }
        if signals.cancellation.isCancelled {
            return try await end(.cancelled, fault: nil, record: record, parser: parser)
        }
        let hash = try await runner.store.read(job.workspace) { [job] transaction in
            try Self.hash(of: JobTable.job(job.id, in: transaction), in: transaction)
        }
        try await runner.store.write(job.workspace) { [job] transaction in
            let before = try JobTable.job(job.id, in: transaction)
            guard let state = before.state.after(.planned), !before.isCancelRequested else { return }
            var record = before
            record.state = state
            record.planHash = hash
            record.plannedAt = transaction.now
            record.progressPerMille = 1_000
            record.clearError()
            transaction.actor = before.createdBy
            transaction.operationID = before.operationID
            try JobTable.update(&record, from: before, in: transaction)
        }
        runner.board.moved(job)
        // It may have been cancelled behind its last row.
        if try await runner.store.read(job.workspace, { [job] in try JobTable.job(job.id, in: $0).isCancelRequested }) {
            try await end(.cancelled, fault: nil, record: record, parser: parser)
        }
    }

    /// Plans a job once more before it begins; false, and the job has failed, when something has changed since.
    func check<Kind: ImportKind>(_ record: JobRecord, as kind: Kind.Type) async throws -> Bool {
        let parser: ChunkParser<Kind> = try await parser(of: record)
        defer { runner.board.moved(job) }
        do {
            try await pass(record, parser, .check, id: record.checkID)
            try await forget(record.checkID, record, kind)
            return true
        } catch let fault as FileFault where fault.code == .planExpired {
            return try await check(record, as: kind)
        } catch let fault as FileFault {
            try await forget(record.checkID, record, kind)
            try await end(.failed, fault: fault, record: record, parser: parser)
            return false
        } catch is PatientCaller.GivenUp {
            return true
        }
    }

    /// Sends every chunk to be planned, under a plan's id that the owner has forgotten before.
    private func pass<Kind: ImportKind>(
        _ record: JobRecord, _ parser: ChunkParser<Kind>, _ purpose: ChunkPurpose, id: String
    ) async throws {
        try await forget(id, record, Kind.self)
        let kind = Kind(record, peers: runner.peers, caller: caller(for: record, actor: record.createdBy))
        let writer = ChunkWriter(job: job, store: runner.store, kind: kind, record: record, purpose: purpose)
        try await writeChunks(parser, writer)
    }

    /// Notes which records that rows may refer to are there before the plan begins.
    private func withReferences<Kind: ImportKind>(_ record: JobRecord, _ kind: Kind.Type) async throws -> JobRecord {
        let kind = Kind(record, peers: runner.peers, caller: caller(for: record, actor: record.createdBy))
        var record = record
        record.firstPlannedCompanyID = try await kind.firstNewReference()
        try await runner.store.write(job.workspace) { [job, first = record.firstPlannedCompanyID] transaction in
            var stored = try JobTable.job(job.id, in: transaction)
            stored.firstPlannedCompanyID = first
            try JobTable.store(stored, in: transaction)
        }
        return record
    }

    private func forget<Kind: ImportKind>(_ id: String, _ record: JobRecord, _ kind: Kind.Type) async throws {
        try await refusalAsFault {
            try await caller(for: record, actor: record.createdBy).call(Kind.profile.owner, hasEffect: false) {
                [peers = runner.peers] options in
                try await Kind.forgetPlan(id, peers: peers, options: options)
            }
        }
    }

    /// SHA-256 over the file, the options and what would become of every row.
    private static func hash(of record: JobRecord, in transaction: ReadTransaction) throws -> String {
        var hash = try SHA256()
        for bytes in [Array(record.sha256.utf8), record.options.serializedBytes()] {
            try bytes.withUnsafeBytes { try hash.update($0) }
        }
        for chunk in 0..<record.nextChunk {
            _ = try PlanTable.digestBytes(job: record.id, chunk: chunk, in: transaction) { try hash.update($0) }
        }
        return try hash.finish()
    }
}
