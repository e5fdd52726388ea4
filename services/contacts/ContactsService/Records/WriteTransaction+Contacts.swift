import Contracts
import CustomFields
import PhoneNumbers
import RPCCore
import Store

extension WriteTransaction {
    /// The id and the creation time of the next contact.
    ///
    /// Ids ascend and are never used again, because a deleted contact keeps its row. The time never runs backwards
    /// from one contact to the next, even when the clock does: so the order of the ids is the order of creation.
    func nextContact() throws -> (id: Int64, createdAt: Int64) {
        let live = try statement("SELECT id, created_at_ms FROM contact ORDER BY id DESC LIMIT 1")
        let deleted = try statement("SELECT id, created_at_ms FROM deleted_contact ORDER BY id DESC LIMIT 1")
        var newest: (id: Int64, createdAt: Int64) = (0, now)
        if try live.step() { newest = (live.int64(at: 0), max(newest.createdAt, live.int64(at: 1))) }
        if try deleted.step() {
            newest = (max(newest.id, deleted.int64(at: 0)), max(newest.createdAt, deleted.int64(at: 1)))
        }
        return (newest.id + 1, newest.createdAt)
    }

    /// Stores a new contact, which has its id, with its keys, its words for search and its change record.
    func create(_ contact: ContactsV1.Contact) throws {
        let message = contact.serializedBytes()
        try insertRow(contact, message: message)
        try addKeys(of: contact)
        try setSearchText(of: contact)
        try record(.create, contact, before: nil, after: message)
    }

    /// Replaces a live contact by a changed one with the next version.
    func update(_ stored: StoredContact, to contact: ContactsV1.Contact) throws {
        let message = contact.serializedBytes()
        try updateRow(contact.id, message: message, hasCustom: !contact.custom.isEmpty)
        let before = stored.contact
        try setReferences(from: before, to: contact, of: contact.id)
        for phone in before.phones where !contact.phones.contains(phone.key) {
            try removeKey(phone.key, of: contact.id)
        }
        for phone in contact.phones where !before.phones.contains(phone.key) { try addKey(phone.key, of: contact.id) }
        for email in before.emails where !contact.emails.contains(email) { try removeKey(email, of: contact.id) }
        for email in contact.emails where !before.emails.contains(email) { try addKey(email, of: contact.id) }
        try setIndex(from: before.custom, to: contact.custom, of: contact.id)
        if SearchText.differs(before, contact) { try setSearchText(of: contact) }
        try record(.update, contact, before: stored.message, after: message)
    }

    /// Moves a live contact among the deleted ones.
    func delete(_ stored: StoredContact, as contact: ContactsV1.Contact) throws {
        try record(.delete, contact, before: stored.message, after: removeLive(contact))
    }

    /// Moves a live contact among the deleted ones, without a record of the change; returns what is stored.
    @discardableResult
    func removeLive(_ contact: ContactsV1.Contact) throws -> [UInt8] {
        let message = contact.serializedBytes()
        let delete = try statement("DELETE FROM contact WHERE id = ?1")
        try delete.bind(contact.id, at: 1)
        try delete.run()
        let insert = try statement(
            "INSERT INTO deleted_contact (id, created_at_ms, message, has_custom) VALUES (?1, ?2, ?3, ?4)")
        try insert.bind(contact.id, at: 1)
        try insert.bind(contact.createdAtMs, at: 2)
        try insert.bind(message, at: 3)
        try insert.bind(contact.custom.isEmpty ? nil : 1, at: 4)
        try insert.run()
        for phone in contact.phones { try removeKey(phone.key, of: contact.id) }
        for email in contact.emails { try removeKey(email, of: contact.id) }
        try setReferences(from: contact, to: nil, of: contact.id)
        try setIndex(from: contact.custom, to: [], of: contact.id)
        try clearSearchText(of: contact.id)
        return message
    }

    /// Moves a deleted contact back among the live ones.
    func restore(_ deleted: ContactsV1.Contact, as contact: ContactsV1.Contact) throws {
        let delete = try statement("DELETE FROM deleted_contact WHERE id = ?1")
        try delete.bind(contact.id, at: 1)
        try delete.run()
        let message = contact.serializedBytes()
        try insertRow(contact, message: message)
        try addKeys(of: contact)
        try setSearchText(of: contact)
        try record(.restore, contact, before: deleted.serializedBytes(), after: message)
    }

