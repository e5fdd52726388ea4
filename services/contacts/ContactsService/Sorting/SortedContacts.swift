import Contracts
import Store

/// The contacts of a workspace in the order of something that changes, inside one transaction.
protocol SortedContacts {
    associatedtype Key: PageKey

    /// What a live contact is sorted by; nil for one that is not live.
    mutating func key(of id: Int64) throws -> Key?
    /// The next contact; begins behind a place that was given.
    mutating func next() throws -> SortPlace<Key>?
}

/// Finds a page of the contacts that fulfil a condition, in an order that their ids have nothing to do with.
///
/// Few contacts are put into order; among many the next ones are near in the order, so it is gone through and each
/// contact tested. Should they all stand at its end, every contact that fulfils the condition is looked at, of which
/// no more than the page are kept.
struct SortedPage<Contacts: SortedContacts> {
    /// Contacts that are put into order: takes as long as to test what has to be tested when there are more.
    private static var fewLimit: Int { 8_000 }
    private static var testLimit: Int { 20_000 }
    /// So many in a sixteenth of the ids promise more than testing needs, where finding them takes long.
    private static var sampleLimit: Int { 200 }

    let condition: ResolvedCondition
    let order: IDOrder
    /// Where the page before ended.
    let after: SortPlace<Contacts.Key>?
    let limit: Int
    /// Keys of the contacts that are wanted; others do not fulfil the condition, whatever its streams say.
    let keys: Range<Contacts.Key>?
    /// Whether every contact with such a key fulfils it.
    let isEmpty: Bool
    var contacts: Contacts

    /// The places of the page's contacts, in their order.
    mutating func places() throws -> [SortPlace<Contacts.Key>] {
        if !isEmpty, let few = try few() { return few }
        var found: [SortPlace<Contacts.Key>] = []
        var last = after
        var testCount = 0
        while found.count < limit, isEmpty || testCount < Self.testLimit {
            guard let place = try contacts.next() else { return found }
            last = place
            testCount += 1
            if try isEmpty || condition.reader.contact(place.id).map(condition.holds) ?? false { found.append(place) }
        }
        if found.count == limit { return found }
        return found + (try best(after: last, limit: limit - found.count))
    }

    /// Nil when too many contacts fulfil the condition.
    private mutating func few() throws -> [SortPlace<Contacts.Key>]? {
        var stream = try stream()
        let sampleEnd = try condition.reader.newestContactID() / 16
        var sampleCount: Int?
        var ids: [Int64] = []
        while let id = try stream.next(from: (ids.last ?? 0) + 1) {
            if sampleCount == nil, id > sampleEnd {
                sampleCount = ids.count
                if ids.count >= Self.sampleLimit { return nil }
            }
            if ids.count == Self.fewLimit { return nil }
            ids.append(id)
        }
        let places = try ids.compactMap { try place(of: $0, after: after) }
        return Array(places.sorted(by: order.isBefore).prefix(limit))
    }

    /// The first contacts behind a place, out of all that fulfil the condition.
    private mutating func best(
        after: SortPlace<Contacts.Key>?, limit: Int
    ) throws -> [SortPlace<Contacts.Key>] {
        var stream = try stream()
        var best: [SortPlace<Contacts.Key>] = []
        var id: Int64 = 0
        while let next = try stream.next(from: id + 1) {
            id = next
            guard let place = try place(of: id, after: after) else { continue }
            if best.count == limit {
                guard let last = best.last, order.isBefore(place, last) else { continue }
                best.removeLast()
            }
            best.insert(place, at: best.firstIndex { order.isBefore(place, $0) } ?? best.count)
        }
        return best
    }

    private func stream() throws -> any IDStream {
        try condition.stream(.ascending, exceptUpdated: keys != nil)
    }

    /// Nil for a contact that is not wanted or not behind `after`.
    private mutating func place(
        of id: Int64, after: SortPlace<Contacts.Key>?
    ) throws -> SortPlace<Contacts.Key>? {
        guard let key = try contacts.key(of: id), keys?.contains(key) ?? true else { return nil }
        let place = SortPlace(key: key, id: id)
        if let after, !order.isBefore(after, place) { return nil }
        return place
    }
}
