import BulkWriting
import Contracts
import CustomFields
import RPCCore
import ServiceRuntime
import Store

/// What an import does with its rows, checked; the same for every chunk of a job.
struct BulkOptions: Sendable {
    let rule: RowRule
    var matchesByPhone = false
    var matchesByEmail = false
    /// Ids of the custom fields that match.
    var matchingFields: Set<Int64> = []
    /// Fields that the resulting contact must have; `name` is always among them.
    var requiredFields: [ContactField] = [.name]
    /// Keys of custom fields that it must have.
    var requiredKeys: [String] = []
    /// Becomes the manager of contacts that would have none; 0: nobody does.
    var supervisorID: Int64 = 0

    /// Reads the options of a request; the group is looked up by `supervisor`.
    init(
        _ options: ContactsV1.BulkWriteOptions, fields: FieldCatalogue, supervisor: (Int64) throws -> Int64?
    ) throws {
        var rules = FieldRules()
        rule = RowRule(options.mode, field: "options.mode", &rules)
        readKeys(options, fields, &rules)
        readRequiredFields(options, fields, &rules)
        try rules.check()
        guard options.groupID != 0 else { return }
        guard let id = try supervisor(options.groupID) else {
            throw RPCError(
                .failedPrecondition, .groupWithoutSupervisor, "The group has no active supervisor.",
                field: "options.group_id", ids: [options.groupID])
        }
        supervisorID = id
    }

    private mutating func readKeys(
        _ options: ContactsV1.BulkWriteOptions, _ fields: FieldCatalogue, _ rules: inout FieldRules
    ) {
        matchesByPhone = options.keys.contains(.phone) || (options.keys.isEmpty && options.customKeys.isEmpty)
        matchesByEmail = options.keys.contains(.email)
        if options.keys.contains(.unspecified) { rules.refuse("options.keys", nil, "There is no such key.") }
        for key in options.customKeys {
            guard let field = fields.activeField(key) else {
                rules.refuse("options.custom_keys", .fieldUnknown, "There is no such field.")
                continue
            }
            if field.settings?.type.identifies != true {
                rules.refuse("options.custom_keys", nil, "Contacts cannot be told apart by this type of field.")
            }
            matchingFields.insert(field.id)
        }
    }

    private mutating func readRequiredFields(
        _ options: ContactsV1.BulkWriteOptions, _ fields: FieldCatalogue, _ rules: inout FieldRules
    ) {
        for name in options.requiredFields {
            if let field = ContactField(rawValue: name) {
                if !requiredFields.contains(field) { requiredFields.append(field) }
            } else if let key = FieldCatalogue.key(ofPath: name), fields.activeField(key) != nil {
                if !requiredKeys.contains(key) { requiredKeys.append(key) }
            } else {
                rules.refuse("options.required_fields", nil, "There is no such field.")
            }
        }
    }
}
