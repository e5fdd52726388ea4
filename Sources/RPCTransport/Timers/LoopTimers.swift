import NIOCore
import RPCCore
import Synchronization

/// The timers of one event loop, all on one wheel: deadlines, keepalives, pauses between attempts.
///
/// The loop itself has a single wake-up, for the earliest of them, however many connections there are. Timers come up
/// to a millisecond late, never too early. Thread-safe; actions run on the event loop.
final class LoopTimers: Sendable {
    private typealias Action = @Sendable () -> Void

    private struct State {
        var wheel = TimerWheel<Action>()
        /// When the loop wakes up next; `max`: not at all.
        var wakeUp: UInt64 = .max
        var scheduled: Scheduled<Void>?
    }

    /// About a millisecond.
    private static let nanosecondsPerTick: UInt64 = 1 << 20
    /// About 146 years: NIO's instants end at twice that.
    private static let longestDelay: UInt64 = 1 << 62
    private static let all = Mutex<[ObjectIdentifier: Weak]>([:])

    private struct Weak {
        weak let timers: LoopTimers?
    }

    private let eventLoop: any EventLoop
    private let state = Mutex(State())

    private init(_ eventLoop: any EventLoop) { self.eventLoop = eventLoop }

    deinit {
        let id = ObjectIdentifier(eventLoop)
        LoopTimers.all.withLock { all in
            // Another one may have taken the place since the last owner let go of this.
            if all[id]?.timers == nil { all[id] = nil }
        }
    }

    /// The timers of an event loop, the same for all who ask while anybody holds them.
    static func of(_ eventLoop: any EventLoop) -> LoopTimers {
        all.withLock { all in
            let id = ObjectIdentifier(eventLoop)
            if let timers = all[id]?.timers { return timers }
            let timers = LoopTimers(eventLoop)
            all[id] = Weak(timers: timers)
            return timers
        }
    }

    /// Timers that are set.
    var count: Int { state.withLock { $0.wheel.count } }

    /// Runs `action` on the event loop after a time.
    @discardableResult
    func schedule(after delay: Duration, _ action: @escaping @Sendable () -> Void) -> LoopTimer {
        let wait = min(UInt64(clamping: TimeAmount(delay).nanoseconds), Self.longestDelay)
        let due = eventLoop.now.uptimeNanoseconds &+ wait
        let tick = due / Self.nanosecondsPerTick &+ 1
        let (id, isFirst) = state.withLock { state in (state.wheel.set(at: tick, action), tick < state.wakeUp) }
        if isFirst { if eventLoop.inEventLoop { arm() } else { eventLoop.execute { self.arm() } } }
        return LoopTimer(timers: self, id: id)
    }

    /// The same, on the event loop, for an action that is confined to it.
    @discardableResult
    func scheduleConfined(after delay: Duration, _ action: @escaping () -> Void) -> LoopTimer {
        let action = NIOLoopBound(action, eventLoop: eventLoop)
        return schedule(after: delay) { action.value() }
    }

    /// The same at an instant of `MonotonicClock`.
    @discardableResult
    func schedule(at deadline: UInt64, _ action: @escaping @Sendable () -> Void) -> LoopTimer {
        let now = MonotonicClock.now
        return schedule(after: .nanoseconds(Int64(clamping: deadline > now ? deadline - now : 0)), action)
    }

    fileprivate func stop(_ id: TimerWheel<@Sendable () -> Void>.ID) {
        // Out of the lock: what the action holds may end here.
        _ = state.withLock { state in state.wheel.stop(id) }
    }

    /// Sees to it that the loop wakes up for the earliest timer.
    private func arm() {
        let (tick, obsolete) = state.withLock { state -> (UInt64?, Scheduled<Void>?) in
            guard state.wheel.earliest < state.wakeUp else { return (nil, nil) }
            state.wakeUp = state.wheel.earliest
            return (state.wakeUp, state.scheduled.take())
        }
        guard let tick else { return }
        obsolete?.cancel()
        let wakeUp = eventLoop.scheduleTask(deadline: .uptimeNanoseconds(tick &* Self.nanosecondsPerTick)) {
            self.wokeUp()
        }
        state.withLock { $0.scheduled = wakeUp }
        wakeUp.futureResult.whenFailure { _ in self.endIfAbandoned(tick) }
    }

    private func wokeUp() {
        let due = state.withLock { state in
            state.wakeUp = .max
            state.scheduled = nil
            return state.wheel.takeDue(at: eventLoop.now.uptimeNanoseconds / Self.nanosecondsPerTick)
        }
        for action in due { action() }
        arm()
    }

    /// The event loop has ended: lets go of what will never be done.
    ///
    /// Not so when an earlier wake-up took the place of the one that failed.
    private func endIfAbandoned(_ tick: UInt64) {
        _ = state.withLock { state in state.wakeUp == tick ? state.wheel.stopAll() : [] }
    }
}

/// A timer that can be stopped.
struct LoopTimer: Sendable {
    fileprivate let timers: LoopTimers
    fileprivate let id: TimerWheel<@Sendable () -> Void>.ID

    /// Ends it unless it has run, or begun to.
    func cancel() { timers.stop(id) }
}
