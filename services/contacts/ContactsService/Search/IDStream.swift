import Store

/// Ids of records that fulfil one condition, from the newest down.
protocol IDStream {
    /// The greatest id that is at most `id`; nil when there is none. `id` never grows from one call to the next.
    mutating func next(atMost id: Int64) throws -> Int64?
}

/// Every live contact.
struct AllContacts: IDStream {
    let reader: ReadTransaction

    func next(atMost id: Int64) throws -> Int64? {
        let row = try reader.statement("SELECT id FROM contact WHERE id <= ?1 ORDER BY id DESC LIMIT 1")
        try row.bind(id, at: 1)
        return try row.step() ? row.int64(at: 0) : nil
    }
}

/// The records that refer to any of some others: contacts to companies, tickets to agents.
struct ReferringRecords: IDStream {
    private let reader: ReadTransaction
    private let newest: StaticString
    /// For each value the newest record not yet passed, where it is known.
    private var heads: [(value: Int64, id: Int64?)]

    /// - Parameter newest: Selects the id of the newest record that refers to ?1, up to ?2.
    init(_ newest: StaticString, _ values: Set<Int64>, reader: ReadTransaction) {
        self.reader = reader
        self.newest = newest
        heads = values.sorted().map { ($0, Int64.max) }
    }

    mutating func next(atMost id: Int64) throws -> Int64? {
        var greatest: Int64?
        for index in heads.indices {
            if let head = heads[index].id, head > id {
                heads[index].id = try newest(of: heads[index].value, atMost: id)
            }
            if let head = heads[index].id { greatest = max(greatest ?? head, head) }
        }
        return greatest
    }

    private func newest(of value: Int64, atMost id: Int64) throws -> Int64? {
        let row = try reader.statement(newest)
        try row.bind(value, at: 1)
        try row.bind(id, at: 2)
        return try row.step() ? row.int64(at: 0) : nil
    }
}

/// The contacts that fulfil several conditions at once: each stream in turn is asked to come down to where another one
/// already is, so the cost follows the rarest condition.
struct Intersection: IDStream {
    /// Not empty.
    var streams: [any IDStream]

    mutating func next(atMost id: Int64) throws -> Int64? {
        var candidate = id
        var agreeing = 0
        var index = 0
        while agreeing < streams.count {
            guard let found = try streams[index].next(atMost: candidate) else { return nil }
            agreeing = found == candidate ? agreeing + 1 : 1
            candidate = found
            index = (index + 1) % streams.count
        }
        return candidate
    }
}
