import Contracts
import CustomFields
import OperationUndo
import RPCCore
import ServiceRuntime
import Store

/// Answers the methods of `danhba.contacts.v1.Duplicates`.
struct DuplicatesHandlers: ContactsV1.DuplicatesService {
    private static let mergedLimit = 100

    /// Told of what a merge makes searchable.
    let searchIndexer: SearchIndexer

    func findDuplicates(
        _ request: ContactsV1.FindDuplicatesRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> ContactsV1.FindDuplicatesResponse {
        let value = try Self.sharedValue(request, reader)
        let page = try PageRequest(
            size: request.pageSize, token: request.pageToken, list: "duplicates",
            filter: "\(request.key.rawValue) \(request.customKey)", keyCount: 2)
        // Groups may have the same oldest contact, so a page begins behind so many of these.
        let (first, skipped) = (page.after?[0] ?? 0, page.after?[1] ?? 0)
        var groups = try reader.duplicates(value, from: first, skipping: skipped, limit: page.readLimit)
        let oldest = groups.map(\.oldest)
        let last = page.size - 1
        let token = page.cut(&groups) { _ in
            let same = oldest.prefix(last + 1).reversed().prefix { $0 == oldest[last] }.count
            return [oldest[last], Int64(same) + (oldest[last] == first ? skipped : 0)]
        }
        return ContactsV1.FindDuplicatesResponse(
            groups: groups.map { .init(contactIDs: $0.ids, contactCount: $0.count) }, nextPageToken: token)
    }

    private static func sharedValue(
        _ request: ContactsV1.FindDuplicatesRequest, _ reader: ReadTransaction
    ) throws -> SharedValue {
        switch (request.key, request.customKey) {
        case (.phone, ""): return .phone
        case (.email, ""): return .email
        case (.unspecified, let key) where !key.isEmpty:
            guard let field = try reader.fieldCatalogue().activeField(key) else {
                throw RPCError(.notFound, nil, "There is no such field.", field: "custom_key")
            }
            return .custom(field.id)
        default:
            throw RPCError(.invalidArgument, nil, "Name one key: phone, e-mail or a custom field.", field: "key")
        }
    }

    func mergeContacts(
        _ request: ContactsV1.MergeContactsRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> ContactsV1.MergeContactsResponse {
        try Self.check(request)
        var view = try writer.view(for: context)
        let expected = Dictionary(
            request.expectedVersions.map { ($0.contactID, $0.version) }, uniquingKeysWith: { _, last in last })
        func stored(_ id: Int64) throws -> StoredContact {
            try writer.storedContact(id, expectedVersion: expected[id] ?? 0, view)
        }
        let survivor = try stored(request.survivorID)
        let others = try request.mergedIDs.map(stored)
        var contact = try Self.union(survivor, others, request.choices)
        if contact.managerID != survivor.contact.managerID, contact.managerID != 0 {
            if request.choices.contains(where: { $0.field == ContactField.managerID.rawValue }) {
                try writer.checkActive(contact.managerID, field: "choices")
            } else if try writer.agent(contact.managerID)?.active != true {
                contact.managerID = survivor.contact.managerID
            }
        }
        let tickets = try request.mergedIDs.flatMap(writer.ticketIDs(ofContact:))
        var response = ContactsV1.MergeContactsResponse(contact: contact, ticketCount: Int64(tickets.count))
        if !request.dryRun {
            response.contact = try writer.merge(others, into: survivor, as: contact, tickets: tickets)
            response.operationID = writer.operationID
            searchIndexer.workspaceChanged(context.workspace)
        }
        response.contact = try response.contact.map { try view.masked($0, writer) }
        return response
    }

    private static func check(_ request: ContactsV1.MergeContactsRequest) throws {
        var rules = FieldRules()
        let ids = [request.survivorID] + request.mergedIDs
        if request.mergedIDs.isEmpty { rules.refuse("merged_ids", .requiredMissing, "Name the contacts to merge.") }
        rules.count(request.mergedIDs, field: "merged_ids", limit: mergedLimit)
        if Set(ids).count < ids.count {
            rules.refuse("merged_ids", nil, "A contact is merged once, and not into itself.")
        }
        if Set(request.choices.map(\.field)).count < request.choices.count {
            rules.refuse("choices", nil, "A field is chosen once.")
        }
        if request.choices.contains(where: { ContactRecordField($0.field) == nil }) {
            rules.refuse("choices", nil, "There is no such field.")
        }
        if request.choices.contains(where: { !ids.contains($0.contactID) }) {
            rules.refuse("choices", nil, "A value is taken from one of the contacts that are merged.")
        }
        try rules.check()
    }

    private static func union(
        _ survivor: StoredContact, _ others: [StoredContact], _ choices: [ContactsV1.MergeChoice]
    ) throws -> ContactsV1.Contact {
        let contacts = ([survivor] + others).map(\.contact)
        var union = ContactUnion(survivor.contact, others.map(\.contact))
        for choice in choices {
            guard let field = ContactRecordField(choice.field),
                let source = contacts.first(where: { $0.id == choice.contactID })
            else { continue }
            union.take(field, from: source)
        }
        try union.check()
        return union.contact
    }
}

extension WriteTransaction {
    /// In this order, so that an undo, which goes the same way, frees what is unique before it is needed.
    fileprivate func merge(
        _ others: [StoredContact], into survivor: StoredContact, as union: ContactsV1.Contact, tickets: [Int64]
    ) throws -> ContactsV1.Contact {
        var contact = union
        if contact != survivor.contact {
            contact.version += 1
            contact.updatedAtMs = now
            try update(survivor, to: contact)
        }
        for id in tickets {
            guard let stored = try ticket(id) else { continue }
            var ticket = stored
            ticket.contactID = contact.id
            ticket.version += 1
            ticket.updatedAtMs = now
            try update(stored, to: ticket)
        }
        for other in others { try delete(other) }
        return contact
    }
}
