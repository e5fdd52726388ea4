/// What is to be done at some time: a hashed wheel of slots, each a list of the timers whose tick falls on it.
///
/// Setting and stopping a timer cost the same however many there are. A slot knows its earliest tick, so timers of
/// later rounds are not looked at before their time, and nobody has to turn the wheel while nothing is due. Has no
/// clock of its own: a tick is whatever unit the caller counts time in.
public struct TimerWheel<Action> {
    /// Names a timer, also after it has ended.
    public struct ID: Sendable, Equatable {
        fileprivate let place: Int32
        fileprivate let generation: UInt32
    }

    private struct Timer {
        var tick: UInt64
        /// Nil: the place is free, and `next` the free one after it.
        var action: Action?
        var previous: Int32
        var next: Int32
        /// Grows when the place is given to another timer.
        var generation: UInt32
    }

    private struct Slot {
        var first: Int32 = TimerWheel.none
        /// No timer of the slot is due before; may be too early when one was stopped.
        var earliest: UInt64 = .max
    }

    private static var none: Int32 { -1 }

    private var slots: [Slot]
    private var timers: [Timer] = []
    private var firstFree = TimerWheel.none
    /// Timers that are set.
    public private(set) var count = 0
    /// No timer is due before this tick; `max` when none is set.
    ///
    /// May be too early when a timer was stopped.
    public private(set) var earliest: UInt64 = .max

    /// - Parameter slotCount: A power of two; about as many ticks as most timers are away.
    public init(slotCount: Int = 512) {
        precondition(slotCount > 0 && slotCount & (slotCount - 1) == 0, "the slots are a power of two")
        slots = Array(repeating: Slot(), count: slotCount)
    }

    /// Sets a timer; one in the past is due at once.
    public mutating func set(at tick: UInt64, _ action: Action) -> ID {
        let slot = slot(of: tick)
        let place = takePlace(
            Timer(tick: tick, action: action, previous: Self.none, next: slots[slot].first, generation: 0))
        if slots[slot].first != Self.none { timers[Int(slots[slot].first)].previous = place }
        slots[slot].first = place
        slots[slot].earliest = min(slots[slot].earliest, tick)
        earliest = min(earliest, tick)
        count += 1
        return ID(place: place, generation: timers[Int(place)].generation)
    }

    /// Ends a timer before its time; nil when it has ended.
    @discardableResult
    public mutating func stop(_ id: ID) -> Action? {
        guard timers[Int(id.place)].generation == id.generation, timers[Int(id.place)].action != nil else { return nil }
        return remove(id.place)
    }

    /// Ends every timer, in no particular order.
    public mutating func stopAll() -> [Action] {
        let actions = timers.compactMap(\.action)
        self = TimerWheel(slotCount: slots.count)
        return actions
    }

    /// Ends the timers that are due, and returns them in the order of their ticks.
    public mutating func takeDue(at now: UInt64) -> [Action] {
        guard earliest <= now else { return [] }
        var due: [(tick: UInt64, action: Action)] = []
        var earliest = UInt64.max
        for slot in slots.indices {
            if slots[slot].earliest <= now { takeDue(in: slot, at: now, into: &due) }
            earliest = min(earliest, slots[slot].earliest)
        }
        self.earliest = earliest
        due.sort { $0.tick < $1.tick }
        return due.map(\.action)
    }

    private mutating func takeDue(in slot: Int, at now: UInt64, into due: inout [(tick: UInt64, action: Action)]) {
        var earliest = UInt64.max
        var place = slots[slot].first
        while place != Self.none {
            let (tick, next) = (timers[Int(place)].tick, timers[Int(place)].next)
            if tick > now {
                earliest = min(earliest, tick)
            } else if let action = remove(place) {
                due.append((tick, action))
            }
            place = next
        }
        slots[slot].earliest = earliest
    }

    private func slot(of tick: UInt64) -> Int { Int(tick & UInt64(slots.count - 1)) }

    private mutating func takePlace(_ timer: Timer) -> Int32 {
        guard firstFree != Self.none else {
            timers.append(timer)
            return Int32(timers.count - 1)
        }
        let place = firstFree
        let free = timers[Int(place)]
        firstFree = free.next
        timers[Int(place)] = timer
        timers[Int(place)].generation = free.generation &+ 1
        return place
    }

    private mutating func remove(_ place: Int32) -> Action? {
        let timer = timers[Int(place)]
        if timer.previous == Self.none {
            slots[slot(of: timer.tick)].first = timer.next
        } else {
            timers[Int(timer.previous)].next = timer.next
        }
        if timer.next != Self.none { timers[Int(timer.next)].previous = timer.previous }
        timers[Int(place)].action = nil
        timers[Int(place)].next = firstFree
        firstFree = place
        count -= 1
        return timer.action
    }
}
