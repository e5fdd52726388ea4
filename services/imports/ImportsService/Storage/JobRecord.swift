import Contracts

/// One job as it is stored.
struct JobRecord: Sendable, Equatable {
    var id: Int64 = 0
    var version: Int64 = 1
    var state = JobState.created
    var clientToken: String?
    var fileName = ""
    /// 0: not said.
    var announcedSize: Int64 = 0
    var receivedBytes: Int64 = 0
    var sha256 = ""
    /// As StartImport gave them.
    var requested: [UInt8] = []
    /// With sheet, header row and mapping filled in.
    var options = ImportsV1.ImportOptions()
    var operationID = ""
    var createdBy = ""
    var createdAt: Int64 = 0
    var startedAt: Int64 = 0
    var finishedAt: Int64 = 0
    /// Set while a running job still counts its remaining rows.
    var isCancelRequested = false
    /// Set until a running job has stopped behind its present chunk.
    var isPauseRequested = false
    /// Milliseconds in which it was running, up to `activeUntil`, which is 0 while it is not.
    var activeMilliseconds: Int64 = 0
    var activeUntil: Int64 = 0
    /// When the last piece of its file was kept.
    var touchedAt: Int64 = 0
    /// When its file and row results were removed; 0: they are there.
    var removedAt: Int64 = 0
    /// How much of its undo or redo is done, and the milliseconds in which it ran, counted as `activeMilliseconds`.
    var undoPerMille: Int32 = 0
    var undoMilliseconds: Int64 = 0
    /// Chunks before it are committed.
    var nextChunk: Int64 = 0
    var progressPerMille: Int32 = 0
    var hiddenRows: Int64 = 0
    var counts = RowCounts()
    var codes = CodeTally()
    var errorNumber: Int32 = 0
    var errorMessage = ""
    /// Empty when it was never planned.
    var planHash = ""
    var plannedAt: Int64 = 0
    /// Ids from this one on are of records that only the plan has.
    var firstPlannedID: Int64 = 0
    /// Of companies that contacts refer to, in the same way; 0 where rows name none.
    var firstPlannedCompanyID: Int64 = 0
    /// What is done about rows that would not become what was planned; unspecified: nothing was planned.
    var drift = ContactsV1.PlanDrift.unspecified

    /// How the owner knows the job's plan, and the plan made before a strict job begins.
    var planID: String { operationID }
    var checkID: String { operationID + "-check" }

    /// Forgets how far the job was: it begins anew, or never did.
    mutating func reset() {
        nextChunk = 0
        progressPerMille = 0
        hiddenRows = 0
        counts = RowCounts()
        codes = CodeTally()
    }

    /// Nothing is wrong any more.
    mutating func clearError() {
        errorNumber = 0
        errorMessage = ""
    }

    /// The job as callers see it.
    ///
    /// `now` is for the speed of a running one.
    func message(now: Int64) -> ImportsV1.Import {
        ImportsV1.Import(
            id: id, version: version, state: ImportsV1.ImportState(rawValue: state.rawValue) ?? .unspecified,
            fileName: fileName,
            size: announcedSize, receivedBytes: receivedBytes, sha256: sha256, options: options,
            rowsDone: counts.total, counts: counts.message, progressPerMille: shownPerMille,
            rowsPerSecond: rowsPerSecond(now: now),
            codes: codes.rows.sorted { $0.key < $1.key }.map { number, rows in
                ImportsV1.CodeCount(number: number, name: ResultCode.name(of: number), rows: rows)
            },
            errorNumber: errorNumber, errorName: errorNumber == 0 ? "" : ResultCode.name(of: errorNumber),
            errorMessage: errorMessage, createdAtMs: createdAt, startedAtMs: startedAt, finishedAtMs: finishedAt,
            createdBy: createdBy, operationID: operationID, hiddenRows: hiddenRows, planHash: planHash,
            plannedAtMs: plannedAt, remainingMs: remainingMilliseconds(now: now), removedAtMs: removedAt)
    }

    private func rowsPerSecond(now: Int64) -> Int64 {
        guard startedAt > 0, state != .queued else { return 0 }
        return (counts.total - counts.notReached) * 1_000 / max(1, activeMilliseconds(now: now))
    }
}

extension RowCounts {
    var message: ImportsV1.ImportCounts {
        ImportsV1.ImportCounts(
            created: created, updated: updated, unchanged: unchanged, skipped: skipped, rejected: rejected,
            ignoredEmpty: ignoredEmpty, notReached: notReached)
    }
}
