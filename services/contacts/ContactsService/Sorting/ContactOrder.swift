import Contracts
import RPCCore
import ServiceRuntime
import Store

/// In which order a list holds contacts.
struct ContactOrder: Sendable {
    /// Numbers in a page token: the id and what the order is by.
    static let tokenNumbers = 1...33

    let sort: ContactsV1.ContactSort
    let order: IDOrder

    init(_ sort: ContactsV1.ContactSort, _ order: ContactsV1.SortOrder) {
        self.sort = sort == .unspecified ? .created : sort
        switch order {
        case .ascending: self.order = .ascending
        case .descending: self.order = .descending
        case .unspecified: self.order = sort == .name ? .ascending : .descending
        }
    }

    /// For page tokens.
    var spelling: String { "\(sort.rawValue)\(order)" }
}

/// A contact of a page, and where it stands in the order, for the page's token.
struct ListedContact {
    var id: Int64
    var place: [Int64]
}

extension ReadTransaction {
    /// The contacts that fulfil a condition, in an order, behind the place of a page token, at most `limit`.
    ///
    /// Throws `invalidArgument` for a place that is none in this order.
    func listed(
        _ condition: ResolvedCondition, _ order: ContactOrder, after place: [Int64]?, limit: Int
    ) throws -> [ListedContact] {
        switch order.sort {
        case .unspecified, .created: try byCreation(condition, order.order, after: place, limit: limit)
        case .rating: try byRating(condition, order.order, after: place, limit: limit)
        case .updated:
            try sorted(condition, order.order, after: place, limit: limit, keys: condition.updated) { after in
                ContactsByUpdate(
                    order.order, in: condition.updated, after: after, condition.times, reader: self)
            }
        case .name:
            try sorted(condition, order.order, after: place, limit: limit, keys: nil) { after in
                try ContactsByName(order.order, after: after, reader: self)
            }
        }
    }

    private func byCreation(
        _ condition: ResolvedCondition, _ order: IDOrder, after place: [Int64]?, limit: Int
    ) throws -> [ListedContact] {
        let after = try place.map { try tokenPlace(Int64.self, $0 + [0]).id }
        var stream = try condition.stream(order)
        return try stream.prefix(limit, after: after, order).map { ListedContact(id: $0, place: [$0]) }
    }

    /// One rating after the other: each is a stream by id.
    private func byRating(
        _ condition: ResolvedCondition, _ order: IDOrder, after place: [Int64]?, limit: Int
    ) throws -> [ListedContact] {
        let after = try place.map { try tokenPlace(Int64.self, $0) }
        var listed: [ListedContact] = []
        for rating in (0...5).sorted(by: order.isBefore) where listed.count < limit {
            let stars = Int64(rating)
            if let after, order.isBefore(stars, after.key) { continue }
            guard condition.allows(rating: Int32(rating)) else { continue }
            var stream = try condition.stream(order, rating: Int32(rating))
            let ids = try stream.prefix(limit - listed.count, after: after?.key == stars ? after?.id : nil, order)
            listed += ids.map { ListedContact(id: $0, place: [$0, stars]) }
        }
        return listed
    }

    private func sorted<Contacts: SortedContacts>(
        _ condition: ResolvedCondition, _ order: IDOrder, after place: [Int64]?, limit: Int,
        keys: Range<Contacts.Key>?, _ contacts: (SortPlace<Contacts.Key>?) throws -> Contacts
    ) throws -> [ListedContact] {
        let after = try place.map { try tokenPlace(Contacts.Key.self, $0) }
        var page = SortedPage(
            condition: condition, order: order, after: after, limit: limit, keys: keys,
            isEmpty: condition.isEmpty(exceptUpdated: keys != nil), contacts: try contacts(after))
        return try page.places().map { ListedContact(id: $0.id, place: [$0.id] + $0.key.numbers) }
    }

    private func tokenPlace<Key: PageKey>(_ type: Key.Type, _ numbers: [Int64]) throws -> SortPlace<Key> {
        guard let id = numbers.first, let key = Key(numbers: numbers.dropFirst()) else {
            throw RPCError(
                .invalidArgument, nil, "The page token is not of this list; begin again without one.",
                field: "page_token")
        }
        return SortPlace(key: key, id: id)
    }
}

extension IDStream {
    /// The first ids behind one, at most `limit`.
    fileprivate mutating func prefix(_ limit: Int, after id: Int64?, _ order: IDOrder) throws -> [Int64] {
        var ids: [Int64] = []
        var start = id.map { $0 &+ order.step } ?? order.start
        while ids.count < limit, let next = try next(from: start) {
            ids.append(next)
            start = next + order.step
        }
        return ids
    }
}
