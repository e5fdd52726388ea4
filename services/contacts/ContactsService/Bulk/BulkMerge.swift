import BulkWriting
import Contracts
import CustomFields
import PhoneNumbers
import RPCCore
import ServiceRuntime
import TextNormalization

/// Applies the rows of a chunk one by one, in file order, to the contacts in memory.
///
/// The rules are those of the design's import chapter: which contact a row matches, what the mode does with it, and
/// what is reported. Nothing here reads or writes a database.
struct BulkMerge: Sendable {
    private let options: BulkOptions
    private let fields: FieldCatalogue
    /// Of the custom fields that every new contact must have.
    private let requiredKeys: [String]
    private let references: BulkReferences
    private let actor: String
    /// For contacts that are created, and for those that are changed.
    let createdAt: Int64
    private let updatedAt: Int64
    private(set) var contacts: BulkWorkingSet
    private(set) var phones: KeyTable<PhoneNumber>
    private(set) var emails: KeyTable<EmailKey>
    private var custom: CustomMatches
    /// Companies that do not exist: stand-in ids, by the key of their name.
    private var standIns: [String: Int64] = [:]
    /// Their names as first written, and whether a written row needs them; the place is the stand-in's.
    private var missing: [(name: String, isNeeded: Bool)] = []
    private var neededOrder: [Int] = []

    init(
        options: BulkOptions, fields: FieldCatalogue, references: BulkReferences, actor: String, createdAt: Int64,
        updatedAt: Int64, contacts: BulkWorkingSet, phones: KeyTable<PhoneNumber>, emails: KeyTable<EmailKey>,
        custom: CustomMatches
    ) {
        self.options = options
        self.fields = fields
        requiredKeys = fields.requiredKeys
        self.references = references
        self.actor = actor
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.contacts = contacts
        self.phones = phones
        self.emails = emails
        self.custom = custom
    }

    /// Names of the companies that written rows need and that do not exist, in file order.
    var missingCompanies: [String] { neededOrder.map { missing[$0].name } }

    /// Which contacts a row is about.
    private enum Match {
        case none
        /// It has none of the keys.
        case keyless
        /// It names a contact that is not live.
        case unknownID
        case contacts(MatchList)
    }

    /// Applies one row.
    mutating func apply(_ draft: BulkDraft) throws -> ContactsV1.BulkRowResult {
        let problems = references.problems(of: draft)
        guard problems.isEmpty else { return Self.rejected(problems) }
        switch match(draft) {
        case .none: return applyUnmatched(draft, warning: nil)
        case .keyless:
            if options.rule.unmatched == .skip {
                return ContactsV1.BulkRowResult(outcome: .rejected, notes: [Self.note(.keyMissing)])
            }
            return applyUnmatched(draft, warning: .noKey)
        case .unknownID: return applyUnmatched(draft, warning: .contactIDUnknown)
        case .contacts(let matches): return try applyMatched(draft, matches)
        }
    }

    private func match(_ draft: BulkDraft) -> Match {
        if draft.contactID != 0 {
            guard contacts.index(of: draft.contactID) != nil else { return .unknownID }
            var matches = MatchList()
            matches.insert(draft.contactID)
            return .contacts(matches)
        }
        var matches = MatchList()
        var isKeyless = true
        if options.matchesByPhone {
            isKeyless = draft.phones.isEmpty
            for index in draft.phones { matches.formUnion(phones.matches(ofValue: index)) }
        }
        if options.matchesByEmail {
            isKeyless = isKeyless && draft.emails.isEmpty
            for index in draft.emails { matches.formUnion(emails.matches(ofValue: index)) }
        }
        for entry in draft.customEntries where options.matchingFields.contains(entry.field) {
            isKeyless = false
            for id in custom.ids(with: entry) { matches.insert(id) }
        }
        if isKeyless { return .keyless }
        return matches.isEmpty ? .none : .contacts(matches)
    }

    private mutating func applyUnmatched(_ draft: BulkDraft, warning: Fault?) -> ContactsV1.BulkRowResult {
        switch options.rule.unmatched {
        case .create: create(draft, notes: warning.map { [Self.note($0)] } ?? [])
        case .skip: ContactsV1.BulkRowResult(outcome: .skipped, notes: [Self.note(.noMatchSkipped)])
        }
    }

