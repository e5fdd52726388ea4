import Logging
import NIOCore
import NIOPosix
import RPCCore
import ServiceLifecycle
import Store
import Synchronization

/// Runs the jobs that were started: a few at once, fair between workspaces, and after a crash those that were running.
public final class ImportRunner: Service {
    private struct State {
        var schedule: FairSchedule
        var signals: [JobIdentity: RunSignals] = [:]
    }

    let store: Store
    let configuration: ImportsConfiguration
    let peers: ImportPeers
    let board: ProgressBoard
    /// Told of jobs that end.
    let mail: MailSchedule
    let clock: any Clock<Duration>
    let logger: Logger
    private let state: Mutex<State>
    private let wakeUps: AsyncStream<Void>
    private let wakeUp: AsyncStream<Void>.Continuation

    init(
        store: Store, configuration: ImportsConfiguration, peers: ImportPeers, board: ProgressBoard,
        mail: MailSchedule, clock: any Clock<Duration>, logger: Logger
    ) {
        self.store = store
        self.configuration = configuration
        self.peers = peers
        self.board = board
        self.mail = mail
        self.clock = clock
        self.logger = logger
        state = Mutex(State(schedule: FairSchedule(limit: configuration.parallelJobs)))
        (wakeUps, wakeUp) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Picks jobs until graceful shutdown.
    ///
    /// A job that runs then stops at its last committed chunk and goes on when the service starts again.
    public func run() async throws {
        let threads = MultiThreadedEventLoopGroup(numberOfThreads: max(1, configuration.parallelJobs))
        do {
            try await UploadFiles(configuration).removeResults()
            try await addUnfinished()
            await cancelWhenGracefulShutdown { await self.pick(threads) }
        } catch {
            try await threads.shutdownGracefully()
            throw error
        }
        try await threads.shutdownGracefully()
    }

    /// A job was queued; one whose run is just ending gets a further one.
    func enqueue(_ job: JobIdentity) {
        state.withLock { $0.schedule.add(job) }
        wakeUp.yield()
    }

    /// A running job's owner no longer wants it; the job's row says so already.
    func cancel(_ job: JobIdentity) {
        state.withLock { $0.signals[job] }?.cancellation.cancel()
    }

    /// A running job is to stand; its row says so already.
    func pause(_ job: JobIdentity) {
        state.withLock { $0.signals[job] }?.pause.cancel()
    }

    private func addUnfinished() async throws {
        for workspace in try store.workspaces() {
            let ids: [Int64]
            do {
                ids = try await store.read(workspace) { transaction in try JobTable.unfinished(in: transaction) }
            } catch let error as StoreError {
                // A damaged file refuses its own jobs only.
                logger.error(
                    "the jobs of a workspace cannot be read",
                    metadata: ["workspace": "\(workspace)", "error": "\(error)"])
                continue
            }
            for id in ids { enqueue(JobIdentity(workspace: workspace, id: id)) }
        }
    }

    private func pick(_ threads: MultiThreadedEventLoopGroup) async {
        await withDiscardingTaskGroup { group in
            startWaiting(threads, &group)
            for await _ in wakeUps { startWaiting(threads, &group) }
            group.cancelAll()
        }
    }

    private func startWaiting(_ threads: MultiThreadedEventLoopGroup, _ group: inout DiscardingTaskGroup) {
        while !Task.isCancelled, let (job, signals) = next() {
            let run = ImportRun(job: job, runner: self, thread: threads.next(), signals: signals)
            group.addTask {
                await run.run()
                self.ended(job)
            }
        }
    }

    private func next() -> (JobIdentity, RunSignals)? {
        state.withLock { state in
            guard let job = state.schedule.next() else { return nil }
            let signals = RunSignals()
            state.signals[job] = signals
            return (job, signals)
        }
    }

    private func ended(_ job: JobIdentity) {
        state.withLock { state in
            state.signals[job] = nil
            state.schedule.ended(job)
        }
        wakeUp.yield()
    }
}