    private func addKeys(of contact: ContactsV1.Contact) throws {
        for phone in contact.phones { try addKey(phone.key, of: contact.id) }
        for email in contact.emails { try addKey(email, of: contact.id) }
        try setReferences(from: nil, to: contact, of: contact.id)
        try setIndex(from: [], to: contact.custom, of: contact.id)
    }

    /// Changes the custom values that a contact is found by; of one that has none the fields are not even asked for.
    private func setIndex(
        from before: [FieldsV1.CustomValue], to after: [FieldsV1.CustomValue], of id: Int64
    ) throws {
        if before == after { return }
        let catalogue = try fieldCatalogue()
        try setIndex(from: catalogue.entries(of: before), to: catalogue.entries(of: after), of: id)
    }
}

// MARK: - Rows and keys, one table each

extension WriteTransaction {
    /// Stores a row; without an origin for a contact that no import made.
    ///
    /// Stores the row of a contact that no import has created.
    func insertRow(_ contact: ContactsV1.Contact, message: [UInt8]) throws {
        var rows = ContactRows(in: self)
        try rows.insert(
            contact.id, createdAt: contact.createdAtMs, message: message, hasCustom: !contact.custom.isEmpty)
        try rows.finish()
    }

    func updateRow(_ id: Int64, message: [UInt8], hasCustom: Bool) throws {
        let update = try statement("UPDATE contact SET message = ?2, has_custom = ?3 WHERE id = ?1")
        try update.bind(id, at: 1)
        try update.bind(hasCustom ? 1 : nil, at: 3)
        try update.run(with: message, at: 2)
    }

    func addKey(_ phone: PhoneNumber, of id: Int64) throws {
        let insert = try statement("INSERT INTO contact_phone (number, extension, contact_id) VALUES (?1, ?2, ?3)")
        try insert.bind(phone.e164, at: 1)
        try insert.bind(phone.ext, at: 2)
        try insert.bind(id, at: 3)
        try insert.run()
    }

    func addKey(_ email: String, of id: Int64) throws {
        let insert = try statement("INSERT INTO contact_email (address, contact_id) VALUES (?1, ?2)")
        try insert.bind(email, at: 1)
        try insert.bind(id, at: 2)
        try insert.run()
    }

    private func removeKey(_ phone: PhoneNumber, of id: Int64) throws {
        let delete = try statement(
            "DELETE FROM contact_phone WHERE number = ?1 AND extension = ?2 AND contact_id = ?3")
        try delete.bind(phone.e164, at: 1)
        try delete.bind(phone.ext, at: 2)
        try delete.bind(id, at: 3)
        try delete.run()
    }

    private func removeKey(_ email: String, of id: Int64) throws {
        let delete = try statement("DELETE FROM contact_email WHERE address = ?1 AND contact_id = ?2")
        try delete.bind(email, at: 1)
        try delete.bind(id, at: 2)
        try delete.run()
    }

    /// Appends to the change log; the images are the stored message.
    func record(_ kind: ChangeKind, _ contact: ContactsV1.Contact, before: [UInt8]?, after: [UInt8]) throws {
        try record(
            kind, entity: "contact", id: contact.id, version: contact.version,
            imageType: ContactsV1.Contact.fullName, before: before, after: after)
    }
}

/// Stores rows of `contact`.
struct ContactRows {
    private var rows: RowInserter

    init(in transaction: WriteTransaction) {
        rows = RowInserter(
            "INSERT INTO contact (id, created_at_ms, origin_job, origin_row, message, has_custom)", columnCount: 6,
            in: transaction)
    }

    /// Nil: no import has created the contact.
    mutating func insert(
        _ id: Int64, createdAt: Int64, originJob: Int64? = nil, originRow: Int64? = nil, message: [UInt8],
        hasCustom: Bool
    ) throws {
        rows.append(id)
        rows.append(createdAt)
        rows.append(originJob)
        rows.append(originRow)
        rows.append(message)
        rows.append(hasCustom ? 1 : nil)
        try rows.endRow()
    }

    /// Stores the rows that are left.
    mutating func finish() throws { try rows.finish() }
}