    private mutating func applyMatched(_ draft: BulkDraft, _ matches: MatchList) throws -> ContactsV1.BulkRowResult {
        let firstRow = contacts.creatingRow(of: matches.oldest)
        switch options.rule.matched {
        case .create:
            return create(draft, notes: [Self.note(.duplicateSuspected, ids: matches.told, firstRow: firstRow)])
        case .skip:
            let fault = firstRow == 0 ? Fault.duplicateSkipped : .duplicateInFile
            return ContactsV1.BulkRowResult(
                outcome: .skipped, notes: [Self.note(fault, ids: matches.told, firstRow: firstRow)])
        case .merge(let rule):
            let notes = matches.hasSeveral ? [Self.note(.multipleMatches, ids: matches.told)] : []
            return try merge(draft, into: matches.oldest, rule, notes: notes)
        }
    }

    private mutating func create(_ draft: BulkDraft, notes: [ContactsV1.RowNote]) -> ContactsV1.BulkRowResult {
        let company = draft.values.companyID == 0 ? standIn(for: draft.companyName) : draft.values.companyID
        let manager = draft.values.managerID == 0 ? options.supervisorID : draft.values.managerID
        var problems = problems(ofNew: draft.values, companyID: company, managerID: manager)
        problems += customProblems(of: draft.values.custom, requiring: requiredKeys + options.requiredKeys)
        problems += conflicts(of: draft.values.custom, contactID: 0)
        guard problems.isEmpty else { return Self.rejected(problems) }
        let stamp = ContactsV1.ContactStamp(
            id: contacts.nextID, version: 1, companyID: company, managerID: manager, createdAtMs: createdAt,
            updatedAtMs: createdAt, createdBy: actor)
        contacts.create(draft, stamp)
        for index in draft.phones { phones.add(stamp.id, toValue: index) }
        for index in draft.emails { emails.add(stamp.id, toValue: index) }
        for entry in draft.customEntries { custom.add(stamp.id, to: entry) }
        noteCompany(company)
        return ContactsV1.BulkRowResult(outcome: .created, contactID: stamp.id, notes: notes)
    }

    private mutating func merge(
        _ draft: BulkDraft, into id: Int64, _ rule: MergeRule, notes: [ContactsV1.RowNote]
    ) throws -> ContactsV1.BulkRowResult {
        guard let index = contacts.index(of: id) else {
            if !options.matchingFields.isEmpty { throw CustomMatches.TooShallow() }
            throw RPCError(.dataLoss, "A key belongs to a contact that is not stored.")
        }
        var values = draft.values
        if values.companyID == 0 { values.companyID = standIn(for: draft.companyName) }
        let before = try contacts.contact(at: index)
        var contact = before
        var hasChanged = contact.merge(values, rule)
        if contact.managerID == 0, options.supervisorID != 0 {
            contact.managerID = options.supervisorID
            hasChanged = true
        }
        var problems = problems(of: contact)
        if contact.custom != before.custom { problems += conflicts(of: contact.custom, contactID: id) }
        problems += customProblems(of: contact.custom, requiring: options.requiredKeys)
        guard problems.isEmpty else { return Self.rejected(problems) }
        let notes = notes + missingNotes(contact.custom)
        guard hasChanged else {
            return ContactsV1.BulkRowResult(outcome: .unchanged, contactID: id, notes: notes)
        }
        contact.version += 1
        contact.updatedAtMs = updatedAt
        contacts.update(at: index, from: before, to: contact)
        addKeys(of: draft, from: before, to: contact)
        try changeCustom(at: index, from: before, to: contact)
        noteCompany(contact.companyID)
        return ContactsV1.BulkRowResult(outcome: .updated, contactID: id, notes: notes)
    }

    /// What keeps a row, whose values are valid, from becoming a contact of this company and this manager.
    private func problems(
        ofNew values: ContactsV1.Contact, companyID: Int64, managerID: Int64
    ) -> [ContactProblem] {
        var rules = ContactRules()
        for field in options.requiredFields {
            switch field {
            case .companyID where companyID != 0, .managerID where managerID != 0: continue
            default: rules.require(field, of: values)
            }
        }
        return rules.problems
    }

