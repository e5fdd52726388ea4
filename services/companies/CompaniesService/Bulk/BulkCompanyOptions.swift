import BulkWriting
import Contracts
import CustomFields
import RPCCore
import ServiceRuntime

/// What an import does with its rows, checked; the same for every chunk of a job.
struct BulkCompanyOptions: Sendable {
    let rule: RowRule
    let matchesByTaxCode: Bool
    let matchesByName: Bool
    /// Ids of the custom fields that match.
    private(set) var matchingFields: Set<Int64> = []
    /// Fields that the resulting company must have; `name` is always among them.
    private(set) var requiredFields: [CompanyField] = [.name]
    /// Keys of custom fields that it must have.
    private(set) var requiredKeys: [String] = []

    init(_ options: CompaniesV1.BulkCompanyOptions, fields: FieldCatalogue) throws(RPCError) {
        var rules = FieldRules()
        rule = RowRule(options.mode, field: "options.mode", &rules)
        matchesByTaxCode = options.keys.contains(.taxCode) || (options.keys.isEmpty && options.customKeys.isEmpty)
        matchesByName = options.keys.contains(.name)
        if options.keys.contains(.unspecified) { rules.refuse("options.keys", nil, "There is no such key.") }
        readCustomKeys(options, fields, &rules)
        readRequiredFields(options, fields, &rules)
        try rules.check()
    }

    private mutating func readCustomKeys(
        _ options: CompaniesV1.BulkCompanyOptions, _ fields: FieldCatalogue, _ rules: inout FieldRules
    ) {
        for key in options.customKeys {
            guard let field = fields.activeField(key) else {
                rules.refuse("options.custom_keys", .fieldUnknown, "There is no such field.")
                continue
            }
            if field.settings?.type.identifies != true {
                rules.refuse("options.custom_keys", nil, "Companies cannot be told apart by this type of field.")
            }
            matchingFields.insert(field.id)
        }
    }

    private mutating func readRequiredFields(
        _ options: CompaniesV1.BulkCompanyOptions, _ fields: FieldCatalogue, _ rules: inout FieldRules
    ) {
        for name in options.requiredFields {
            if let field = CompanyField(rawValue: name) {
                if !requiredFields.contains(field) { requiredFields.append(field) }
            } else if let key = FieldCatalogue.key(ofPath: name), fields.activeField(key) != nil {
                if !requiredKeys.contains(key) { requiredKeys.append(key) }
            } else {
                rules.refuse("options.required_fields", nil, "There is no such field.")
            }
        }
    }
}
