/// The time in which a job runs: what its speed and its end are estimated by.
extension JobRecord {
    /// It runs from now on.
    ///
    /// What a run that crashed did behind its last commit is not counted.
    mutating func beginActivity(now: Int64) { activeUntil = now }

    /// It was running until now, and goes on.
    mutating func countActivity(now: Int64) {
        guard activeUntil > 0 else { return }
        let passed = max(0, now - activeUntil)
        if state.isBeingUndone { undoMilliseconds += passed } else { activeMilliseconds += passed }
        activeUntil = now
    }

    /// It stops running.
    mutating func endActivity(now: Int64) {
        countActivity(now: now)
        activeUntil = 0
    }

    /// Milliseconds in which it was running.
    func activeMilliseconds(now: Int64) -> Int64 {
        // Jobs that ended before this was counted ran without a pause.
        if activeMilliseconds == 0, finishedAt > 0 { return finishedAt - startedAt }
        return activeMilliseconds + (state == .running && activeUntil > 0 ? max(0, now - activeUntil) : 0)
    }

    /// The part of its file that is dealt with, or of its undo or redo that is done.
    var shownPerMille: Int32 { state.isBeingUndone ? undoPerMille : progressPerMille }

    /// How long it will go on when the rest of its file, or of its undo, takes as long as the part before; 0: not known.
    func remainingMilliseconds(now: Int64) -> Int64 {
        guard state == .running || state.isBeingUndone, (1..<1_000).contains(shownPerMille) else { return 0 }
        let done = Int64(shownPerMille)
        let counted = state.isBeingUndone ? undoMilliseconds : activeMilliseconds
        // By what is committed: a chunk under way is no progress yet, but its time passes.
        let uncounted = activeUntil > 0 ? max(0, now - activeUntil) : 0
        return max(1, counted * (1_000 - done) / done - uncounted)
    }
}
