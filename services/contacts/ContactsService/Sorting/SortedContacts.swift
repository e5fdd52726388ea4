import Contracts
import Store

/// The contacts of a workspace in the order of something that changes, inside one transaction.
protocol SortedContacts {
    associatedtype Key: PageKey

    /// What a live contact is sorted by; nil for one that is not live.
    mutating func key(of id: Int64) throws -> Key?
    /// The next contact; begins behind a place that was given.
    mutating func next() throws -> SortPlace<Key>?
    /// Says that `key` will be asked of many.
    func prepareForMany() throws
    /// Whether the key alone tells that a contact does not fulfil a condition.
    func isRuledOut(_ place: SortPlace<Key>, by condition: ResolvedCondition) -> Bool
}

extension SortedContacts {
    func isRuledOut(_ place: SortPlace<Key>, by condition: ResolvedCondition) -> Bool { false }
}

/// Finds a page of the contacts that fulfil a condition, in an order that their ids have nothing to do with.
///
/// Few contacts are put into order; among many the next ones are near in the order, so it is gone through and each
/// contact tested. Should they stand at its end, every contact that fulfils the condition is looked at, of which no
/// more than the page are kept.
struct SortedPage<Contacts: SortedContacts> {
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
        var share = 1.0
        if !isEmpty {
            switch try few() {
            case .places(let places): return places
            case .tooMany(let found): share = found
            }
        }
        var found: [SortPlace<Contacts.Key>] = []
        var last = after
        var testCount = 0
        let test = isEmpty ? nil : try ContactTest(condition)
        while found.count < limit, isEmpty || isWorthTesting(testCount, foundCount: found.count, share: share) {
            guard let place = try contacts.next() else { return found }
            last = place
            testCount += 1
            if !isEmpty, contacts.isRuledOut(place, by: condition) { continue }
            if try test?.holds(for: place.id) ?? true { found.append(place) }
        }
        if found.count == limit { return found }
        return found + (try best(after: last, limit: limit - found.count))
    }

    /// Whether the next contacts that fulfil the condition still promise to be near in the order.
    private func isWorthTesting(_ testCount: Int, foundCount: Int, share: Double) -> Bool {
        let expected = share * Double(testCount)
        return testCount < condition.limits.sortedTests
            && (expected < condition.limits.sortedExpectation || Double(foundCount) > expected / 4)
    }

    private enum Few {
        case places([SortPlace<Contacts.Key>])
        /// And the share that fulfils the condition of the ids that were looked at.
        case tooMany(share: Double)
    }

    private mutating func few() throws -> Few {
        var stream = try stream()
        let sampleEnd = try condition.reader.newestContactID() / 16
        var isSampled = false
        var ids: [Int64] = []
        while let id = try stream.next(from: (ids.last ?? 0) + 1) {
            let isPromising = !isSampled && id > sampleEnd && ids.count >= condition.limits.sampledIDs
            if isPromising || ids.count >= condition.limits.sortedIDs {
                return .tooMany(share: Double(ids.count) / Double(id))
            }
            if id > sampleEnd { isSampled = true }
            ids.append(id)
        }
        let places = try ids.compactMap { try place(of: $0, after: after) }
        return .places(Array(places.sorted(by: order.isBefore).prefix(limit)))
    }

    /// The first contacts behind a place, out of all that fulfil the condition.
    private mutating func best(
        after: SortPlace<Contacts.Key>?, limit: Int
    ) throws -> [SortPlace<Contacts.Key>] {
        try contacts.prepareForMany()
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
