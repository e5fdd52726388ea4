import Testing

@testable import ImportsService

@Suite struct JobStateTests {
    /// What may happen in which state; everything else may not.
    private static let allowed: [JobState: [JobEvent: JobState]] = [
        .created: [
            .pieceReceived(isLast: false): .uploading, .pieceReceived(isLast: true): .uploaded, .cancelled: .cancelled,
        ],
        .uploading: [
            .pieceReceived(isLast: false): .uploading, .pieceReceived(isLast: true): .uploaded, .cancelled: .cancelled,
        ],
        .uploaded: [.planRequested: .planning, .started: .queued, .cancelled: .cancelled],
        .planning: [.picked: .planning, .planned: .planned, .failed: .uploaded, .cancelled: .cancelled],
        .planned: [.planRequested: .planning, .started: .queued, .cancelled: .cancelled],
        .queued: [.picked: .running, .paused: .paused, .failed: .failed, .cancelled: .cancelled],
        .running: [
            .picked: .running, .paused: .paused, .finished(withRejectedRows: false): .completed,
            .finished(withRejectedRows: true): .completedWithErrors, .failed: .failed, .cancelled: .cancelled,
        ],
        .completed: [.undoStarted: .undoing],
        .completedWithErrors: [.undoStarted: .undoing],
        .failed: [.undoStarted: .undoing],
        .cancelled: [.undoStarted: .undoing],
        .undoing: [
            .picked: .undoing, .undone(withConflicts: false): .undone, .undone(withConflicts: true): .partlyUndone,
            .resumed(.completed): .completed,
        ],
        .undone: [.redoStarted: .redoing],
        .partlyUndone: [.redoStarted: .redoing],
        .redoing: [.picked: .redoing, .resumed(.completed): .completed],
        .paused: [.unpaused: .queued, .cancelled: .cancelled],
    ]

    private static let events: [JobEvent] = [
        .pieceReceived(isLast: false), .pieceReceived(isLast: true), .planRequested, .planned, .started, .picked,
        .paused, .unpaused,
        .finished(withRejectedRows: false), .finished(withRejectedRows: true), .failed, .cancelled,
        .undoStarted, .undone(withConflicts: false), .undone(withConflicts: true), .redoStarted, .resumed(.completed),
    ]

    @Test("Every event has one next state or none, in every state", arguments: JobState.allCases)
    func transitions(state: JobState) {
        for event in Self.events {
            #expect(state.after(event) == Self.allowed[state]?[event], "\(event)")
        }
    }

    @Test("All that happens to a job that is over is that it is undone or done again")
    func final() {
        for state in JobState.allCases where state.isFinal {
            for event in Self.events where ![.undoStarted, .redoStarted].contains(event) {
                #expect(state.after(event) == nil)
            }
        }
    }
}