    /// What keeps a contact from being stored as a row would leave it.
    private func problems(of contact: ContactsV1.Contact) -> [ContactProblem] {
        var rules = ContactRules()
        for field in options.requiredFields { rules.require(field, of: contact) }
        rules.count(contact.phones.count, .phones)
        rules.count(contact.emails.count, .emails)
        return rules.problems
    }

    /// Gives a changed contact the keys that are new to it, all of which come from the row.
    private mutating func addKeys(of draft: BulkDraft, from before: ContactsV1.Contact, to after: ContactsV1.Contact) {
        for index in draft.phones {
            let phone = phones.key(ofValue: index)
            if after.phones.contains(phone), !before.phones.contains(phone) { phones.add(after.id, toValue: index) }
        }
        for index in draft.emails {
            let email = emails.key(ofValue: index).address
            if after.emails.contains(email), !before.emails.contains(email) { emails.add(after.id, toValue: index) }
        }
    }

    /// Changes the custom values that a changed contact is found by.
    private mutating func changeCustom(
        at index: Int, from before: ContactsV1.Contact, to after: ContactsV1.Contact
    ) throws {
        if before.custom == after.custom { return }
        let old = fields.entries(of: before.custom)
        let new = fields.entries(of: after.custom)
        contacts.updateCustom(at: index, from: old, to: new)
        for entry in old where !new.contains(entry) { try custom.remove(after.id, from: entry) }
        for entry in new where !old.contains(entry) { custom.add(after.id, to: entry) }
    }

    /// Remembers a company that a written contact needs, when it is a stand-in.
    private mutating func noteCompany(_ id: Int64) {
        guard id < 0 else { return }
        let place = Int(-id - 1)
        if !missing[place].isNeeded {
            missing[place].isNeeded = true
            neededOrder.append(place)
        }
    }

    /// A negative id for a company that does not exist, the same for the same name; 0 for no name.
    private mutating func standIn(for name: String) -> Int64 {
        if name.isEmpty { return 0 }
        let key = exactKey(name)
        if let id = standIns[key] { return id }
        missing.append((name, false))
        let id = -Int64(missing.count)
        standIns[key] = id
        return id
    }

    private static func rejected(_ problems: [ContactProblem]) -> ContactsV1.BulkRowResult {
        ContactsV1.BulkRowResult(
            outcome: .rejected, notes: problems.map { note($0.fault, field: $0.field, ids: $0.ids) })
    }

    private static func note(
        _ fault: Fault, field: String = "", ids: [Int64] = [], firstRow: Int64 = 0
    ) -> ContactsV1.RowNote {
        ContactsV1.RowNote(number: fault.number, field: field, ids: ids, firstRow: firstRow)
    }
}

// MARK: - Custom values

extension BulkMerge {
    /// Values that are missing, and more than a contact may have.
    private func customProblems(
        of values: [FieldsV1.CustomValue], requiring keys: [String]
    ) -> [ContactProblem] {
        if keys.isEmpty, values.isEmpty { return [] }
        var reader = CustomValueReader(fields)
        reader.require(keys, of: values)
        reader.checkSize(values)
        var rules = ContactRules()
        rules.refuse(reader.problems)
        return rules.problems
    }

    /// Values of unique fields that another live contact has.
    private func conflicts(of values: [FieldsV1.CustomValue], contactID: Int64) -> [ContactProblem] {
        if values.isEmpty { return [] }
        return fields.uniqueEntries(of: values).compactMap { key, entry in
            let others = custom.ids(with: entry).filter { $0 != contactID }
            if others.isEmpty { return nil }
            return ContactProblem(
                fault: .uniqueConflict, field: FieldCatalogue.path(key), message: "Another contact has this value.",
                ids: others)
        }
    }

    /// Warnings about required fields that a changed contact lacks, as it did before.
    private func missingNotes(_ values: [FieldsV1.CustomValue]) -> [ContactsV1.RowNote] {
        requiredKeys.filter { values.values(of: $0).isEmpty }.map { key in
            Self.note(.requiredStillMissing, field: FieldCatalogue.path(key))
        }
    }
}
