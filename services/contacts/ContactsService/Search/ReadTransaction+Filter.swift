import Contracts
import CustomFields
import RPCCore
import ServiceRuntime
import Store

/// Which contacts a list holds, checked.
struct ContactCondition: Sendable {
    /// Values of one condition.
    private static let valueLimit = 1_000
    private static let textLimit = 255

    private let query: SearchQuery?
    private let companyIDs: Set<Int64>
    private let managerIDs: Set<Int64>
    /// One spelling for one meaning, for page tokens.
    let spelling: String

    init(_ filter: ContactsV1.ContactFilter) throws(RPCError) {
        var rules = FieldRules()
        let text = rules.text(filter.text, field: "filter.text", limit: Self.textLimit)
        rules.count(filter.companyIDs, field: "filter.company_ids", limit: Self.valueLimit)
        rules.count(filter.managerIDs, field: "filter.manager_ids", limit: Self.valueLimit)
        try rules.check()
        query = SearchQuery(text)
        companyIDs = Set(filter.companyIDs)
        managerIDs = Set(filter.managerIDs)
        spelling = "\(companyIDs.sorted())\(managerIDs.sorted())\(text)"
    }

    /// The ids of the contacts that fulfil it, up to `newest`.
    fileprivate func stream(
        atMost newest: Int64, _ view: ContactView, _ reader: ReadTransaction
    ) throws -> any IDStream {
        var streams: [any IDStream] = []
        if let managers = view.managers {
            streams.append(ReferringRecords(ContactReference.manager.newest, managers, reader: reader))
        }
        let references: [(ContactReference, Set<Int64>)] = [(.company, companyIDs), (.manager, managerIDs)]
        for (reference, values) in references where !values.isEmpty {
            streams.append(ReferringRecords(reference.newest, values, reader: reader))
        }
        if let query = view.seesPhones ? query : query?.withoutDigits {
            streams.append(try SearchMatches(query, atMost: newest, reader: reader))
        }
        if streams.isEmpty { return AllContacts(reader: reader) }
        return streams.count == 1 ? streams[0] : Intersection(streams: streams)
    }
}

extension ReadTransaction {
    /// The ids of the contacts that fulfil a condition, newest first, at most `limit`, all below `before`.
    func contactIDs(
        _ condition: ContactCondition, _ view: ContactView, before: Int64?, limit: Int64
    ) throws -> [Int64] {
        var ids: [Int64] = []
        var bound = (before ?? .max) - 1
        var stream = try condition.stream(atMost: bound, view, self)
        while ids.count < limit, let id = try stream.next(atMost: bound) {
            ids.append(id)
            bound = id - 1
        }
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
        var stream = try condition.stream(atMost: bound, view, self)
        let row = try statement("SELECT message FROM contact WHERE id = ?1")
        while contacts.count < limit, byteCount < byteLimit, let id = try stream.next(atMost: bound) {
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
