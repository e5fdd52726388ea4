import BulkWriting
import Contracts
import CustomFields
import RPCCore
import ServiceRuntime

/// What an import does with its rows, checked; the same for every chunk of a job.
struct BulkCompanyOptions: Sendable {
    let rule: RowRule
    let match: MatchRule
    let matchesByTaxCode: Bool
    let matchesByName: Bool
    /// Ids of the custom fields that match.
    let matchingFields: Set<Int64>
    /// Fields that the resulting company must have; `name` is always among them.
    let requiredFields: [CompanyField]
    /// Keys of custom fields that it must have.
    let requiredKeys: [String]

    init(_ options: CompaniesV1.BulkCompanyOptions, fields: FieldCatalogue) throws(RPCError) {
        var rules = FieldRules()
        rule = RowRule(options.mode, field: "options.mode", &rules)
        match = options.matchRule
        matchesByTaxCode = options.keys.contains(.taxCode) || (options.keys.isEmpty && options.customKeys.isEmpty)
        matchesByName = options.keys.contains(.name)
        if options.keys.contains(.unspecified) { rules.refuse("options.keys", nil, "There is no such key.") }
        let named = FieldOptions<CompanyField>(
            customKeys: options.customKeys, requiredFields: options.requiredFields, always: [.name],
            records: "Companies", fields, &rules)
        matchingFields = named.matchingFields
        requiredFields = named.requiredFields
        requiredKeys = named.requiredKeys
        try rules.check()
    }

    /// The number of keys.
    var keyCount: Int { (matchesByTaxCode ? 1 : 0) + (matchesByName ? 1 : 0) + matchingFields.count }
}

extension CompaniesV1.BulkCompanyOptions {
    var matchRule: MatchRule {
        MatchRule(keyMatch, matchTarget, keyCount: Set(keys).count + Set(customKeys).count)
    }
}
