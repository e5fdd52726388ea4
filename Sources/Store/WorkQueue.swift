import Dispatch
import Foundation
import Synchronization

/// Work for a fixed set of threads.
///
/// Adding does not wake anyone, so that what arrives together costs one wake-up.
final class WorkQueue<Item: Sendable>: Sendable {
    private struct State {
        var items = Queue<Item>()
        var waitingThreads = 0
        var isClosed = false
    }

    private let state = Mutex(State())
    private let wakeUps = DispatchSemaphore(value: 0)
    private let threadCount: Int
    private let limit: Int

    init(limit: Int, threadCount: Int) {
        self.limit = limit
        self.threadCount = max(1, threadCount)
    }

    /// Items that wait for a thread.
    var count: Int { state.withLock { $0.items.count } }

    /// Throws `queueFull` or `closed`; the item is then not in the queue.
    func append(_ item: Item) throws {
        try state.withLock { state in
            if state.isClosed { throw StoreError.closed }
            guard state.items.count < limit else { throw StoreError.queueFull }
            state.items.append(item)
        }
    }

    /// Wakes as many waiting threads as there is work for.
    ///
    /// Cheap when nobody waits or nothing is there.
    func wake() {
        let count = state.withLock { state in
            let count = state.isClosed ? state.waitingThreads : min(state.waitingThreads, state.items.count)
            state.waitingThreads -= count
            return count
        }
        for _ in 0..<count { wakeUps.signal() }
    }

    /// Blocks until there is work; nil when the queue is closed.
    ///
    /// Takes at most this thread's share of what waits.
    func take(upTo limit: Int) -> [Item]? {
        while true {
            let items: [Item]? = state.withLock { state in
                if state.isClosed { return nil }
                if state.items.isEmpty {
                    state.waitingThreads += 1
                    return []
                }
                return state.items.removeFirst(max(1, min(limit, state.items.count / threadCount)))
            }
            guard let items else { return nil }
            if !items.isEmpty { return items }
            wakeUps.wait()
        }
    }

    /// Lets every thread go.
    ///
    /// Returns what was left.
    func close() -> [Item] {
        let left = state.withLock { state in
            state.isClosed = true
            return state.items.removeFirst(.max)
        }
        wake()
        return left
    }
}

/// Threads that run until their work ends.
///
/// Tasks must not block, so what waits for a disk runs here.
final class WorkerThreads: Sendable {
    private struct State {
        var running: Int
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    /// Starts `count` threads that each run `body` once.
    init(count: Int, name: String, body: @escaping @Sendable () -> Void) {
        state = Mutex(State(running: count))
        for index in 0..<count {
            let thread = Thread { [self] in
                body()
                threadEnded()
            }
            thread.name = "\(name)-\(index)"
            thread.stackSize = 8 << 20
            thread.start()
        }
    }

    private func threadEnded() {
        let waiters = state.withLock { state in
            state.running -= 1
            guard state.running == 0 else { return [CheckedContinuation<Void, Never>]() }
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Returns when every thread has ended.
    func join() async {
        await withCheckedContinuation { continuation in
            let isDone = state.withLock { state in
                if state.running > 0 { state.waiters.append(continuation) }
                return state.running == 0
            }
            if isDone { continuation.resume() }
        }
    }
}
