import Contracts
import RPCCore
import Store
import Synchronization

/// When each contact changed last, in memory, by id: answers ranges of these times, and orders contacts by them, without
/// a look at each.
///
/// Made from `contact_updated` when it is first needed, which takes a tenth of a second for a million contacts, then kept
/// up to date by the change log. A transaction gets the times of its own moment, or none.
final class ChangeTimes: Sendable {
    private static let pageSize = 4_096

    private let idLimit: Int
    private let changeLimit: Int64

    private struct Entry {
        var position: ChangePosition
        var times: ContactTimes
        var lastUse = 0
    }

    private enum Taken {
        case current(ContactTimes)
        /// Somebody else brings it up to date, or it is of a later moment.
        case unusable
        /// Older, or nil; it must be put back.
        case older(Entry?)
    }

    private struct State {
        var entries: [String: Entry] = [:]
        /// Workspaces whose entry is taken out.
        var busy: Set<String> = []
        var useCount = 0
    }

    private let state = Mutex(State())

    /// `idLimit`: ids of all workspaces together, eight bytes each, of which those used last are kept; `changeLimit`: more
    /// changes take longer to follow than to begin anew.
    init(idLimit: Int = 16 << 20, changeLimit: Int64 = 16_384) {
        self.idLimit = idLimit
        self.changeLimit = changeLimit
    }

    /// The times at the moment of a transaction; nil where they are not at hand.
    ///
    /// With `isWorthMaking` nil only where somebody else is making them, there are too many, or a write asks.
    func times(_ reader: ReadTransaction, isWorthMaking: Bool) throws -> ContactTimes? {
        // What a write has done may yet be undone.
        if reader is WriteTransaction { return nil }
        let range = try reader.changeRange()
        switch take(reader.workspace, at: range.newest) {
        case .current(let times): return times
        case .unusable: return nil
        case .older(let entry):
            var updated: Entry?
            defer { putBack(updated, reader.workspace) }
            if let entry { updated = try followed(entry, range, reader) }
            if updated == nil, isWorthMaking, try reader.newestContactID() < idLimit {
                updated = Entry(position: range.newest, times: try ContactTimes(reader))
            }
            return updated?.times
        }
    }

    private func take(_ workspace: String, at position: ChangePosition) -> Taken {
        state.withLock { state in
            if state.busy.contains(workspace) { return .unusable }
            if var entry = state.entries[workspace], entry.position.isOfSameLog(as: position) {
                if entry.position.sequence > position.sequence { return .unusable }
                if entry.position.sequence == position.sequence {
                    state.useCount += 1
                    entry.lastUse = state.useCount
                    state.entries[workspace] = entry
                    return .current(entry.times)
                }
            }
            state.busy.insert(workspace)
            return .older(state.entries.removeValue(forKey: workspace))
        }
    }

    private func putBack(_ entry: Entry?, _ workspace: String) {
        state.withLock { [idLimit] state in
            state.busy.remove(workspace)
            guard var entry else { return }
            state.useCount += 1
            entry.lastUse = state.useCount
            state.entries[workspace] = entry
            while state.entries.values.reduce(0, { $0 + $1.times.count }) > idLimit,
                let oldest = state.entries.min(by: { $0.value.lastUse < $1.value.lastUse })
            {
                state.entries[oldest.key] = nil
            }
        }
    }

    /// Nil where it is easier to begin anew.
    private func followed(
        _ entry: consuming Entry, _ range: ChangeRange, _ reader: ReadTransaction
    ) throws -> Entry? {
        guard entry.position.isOfSameLog(as: range.newest), entry.position.sequence >= range.oldest.sequence,
            range.newest.sequence - entry.position.sequence <= changeLimit
        else { return nil }
        let limits = ReadTransaction.PageLimits(
            changeLimit: Self.pageSize, imageByteLimit: .max, scanLimit: Self.pageSize)
        while entry.position.sequence < range.newest.sequence {
            let page = try reader.changes(after: entry.position, limits: limits, entities: [UndoableContact.entity])
            for change in page.changes { try entry.times.update(change.entityID, reader) }
            entry.position = page.position
        }
        return entry
    }
}

extension ChangePosition {
    fileprivate func isOfSameLog(as other: ChangePosition) -> Bool {
        databaseID == other.databaseID && epoch == other.epoch
    }
}

/// When each contact had changed last at some moment.
struct ContactTimes {
    /// By id; 0: there is no live contact with that id, as contacts changed later than 1970.
    private var times: [Int64]

    /// Goes through the whole table.
    init(_ reader: ReadTransaction) throws {
        times = [Int64](repeating: 0, count: Int(try reader.newestContactID()) + 1)
        let rows = try reader.statement("SELECT contact_id, updated_at_ms FROM contact_updated")
        while try rows.step() { set(rows.int64(at: 1), of: rows.int64(at: 0)) }
    }

    var count: Int { times.count }

    /// Nil for what is no live contact.
    subscript(id: Int64) -> Int64? {
        guard id > 0, id < times.count, times[Int(id)] != 0 else { return nil }
        return times[Int(id)]
    }

    /// The first live contact at `id` or behind it that changed last in a range of times.
    func first(from id: Int64, changedIn range: Range<Int64>, _ order: IDOrder) -> Int64? {
        if order == .ascending {
            var id = Int(max(id, 1))
            while id < times.count {
                if times[id] != 0, range.contains(times[id]) { return Int64(id) }
                id += 1
            }
        } else {
            var id = Int(min(id, Int64(times.count - 1)))
            while id > 0 {
                if times[id] != 0, range.contains(times[id]) { return Int64(id) }
                id -= 1
            }
        }
        return nil
    }

    /// Takes over what a contact is in a transaction.
    fileprivate mutating func update(_ id: Int64, _ reader: ReadTransaction) throws {
        if id >= times.count { times += [Int64](repeating: 0, count: Int(id) + 1 - times.count) }
        set(try reader.changeTime(of: id) ?? 0, of: id)
    }

    private mutating func set(_ time: Int64, of id: Int64) {
        if id > 0, id < times.count { times[Int(id)] = time }
    }
}

/// The live contacts that changed last in a range of times.
struct ChangedContacts: IDStream {
    let order: IDOrder
    let range: Range<Int64>
    let times: ContactTimes

    func next(from id: Int64) -> Int64? { times.first(from: id, changedIn: range, order) }
}

extension ReadTransaction {
    /// The numbers of `created_at_ms` and `updated_at_ms` in the contract.
    private static let timeFields: ClosedRange<UInt32> = 20...21

    /// When a live contact changed last; nil for one that is not live.
    ///
    /// Does not read the whole message: this is asked of thousands.
    func changeTime(of id: Int64) throws -> Int64? {
        let row = try statement("SELECT message FROM contact WHERE id = ?1")
        try row.bind(id, at: 1)
        guard try row.step() else { return nil }
        return try row.withBytes(at: 0) { bytes in
            var fields = ProtobufReader(bytes)
            var newest: Int64 = 0
            while let field = try fields.next() {
                guard case .varint(Self.timeFields, let value) = field else { continue }
                newest = max(newest, Int64(bitPattern: value))
            }
            return newest
        }
    }
}
