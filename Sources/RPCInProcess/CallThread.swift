import Dispatch
import Foundation
import RPCCore
import Synchronization

/// The one thread that starts the calls of an in-process connection, as a server's event loop does: calls that arrive
/// together run one after the other, then `batchEnded` is called once.
final class CallThread: Sendable {
    typealias Job = @Sendable () -> Void

    private struct State {
        var jobs: [Job] = []
        var alarm = UInt64.max
        var isStopped = false
    }

    private let state = Mutex(State())
    private let wake = DispatchSemaphore(value: 0)
    private let batchEnded: @Sendable () -> Void
    private let alarm: @Sendable () -> Void

    /// - Parameters:
    ///   - batchEnded: Called on the thread after each round of jobs.
    ///   - alarm: Called on the thread when the time given to `setAlarm` has come.
    init(batchEnded: @escaping @Sendable () -> Void, alarm: @escaping @Sendable () -> Void) {
        self.batchEnded = batchEnded
        self.alarm = alarm
    }

    /// Starts the thread; it lives until `stop`.
    func start() {
        let thread = Thread { self.run() }
        thread.name = "rpc-in-process"
        // As much as a main thread has: handlers run here.
        thread.stackSize = 8 << 20
        thread.start()
    }

    /// Runs `job` on the thread.
    ///
    /// False, and nothing is run, after `stop`.
    func submit(_ job: @escaping Job) -> Bool {
        let mustWake: Bool? = state.withLock { state in
            guard !state.isStopped else { return nil }
            state.jobs.append(job)
            return state.jobs.count == 1
        }
        if mustWake == true { wake.signal() }
        return mustWake != nil
    }

    /// Sees to it that `alarm` is called at that time of the monotonic clock or earlier.
    func setAlarm(_ time: UInt64) {
        let isEarlier = state.withLock { state in
            guard time < state.alarm else { return false }
            state.alarm = time
            return true
        }
        if isEarlier { wake.signal() }
    }

    /// Ends the thread after the jobs that it has.
    func stop() {
        state.withLock { $0.isStopped = true }
        wake.signal()
    }

    private func run() {
        while true {
            let (jobs, isStopped, alarmTime) = state.withLock { state in
                defer { state.jobs = [] }
                return (state.jobs, state.isStopped, state.alarm)
            }
            for job in jobs { job() }
            if !jobs.isEmpty { batchEnded() }
            if isStopped && jobs.isEmpty { return }
            if alarmTime <= MonotonicClock.now {
                state.withLock { $0.alarm = .max }
                alarm()
            }
            if jobs.isEmpty { sleep() }
        }
    }

    private func sleep() {
        let time = state.withLock { $0.alarm }
        if time == .max { return wake.wait() }
        let now = MonotonicClock.now
        guard time > now else { return }
        // Whether woken or timed out: the round that follows looks at everything.
        _ = wake.wait(timeout: .now() + .nanoseconds(Int(clamping: time - now)))
    }
}
