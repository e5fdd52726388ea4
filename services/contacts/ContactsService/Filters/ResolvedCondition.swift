import Contracts
import CustomFields
import Store

/// A condition inside one transaction: the contacts that fulfil it as a stream of ids, and the question whether one does.
struct ResolvedCondition {
    struct Part {
        var clause: FilterClause
        var fields: [FieldCondition]
        /// Nil: no customer list is named.
        var members: IDSet?
    }

    let parts: [Part]
    /// What is not seen fulfils nothing.
    let view: ContactView
    let reader: ReadTransaction
    let times: TransactionTimes
    let limits: SearchLimits

    /// Whether every contact fulfils it; with `exceptUpdated`, but for when it changed.
    func isEmpty(exceptUpdated: Bool = false) -> Bool {
        view.managers == nil
            && parts.allSatisfy { part in
                let clause = part.clause
                return clause.index.isEmpty && clause.companyIDs.isEmpty && clause.managerIDs.isEmpty
                    && clause.created == nil && (exceptUpdated || clause.updated == nil) && part.fields.isEmpty
                    && part.members == nil
            }
    }

    /// When the contacts changed last that fulfil it.
    var updated: Range<Int64> {
        parts.compactMap(\.clause.updated).reduce(0..<Int64.max) { $0.clamped(to: $1) }
    }

    /// The ids of the contacts that fulfil it, all those with a rating only, where that is given.
    ///
    /// With `exceptUpdated` when they changed is not asked.
    func stream(
        _ order: IDOrder, rating: Int32? = nil, exceptUpdated: Bool = false
    ) throws -> any IDStream {
        var streams: [any IDStream] = []
        if let managers = view.managers {
            streams.append(ValueRecords(order, .manager, managers, reader: reader))
        }
        var ranges: [ValueRange] = []
        var ids: Range<Int64>?
        for (place, part) in parts.enumerated() {
            let clause = part.clause
            streams += try references(clause, order)
            var index = clause.index
            if let rating, place == 0 { index.facets.append([.rating(rating)]) }
            if !index.isEmpty { streams.append(try SearchMatches(index, order, reader: reader)) }
            for field in part.fields { add(field, order, &streams, &ranges) }
            if let members = part.members { streams.append(try liveMembers(members, order)) }
            if let updated = clause.updated, !exceptUpdated { ranges.append(changed(in: updated, order)) }
            // What changed last before a time was created before it, too.
            let end = clause.updated?.upperBound ?? .max
            if let created = clause.created ?? (end < .max ? 0..<end : nil) {
                let created = try reader.contactIDs(createdIn: created)
                ids = ids?.clamped(to: created) ?? created
            }
        }
        return try stream(order, streams, ranges, ids)
    }

    /// The contacts that are in all of some streams and ranges.
    private func stream(
        _ order: IDOrder, _ streams: [any IDStream], _ ranges: [ValueRange], _ ids: Range<Int64>?
    ) throws -> any IDStream {
        var streams = streams
        var wide: [ValueRange] = []
        for range in ranges {
            if let few = try range.few(order, limit: limits.rangeIDs) {
                streams.append(few)
            } else {
                wide.append(range)
            }
        }
        if streams.isEmpty { streams.append(try everyContact(order)) }
        var stream = streams.count == 1 ? streams[0] : Intersection(streams: streams)
        if let ids { stream = Clipped(order: order, range: ids, stream: stream) }
        return wide.reduce(stream) {
            RangeRecords(order, $1, of: $0, reader: reader, failureLimit: limits.rangeFailures)
        }
    }

    private func everyContact(_ order: IDOrder) throws -> any IDStream {
        if let times = try times.atHand { return ChangedContacts(order: order, range: 0..<Int64.max, times: times) }
        return AllContacts(order: order, reader: reader)
    }

    /// Whether contacts with a rating may fulfil it.
    func allows(rating: Int32) -> Bool {
        parts.allSatisfy { part in
            part.clause.ratings.isEmpty || part.clause.ratings.contains(.rating(rating))
        }
    }

    /// Whether more is asked of a contact than texts and members tell, and with `thanTimes` the time of its change.
    func asksMore(thanTimes: Bool) -> Bool {
        view.managers != nil
            || parts.contains { part in
                let clause = part.clause
                return !clause.companyIDs.isEmpty || !clause.managerIDs.isEmpty || clause.created != nil
                    || !part.fields.isEmpty || (!thanTimes && clause.updated != nil)
            }
    }

