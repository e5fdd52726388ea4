import BulkWriting
import Contracts
import CustomFields

/// What a kind of record is called, and which columns it has: all that is asked of a kind where no row is read.
struct KindProfile: Sendable {
    let kind: ImportsV1.ImportKind
    /// In sentences: `contact`.
    let noun: String
    /// The service that owns the records, and its name for several of them.
    let owner: String
    let fields: Set<ImportField>
    /// Names of columns.
    let headers: HeaderNames
    /// The record that a row is about.
    let idField: ImportField
    /// The column of result files that names it.
    let idColumn: ServiceColumn
    /// The owner's names of fields, where they are not the words of result files; others have none.
    private let ownerNames: [ImportField: String]

    /// The owner's name for a field of its records; nil for one that is none of the record's values.
    func ownerName(of field: ImportField) -> String? {
        field == idField ? nil : ownerNames[field] ?? field.word
    }

    /// The field that the owner means; nil when it is none.
    func field(ownerName name: String) -> ImportField? {
        if name.isEmpty { return nil }
        return fields.first { (ownerNames[$0] ?? $0.word) == name } ?? (name == "company_name" ? .company : nil)
    }

    /// The kind that a job's options name.
    static func of(_ options: ImportsV1.ImportOptions) -> KindProfile {
        switch options.kind {
        case .companies: .companies
        case .listMembers: .listMembers
        case .contacts, .unspecified: .contacts
        }
    }

    static let contacts = ofContacts(.contacts)
    static let listMembers = ofContacts(.listMembers)

    private static func ofContacts(_ kind: ImportsV1.ImportKind) -> KindProfile {
        KindProfile(
            kind: kind, noun: "contact", owner: "contacts",
            fields: Set(ImportField.allCases).subtracting([.taxCode, .website, .companyID]), headers: .contacts,
            idField: .contactID, idColumn: .contactID,
            ownerNames: [.phone: "phones", .email: "emails", .company: "company_id", .manager: "manager_id"])
    }

    static let companies = KindProfile(
        kind: .companies, noun: "company", owner: "companies",
        fields: [.name, .taxCode, .phone, .email, .website, .address, .description, .companyID], headers: .companies,
        idField: .companyID, idColumn: .companyID, ownerNames: [:])
}

extension KindProfile {
    /// The fields by which duplicates are found; with options that a plan filled in.
    func keys(_ options: ImportsV1.ImportOptions) -> [ImportField] {
        switch kind {
        case .companies: options.companyKeys.map { $0 == .name ? .name : .taxCode }
        case .contacts, .listMembers, .unspecified: options.keys.map { $0 == .email ? .email : .phone }
        }
    }

    /// Fills in the keys of an import for which none were chosen.
    func fillKeys(_ options: inout ImportsV1.ImportOptions) {
        options.keys.removeAll { $0 == .unspecified }
        options.companyKeys.removeAll { $0 == .unspecified }
        guard options.keys.isEmpty, options.companyKeys.isEmpty, options.customKeys.isEmpty else { return }
        switch kind {
        case .companies:
            options.companyKeys = options.mapping.contains { $0.field == .taxCode } ? [.taxCode] : [.name]
        case .contacts, .listMembers, .unspecified: options.keys = [.phone]
        }
    }

    /// The first option that says nothing to this kind; nil when all fit.
    func foreignOption(_ options: ImportsV1.ImportOptions) -> String? {
        switch kind {
        case .companies:
            if !options.keys.isEmpty { return "keys" }
            if options.groupID != 0 { return "group_id" }
            if options.listID != 0 { return "list_id" }
            return options.createMissingCompanies ? "create_missing_companies" : nil
        case .contacts, .unspecified:
            if options.listID != 0 { return "list_id" }
            return options.companyKeys.isEmpty ? nil : "company_keys"
        case .listMembers:
            // A row has one place in the list.
            if options.matchTarget == .all { return "match_target" }
            return options.companyKeys.isEmpty ? nil : "company_keys"
        }
    }
}

extension ImportsV1.ImportOptions {
    /// What is sent of a chunk depends on it: which matches a row may have.
    var matchRule: MatchRule {
        let keyCount = Set(keys).count + Set(companyKeys).count + Set(customKeys).count
        return MatchRule(keyMatch, matchTarget, keyCount: keyCount)
    }
}
