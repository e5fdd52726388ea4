import Contracts
import CustomFields
import RPCCore
import Store

/// The contacts that a chunk touches, in memory: loaded before the first row, written out after the last one.
///
/// They are kept as their messages; few are touched twice, and those are read again.
struct BulkWorkingSet: Sendable {
    /// What a created or changed contact refers to, in the table and by now; 0: nothing.
    struct Reference {
        var stored: Int64 = 0
        var now: Int64 = 0
    }

    /// One contact as the rows so far have left it.
    struct Entry {
        /// The contact, serialised.
        var message: [UInt8]
        /// Where the stamp begins in the message of a contact that is as its row created it.
        var stampStart: Int?
        var company = Reference()
        var manager = Reference()
        var updated = Reference()
        /// Where the contact came from; 0: not from an import.
        var originJob: Int64
        var originRow: Int64
        /// What it is found by, where that is new; empty otherwise.
        var searchText: [UInt8] = []
        var isChanged = false
        var hasCustom = false
        /// The custom values that it is found by, in the table and by now; only where they have changed.
        var storedCustom: [IndexEntry] = []
        var custom: [IndexEntry] = []
    }

    /// Those of `changes` before which the contact belonged to a company's stand-in.
    private var changesWithStandIns: [Int] = []

    /// Bytes of a usual stamp; a longer one only takes longer.
    private static let stampByteLimit = 64

    /// Loaded contacts by ascending id, then created ones by ascending id.
    private(set) var entries: [Entry] = []
    /// What the rows did, in their order, for the change log.
    private(set) var changes: [RecordChange] = []
    /// Whether any contact's custom values have changed.
    private(set) var hasCustomChanges = false
    let firstNewID: Int64
    private let loadedIDs: [Int64]
    private let job: Int64

    /// `loaded` are live contacts by ascending id; `firstNewID` goes to the first contact that a row creates;
    /// `rowCount` makes room.
    init(loaded: [StoredMessage], firstNewID: Int64, job: Int64, rowCount: Int) {
        self.firstNewID = firstNewID
        self.job = job
        loadedIDs = loaded.map(\.id)
        entries.reserveCapacity(loaded.count + rowCount)
        changes.reserveCapacity(rowCount)
        for stored in loaded {
            entries.append(
                Entry(message: stored.message, originJob: stored.originJob, originRow: stored.originRow))
        }
    }

    var loaded: some Sequence<(id: Int64, entry: Entry)> { zip(loadedIDs, entries).lazy.map { ($0, $1) } }
    var created: ArraySlice<Entry> { entries[loadedIDs.count...] }
    var nextID: Int64 { firstNewID + Int64(created.count) }

    /// Where a contact stands in `entries`; nil when it is not live.
    func index(of id: Int64) -> Int? {
        guard id < firstNewID else {
            let index = id - firstNewID + Int64(loadedIDs.count)
            return index < Int64(entries.count) ? Int(index) : nil
        }
        var range = loadedIDs[...]
        while let middle = range.indices.dropFirst(range.count / 2).first {
            if range[middle] == id { return middle }
            range = range[middle] < id ? range[(middle + 1)...] : range[..<middle]
        }
        return nil
    }

    func id(at index: Int) -> Int64 {
        index < loadedIDs.count ? loadedIDs[index] : firstNewID + Int64(index - loadedIDs.count)
    }

    /// What the contact at a place in `entries` refers to.
    func reference(_ kind: ContactReference, at index: Int) -> Reference {
        switch kind {
        case .company: entries[index].company
        case .manager: entries[index].manager
        case .updated: entries[index].updated
        }
    }

    /// The contact at a place in `entries`.
    func contact(at index: Int) throws -> ContactsV1.Contact {
        try entries[index].message.withUnsafeBytes { bytes in try ContactsV1.Contact(deserializing: bytes) }
    }

    /// The row of this job that created the contact; 0 when none did.
    func creatingRow(of id: Int64) -> Int64 {
        guard let index = index(of: id), entries[index].originJob == job else { return 0 }
        return entries[index].originRow
    }