    /// Whether a live contact fulfils it, of which texts and members say that it does.
    func holdsBesideTexts(for contact: ContactsV1.Contact) -> Bool {
        guard view.includes(contact) else { return false }
        return parts.allSatisfy { part in
            let clause = part.clause
            if !clause.companyIDs.isEmpty, !clause.companyIDs.contains(contact.companyID),
                !(clause.orWithoutCompany && contact.companyID == 0)
            {
                return false
            }
            if !clause.managerIDs.isEmpty, !clause.managerIDs.contains(contact.managerID),
                !(clause.orWithoutManager && contact.managerID == 0)
            {
                return false
            }
            if let created = clause.created, !created.contains(contact.createdAtMs) { return false }
            if let updated = clause.updated, !updated.contains(contact.changedAtMs) { return false }
            return part.fields.allSatisfy { $0.holds(contact.custom) }
        }
    }
}

// MARK: - The conditions that have tables of their own

extension ResolvedCondition {
    private func references(_ clause: FilterClause, _ order: IDOrder) throws -> [any IDStream] {
        let references: [(ContactReference, Set<Int64>, SearchFacet?)] = [
            (.company, clause.companyIDs, clause.orWithoutCompany ? .withoutCompany : nil),
            (.manager, clause.managerIDs, clause.orWithoutManager ? .withoutManager : nil),
        ]
        return try references.filter { !$0.1.isEmpty }.map { reference, values, none in
            let some = ValueRecords(order, reference, values, reader: reader)
            guard let none else { return some }
            let without = try SearchMatches(IndexQuery(facets: [[none]]), order, reader: reader)
            return Union(order: order, left: some, right: without)
        }
    }

    /// Members may have been deleted while campaigns was asked.
    private func liveMembers(_ members: IDSet, _ order: IDOrder) throws -> any IDStream {
        Intersection(streams: [SetRecords(order: order, ids: members), try everyContact(order)])
    }

    private func add(
        _ condition: FieldCondition, _ order: IDOrder, _ streams: inout [any IDStream], _ ranges: inout [ValueRange]
    ) {
        let reader = reader
        switch condition.values {
        case .anyOf(let values):
            let records = ValueRecords(order, valueCount: values.count) { place, id, limit in
                try reader.recordIDs(
                    with: IndexEntry(field: condition.field, value: values[place]), from: id,
                    ascending: order == .ascending, limit: limit)
            }
            guard condition.isInexact else { return streams.append(records) }
            streams.append(
                Verified(order: order, stream: records) { id in
                    try reader.contact(id).map { condition.holds($0.custom) } ?? false
                })
        case .within(let least, let most):
            ranges.append(
                ValueRange(reader) { limit, found in
                    try reader.forEachRecord(ofField: condition.field, from: least, to: most, limit: limit, found)
                } holds: {
                    condition.holds($0.custom)
                })
        }
    }

    private func changed(in range: Range<Int64>, _ order: IDOrder) -> ValueRange {
        let (reader, times) = (reader, times)
        return ValueRange(reader) { limit, found in
            let rows = try reader.statement(
                "SELECT contact_id FROM contact_updated WHERE updated_at_ms >= ?1 AND updated_at_ms < ?2 LIMIT ?3")
            try rows.bind(range.lowerBound, at: 1)
            try rows.bind(range.upperBound, at: 2)
            try rows.bind(limit, at: 3)
            var count: Int64 = 0
            while try rows.step() {
                found(rows.int64(at: 0))
                count += 1
            }
            return count < limit
        } shortcut: { isWorthMaking in
            try (isWorthMaking ? times.make() : times.atHand).map {
                ChangedContacts(order: order, range: range, times: $0)
            }
        } holds: {
            range.contains($0.changedAtMs)
        }
    }
}

extension ReadTransaction {
    /// The greatest id of a live contact; 0: there is none.
    func newestContactID() throws -> Int64 {
        let row = try statement("SELECT id FROM contact ORDER BY id DESC LIMIT 1")
        return try row.step() ? row.int64(at: 0) : 0
    }

    /// The ids between which the contacts lie that were created in a range of times: both ascend together.
    fileprivate func contactIDs(createdIn range: Range<Int64>) throws -> Range<Int64> {
        let newest = try newestContactID()
        let lower = try firstContactID(createdAt: range.lowerBound, upTo: newest)
        return lower..<max(lower, try firstContactID(createdAt: range.upperBound, upTo: newest))
    }

    /// The least id from which on all live contacts were created at `time` or later; one more than `newest` when that is
    /// none.
    private func firstContactID(createdAt time: Int64, upTo newest: Int64) throws -> Int64 {
        let row = try statement("SELECT id, created_at_ms FROM contact WHERE id >= ?1 ORDER BY id LIMIT 1")
        var (low, high) = (Int64(1), newest + 1)
        while low < high {
            let middle = low + (high - low) / 2
            row.reset()
            try row.bind(middle, at: 1)
            guard try row.step() else { return middle }
            if row.int64(at: 1) < time { low = row.int64(at: 0) + 1 } else { high = middle }
        }
        return low
    }
}
