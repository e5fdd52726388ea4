import Contracts
import Logging
import NIOPosix
import RPCCore
import ServiceLifecycle
import Store

/// Sends what is queued: one message after the other, each until the mail server takes it or refuses it for good, or too
/// many attempts failed.
///
/// Without a server it marks messages as stored.
public final class Mailer: Service {
    /// Messages that are looked up at once.
    private static let messagesAtOnce: Int64 = 100

    let store: Store
    let configuration: ImportsConfiguration
    let schedule: MailSchedule
    let clock: any Clock<Duration>
    let logger: Logger
    /// Ends an attempt that is under way.
    private let cancellation = Cancellation()

    init(
        store: Store, configuration: ImportsConfiguration, schedule: MailSchedule, clock: any Clock<Duration>,
        logger: Logger
    ) {
        self.store = store
        self.configuration = configuration
        self.schedule = schedule
        self.clock = clock
        self.logger = logger
    }

    /// Sends until graceful shutdown.
    ///
    /// An attempt that is under way then counts as none: the message is sent after the next start.
    public func run() async throws {
        let thread = NIOThreadPool(numberOfThreads: 1)
        thread.start()
        await withTaskCancellationHandler {
            await cancelWhenGracefulShutdown { await self.deliverAll(on: thread) }
        } onCancel: {
            cancellation.cancel()
        }
        try await thread.shutdownGracefully()
    }

    private func deliverAll(on thread: NIOThreadPool) async {
        await withTaskCancellationHandler {
            do {
                for workspace in try store.workspaces() { schedule.add(workspace) }
            } catch {
                logger.error("the workspaces cannot be listed", metadata: ["error": "\(error)"])
            }
            await withDiscardingTaskGroup { group in
                var armed = Int64.max
                schedule.wake()
                for await _ in schedule.wakeUps {
                    let now = SystemTime.milliseconds()
                    if armed <= now { armed = .max }
                    for workspace in schedule.takeDue(now: now) { await deliver(workspace, thread) }
                    guard let next = schedule.next, next < armed else { continue }
                    armed = next
                    group.addTask {
                        // Only the end of the task ends it early.
                        try? await self.clock.sleep(for: .milliseconds(max(1, next - SystemTime.milliseconds())))
                        self.schedule.wake()
                    }
                }
                group.cancelAll()
            }
        } onCancel: {
            cancellation.cancel()
        }
    }

    private func deliver(_ workspace: String, _ thread: NIOThreadPool) async {
        do {
            while !Task.isCancelled {
                let due = try await store.read(workspace) { transaction in
                    try NotificationTable.due(
                        now: SystemTime.milliseconds(), limit: Self.messagesAtOnce, in: transaction)
                }
                if due.isEmpty { break }
                guard let server = configuration.mail.server else {
                    try await setAside(due, workspace)
                    continue
                }
                try await send(due, workspace, server, thread)
            }
            if let next = try await store.read(workspace, { try NotificationTable.nextAttempt(in: $0) }) {
                schedule.add(workspace, at: next)
            }
        } catch let error as StoreError where error == .closed || error == .cancelled {
            return
        } catch {
            logger.error(
                "notifications cannot be read or stored",
                metadata: ["workspace": "\(workspace)", "error": "\(error)"])
            schedule.add(workspace, at: SystemTime.milliseconds() + configuration.mail.longestRetryDelay.milliseconds)
        }
    }

    private func setAside(_ due: [NotificationRecord], _ workspace: String) async throws {
        try await store.write(workspace) { transaction in
            for var record in due {
                record.state = .stored
                record.nextAttemptAt = 0
                try NotificationTable.update(record, in: transaction)
            }
        }
    }

    /// The messages of one job share what is attached.
    private func send(
        _ due: [NotificationRecord], _ workspace: String, _ server: SMTPServer, _ thread: NIOThreadPool
    ) async throws {
        var letter: Letter?
        for record in due where !Task.isCancelled {
            let outcome: SMTPTransfer.Outcome
            do {
                let current: Letter
                if let letter, letter.job.id == record.jobID {
                    current = letter
                } else {
                    current = try await Letter(record.jobID, workspace, store, configuration)
                }
                letter = current
                let message = current.message(from: server.from, to: record.address)
                let transfer = SMTPTransfer(
                    server: server, seconds: configuration.mail.attemptSeconds, cancellation: cancellation)
                outcome = try await thread.runIfActive { transfer.send(message.bytes, to: record.address) }
            } catch let error as StoreError {
                throw error
            } catch {
                logger.error("a notification cannot be written", metadata: ["error": "\(error)"])
                outcome = .postponed("The message could not be made.")
            }
            if cancellation.isCancelled && outcome != .taken { return }
            try await note(outcome, record, workspace)
        }
    }

    private func note(_ outcome: SMTPTransfer.Outcome, _ record: NotificationRecord, _ workspace: String) async throws {
        let mail = configuration.mail
        try await store.write(workspace) { transaction in
            var record = record
            record.attempts += 1
            record.nextAttemptAt = 0
            switch outcome {
            case .taken:
                record.state = .sent
                record.sentAt = transaction.now
                record.error = ""
            case .refused(let reason):
                record.state = .failed
                record.error = reason
            case .postponed(let reason):
                record.error = reason
                if record.attempts < mail.attemptLimit {
                    record.nextAttemptAt =
                        transaction.now + mail.delay(after: Int(record.attempts)).milliseconds
                } else {
                    record.state = .failed
                }
            }
            try NotificationTable.update(record, in: transaction)
        }
        guard outcome != .taken else { return }
        logger.warning(
            "a notification was not taken by the mail server",
            metadata: ["workspace": "\(workspace)", "import": "\(record.jobID)", "notification": "\(record.id)"])
    }
}
