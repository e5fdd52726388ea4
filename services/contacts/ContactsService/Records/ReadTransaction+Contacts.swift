import Contracts
import PhoneNumbers
import RPCCore
import Store

/// A live contact as it is stored: the message, and which row of which import made it.
struct StoredContact {
    var message: [UInt8]
    var contact: ContactsV1.Contact
    /// 0: made by hand.
    var originJob: Int64 = 0
    var originRow: Int64 = 0
}

extension ReadTransaction {
    /// A live contact; nil when there is none with that id.
    func contact(_ id: Int64) throws -> ContactsV1.Contact? {
        let row = try statement("SELECT message FROM contact WHERE id = ?1")
        try row.bind(id, at: 1)
        guard try row.step() else { return nil }
        return try row.withBytes(at: 0) { bytes in try ContactsV1.Contact(deserializing: bytes) }
    }

    /// Whether there is a live contact with that id.
    func hasContact(_ id: Int64) throws -> Bool {
        let row = try statement("SELECT 1 FROM contact WHERE id = ?1")
        try row.bind(id, at: 1)
        return try row.step()
    }

    /// A deleted contact.
    func deletedContact(_ id: Int64) throws -> ContactsV1.Contact? {
        let row = try statement("SELECT message FROM deleted_contact WHERE id = ?1")
        try row.bind(id, at: 1)
        guard try row.step() else { return nil }
        return try row.withBytes(at: 0) { bytes in try ContactsV1.Contact(deserializing: bytes) }
    }

    /// A live contact with what a write needs to know of it.
    func storedContact(_ id: Int64) throws -> StoredContact? {
        let row = try statement("SELECT message, origin_job, origin_row FROM contact WHERE id = ?1")
        try row.bind(id, at: 1)
        guard try row.step() else { return nil }
        let message = row.bytes(at: 0)
        let contact = try message.withUnsafeBytes { bytes in try ContactsV1.Contact(deserializing: bytes) }
        return StoredContact(
            message: message, contact: contact, originJob: row.int64(at: 1), originRow: row.int64(at: 2))
    }

    /// Hands over a live contact as the caller sees it, a serialised `Contact`; false where it sees none.
    func show(
        contact id: Int64, _ view: inout ContactView, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws -> Bool {
        try showFirst(of: statement("SELECT message, has_custom FROM contact WHERE id = ?1"), id: id, &view, body)
    }

    /// The same for a deleted contact.
    func show(
        deletedContact id: Int64, _ view: inout ContactView, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws -> Bool {
        try showFirst(
            of: statement("SELECT message, has_custom FROM deleted_contact WHERE id = ?1"), id: id, &view, body)
    }

    private func showFirst(
        of row: consuming Statement, id: Int64, _ view: inout ContactView,
        _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws -> Bool {
        try row.bind(id, at: 1)
        return try row.step() && view.show(row, self, body)
    }

    /// Hands over the live contacts that have a phone as the caller sees them, oldest first.
    func showEach(
        phone: PhoneNumber, limit: Int64, _ view: inout ContactView, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        // CROSS JOIN keeps the order of the tables: the key, then each of its contacts.
        let rows = try statement(
            """
            SELECT c.message, c.has_custom FROM contact_phone p CROSS JOIN contact c ON c.id = p.contact_id
            WHERE p.number = ?1 AND p.extension = ?2 ORDER BY p.contact_id
            """)
        try rows.bind(phone.e164, at: 1)
        try rows.bind(phone.ext, at: 2)
        try showEach(of: rows, limit: limit, &view, body)
    }

    /// Hands over the live contacts that have an e-mail address as the caller sees them, oldest first.
    func showEach(
        email: String, limit: Int64, _ view: inout ContactView, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        let rows = try statement(
            """
            SELECT c.message, c.has_custom FROM contact_email e CROSS JOIN contact c ON c.id = e.contact_id
            WHERE e.address = ?1 ORDER BY e.contact_id
            """)
        try rows.bind(email, at: 1)
        try showEach(of: rows, limit: limit, &view, body)
    }

    private func showEach(
        of rows: consuming Statement, limit: Int64, _ view: inout ContactView,
        _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        var count: Int64 = 0
        while count < limit, try rows.step() {
            if try view.show(rows, self, body) { count += 1 }
        }
    }

    /// Ids of the live contacts that have a phone, ascending.
    func contactIDs(phone: PhoneNumber, limit: Int64) throws -> [Int64] {
        let rows = try statement(
            """
            SELECT contact_id FROM contact_phone WHERE number = ?1 AND extension = ?2 ORDER BY contact_id LIMIT ?3
            """)
        try rows.bind(phone.e164, at: 1)
        try rows.bind(phone.ext, at: 2)
        try rows.bind(limit, at: 3)
        var ids: [Int64] = []
        while try rows.step() { ids.append(rows.int64(at: 0)) }
        return ids
    }

    /// Ids of the live contacts that have an e-mail address, ascending.
    func contactIDs(email: String, limit: Int64) throws -> [Int64] {
        let rows = try statement(
            "SELECT contact_id FROM contact_email WHERE address = ?1 ORDER BY contact_id LIMIT ?2")
        try rows.bind(email, at: 1)
        try rows.bind(limit, at: 2)
        var ids: [Int64] = []
        while try rows.step() { ids.append(rows.int64(at: 0)) }
        return ids
    }

    /// Whether any company is known to be gone.
    func hasDeletedCompanies() throws -> Bool { try statement("SELECT 1 FROM deleted_company LIMIT 1").step() }

    /// Whether a company is known to be gone.
    func isDeletedCompany(_ id: Int64) throws -> Bool {
        let row = try statement("SELECT 1 FROM deleted_company WHERE id = ?1")
        try row.bind(id, at: 1)
        return try row.step()
    }
}
