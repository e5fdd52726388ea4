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
        .uploaded: [.started: .queued, .cancelled: .cancelled],
        .queued: [.picked: .running, .failed: .failed, .cancelled: .cancelled],
        .running: [
            .picked: .running, .finished(withRejectedRows: false): .completed,
            .finished(withRejectedRows: true): .completedWithErrors, .failed: .failed, .cancelled: .cancelled,
        ],
    ]

    private static let events: [JobEvent] = [
        .pieceReceived(isLast: false), .pieceReceived(isLast: true), .started, .picked,
        .finished(withRejectedRows: false), .finished(withRejectedRows: true), .failed, .cancelled,
    ]

    @Test("Every event has one next state or none, in every state", arguments: JobState.allCases)
    func transitions(state: JobState) {
        for event in Self.events {
            #expect(state.after(event) == Self.allowed[state]?[event], "\(event)")
        }
    }

    @Test("Nothing happens to a job that is over", arguments: JobState.allCases.filter(\.isFinal))
    func final(state: JobState) {
        for event in Self.events { #expect(state.after(event) == nil) }
    }
}
