import Store

/// Asks of one contact after the other, in any order, whether it fulfils a condition: first what takes least.
struct ContactTest {
    private let condition: ResolvedCondition
    /// Nil: nothing is asked of texts.
    private let texts: SearchTexts?

    init(_ condition: ResolvedCondition) throws {
        self.condition = condition
        let asksTexts = condition.parts.contains { !$0.clause.index.isEmpty }
        texts = asksTexts ? try SearchTexts(condition.reader) : nil
    }

    /// Whether a live contact fulfils the condition.
    func holds(for id: Int64) throws -> Bool {
        guard condition.parts.allSatisfy({ $0.members?.contains(id) ?? true }) else { return false }
        let times = try condition.times.atHand
        if let times {
            guard let time = times[id], condition.updated.contains(time) else { return false }
        }
        if let texts {
            let matches = try texts.withText(of: id) { text in
                condition.parts.allSatisfy { $0.clause.index.isEmpty || $0.clause.index.matches(text) }
            }
            guard matches else { return false }
        }
        guard condition.asksMore(thanTimes: times != nil) else { return true }
        return try condition.reader.contact(id).map(condition.holdsBesideTexts) ?? false
    }
}

/// The texts that contacts are found by, inside one transaction: pending ones count instead of indexed ones.
final class SearchTexts {
    private let rows: SearchRows
    /// Empty for a deleted contact.
    let pending: [Int64: [UInt8]]

    /// Reads all pending texts.
    init(_ reader: ReadTransaction) throws {
        rows = try SearchRows(reader)
        let row = try reader.statement("SELECT contact_id, text FROM search_pending")
        var pending: [Int64: [UInt8]] = [:]
        while try row.step() { pending[row.int64(at: 0)] = row.bytes(at: 1) }
        self.pending = pending
    }

    /// Empty for a contact that is not live; valid only during `body`.
    func withText<Result>(of id: Int64, _ body: (UnsafeRawBufferPointer) throws -> Result) throws -> Result {
        if let text = pending[id] { return try text.withUnsafeBytes(body) }
        let block = SearchSegment.block(of: id)
        let place = Int(id - SearchSegment.contacts(in: block).lowerBound)
        let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
        let found = try rows.withTexts(of: block) { texts in
            try body(SearchSegment.text(at: place, in: texts) ?? nothing)
        }
        return try found ?? body(nothing)
    }
}
