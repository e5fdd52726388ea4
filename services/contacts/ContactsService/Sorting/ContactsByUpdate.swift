import Store

/// Contacts by the time of their last change.
struct ContactsByUpdate: SortedContacts {
    /// Read in one go.
    private static let batchSize: Int64 = 256

    private let order: IDOrder
    private let reader: ReadTransaction
    private let times: TransactionTimes
    /// The last contact handed over, or before the first; and where the contacts end.
    private var last: SortPlace<Int64>
    private let end: SortPlace<Int64>
    /// Against the order.
    private var batch: [SortPlace<Int64>] = []

    /// The contacts that changed in `range`, behind `after`.
    init(
        _ order: IDOrder, in range: Range<Int64>, after: SortPlace<Int64>?, _ times: TransactionTimes,
        reader: ReadTransaction
    ) {
        self.order = order
        self.times = times
        self.reader = reader
        let lower = SortPlace(key: range.lowerBound, id: 0)
        let upper = SortPlace(key: range.upperBound, id: 0)
        let start = order == .ascending ? lower : upper
        end = order == .ascending ? upper : lower
        last = after.map { order.isBefore(start, $0) ? $0 : start } ?? start
    }

    func key(of id: Int64) throws -> Int64? { try times.atHand.map { $0[id] } ?? reader.changeTime(of: id) }

    /// The times of all contacts: so many are looked at that this is worth it.
    func prepareForMany() throws { try times.make() }

    mutating func next() throws -> SortPlace<Int64>? {
        if batch.isEmpty { try readBatch() }
        guard let place = batch.popLast() else { return nil }
        last = place
        return place
    }

    private mutating func readBatch() throws {
        let rows =
            try order == .ascending
            ? reader.statement(
                """
                SELECT updated_at_ms, contact_id FROM contact_updated
                WHERE (updated_at_ms, contact_id) > (?1, ?2) AND (updated_at_ms, contact_id) < (?3, ?4)
                ORDER BY updated_at_ms, contact_id LIMIT ?5
                """)
            : reader.statement(
                """
                SELECT updated_at_ms, contact_id FROM contact_updated
                WHERE (updated_at_ms, contact_id) < (?1, ?2) AND (updated_at_ms, contact_id) > (?3, ?4)
                ORDER BY updated_at_ms DESC, contact_id DESC LIMIT ?5
                """)
        try rows.bind(last.key, at: 1)
        try rows.bind(last.id, at: 2)
        try rows.bind(end.key, at: 3)
        try rows.bind(end.id, at: 4)
        try rows.bind(Self.batchSize, at: 5)
        while try rows.step() { batch.append(SortPlace(key: rows.int64(at: 0), id: rows.int64(at: 1))) }
        batch.reverse()
    }
}
