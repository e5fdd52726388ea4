import Store

// What the service knows of contacts that come and go.

extension ReadTransaction {
    /// Whether the newest that is known of a contact's life is its deletion.
    func isContactDeleted(_ contactID: Int64) throws -> Bool {
        let select = try statement("SELECT 1 FROM contact_life WHERE contact_id = ?1 AND is_deleted = 1")
        try select.bind(contactID, at: 1)
        return try select.step()
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
}
