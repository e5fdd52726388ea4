/// Where a job stands.
///
/// The raw values are those of the contract; the order is the order of a job's life.
enum JobState: Int32, CaseIterable, Sendable {
    /// Waits for its file; becomes uploading, uploaded or cancelled.
    case created = 1
    /// Has a part of its file; becomes uploaded or cancelled.
    case uploading = 2
    /// Has its file; becomes queued or cancelled.
    case uploaded = 3
    /// Waits for its turn; becomes running or cancelled.
    case queued = 4
    /// Being read and written; becomes any of the final states.
    case running = 5
    /// Every row was written, skipped or blank.
    case completed = 6
    /// Every row was dealt with, and some were rejected.
    case completedWithErrors = 7
    /// Stopped for a reason that concerns the whole file.
    case failed = 8
    /// Stopped by its owner.
    case cancelled = 9

    /// Nothing changes any more.
    var isFinal: Bool {
        switch self {
        case .created, .uploading, .uploaded, .queued, .running: false
        case .completed, .completedWithErrors, .failed, .cancelled: true
        }
    }

    /// Whether the file may still grow.
    var takesPieces: Bool { self == .created || self == .uploading }
}

/// What happens to a job.
enum JobEvent: Hashable, Sendable {
    case pieceReceived(isLast: Bool)
    case started
    case picked
    case finished(withRejectedRows: Bool)
    case failed
    case cancelled
}

extension JobState {
    /// The state after `event`; nil where it cannot happen.
    func after(_ event: JobEvent) -> JobState? {
        switch (self, event) {
        case (.created, .pieceReceived(let isLast)), (.uploading, .pieceReceived(let isLast)):
            isLast ? .uploaded : .uploading
        case (.uploaded, .started): .queued
        case (.queued, .picked), (.running, .picked): .running
        case (.running, .finished(let withRejectedRows)): withRejectedRows ? .completedWithErrors : .completed
        case (.queued, .failed), (.running, .failed): .failed
        case (_, .cancelled): isFinal ? nil : .cancelled
        default: nil
        }
    }
}
