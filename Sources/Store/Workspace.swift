import RPCCore
import Synchronization

/// One workspace as long as the store lives: its queue of writes, its change signal, and its file while that is open.
final class Workspace: Sendable {
    let name: String
    let signal: ChangeSignal
    let writes: WriteQueue
    /// Counted since the file was first opened.
    let committedWrites = Atomic<Int64>(0)
    let commits = Atomic<Int64>(0)
    /// Nanoseconds of the monotonic clock.
    private let lastUse = Atomic<UInt64>(0)
    private let isOpenFlag = Atomic<Bool>(false)
    private let file = Mutex(FileState())
    private let open: @Sendable () throws -> WorkspaceFile

    private struct FileState {
        var file: WorkspaceFile?
        /// Calls that use the file now; it is closed only at 0.
        var users = 0
        /// Why the file is not used any more.
        var failure: StoreError?
        /// Called when the last user has gone after `close`.
        var whenClosed: (@Sendable () -> Void)?

        /// Lets the file go after `failure`; returns what is to be called then.
        mutating func end() -> (@Sendable () -> Void)? {
            if failure?.isFatalForFile == true { file?.abandon() } else { file?.close() }
            file = nil
            defer { whenClosed = nil }
            return whenClosed
        }
    }

    init(
        name: String, configuration: StoreConfiguration, open: @escaping @Sendable () throws -> WorkspaceFile
    ) {
        self.name = name
        self.open = open
        signal = ChangeSignal(limit: configuration.watcherLimit)
        writes = WriteQueue(limit: configuration.writeQueueLimit)
    }

    /// The open file, to be given back by `release`.
    ///
    /// Opens it first, on this thread, when it is closed.
    func acquire() throws -> WorkspaceFile {
        try file.withLock { state in
            switch state.failure {
            case nil: break
            case .inputOutput: throw StoreError.fileFailed(workspace: name)
            case let failure?: throw failure
            }
            if let open = state.file {
                state.users += 1
                return open
            }
            do {
                let opened = try open()
                state.file = opened
                state.users = 1
                isOpenFlag.store(true, ordering: .relaxed)
                signal.advance(to: opened.writer.log.newest)
                return opened
            } catch StoreError.damaged(let detail) {
                state.failure = .damaged(detail: detail)
                throw StoreError.damaged(detail: detail)
            }
        }
    }

    /// Upkeep does not count as use, or no file would ever be idle.
    func release(isUse: Bool = true) {
        if isUse { lastUse.store(MonotonicClock.now, ordering: .relaxed) }
        let whenClosed = file.withLock { state -> (@Sendable () -> Void)? in
            state.users -= 1
            guard state.users == 0, state.failure != nil else { return nil }
            return state.end()
        }
        whenClosed?()
    }

    /// Refuses all further use; the file is closed when its last user has gone, and left as it is when the disk failed.
    func fail(_ error: StoreError, whenClosed: (@Sendable () -> Void)? = nil) {
        let whenClosed = file.withLock { state -> (@Sendable () -> Void)? in
            state.failure = state.failure ?? error
            state.whenClosed = whenClosed
            return state.users == 0 ? state.end() : nil
        }
        whenClosed?()
    }

    /// Closes the file unless it is in use or was used after `instant`.
    ///
    /// Returns whether it was open and is closed now.
    ///
    /// Never waits: a file that another thread just opens or closes is passed over.
    func closeIfUnused(since instant: UInt64 = .max) -> Bool {
        let isClosed = file.withLockIfAvailable { state in
            guard let open = state.file, state.users == 0, lastUseInstant <= instant else { return false }
            open.close()
            state.file = nil
            isOpenFlag.store(false, ordering: .relaxed)
            return true
        }
        return isClosed ?? false
    }

    var isOpen: Bool { isOpenFlag.load(ordering: .relaxed) }
    var lastUseInstant: UInt64 { lastUse.load(ordering: .relaxed) }
}

/// The writes that wait in one workspace.
final class WriteQueue: Sendable {
    /// A write, or work on the writer connection outside of a transaction.
    enum Item: Sendable {
        case call(QueuedCall<WriteTransaction>)
        case upkeep(@Sendable (WorkspaceWriter) throws -> Void)
    }

    private struct State {
        var items = Queue<Item>()
        /// Whether a thread drains the queue or is going to.
        var isScheduled = false
        var isClosed = false
    }

    private let state = Mutex(State())
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// Writes that wait.
    var count: Int { state.withLock { $0.items.count } }

    /// Returns whether the workspace must be handed to a writer thread.
    ///
    /// Throws `queueFull` or `closed`.
    func append(_ item: Item) throws -> Bool {
        try state.withLock { state in
            if state.isClosed { throw StoreError.closed }
            guard state.items.count < limit else { throw StoreError.queueFull }
            state.items.append(item)
            defer { state.isScheduled = true }
            return !state.isScheduled
        }
    }

    func take(upTo limit: Int) -> [Item] { state.withLock { $0.items.removeFirst(limit) } }

    /// Puts back what was taken and not run.
    func putBack(_ items: some Sequence<Item> & Sendable) { state.withLock { $0.items.prepend(items) } }

    /// After a group: returns whether the workspace must be handed to a writer thread again.
    func drained() -> Bool {
        state.withLock { state in
            state.isScheduled = !state.items.isEmpty
            return state.isScheduled
        }
    }

    /// Refuses further writes; returns those that waited.
    func close() -> [Item] {
        state.withLock { state in
            state.isClosed = true
            return state.items.removeFirst(.max)
        }
    }
}

extension Sequence<WriteQueue.Item> {
    /// Answers the calls among them with an error.
    func refuse(_ error: any Error) {
        for case .call(let call) in self { call.fail(error) }
    }

    var hasCall: Bool {
        contains { item in if case .call = item { true } else { false } }
    }
}