    /// Adds the contact of a row, stamped with the id `nextID`.
    mutating func create(_ draft: BulkDraft, _ stamp: ContactsV1.ContactStamp) {
        var message: [UInt8] = []
        message.reserveCapacity(draft.message.count + Self.stampByteLimit)
        message += draft.message
        stamp.serialize(into: &message)
        changes.append(RecordChange(kind: .create, id: stamp.id, version: stamp.version, after: message))
        entries.append(
            Entry(
                message: message, stampStart: draft.message.count, company: Reference(now: stamp.companyID),
                manager: Reference(now: stamp.managerID),
                updated: Reference(now: stamp.updatedAtMs), originJob: job, originRow: draft.row,
                searchText: draft.searchText
                    + SearchText.facets(
                        rating: draft.values.rating, companyID: stamp.companyID, managerID: stamp.managerID),
                hasCustom: !draft.values.custom.isEmpty, custom: draft.customEntries))
        if !draft.customEntries.isEmpty { hasCustomChanges = true }
    }

    /// Changes what a contact's custom values are found by.
    mutating func updateCustom(at index: Int, from before: [IndexEntry], to after: [IndexEntry]) {
        if index < loadedIDs.count, entries[index].storedCustom.isEmpty, entries[index].custom.isEmpty {
            entries[index].storedCustom = before
        }
        entries[index].custom = after
        hasCustomChanges = true
    }

    /// What the table of custom values is to lose and to get.
    var customChanges: (removed: [IndexedRecord], added: [IndexedRecord]) {
        var removed: [IndexedRecord] = []
        var added: [IndexedRecord] = []
        for (index, entry) in entries.enumerated() where entry.storedCustom != entry.custom {
            let id = id(at: index)
            removed += Set(entry.storedCustom).subtracting(entry.custom).map { IndexedRecord($0, record: id) }
            added += Set(entry.custom).subtracting(entry.storedCustom).map { IndexedRecord($0, record: id) }
        }
        return (removed, added)
    }

    /// Replaces a contact by its next version.
    mutating func update(at index: Int, from before: ContactsV1.Contact, to contact: ContactsV1.Contact) {
        let message = contact.serializedBytes()
        if before.companyID < 0 { changesWithStandIns.append(changes.count) }
        changes.append(
            RecordChange(
                kind: .update, id: contact.id, version: contact.version, before: entries[index].message,
                after: message))
        if SearchText.differs(before, contact) { entries[index].searchText = SearchText.bytes(of: contact) }
        entries[index].message = message
        entries[index].stampStart = nil
        if index < loadedIDs.count, !entries[index].isChanged {
            entries[index].company.stored = before.companyID
            entries[index].manager.stored = before.managerID
            entries[index].updated.stored = before.changedAtMs
        }
        entries[index].company.now = contact.companyID
        entries[index].manager.now = contact.managerID
        entries[index].updated.now = contact.changedAtMs
        entries[index].hasCustom = !contact.custom.isEmpty
        entries[index].isChanged = true
    }

    /// Puts companies in the place of their stand-ins.
    ///
    /// False, and nothing may be written, when one of the contacts belonged to its company before.
    mutating func settle(_ companies: [Int64: Int64]) throws -> Bool {
        for index in entries.indices where entries[index].company.now < 0 {
            guard let company = companies[entries[index].company.now], company != entries[index].company.stored else {
                return false
            }
            entries[index].company.now = company
            try entries[index].setCompany(company)
        }
        for index in changesWithStandIns {
            guard let before = changes[index].before else { return false }
            var contact = try before.withUnsafeBytes { try ContactsV1.Contact(deserializing: $0) }
            guard let company = companies[contact.companyID] else { return false }
            contact.companyID = company
            changes[index].before = contact.serializedBytes()
        }
        changesWithStandIns = []
        return true
    }
}

extension BulkWorkingSet.Entry {
    fileprivate mutating func setCompany(_ id: Int64) throws {
        guard let stampStart else {
            var contact = try message.withUnsafeBytes { try ContactsV1.Contact(deserializing: $0) }
            contact.companyID = id
            message = contact.serializedBytes()
            return
        }
        var stamp = try message.withUnsafeBytes { bytes in
            try ContactsV1.ContactStamp(deserializing: UnsafeRawBufferPointer(rebasing: bytes[stampStart...]))
        }
        stamp.companyID = id
        message.removeSubrange(stampStart...)
        stamp.serialize(into: &message)
    }
}
