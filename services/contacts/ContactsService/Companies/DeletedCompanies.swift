import Contracts
import RPCCore
import Store

extension ReadTransaction {
    /// Companies that live contacts refer to, ascending, after one.
    func referredCompanies(after id: Int64, limit: Int64) throws -> [Int64] {
        let rows = try statement(
            """
            SELECT DISTINCT company_id FROM contact_company WHERE company_id > ?1 ORDER BY company_id LIMIT ?2
            """)
        try rows.bind(id, at: 1)
        try rows.bind(limit, at: 2)
        var ids: [Int64] = []
        while try rows.step() { ids.append(rows.int64(at: 0)) }
        return ids
    }
}

extension WriteTransaction {
    /// Notes that a company has been deleted, by an operation; its contacts lose it in `clearDeletedCompany`.
    func addDeletedCompany(_ id: Int64, operationID: String) throws {
        let insert = try statement(
            "INSERT INTO deleted_company (id, operation_id, is_cleared) VALUES (?1, ?2, 0) ON CONFLICT DO NOTHING")
        try insert.bind(id, at: 1)
        try insert.bind(operationID, at: 2)
        try insert.run()
    }

    /// Notes that a deleted company is back; contacts that have lost it by now do not get it back.
    func removeDeletedCompany(_ id: Int64) throws {
        let delete = try statement("DELETE FROM deleted_company WHERE id = ?1")
        try delete.bind(id, at: 1)
        try delete.run()
    }

    /// Takes a deleted company from up to `limit` of its contacts.
    ///
    /// Returns false when there was nothing left to do.
    func clearDeletedCompany(limit: Int64) throws -> Bool {
        let row = try statement("SELECT id, operation_id FROM deleted_company WHERE NOT is_cleared LIMIT 1")
        guard try row.step() else { return false }
        let company = row.int64(at: 0)
        operationID = row.text(at: 1)
        let ids = try contactIDs(.company, company, limit: limit)
        for id in ids {
            guard let stored = try storedContact(id) else { continue }
            var contact = stored.contact
            contact.companyID = 0
            contact.version += 1
            contact.updatedAtMs = now
            try update(stored, to: contact)
        }
        if ids.count < limit {
            let update = try statement("UPDATE deleted_company SET is_cleared = 1 WHERE id = ?1")
            try update.bind(company, at: 1)
            try update.run()
        }
        return true
    }
}
