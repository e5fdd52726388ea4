import Contracts
import Store

/// A range of values in a table that is in the order of the values, so that it is no stream of ids.
///
/// A bit for each contact puts few into the order of their ids. Where they are many, other contacts are tested, because
/// the next that passes is near; should it not be, all in the range are put into order after all.
struct ValueRange {
    /// Hands over the contacts in the range, at most a number, and answers whether these are all.
    typealias Gather = (_ limit: Int64, _ found: (Int64) -> Void) throws -> Bool

    /// Whether a contact's value lies in the range.
    let holds: (ContactsV1.Contact) -> Bool
    /// The contacts in the range, where a stream of them is at hand, or with `true` may be made; else nil.
    let shortcut: (_ isWorthMaking: Bool) throws -> (any IDStream)?
    private let reader: ReadTransaction
    private let gather: Gather

    init(
        _ reader: ReadTransaction, gather: @escaping Gather,
        shortcut: @escaping (Bool) throws -> (any IDStream)? = { _ in nil },
        holds: @escaping (ContactsV1.Contact) -> Bool
    ) {
        self.reader = reader
        self.gather = gather
        self.shortcut = shortcut
        self.holds = holds
    }

    /// The contacts in the range; nil when they are more than `limit`.
    func few(_ order: IDOrder, limit: Int64) throws -> (any IDStream)? {
        try shortcut(false) ?? ids(limit: limit).map { SetRecords(order: order, ids: $0) }
    }

    /// The contacts in the range.
    func all(_ order: IDOrder) throws -> any IDStream {
        try shortcut(true) ?? SetRecords(order: order, ids: ids(limit: .max) ?? IDSet(limit: 0))
    }

    private func ids(limit: Int64) throws -> IDSet? {
        var ids = IDSet(limit: try reader.newestContactID())
        return try gather(limit, { ids.insert($0) }) ? ids : nil
    }
}

/// The contacts of a stream whose value lies in a range of which there are many.
struct RangeRecords: IDStream {
    private let order: IDOrder
    private let range: ValueRange
    private let reader: ReadTransaction
    private let failureLimit: Int
    private var stream: any IDStream
    private var failureCount = 0
    /// All in the range.
    private var all: (any IDStream)?

    /// After `failureLimit` contacts that fail, all in the range are put into order.
    init(
        _ order: IDOrder, _ range: ValueRange, of stream: any IDStream, reader: ReadTransaction, failureLimit: Int
    ) {
        self.order = order
        self.range = range
        self.stream = stream
        self.reader = reader
        self.failureLimit = failureLimit
    }

    mutating func next(from id: Int64) throws -> Int64? {
        var start = id
        while let found = try stream.next(from: start) {
            if all != nil {
                guard let nearest = try all?.next(from: found) else { return nil }
                if nearest == found { return found }
                start = nearest
            } else {
                if try reader.contact(found).map(range.holds) ?? false { return found }
                start = found + order.step
                failureCount += 1
                if failureCount >= failureLimit { all = try range.all(order) }
            }
        }
        return nil
    }
}
