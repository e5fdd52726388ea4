import Contracts
import PhoneNumbers
import RPCCore
import Store

extension ReadTransaction {
    /// The live contacts behind each of many phones.
    ///
    /// Asked in the order of the key, so that neighbours share a page.
    func matches(phones: Set<PhoneNumber>) throws -> [PhoneNumber: MatchList] {
        let rows = try statement(
            """
            SELECT contact_id FROM contact_phone WHERE number = ?1 AND extension = ?2 ORDER BY contact_id LIMIT ?3
            """)
        try rows.bind(Int64(MatchList.limit + 1), at: 3)
        var matches: [PhoneNumber: MatchList] = [:]
        for phone in phones.sorted() {
            try rows.bind(phone.e164, at: 1)
            try rows.bind(phone.ext, at: 2)
            var found = MatchList()
            while try rows.step() { found.insert(rows.int64(at: 0)) }
            rows.reset()
            if !found.isEmpty { matches[phone] = found }
        }
        return matches
    }

    /// The live contacts behind each of many e-mail addresses.
    func matches(emails: Set<String>) throws -> [String: MatchList] {
        let rows = try statement("SELECT contact_id FROM contact_email WHERE address = ?1 ORDER BY contact_id LIMIT ?2")
        try rows.bind(Int64(MatchList.limit + 1), at: 2)
        var matches: [String: MatchList] = [:]
        for email in emails.sorted() {
            try rows.bind(email, at: 1)
            var found = MatchList()
            while try rows.step() { found.insert(rows.int64(at: 0)) }
            rows.reset()
            if !found.isEmpty { matches[email] = found }
        }
        return matches
    }

    /// Those of `ids` that are live, by ascending id.
    func storedContacts(_ ids: Set<Int64>) throws -> [StoredContact] {
        try ids.sorted().compactMap(storedContact)
    }
}

extension WriteTransaction {
    /// Writes what the rows of a chunk did: the change log in file order, every table in the order of its key.
    func write(_ contacts: BulkWorkingSet) throws {
        for effect in contacts.effects {
            try record(
                effect.kind, entity: "contact", id: effect.id, version: effect.version,
                imageType: ContactsV1.Contact.fullName, before: effect.before, after: effect.after)
        }
        for entry in contacts.entries.prefix(contacts.loadedCount) where entry.isChanged {
            try updateRow(entry.contact, message: entry.message)
            if entry.isFoundByOtherText { try setSearchText(of: entry.contact) }
        }
        for entry in contacts.entries.dropFirst(contacts.loadedCount) {
            try insertRow(
                entry.contact, message: entry.message, originJob: entry.originJob, originRow: entry.originRow)
        }
        for entry in contacts.entries.dropFirst(contacts.loadedCount) { try setSearchText(of: entry.contact) }
        for (phone, id) in contacts.addedPhones.sorted(by: { ($0.phone, $0.id) < ($1.phone, $1.id) }) {
            try addKey(phone, of: id)
        }
        for (email, id) in contacts.addedEmails.sorted(by: { ($0.email, $0.id) < ($1.email, $1.id) }) {
            try addKey(email, of: id)
        }
    }
}

// MARK: - Jobs and chunks

extension ReadTransaction {
    /// The number of an import's job; nil when none of its chunks was written.
    func bulkJob(_ name: String) throws -> Int64? {
        let row = try statement("SELECT id FROM bulk_job WHERE name = ?1")
        try row.bind(name, at: 1)
        return try row.step() ? row.int64(at: 0) : nil
    }

    /// The answer to a chunk that was written before.
    func bulkAnswer(job: Int64, chunk: Int64) throws -> ContactsV1.BulkWriteContactsResponse? {
        let row = try statement("SELECT response FROM bulk_chunk WHERE job = ?1 AND chunk = ?2")
        try row.bind(job, at: 1)
        try row.bind(chunk, at: 2)
        guard try row.step() else { return nil }
        return try row.withBytes(at: 0) { bytes in try ContactsV1.BulkWriteContactsResponse(deserializing: bytes) }
    }
}

extension WriteTransaction {
    /// The number of a job that has none yet.
    func nextBulkJob() throws -> Int64 {
        let newest = try statement("SELECT coalesce(max(id), 0) FROM bulk_job")
        _ = try newest.step()
        return newest.int64(at: 0) + 1
    }

    func createBulkJob(_ id: Int64, name: String) throws {
        let insert = try statement("INSERT INTO bulk_job (id, name) VALUES (?1, ?2)")
        try insert.bind(id, at: 1)
        try insert.bind(name, at: 2)
        try insert.run()
    }

    func storeBulkAnswer(_ answer: ContactsV1.BulkWriteContactsResponse, job: Int64, chunk: Int64) throws {
        let insert = try statement("INSERT INTO bulk_chunk (job, chunk, response) VALUES (?1, ?2, ?3)")
        try insert.bind(job, at: 1)
        try insert.bind(chunk, at: 2)
        try insert.bind(answer.serializedBytes(), at: 3)
        try insert.run()
    }

    func removeBulkAnswers(job: Int64) throws {
        let delete = try statement("DELETE FROM bulk_chunk WHERE job = ?1")
        try delete.bind(job, at: 1)
        try delete.run()
    }
}
