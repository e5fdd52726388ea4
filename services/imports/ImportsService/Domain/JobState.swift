/// Where a job stands.
///
/// The raw values are those of the contract; the order is the order of a job's life.
enum JobState: Int32, CaseIterable, Sendable {
    /// Waits for its file; becomes uploading, uploaded or cancelled.
    case created = 1
    /// Has a part of its file; becomes uploaded or cancelled.
    case uploading = 2
    /// Has its file; becomes queued, planning or cancelled.
    case uploaded = 3
    /// Waits for its turn; becomes running, paused or cancelled.
    case queued = 4
    /// Being read and written; becomes paused or any of the final states.
    case running = 5
    /// Every row was written, skipped or blank.
    case completed = 6
    /// Every row was dealt with, and some were rejected.
    case completedWithErrors = 7
    /// Stopped for a reason that concerns the whole file.
    case failed = 8
    /// Stopped by its owner.
    case cancelled = 9
    /// Waits for its turn to be planned, or is being planned; becomes planned, uploaded where it cannot be, or cancelled.
    case planning = 10
    /// What would become of its rows is known; becomes queued, planning or cancelled.
    case planned = 11
    /// Held back by its owner; becomes queued or cancelled.
    case paused = 20
    /// What it did is being taken back; becomes undone, partly undone, or what it was.
    case undoing = 30
    /// What it did is taken back; becomes redoing.
    case undone = 31
    /// The same, but for what was changed since; becomes redoing.
    case partlyUndone = 32
    /// What it did is being done again; becomes what it was before it was undone.
    case redoing = 33

    /// Nothing changes any more.
    var isFinal: Bool {
        switch self {
        case .created, .uploading, .uploaded, .queued, .running, .planning, .planned, .paused, .undoing, .redoing: false
        case .completed, .completedWithErrors, .failed, .cancelled, .undone, .partlyUndone: true
        }
    }

    /// Whether a final state can be left again: what the rows did is taken back.
    var isUndone: Bool { self == .undone || self == .partlyUndone }

    /// Whether what the rows did is just being taken back or done again.
    var isBeingUndone: Bool { self == .undoing || self == .redoing }

    /// Whether the file may still grow.
    var takesPieces: Bool { self == .created || self == .uploading }
}

/// What happens to a job.
enum JobEvent: Hashable, Sendable {
    case pieceReceived(isLast: Bool)
    case planRequested
    case planned
    case started
    case picked
    case paused
    case unpaused
    case finished(withRejectedRows: Bool)
    case failed
    case cancelled
    case undoStarted
    case undone(withConflicts: Bool)
    case redoStarted
    /// It is what it was before it was undone, because it was done again or the undo came to nothing.
    case resumed(JobState)
}

extension JobState {
    /// The state after `event`; nil where it cannot happen.
    func after(_ event: JobEvent) -> JobState? {
        switch (self, event) {
        case (.created, .pieceReceived(let isLast)), (.uploading, .pieceReceived(let isLast)):
            isLast ? .uploaded : .uploading
        case (.uploaded, .planRequested), (.planned, .planRequested), (.planning, .picked): .planning
        case (.planning, .planned): .planned
        case (.uploaded, .started), (.planned, .started): .queued
        case (.queued, .picked), (.running, .picked): .running
        case (.undoing, .picked), (.redoing, .picked): self
        case (.completed, .undoStarted), (.completedWithErrors, .undoStarted), (.failed, .undoStarted),
            (.cancelled, .undoStarted):
            .undoing
        case (.undoing, .undone(let withConflicts)): withConflicts ? .partlyUndone : .undone
        case (.undone, .redoStarted), (.partlyUndone, .redoStarted): .redoing
        case (.undoing, .resumed(let state)), (.redoing, .resumed(let state)): state
        case (.undoing, .cancelled), (.redoing, .cancelled): nil
        case (.running, .finished(let withRejectedRows)): withRejectedRows ? .completedWithErrors : .completed
        case (.queued, .paused), (.running, .paused): .paused
        case (.paused, .unpaused): .queued
        case (.queued, .failed), (.running, .failed): .failed
        // It can be planned again with other options.
        case (.planning, .failed): .uploaded
        case (_, .cancelled): isFinal ? nil : .cancelled
        default: nil
        }
    }
}
