/// A client's calls in flight, by stream id.
///
/// Ids rise and are odd, so that a peer can tell old from new; an id's low bits are its slot in an array, so that no
/// call is hashed. A slot that a long call still holds is skipped.
struct CallTable<Call> {
    private struct Slot {
        var id: UInt32 = 0
        var call: Call?
    }

    private var slots = [Slot](repeating: Slot(), count: 64)
    private var nextIndex: UInt32 = 0
    /// Calls in the table.
    private(set) var count = 0

    /// Three quarters of all ids: enough is left for what is in flight while the connection is replaced.
    static var indexLimit: UInt32 { 3 << 28 }

    /// Whether the ids are used up, so that the connection must be replaced.
    var isExhausted: Bool { nextIndex >= CallTable.indexLimit }

    /// Adds a call and returns its id: odd, and higher than all before.
    ///
    /// The caller asks `isExhausted` before.
    mutating func insert(_ call: Call) -> UInt32 {
        precondition(nextIndex < 1 << 30, "stream ids used up")
        if count * 2 >= slots.count { grow() }
        let mask = UInt32(slots.count - 1)
        while slots[Int(nextIndex & mask)].call != nil { nextIndex += 1 }
        let id = nextIndex << 1 | 1
        let position = Int(nextIndex & mask)
        slots[position].id = id
        slots[position].call = call
        nextIndex += 1
        count += 1
        return id
    }

    /// The call with that id, nil when it ended or never was.
    subscript(id: UInt32) -> Call? {
        let slot = slots[Int((id >> 1) & UInt32(slots.count - 1))]
        return slot.id == id ? slot.call : nil
    }

    /// Removes and returns the call with that id, nil when it ended or never was.
    mutating func remove(_ id: UInt32) -> Call? {
        let position = Int((id >> 1) & UInt32(slots.count - 1))
        guard slots[position].id == id, let call = slots[position].call else { return nil }
        slots[position].call = nil
        count -= 1
        return call
    }

    /// Every call, in no order.
    func forEach(_ body: (Call) -> Void) {
        for slot in slots {
            if let call = slot.call { body(call) }
        }
    }

    /// The calls that `predicate` names, oldest first, removed.
    mutating func removeAll(where predicate: (UInt32, Call) -> Bool) -> [Call] {
        var removed: [(UInt32, Call)] = []
        for position in slots.indices {
            guard let call = slots[position].call, predicate(slots[position].id, call) else { continue }
            removed.append((slots[position].id, call))
            slots[position].call = nil
        }
        count -= removed.count
        return removed.sorted { $0.0 < $1.0 }.map(\.1)
    }

    /// Doubles the slots.
    ///
    /// Ids that differ in their low bits still do with one bit more.
    private mutating func grow() {
        var larger = [Slot](repeating: Slot(), count: slots.count * 2)
        let mask = UInt32(larger.count - 1)
        for slot in slots where slot.call != nil { larger[Int((slot.id >> 1) & mask)] = slot }
        slots = larger
    }
}
