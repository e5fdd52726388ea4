import Contracts
import RPCCore
import Store

extension ImportRun {
    /// Takes back what a job did, or takes that back: the owners of the records do it, in as many steps as it takes.
    func runUndo(_ record: JobRecord) async throws {
        guard let undo = try await store.read(job.workspace, { [job] in try UndoTable.undo(ofJob: job.id, in: $0) })
        else { throw StoreError.damaged(detail: "a job is being undone and nothing says how") }
        let owners = UndoOwners(record, peers: runner.peers)
        let caller = caller(for: record, actor: undo.actor)
        var result = undo
        var fault: FileFault?
        var share = UndoShare(owners)
        do {
            // Members last: nothing is taken back when contacts cannot.
            for side in UndoOwners.Side.allCases {
                var outcome: RPCV1.UndoOperationResponse
                repeat {
                    outcome = try await owners.undo(side, undo) { owner, call in
                        try await caller.call(owner, hasEffect: true, call)
                    }
                    share.note(outcome, of: side)
                    try await noteProgress(share.perMille)
                } while outcome.hasMore
                result[side].outcome = outcome
                result[side].operationID = result[side].outcome.operationID
            }
        } catch let error as FileFault {
            (fault, result) = (error, undo)
        }
        try await store.write(job.workspace) { [job, result, fault] transaction in
            try Self.endUndo(of: job, result, fault: fault, in: transaction)
        }
        runner.board.moved(job)
    }

    /// Lets watchers see how far it is.
    private func noteProgress(_ perMille: Int32) async throws {
        try await store.write(job.workspace) { [job] transaction in
            var record = try JobTable.job(job.id, in: transaction)
            record.undoPerMille = max(record.undoPerMille, perMille)
            record.countActivity(now: transaction.now)
            try JobTable.store(record, in: transaction)
        }
        runner.board.moved(job)
    }

    /// The job is what it was before when nothing could be taken back.
    private static func endUndo(
        of job: JobIdentity, _ undo: JobUndo, fault: FileFault?, in transaction: WriteTransaction
    ) throws {
        let before = try JobTable.job(job.id, in: transaction)
        let event: JobEvent =
            if before.state == .undoing, fault == nil {
                .undone(withConflicts: undo.hasConflicts)
            } else if before.state == .redoing, fault != nil {
                .resumed(undo.hasConflicts ? .partlyUndone : .undone)
            } else {
                .resumed(undo.endState)
            }
        guard let state = before.state.after(event) else { return }
        var record = before
        record.endActivity(now: transaction.now)
        record.state = state
        let isAsBefore = state == undo.endState && fault == nil
        record.errorNumber = fault?.code.rawValue ?? (isAsBefore ? undo.endErrorNumber : 0)
        record.errorMessage = fault?.message ?? (isAsBefore ? undo.endErrorMessage : "")
        transaction.actor = undo.actor
        try UndoTable.store(undo, ofJob: job.id, in: transaction)
        try JobTable.update(&record, from: before, in: transaction)
    }
}

extension JobUndo {
    fileprivate var hasConflicts: Bool { records.outcome.conflictCount + members.outcome.conflictCount > 0 }

    fileprivate subscript(side: UndoOwners.Side) -> UndoPart {
        get {
            switch side {
            case .records: records
            case .members: members
            }
        }
        set {
            switch side {
            case .records: records = newValue
            case .members: members = newValue
            }
        }
    }
}

/// How much of an undo is done, of all its sides together.
private struct UndoShare {
    private var done: [UndoOwners.Side: Int64] = [:]
    /// What is not known yet is taken for one change a row.
    private var total: [UndoOwners.Side: Int64]

    init(_ owners: UndoOwners) {
        total = Dictionary(uniqueKeysWithValues: UndoOwners.Side.allCases.map { ($0, owners.effectCount($0)) })
    }

    mutating func note(_ outcome: RPCV1.UndoOperationResponse, of side: UndoOwners.Side) {
        if outcome.hasMore { total[side] = outcome.changesTotal }
        done[side] = outcome.hasMore ? outcome.changesDone : total[side]
    }

    var perMille: Int32 {
        let total = self.total.values.reduce(0, +)
        return total == 0 ? 1_000 : Int32(clamping: done.values.reduce(0, +) * 1_000 / total)
    }
}

/// The services that a job's undo has to ask.
struct UndoOwners: Sendable {
    enum Side: Sendable, CaseIterable {
        /// What the rows became.
        case records
        /// The members of a customer list.
        case members
    }

    /// Changes that are taken back in one call, so that it is seen how far it is: some tenths of a second.
    private static let changesAtOnce: Int32 = 5_000

    private let job: JobRecord
    private let peers: ImportPeers

    init(_ job: JobRecord, peers: ImportPeers) {
        self.job = job
        self.peers = peers
    }

    /// What one side comes to, or has come to when there is more; `undo` is nil when the job was never undone.
    ///
    /// `ask` makes the call. Throws `FileFault` where the owner refuses: 4004 when it no longer knows what the job did.
    func undo(
        _ side: Side, _ undo: JobUndo?, dryRun: Bool = false,
        _ ask: (
            _ owner: String, _ call: @escaping @Sendable (CallOptions) async throws -> RPCV1.UndoOperationResponse
        ) async throws -> RPCV1.UndoOperationResponse
    ) async throws -> RPCV1.UndoOperationResponse {
        let operation = undo?[side].operationID ?? job.operationID
        guard !operation.isEmpty, effectCount(side) > 0 else { return .init() }
        let request = RPCV1.UndoOperationRequest(
            operationID: operation, dryRun: dryRun, changeLimit: dryRun ? 0 : Self.changesAtOnce)
        do {
            return try await ask(owner(side)) { [self] options in
                try await call(side, request, options)
            }
        } catch let error as RPCError where error.code == .notFound {
            // What is left of the members is told; what the records lost is lost with or without it.
            if side == .members { return .init(conflictCount: effectCount(side)) }
            throw FileFault.undoExpired(job)
        } catch let error as RPCError where error.code != .unavailable || !dryRun {
            throw FileFault(refusal: error)
        }
    }

    /// Rows that did anything there.
    func effectCount(_ side: Side) -> Int64 {
        let counts = job.counts
        switch side {
        case .records: return counts.created + counts.updated
        case .members:
            guard job.options.listID != 0 else { return 0 }
            let others = [ResultCode.alreadyMember, .memberNotAdded].map { job.codes.rows[$0.rawValue] ?? 0 }
            return max(0, counts.created + counts.updated + counts.unchanged - others.reduce(0, +))
        }
    }

    private func owner(_ side: Side) -> String { side == .members ? "campaigns" : KindProfile.of(job.options).owner }

    private func call(
        _ side: Side, _ request: RPCV1.UndoOperationRequest, _ options: CallOptions
    ) async throws -> RPCV1.UndoOperationResponse {
        if side == .members { return try await peers.campaignsHistory.undoOperation(request, options: options) }
        return switch KindProfile.of(job.options).kind {
        case .companies: try await peers.companiesHistory.undoOperation(request, options: options)
        case .contacts, .listMembers, .unspecified:
            try await peers.contactsHistory.undoOperation(request, options: options)
        }
    }
}

extension FileFault {
    /// The owner no longer knows what the job did.
    fileprivate static func undoExpired(_ job: JobRecord) -> FileFault {
        var fault = FileFault(
            .undoExpired,
            "The change log of \(KindProfile.of(job.options).owner) no longer reaches back to the import.", field: "id")
        fault.status = .failedPrecondition
        return fault
    }
}
