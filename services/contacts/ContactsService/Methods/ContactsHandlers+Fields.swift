import Contracts
import CustomFields
import RPCCore
import ServiceRuntime
import Store

extension ContactsHandlers {
    private static let fields = FieldAdministration(
        ContactRecords(), noun: "contacts", reservedKeys: Set(ContactField.allCases.map(\.rawValue)))

    func createField(
        _ request: ContactsV1.CreateFieldRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> ContactsV1.CreateFieldResponse {
        ContactsV1.CreateFieldResponse(
            field: try Self.fields.create(key: request.key, settings: request.settings, in: writer))
    }

    func updateField(
        _ request: ContactsV1.UpdateFieldRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> ContactsV1.UpdateFieldResponse {
        ContactsV1.UpdateFieldResponse(
            field: try Self.fields.update(
                id: request.id, expectedVersion: request.expectedVersion, mask: request.updateMask,
                settings: request.settings, in: writer))
    }

    func listFields(
        _ request: ContactsV1.ListFieldsRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> ContactsV1.ListFieldsResponse {
        let page = try Self.fields.list(
            includeRetired: request.includeRetired, pageSize: request.pageSize, pageToken: request.pageToken, in: reader
        )
        return ContactsV1.ListFieldsResponse(fields: page.fields, nextPageToken: page.nextPageToken)
    }

    func orderFields(
        _ request: ContactsV1.OrderFieldsRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> ContactsV1.OrderFieldsResponse {
        try Self.fields.order(ids: request.ids, in: writer)
        return ContactsV1.OrderFieldsResponse()
    }

    func retireField(
        _ request: ContactsV1.RetireFieldRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> ContactsV1.RetireFieldResponse {
        ContactsV1.RetireFieldResponse(
            field: try Self.fields.setActive(
                false, id: request.id, expectedVersion: request.expectedVersion, in: writer))
    }

    func restoreField(
        _ request: ContactsV1.RestoreFieldRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> ContactsV1.RestoreFieldResponse {
        ContactsV1.RestoreFieldResponse(
            field: try Self.fields.setActive(
                true, id: request.id, expectedVersion: request.expectedVersion, in: writer))
    }
}

/// The contacts whose values change when a field gets another type.
private struct ContactRecords: CustomRecords {
    func rewriteValues(
        of field: FieldsV1.Field, in writer: WriteTransaction,
        _ body: (_ record: Int64, _ isLive: Bool, _ values: [String]) throws -> [String]
    ) throws {
        for id in try writer.recordIDs(withField: field.id) {
            guard let stored = try writer.storedContact(id) else { continue }
            if let contact = try rewritten(stored.contact, field.key, isLive: true, writer, body) {
                try writer.rewrite(contact, before: stored.message)
                try writer.setReferences(from: stored.contact, to: contact, of: id)
            }
        }
        let oldest = writer.now - ContactsHandlers.restorableMilliseconds
        for id in try writer.deletedContactsWithCustomValues() {
            guard let deleted = try writer.deletedContact(id), deleted.deletedAtMs >= oldest else { continue }
            if let contact = try rewritten(deleted, field.key, isLive: false, writer, body) {
                try writer.rewrite(contact, before: deleted.serializedBytes())
            }
        }
    }

    /// Nil where nothing changes.
    private func rewritten(
        _ before: ContactsV1.Contact, _ key: String, isLive: Bool, _ writer: WriteTransaction,
        _ body: (_ record: Int64, _ isLive: Bool, _ values: [String]) throws -> [String]
    ) throws -> ContactsV1.Contact? {
        let values = before.custom.values(of: key)
        if values.isEmpty { return nil }
        let converted = try body(before.id, isLive, values)
        if converted == values { return nil }
        var contact = before
        contact.custom.set(converted, of: key)
        contact.version += 1
        contact.updatedAtMs = writer.now
        return contact
    }
}

extension ReadTransaction {
    /// Ids, ascending.
    fileprivate func deletedContactsWithCustomValues() throws -> [Int64] {
        let rows = try statement("SELECT id FROM deleted_contact WHERE has_custom ORDER BY id")
        var ids: [Int64] = []
        while try rows.step() { ids.append(rows.int64(at: 0)) }
        return ids
    }
}

extension WriteTransaction {
    /// Replaces a contact, live or deleted, by its next version, of which nothing is looked up by.
    fileprivate func rewrite(_ contact: ContactsV1.Contact, before: [UInt8]) throws {
        let message = contact.serializedBytes()
        if contact.deletedAtMs == 0 {
            try updateRow(contact.id, message: message, hasCustom: !contact.custom.isEmpty)
        } else {
            let update = try statement("UPDATE deleted_contact SET message = ?2 WHERE id = ?1")
            try update.bind(contact.id, at: 1)
            try update.bind(message, at: 2)
            try update.run()
        }
        try record(.update, contact, before: before, after: message)
    }
}
