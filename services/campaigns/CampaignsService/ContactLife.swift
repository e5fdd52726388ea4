import RPCCore
import ServiceRuntime
import Store

// What the service knows of contacts that come and go.

extension ReadTransaction {
    /// Whether the newest that is known of a contact's life is its deletion.
    func isContactDeleted(_ contactID: Int64) throws -> Bool {
        try contactLife(contactID) > 0
    }

    /// Whether what is known of a contact's life is that the person was erased.
    func isContactErased(_ contactID: Int64) throws -> Bool { try contactLife(contactID) == 2 }

    /// 0: live, 1: deleted, 2: erased.
    private func contactLife(_ contactID: Int64) throws -> Int64 {
        let select = try statement("SELECT is_deleted FROM contact_life WHERE contact_id = ?1")
        try select.bind(contactID, at: 1)
        return try select.step() ? select.int64(at: 0) : 0
    }

    /// The contacts above an id that are a customer or a member, ascending.
    func contactIDs(after id: Int64, limit: Int) throws -> [Int64] {
        let select = try statement(
            """
            SELECT contact_id FROM (
                SELECT * FROM (
                    SELECT DISTINCT contact_id FROM campaign_customer WHERE contact_id > ?1
                    ORDER BY contact_id LIMIT ?2)
                UNION
                SELECT * FROM (
                    SELECT DISTINCT contact_id FROM list_member WHERE contact_id > ?1 ORDER BY contact_id LIMIT ?2))
            ORDER BY contact_id LIMIT ?2
            """)
        try select.bind(id, at: 1)
        try select.bind(Int64(limit), at: 2)
        var ids: [Int64] = []
        while try select.step() { ids.append(select.int64(at: 0)) }
        return ids
    }

    /// How often the workspace was brought up to date without the change log of contacts.
    func resynchronisationCount() throws -> Int64 {
        let select = try statement("SELECT count FROM contact_resynchronisation WHERE id = 1")
        return try select.step() ? select.int64(at: 0) : 0
    }
}

extension WriteTransaction {
    /// Takes in that a contact was deleted or restored at a version of it: closes or opens its customers, hides or
    /// shows its memberships.
    ///
    /// A version that is not newer than what is known changes nothing.
    func setContactDeleted(_ isDeleted: Bool, _ contactID: Int64, version: Int64) throws {
        let upsert = try statement(
            """
            INSERT INTO contact_life (contact_id, version, is_deleted) VALUES (?1, ?2, ?3)
            ON CONFLICT (contact_id) DO UPDATE SET version = excluded.version, is_deleted = excluded.is_deleted
            WHERE excluded.version > version
            """)
        try upsert.bind(contactID, at: 1)
        try upsert.bind(version, at: 2)
        try upsert.bind(Int64(isDeleted), at: 3)
        try upsert.run()
        guard upsert.changedRowCount > 0 else { return }
        try setCustomersClosed(isDeleted, ofContact: contactID)
        try setMembershipsHidden(isDeleted, ofContact: contactID)
    }

    /// Takes in that the person who is a contact was erased: erases its customers, and lets none be added by a call that
    /// looked the contact up before.
    func setContactErased(_ contactID: Int64, version: Int64) throws {
        try setContactDeleted(true, contactID, version: version)
        let update = try statement("UPDATE contact_life SET is_deleted = 2 WHERE contact_id = ?1")
        try update.bind(contactID, at: 1)
        try update.run()
        try eraseCustomers(ofContact: contactID)
    }

    /// Forgets what is known of the lives of contacts, which is about to be asked for anew; contacts that are being
    /// looked up for an addition now must be looked up again.
    func beginResynchronisation() throws {
        try statement("DELETE FROM contact_life").run()
        try statement(
            """
            INSERT INTO contact_resynchronisation (id, count) VALUES (1, 1)
            ON CONFLICT (id) DO UPDATE SET count = count + 1
            """
        ).run()
    }

    /// Throws `aborted` when the contacts of an addition were looked up before the last `beginResynchronisation`.
    func checkNotResynchronised(since count: Int64) throws {
        guard try resynchronisationCount() == count else {
            throw RPCError(.aborted, nil, "The contacts have changed meanwhile; try again.")
        }
    }
}
