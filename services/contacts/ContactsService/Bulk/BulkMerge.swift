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
    let options: BulkOptions
    let fields: FieldCatalogue
    /// Of the custom fields that every new contact must have.
    let requiredKeys: [String]
    private let references: BulkReferences
    /// Makes the digests of the rows where they are wanted.
    private let digester: RowDigester?
    private let firstPlannedCompanyID: Int64
    private(set) var digests: [UInt64] = []
    /// Of the contacts that the last row was about, after it.
    private var versions: [Int64] = []
    private let actor: String
    /// For contacts that are created, and for those that are changed.
    let createdAt: Int64
    private let updatedAt: Int64
    private(set) var contacts: BulkWorkingSet
    private(set) var phones: KeyTable<PhoneNumber>
    private(set) var emails: KeyTable<EmailKey>
    private(set) var custom: CustomMatches
    /// Companies that do not exist: stand-in ids, by the key of their name.
    private var standIns: [String: Int64] = [:]
    /// Their names as first written, and whether a written row needs them; the place is the stand-in's.
    private var missing: [(name: String, isNeeded: Bool)] = []
    private var neededOrder: [Int] = []

    init(
        terms: BulkTerms, fields: FieldCatalogue, actor: String, createdAt: Int64, updatedAt: Int64,
        contacts: BulkWorkingSet, phones: KeyTable<PhoneNumber>, emails: KeyTable<EmailKey>, custom: CustomMatches
    ) {
        options = terms.options
        self.fields = fields
        requiredKeys = fields.requiredKeys
        references = terms.references
        digester = terms.firstPlannedID == 0 ? nil : RowDigester(firstPlannedID: terms.firstPlannedID)
        firstPlannedCompanyID = terms.firstPlannedCompanyID
        self.actor = actor
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.contacts = contacts
        self.phones = phones
        self.emails = emails
        self.custom = custom
        for company in terms.plannedCompanies { _ = standIn(for: company) }
    }

    /// Names of the companies that do not exist and that any row named, in the order of their stand-in ids: -1, -2, ….
    var namedCompanies: [String] { missing.map(\.name) }

    /// Names of the companies that written rows need and that do not exist, in file order.
    var missingCompanies: [String] { neededOrder.map { missing[$0].name } }

    /// Puts companies, by the keys of their names, in the place of their stand-ins.
    ///
    /// False, and everything has to be done again, when one is missing or one of the contacts belonged to it before.
    mutating func settle(_ companies: [String: Int64]) throws -> Bool {
        guard digester == nil else { return false }
        var ids: [Int64: Int64] = [:]
        for (key, standIn) in standIns where missing[Int(-standIn - 1)].isNeeded {
            guard let id = companies[key] else { return false }
            ids[standIn] = id
        }
        guard try contacts.settle(ids) else { return false }
        neededOrder = []
        return true
    }

    /// Which contacts a row is about.
    enum Match {
        case none
        /// It has none of the keys.
        case keyless
        /// It names a contact that is not live.
        case unknownID
        case contacts(MatchList)
        /// More contacts than a row may have, of which the oldest are told where they are known.
        case tooMany([Int64])
    }

    /// Applies one row.
    mutating func apply(_ draft: BulkDraft) throws -> ContactsV1.BulkRowResult {
        guard let digester else { return try applied(draft) }
        versions = []
        let result = try applied(draft)
        let manager = draft.values.managerID == 0 ? options.supervisorID : draft.values.managerID
        digests.append(
            digester.digest(of: result, versions: versions, references: [manager, companyReference(draft)]))
        return result
    }

    /// The company that a row names; -1 for one that did not exist when the plan began, 0 for none.
    private func companyReference(_ draft: BulkDraft) -> Int64 {
        let id = draft.values.companyID
        if id == 0 { return draft.companyName.isEmpty ? 0 : -1 }
        return firstPlannedCompanyID > 0 && id >= firstPlannedCompanyID ? -1 : id
    }

    private mutating func applied(_ draft: BulkDraft) throws -> ContactsV1.BulkRowResult {
        let problems = references.problems(of: draft)
        guard problems.isEmpty else { return Self.rejected(problems) }
        switch try match(draft) {
        case .none: return applyUnmatched(draft, warning: nil)
        case .keyless:
            if options.rule.unmatched == .skip {
                return ContactsV1.BulkRowResult(outcome: .rejected, notes: [Self.note(.keyMissing)])
            }
            return applyUnmatched(draft, warning: .noKey)
        case .unknownID: return applyUnmatched(draft, warning: .contactIDUnknown)
        case .contacts(let matches): return try applyMatched(draft, matches)
        case .tooMany(let ids):
            let note = Self.note(.multipleMatches, ids: ids, count: MatchRule.matchLimit)
            return ContactsV1.BulkRowResult(outcome: .rejected, notes: [note])
        }
    }

    private func match(_ draft: BulkDraft) throws -> Match {
        if draft.contactID != 0 {
            guard contacts.index(of: draft.contactID) != nil else { return .unknownID }
            var matches = MatchList()
            matches.insert(draft.contactID)
            return .contacts(matches)
        }
        if options.match.isWide { return try wideMatch(draft) }
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
            if !matches.hasSeveral { return try merge(draft, into: [matches.oldest], rule, notes: []) }
            return try applySeveral(draft, matches, rule)
        }
    }

    private mutating func applySeveral(
        _ draft: BulkDraft, _ matches: MatchList, _ rule: MergeRule
    ) throws -> ContactsV1.BulkRowResult {
        let note = Self.note(.multipleMatches, ids: matches.told)
        switch options.match.target {
        case .first: return try merge(draft, into: [matches.oldest], rule, notes: [note])
        case .sole: return ContactsV1.BulkRowResult(outcome: .skipped, notes: [note])
        case .all:
            let note = Self.note(.multipleMatches, ids: matches.told, count: matches.count)
            return try merge(draft, into: matches.ids, rule, notes: [note])
        }
    }

    private mutating func create(_ draft: BulkDraft, notes: [ContactsV1.RowNote]) -> ContactsV1.BulkRowResult {
        let company = draft.values.companyID == 0 ? standIn(for: draft.companyName) : draft.values.companyID
        let manager = draft.values.managerID == 0 ? options.supervisorID : draft.values.managerID
        var problems = problems(ofNew: draft.values, companyID: company, managerID: manager)
        problems += customProblems(of: draft.values.custom, requiring: requiredKeys + options.requiredKeys)
        problems += conflicts(of: draft.values.custom, contactID: 0, beside: [])
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

    /// Changes all of some contacts, or none.
    private mutating func merge(
        _ draft: BulkDraft, into ids: [Int64], _ rule: MergeRule, notes: [ContactsV1.RowNote]
    ) throws -> ContactsV1.BulkRowResult {
        var values = draft.values
        if values.companyID == 0 { values.companyID = standIn(for: draft.companyName) }
        var merges: [RowMerge] = []
        for id in ids {
            let merge = try rowMerge(of: values, into: id, rule)
            let problems = problems(of: merge, beside: merges)
            guard problems.isEmpty else { return Self.rejected(problems) }
            merges.append(merge)
        }
        for merge in merges where merge.hasChanged { try apply(merge, draft) }
        if digester != nil { versions = merges.map(\.version) }
        var result = ContactsV1.BulkRowResult(
            outcome: merges.contains(where: \.hasChanged) ? .updated : .unchanged, contactID: ids.first ?? 0,
            notes: notes + missingNotes(merges), version: merges.first?.version ?? 0)
        if merges.count > 1 {
            result.tellChanged(merges.filter(\.hasChanged).map { .init(id: $0.before.id, version: $0.version) })
        }
        return result
    }

    /// What a row would make of a contact.
    private func rowMerge(
        of values: ContactsV1.Contact, into id: Int64, _ rule: MergeRule
    ) throws -> RowMerge {
        guard let index = contacts.index(of: id) else {
            if !options.matchingFields.isEmpty { throw CustomMatches.TooShallow() }
            throw RPCError(.dataLoss, "A key belongs to a contact that is not stored.")
        }
        let before = try contacts.contact(at: index)
        var after = before
        var hasChanged = after.merge(values, rule)
        if after.managerID == 0, options.supervisorID != 0 {
            after.managerID = options.supervisorID
            hasChanged = true
        }
        return RowMerge(index: index, before: before, after: after, hasChanged: hasChanged)
    }

    private mutating func apply(_ merge: RowMerge, _ draft: BulkDraft) throws {
        var contact = merge.after
        contact.version = merge.version
        contact.updatedAtMs = updatedAt
        contacts.update(at: merge.index, from: merge.before, to: contact)
        addKeys(of: draft, from: merge.before, to: contact)
        try changeCustom(at: merge.index, from: merge.before, to: contact)
        noteCompany(contact.companyID)
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

    /// What keeps a contact from being stored as a row would leave it, `beside` others that the row changes.
    private func problems(of merge: RowMerge, beside others: [RowMerge]) -> [ContactProblem] {
        var problems = problems(of: merge.after)
        if merge.after.custom != merge.before.custom {
            problems += conflicts(of: merge.after.custom, contactID: merge.before.id, beside: others)
        }
        return problems + customProblems(of: merge.after.custom, requiring: options.requiredKeys)
    }

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

    static func note(
        _ fault: Fault, field: String = "", ids: [Int64] = [], firstRow: Int64 = 0, count: Int = 0
    ) -> ContactsV1.RowNote {
        ContactsV1.RowNote(number: fault.number, field: field, ids: ids, firstRow: firstRow, count: Int64(count))
    }
}
