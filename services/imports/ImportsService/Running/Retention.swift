import Logging
import RPCCore
import ServiceLifecycle
import Store

/// Removes what jobs leave behind, when it has been kept long enough: files and row results of jobs that are over, and
/// uploads with which nobody goes on.
///
/// Jobs themselves, with their counts, stay for ever.
public struct Retention: Service {
    /// Jobs that are looked up at once; each is removed in a transaction of its own.
    private static let jobsAtOnce: Int64 = 100

    let store: Store
    let configuration: ImportsConfiguration
    let board: ProgressBoard
    let mail: MailSchedule
    let clock: any Clock<Duration>
    let logger: Logger

    /// Looks now and then until graceful shutdown.
    public func run() async throws {
        await cancelWhenGracefulShutdown {
            repeat {
                do {
                    for workspace in try store.workspaces() { await sweepLogged(workspace) }
                } catch {
                    logger.error("the workspaces cannot be listed", metadata: ["error": "\(error)"])
                }
                // It throws when the task is cancelled, which ends the loop.
                try? await clock.sleep(for: configuration.retentionInterval)
            } while !Task.isCancelled
        }
    }

    private func sweepLogged(_ workspace: String) async {
        do {
            try await sweep(workspace, now: SystemTime.milliseconds())
        } catch {
            // The next look tries again; what cannot be removed hurts nobody meanwhile.
            logger.error(
                "old imports cannot be removed", metadata: ["workspace": "\(workspace)", "error": "\(error)"])
        }
    }

    /// Removes what is due in one workspace.
    ///
    /// `now` is in milliseconds since 1970.
    func sweep(_ workspace: String, now: Int64) async throws {
        let results = now - configuration.resultRetention.milliseconds
        let uploads = now - configuration.uploadRetention.milliseconds
        var found: [Int64]
        repeat {
            found = try await store.read(workspace) { transaction in
                try JobTable.unstarted(
                    partialBefore: uploads, wholeBefore: results, limit: Self.jobsAtOnce, in: transaction)
            }
            for id in found { try await cancel(JobIdentity(workspace: workspace, id: id)) }
        } while !found.isEmpty && !Task.isCancelled
        repeat {
            found = try await store.read(workspace) { transaction in
                try JobTable.kept(endedBefore: results, limit: Self.jobsAtOnce, in: transaction)
            }
            for id in found { try await remove(JobIdentity(workspace: workspace, id: id)) }
        } while !found.isEmpty && !Task.isCancelled
    }

    private func cancel(_ job: JobIdentity) async throws {
        let isCancelled = try await store.write(job.workspace) { transaction in
            let before = try JobTable.job(job.id, in: transaction)
            guard before.startedAt == 0, let state = before.state.after(.cancelled) else { return false }
            var record = before
            record.state = state
            record.finishedAt = transaction.now
            transaction.operationID = before.operationID
            try JobTable.update(&record, from: before, in: transaction)
            return true
        }
        guard isCancelled else { return }
        logger.info(
            "an import was cancelled because nobody went on with it",
            metadata: ["workspace": "\(job.workspace)", "import": "\(job.id)"])
        board.moved(job)
        mail.add(job.workspace)
        try await remove(job)
    }

    /// The file first: after a crash in between the job is found again.
    private func remove(_ job: JobIdentity) async throws {
        try await UploadFiles(configuration).remove(job)
        try await store.write(job.workspace) { transaction in
            let before = try JobTable.job(job.id, in: transaction)
            var record = before
            record.removedAt = transaction.now
            try ChunkTable.remove(job: job.id, in: transaction)
            transaction.operationID = before.operationID
            try JobTable.update(&record, from: before, in: transaction)
        }
    }
}

extension Duration {
    /// Whole milliseconds.
    var milliseconds: Int64 { components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000 }
}
