import BulkWriting
import CustomFields
import RPCCore
import Store

/// The contacts that have the custom values of a chunk's rows, as the rows so far have left them.
///
/// Unlike a phone, a custom value goes when another one takes its place, so a list of which only the beginning is known
/// may run out.
struct CustomMatches: Sendable {
    /// A list ran out: the chunk is done again with longer ones.
    ///
    /// After the longest, the index does not fit the contacts.
    struct TooShallow: Error, RPCErrorConvertible {
        var rpcError: RPCError { RPCError(.dataLoss, "A custom value belongs to a contact that is not stored.") }
    }

    private struct List: Sendable {
        /// Ascending.
        var ids: [Int64]
        /// Whether contacts behind the last one may have the value, too.
        var goesOn: Bool
    }

    private var lists: [IndexEntry: List] = [:]
    /// Contacts that a list which goes on has at least.
    private let needed: Int

    init(needed: Int) { self.needed = needed }

    /// Takes in the stored contacts that have a value, of which `limit` were asked for.
    mutating func found(_ ids: [Int64], with entry: IndexEntry, limit: Int) {
        lists[entry] = List(ids: ids, goesOn: ids.count >= limit)
    }

    /// The oldest contacts that have a value.
    func ids(with entry: IndexEntry) -> ArraySlice<Int64> { lists[entry]?.ids.prefix(MatchList.limit + 1) ?? [] }

    /// All contacts that have a value, or more than are needed.
    func allIDs(with entry: IndexEntry) -> [Int64] { lists[entry]?.ids ?? [] }

    /// The contacts of all lists.
    var all: [Int64] { lists.values.flatMap(\.ids) }

    /// The contacts of all lists that are known to their end.
    func allTargets(ofFields fields: Set<Int64>) -> [Int64] {
        lists.flatMap { entry, list in fields.contains(entry.field) && !list.goesOn ? list.ids : [] }
    }

    /// The stored contacts of all lists that `depth` rows could come to.
    func targets(ofFields fields: Set<Int64>, depth: Int) -> [Int64] {
        lists.flatMap { entry, list in fields.contains(entry.field) ? Array(list.ids.prefix(depth)) : [] }
    }

    mutating func add(_ id: Int64, to entry: IndexEntry) {
        guard var list = lists.removeValue(forKey: entry) else { return }
        defer { lists[entry] = list }
        let place = list.ids.firstIndex { $0 >= id } ?? list.ids.count
        // Behind the end of what is known it is one of those that are not.
        if place == list.ids.count, list.goesOn { return }
        if place == list.ids.count || list.ids[place] != id { list.ids.insert(id, at: place) }
    }

    /// Throws `TooShallow` when the oldest ones are not known any more.
    mutating func remove(_ id: Int64, from entry: IndexEntry) throws {
        guard var list = lists.removeValue(forKey: entry) else { return }
        defer { lists[entry] = list }
        list.ids.removeAll { $0 == id }
        if list.goesOn, list.ids.count <= needed { throw TooShallow() }
    }
}
