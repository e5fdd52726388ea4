import Contracts
import Store

/// A range of values in a table that is in the order of the values, so that it is no stream of ids.
///
/// A bit for each contact puts few into the order of their ids. Where they are many, other contacts are tested, because
/// the next that passes is near; should it not be, all in the range are put into order after all.
struct ValueRange {
    /// Found in some milliseconds.
    private static let fewLimit: Int64 = 50_000

    /// Hands over the contacts in the range, at most a number, and answers whether these are all.
    typealias Gather = (_ limit: Int64, _ found: (Int64) -> Void) throws -> Bool

    /// Whether a contact's value lies in the range.
    let holds: (ContactsV1.Contact) -> Bool
    private let reader: ReadTransaction
    private let gather: Gather

    init(_ reader: ReadTransaction, gather: @escaping Gather, holds: @escaping (ContactsV1.Contact) -> Bool) {
        self.reader = reader
        self.gather = gather
        self.holds = holds
    }

    /// The contacts in the range; nil when they are many.
    func few() throws -> IDSet? { try ids(limit: Self.fewLimit) }

    /// The contacts in the range.
    func all() throws -> IDSet { try ids(limit: .max) ?? IDSet(limit: 0) }

    private func ids(limit: Int64) throws -> IDSet? {
        var ids = IDSet(limit: try reader.newestContactID())
        return try gather(limit, { ids.insert($0) }) ? ids : nil
    }
}

/// The contacts of a stream whose value lies in a range of which there are many.
struct RangeRecords: IDStream {
    /// Contacts that are tested and fail, before all in the range are looked up.
    private static let failureLimit = 2_000

    private let order: IDOrder
    private let range: ValueRange
    private let reader: ReadTransaction
    private var stream: any IDStream
    private var failureCount = 0
    private var ids: IDSet?

    init(_ order: IDOrder, _ range: ValueRange, of stream: any IDStream, reader: ReadTransaction) {
        self.order = order
        self.range = range
        self.stream = stream
        self.reader = reader
    }

    mutating func next(from id: Int64) throws -> Int64? {
        var start = id
        while let found = try stream.next(from: start) {
            if let ids {
                guard let nearest = ids.first(from: found, order) else { return nil }
                if nearest == found { return found }
                start = nearest
            } else {
                if try reader.contact(found).map(range.holds) ?? false { return found }
                start = found + order.step
                failureCount += 1
                if failureCount == Self.failureLimit { ids = try range.all() }
            }
        }
        return nil
    }
}
