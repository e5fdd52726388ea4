import Contracts
import CustomFields
import RPCCore
import ServiceRuntime
import Store

/// Which contacts a list holds: those that pass every one of some filters, checked.
///
/// A value: good for any number of reads, in which it means what the workspace's fields and lists were when it was made.
struct ContactCondition: Sendable {
    let clauses: [FilterClause]
    /// The members of the customer lists that each clause names; nil where it names none.
    private let members: [IDSet?]
    private let times: ChangeTimes?
    private let limits: SearchLimits
    /// One spelling for one meaning, for page tokens.
    let spelling: String

    /// A filter, and what a saved filter that it refers to says.
    ///
    /// Throws `invalidArgument` with everything that is wrong.
    static func clauses(
        _ filter: ContactsV1.ContactFilter, saved: ContactsV1.ContactFilter? = nil
    ) throws(RPCError) -> [FilterClause] {
        var rules = FieldRules()
        var clauses = [FilterClause(filter, path: "filter", &rules)]
        if let saved { clauses.append(FilterClause(saved, path: "saved_filter", &rules)) }
        try rules.check()
        return clauses
    }

    /// `members` answers the members of any of some customer lists.
    init(
        _ clauses: [FilterClause], times: ChangeTimes, limits: SearchLimits,
        members: (Set<Int64>) async throws -> IDSet
    ) async throws {
        self.clauses = clauses
        self.times = times
        self.limits = limits
        var sets: [IDSet?] = []
        for clause in clauses {
            sets.append(clause.customerListIDs.isEmpty ? nil : try await members(clause.customerListIDs))
        }
        self.members = sets
        spelling = clauses.map(\.spelling).joined(separator: "\n")
    }

    /// A filter that names neither customer lists nor a saved filter.
    init(_ filter: ContactsV1.ContactFilter) throws(RPCError) {
        clauses = try Self.clauses(filter)
        times = nil
        limits = .standard
        members = clauses.map { _ in nil }
        spelling = clauses.map(\.spelling).joined(separator: "\n")
    }

    /// The condition with the workspace's fields as they are in a transaction, narrowed to what a caller sees.
    ///
    /// Throws `invalidArgument` for custom fields that cannot be asked for like that.
    func resolved(_ reader: ReadTransaction, _ view: ContactView) throws -> ResolvedCondition {
        var rules = FieldRules()
        let needsFields = clauses.contains { !$0.custom.isEmpty }
        let catalogue = needsFields ? try reader.fieldCatalogue() : .empty
        let parts = zip(clauses, members).map { clause, members in
            ResolvedCondition.Part(
                clause: view.seesPhones ? clause : clause.withoutDigits,
                fields: clause.fieldConditions(catalogue, &rules), members: members)
        }
        try rules.check()
        return ResolvedCondition(
            parts: parts, view: view, reader: reader, times: TransactionTimes(times, reader), limits: limits)
    }
}

extension ReadTransaction {
    /// The ids of the contacts that fulfil a condition, newest first, at most `limit`, all below `before`.
    func contactIDs(
        _ condition: ContactCondition, _ view: ContactView, before: Int64?, limit: Int64
    ) throws -> [Int64] {
        var ids: [Int64] = []
        var stream = try condition.resolved(self, view).stream(.descending)
        while ids.count < limit, let next = try stream.next(from: (ids.last ?? before ?? .max) - 1) { ids.append(next) }
        return ids
    }

    /// The same, oldest first, all above `after`.
    func contactIDs(
        _ condition: ContactCondition, _ view: ContactView, after: Int64, limit: Int
    ) throws -> [Int64] {
        var ids: [Int64] = []
        var stream = try condition.resolved(self, view).stream(.ascending)
        while ids.count < limit, let next = try stream.next(from: (ids.last ?? after) + 1) { ids.append(next) }
        return ids
    }

    /// The contacts that fulfil a condition, newest first, at most `limit`, all older than the one with the id
    /// `before`.
    ///
    /// Ends early after the contact whose serialised size brings the whole to `byteLimit`.
    func contacts(
        _ condition: ContactCondition, _ view: inout ContactView, before: Int64?, limit: Int64, byteLimit: Int = .max
    ) throws -> [ContactsV1.Contact] {
        var contacts: [ContactsV1.Contact] = []
        var byteCount = 0
        var bound = (before ?? .max) - 1
        var stream = try condition.resolved(self, view).stream(.descending)
        let row = try statement("SELECT message FROM contact WHERE id = ?1")
        while contacts.count < limit, byteCount < byteLimit, let id = try stream.next(from: bound) {
            bound = id - 1
            row.reset()
            try row.bind(id, at: 1)
            guard try row.step() else { continue }
            let contact = try row.withBytes(at: 0) { bytes in
                byteCount += bytes.count
                return try ContactsV1.Contact(deserializing: bytes)
            }
            contacts.append(try view.masked(contact, self))
        }
        return contacts
    }
}
