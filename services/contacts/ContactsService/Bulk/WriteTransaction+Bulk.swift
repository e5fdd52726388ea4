import BulkWriting
import Contracts
import CustomFields
import PhoneNumbers
import RPCCore
import Store

/// A live contact as it is stored, and which row of which import made it.
struct StoredMessage {
    var id: Int64
    var message: [UInt8]
    /// 0: made by hand.
    var originJob: Int64
    var originRow: Int64
}

extension ReadTransaction {
    /// Finds the live contacts behind each of many phones, of which about `storedCount` are stored.
    ///
    /// Goes through the stored keys beside the wanted ones, in the order of both. Where few stored ones lie between two
    /// wanted ones, passing over them is faster than to seek the next.
    func findMatches(of phones: inout KeyTable<PhoneNumber>, storedCount: Int64) throws {
        let wanted = phones.keys
        let isDense = storedCount / 8 <= Int64(wanted.count)
        let rows = try statement(
            """
            SELECT number, extension, contact_id FROM contact_phone WHERE (number, extension) >= (?1, ?2)
            ORDER BY number, extension, contact_id
            """)
        var place = 0
        while place < wanted.count {
            try rows.bind(wanted[place].e164, at: 1)
            try rows.bind(wanted[place].ext, at: 2)
            var passed = 0
            while passed <= (isDense ? 16 : 0) {
                guard try rows.step() else { return }
                let stored = PhoneNumber(e164: rows.int64(at: 0), ext: rows.int64(at: 1))
                while place < wanted.count, wanted[place] < stored { place += 1 }
                if place == wanted.count { return }
                guard wanted[place] == stored else {
                    passed += 1
                    continue
                }
                phones.found(rows.int64(at: 2), at: place)
                if phones.isFull(at: place) {
                    place += 1
                    break
                }
                passed = 0
            }
            rows.reset()
        }
    }

    /// Finds the live contacts behind each of many e-mail addresses.
    func findMatches(of emails: inout KeyTable<EmailKey>) throws {
        let rows = try statement("SELECT contact_id FROM contact_email WHERE address = ?1 ORDER BY contact_id LIMIT ?2")
        try rows.bind(Int64(emails.matchLimit), at: 2)
        for place in emails.keys.indices {
            try rows.bind(emails.keys[place].address, at: 1)
            while try rows.step() { emails.found(rows.int64(at: 0), at: place) }
            rows.reset()
        }
    }

    /// Finds the live contacts behind those custom values of a chunk's rows that match, or that nobody else may have.
    ///
    /// Of each value at most `limit`.
    func findMatches(
        of drafts: [BulkDraft], _ fields: FieldCatalogue, _ options: BulkOptions, limit: Int
    ) throws -> CustomMatches {
        let unique = fields.fields.filter { fields.isUnique($0.key) }.map(\.id)
        let wanted = options.matchingFields.union(unique)
        var matches = CustomMatches(needed: options.match.listLimit - 1)
        if wanted.isEmpty { return matches }
        let entries = Set(drafts.lazy.flatMap(\.customEntries).filter { wanted.contains($0.field) })
        for entry in entries.sorted() {
            let ids = try recordIDs(with: entry, limit: Int64(limit))
            matches.found(ids, with: entry, limit: limit)
        }
        return matches
    }

    /// Those of `ids` that are live; both ascend.
    func storedMessages(_ ids: [Int64]) throws -> [StoredMessage] {
        let row = try statement("SELECT message, origin_job, origin_row FROM contact WHERE id = ?1")
        var stored: [StoredMessage] = []
        stored.reserveCapacity(ids.count)
        for id in ids {
            try row.bind(id, at: 1)
            if try row.step() {
                stored.append(
                    StoredMessage(
                        id: id, message: row.bytes(at: 0), originJob: row.int64(at: 1), originRow: row.int64(at: 2)))
            }
            row.reset()
        }
        return stored
    }
}

extension WriteTransaction {
    /// Writes what the rows of a chunk did: the change log in file order, every table in the order of its key.
    ///
    /// Without `isSearched` nobody will search for it.
    func write(_ merge: BulkMerge, isSearched: Bool = true) throws {
        let contacts = merge.contacts
        try record(contacts.changes, entity: "contact", imageType: ContactsV1.Contact.fullName)
        for (id, entry) in contacts.loaded where entry.isChanged {
            try updateRow(id, message: entry.message, hasCustom: entry.hasCustom)
            if isSearched, !entry.searchText.isEmpty { try setSearchText(entry.searchText, of: id) }
        }
        try insertRows(contacts.created, from: contacts.firstNewID, createdAt: merge.createdAt)
        for kind in ContactReference.allCases { try setReferences(kind, of: contacts) }
        if isSearched { try addSearchTexts(contacts.created.map(\.searchText), from: contacts.firstNewID) }
        try addKeys(merge.phones.sortedAdditions)
        try addKeys(merge.emails.sortedAdditions)
        if contacts.hasCustomChanges {
            let changes = contacts.customChanges
            try setIndex(remove: changes.removed, add: changes.added)
        }
    }

    private func insertRows(_ entries: ArraySlice<BulkWorkingSet.Entry>, from firstID: Int64, createdAt: Int64) throws {
        var rows = ContactRows(in: self)
        var id = firstID
        for entry in entries {
            try rows.insert(
                id, createdAt: createdAt, originJob: entry.originJob, originRow: entry.originRow,
                message: entry.message, hasCustom: entry.hasCustom)
            id += 1
        }
        try rows.finish()
    }

    private func setReferences(_ kind: ContactReference, of contacts: BulkWorkingSet) throws {
        var removed: [(value: Int64, id: Int64)] = []
        var added: [(value: Int64, id: Int64)] = []
        added.reserveCapacity(contacts.created.count)
        for index in contacts.entries.indices {
            let reference = contacts.reference(kind, at: index)
            if reference.stored == reference.now { continue }
            if reference.stored != 0 { removed.append((reference.stored, contacts.id(at: index))) }
            if reference.now != 0 { added.append((reference.now, contacts.id(at: index))) }
        }
        try setReferences(kind, remove: removed, add: added)
    }

    private func addKeys(_ additions: [(key: PhoneNumber, id: Int64)]) throws {
        var rows = RowInserter(
            "INSERT INTO contact_phone (number, extension, contact_id)", columnCount: 3, in: self)
        for (phone, id) in additions {
            rows.append(phone.e164)
            rows.append(phone.ext)
            rows.append(id)
            try rows.endRow()
        }
        try rows.finish()
    }

    private func addKeys(_ additions: [(key: EmailKey, id: Int64)]) throws {
        var rows = RowInserter("INSERT INTO contact_email (address, contact_id)", columnCount: 2, in: self)
        for (email, id) in additions {
            rows.append(text: email.address)
            rows.append(id)
            try rows.endRow()
        }
        try rows.finish()
    }
}
