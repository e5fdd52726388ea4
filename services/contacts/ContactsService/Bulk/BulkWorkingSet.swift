import Contracts
import PhoneNumbers
import RPCCore
import Store

/// The contacts that a chunk touches, in memory: loaded before the first row, written out after the last one.
struct BulkWorkingSet {
    /// One contact as the rows so far have left it.
    struct Entry {
        var contact: ContactsV1.Contact
        /// `contact`, serialised.
        var message: [UInt8]
        /// Where the contact came from; 0: not from an import.
        var originJob: Int64
        var originRow: Int64
        var isChanged = false
        var isFoundByOtherText = false
    }

    /// What one row did, for the change log.
    struct Effect {
        var kind: ChangeKind
        var id: Int64
        var version: Int64
        var before: [UInt8]?
        var after: [UInt8]
    }

    /// Loaded contacts by ascending id, then created ones by ascending id.
    private(set) var entries: [Entry] = []
    private(set) var loadedCount = 0
    /// In the order of the rows.
    private(set) var effects: [Effect] = []
    private(set) var addedPhones: [(phone: PhoneNumber, id: Int64)] = []
    private(set) var addedEmails: [(email: String, id: Int64)] = []
    private var loadedIndex: [Int64: Int] = [:]
    private let firstNewID: Int64
    private let job: Int64

    /// `firstNewID` goes to the first contact that a row creates; `rowCount` makes room.
    init(loaded: [StoredContact], firstNewID: Int64, job: Int64, rowCount: Int) {
        self.firstNewID = firstNewID
        self.job = job
        loadedCount = loaded.count
        entries.reserveCapacity(loaded.count + rowCount)
        effects.reserveCapacity(rowCount)
        addedPhones.reserveCapacity(rowCount)
        addedEmails.reserveCapacity(rowCount)
        for stored in loaded {
            loadedIndex[stored.contact.id] = entries.count
            entries.append(
                Entry(
                    contact: stored.contact, message: stored.message, originJob: stored.originJob,
                    originRow: stored.originRow))
        }
    }

    var nextID: Int64 { firstNewID + Int64(entries.count - loadedCount) }

    /// Where a contact stands in `entries`; nil when it is not live.
    func index(of id: Int64) -> Int? {
        guard id >= firstNewID else { return loadedIndex[id] }
        let index = id - firstNewID + Int64(loadedCount)
        return index < Int64(entries.count) ? Int(index) : nil
    }

    /// The row of this job that created the contact; 0 when none did.
    func creatingRow(of id: Int64) -> Int64 {
        guard let index = index(of: id), entries[index].originJob == job else { return 0 }
        return entries[index].originRow
    }

    /// Adds a contact with the id `nextID`.
    mutating func create(_ contact: ContactsV1.Contact, row: Int64) {
        let message = contact.serializedBytes()
        effects.append(Effect(kind: .create, id: contact.id, version: contact.version, before: nil, after: message))
        for phone in contact.phones { addedPhones.append((phone.key, contact.id)) }
        for email in contact.emails { addedEmails.append((email, contact.id)) }
        entries.append(Entry(contact: contact, message: message, originJob: job, originRow: row))
    }

    /// Replaces a contact by its next version.
    mutating func update(at index: Int, to contact: ContactsV1.Contact) {
        let message = contact.serializedBytes()
        let before = entries[index].contact
        effects.append(
            Effect(
                kind: .update, id: contact.id, version: contact.version, before: entries[index].message, after: message)
        )
        for phone in contact.phones where !before.phones.contains(phone.key) {
            addedPhones.append((phone.key, contact.id))
        }
        for email in contact.emails where !before.emails.contains(email) { addedEmails.append((email, contact.id)) }
        if SearchText.differs(before, contact) { entries[index].isFoundByOtherText = true }
        entries[index].contact = contact
        entries[index].message = message
        entries[index].isChanged = true
    }
}
