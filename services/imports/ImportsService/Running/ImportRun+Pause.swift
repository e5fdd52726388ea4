import RPCCore
import Store

/// What a run is told from outside.
struct RunSignals: Sendable {
    /// The job ends behind its present chunk.
    let cancellation = Cancellation()
    /// The job stands behind its present chunk.
    let pause = Cancellation()

    /// Whether no further chunk is begun.
    var areStop: Bool { cancellation.isCancelled || pause.isCancelled }
}

extension ImportRun {
    /// Leaves the job standing between two chunks, unless the pause was withdrawn or overtaken by a cancellation: then it
    /// runs again at once.
    func pause() async throws {
        let isPaused = try await store.write(job.workspace) { [job] transaction in
            let before = try JobTable.job(job.id, in: transaction)
            guard before.isPauseRequested, !before.isCancelRequested, let state = before.state.after(.paused) else {
                return false
            }
            var record = before
            record.state = state
            record.isPauseRequested = false
            record.clearError()
            record.endActivity(now: transaction.now)
            transaction.actor = before.createdBy
            transaction.operationID = before.operationID
            try JobTable.update(&record, from: before, in: transaction)
            return true
        }
        if !isPaused { runner.enqueue(job) }
        runner.board.moved(job)
    }
}
