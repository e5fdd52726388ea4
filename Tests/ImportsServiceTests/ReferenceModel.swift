import Contracts

/// The six modes row by row, as plainly as they can be written: the oracle of the property test.
struct ReferenceModel {
    struct Row: Sendable {
        var name = ""
        var phones: [Int64] = []
        var emails: [String] = []
        var position = ""
        var rating: Int32 = 0
        /// A cell that no import accepts.
        var isWrong = false

        var isBlank: Bool {
            name.isEmpty && phones.isEmpty && emails.isEmpty && position.isEmpty && rating == 0 && !isWrong
        }
    }

    struct Contact: Equatable {
        var name = ""
        var phones: [Int64] = []
        var emails: [String] = []
        var position = ""
        var rating: Int32 = 0
        /// Made by this file.
        var isNew = true
    }

    let mode: ContactsV1.WriteMode
    let keys: [ContactsV1.DuplicateKey]
    var needsAllKeys = false
    var target = ContactsV1.MatchTarget.first
    /// In the order of their making.
    private(set) var contacts: [Contact]

    init(mode: ContactsV1.WriteMode, keys: [ContactsV1.DuplicateKey], contacts: [Contact]) {
        self.mode = mode
        self.keys = keys
        self.contacts = contacts
        for index in self.contacts.indices { self.contacts[index].isNew = false }
    }

    /// The row's outcome in the words of result files, with the number of its reason.
    mutating func apply(_ row: Row) -> String {
        if row.isBlank { return "IGNORED_EMPTY" }
        if row.isWrong { return "REJECTED 2037" }
        let creates = mode != .updateFill && mode != .updateOverwrite
        let present = keys.map { $0 == .phone ? !row.phones.isEmpty : !row.emails.isEmpty }
        let isKeyless = needsAllKeys ? present.contains(false) : !present.contains(true)
        if isKeyless { return creates ? create(row, note: " 2071") : "REJECTED 2070" }
        let matches = contacts.indices.filter { shareKey(row, contacts[$0]) }
        guard let target = matches.first else { return creates ? create(row, note: "") : "SKIPPED 3003" }
        switch mode {
        case .createAll: return create(row, note: " 3007")
        case .createNew: return contacts[target].isNew ? "SKIPPED 3002" : "SKIPPED 3001"
        default:
            if matches.count > 1, self.target == .sole { return "SKIPPED 3005" }
            let changed = self.target == .all ? matches : [target]
            let outcomes = changed.map { update($0, row, note: matches.count > 1 ? " 3005" : "") }
            return outcomes.first { $0.hasPrefix("UPDATED") } ?? outcomes[0]
        }
    }

    private func shareKey(_ row: Row, _ contact: Contact) -> Bool {
        let shared = keys.map { key in
            key == .phone
                ? row.phones.contains(where: contact.phones.contains)
                : row.emails.contains(where: contact.emails.contains)
        }
        return needsAllKeys ? !shared.contains(false) : shared.contains(true)
    }

    private mutating func create(_ row: Row, note: String) -> String {
        if row.name.isEmpty { return "REJECTED 2001" }
        contacts.append(
            Contact(
                name: row.name, phones: row.phones, emails: row.emails, position: row.position, rating: row.rating))
        return "CREATED" + note
    }

    private mutating func update(_ target: Int, _ row: Row, note: String) -> String {
        let before = contacts[target]
        var contact = before
        let fills = mode == .upsertFill || mode == .updateFill
        func merged<Value: Equatable>(_ old: Value, _ new: Value, blank: Value) -> Value {
            new == blank || (fills && old != blank) ? old : new
        }
        contact.name = merged(contact.name, row.name, blank: "")
        contact.position = merged(contact.position, row.position, blank: "")
        contact.rating = merged(contact.rating, row.rating, blank: 0)
        contact.phones = Self.merged(contact.phones, row.phones, fills: fills)
        contact.emails = Self.merged(contact.emails, row.emails, fills: fills)
        contacts[target] = contact
        return (contact == before ? "UNCHANGED 3004" : "UPDATED") + note
    }

    private static func merged<Value: Equatable>(_ old: [Value], _ new: [Value], fills: Bool) -> [Value] {
        if fills { return old.isEmpty ? new : old }
        if new.allSatisfy(old.contains) { return old }
        return new + old.filter { !new.contains($0) }
    }
}
