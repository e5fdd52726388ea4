import BulkWriting
import Contracts
import CustomFields
import RPCCore
import ServiceRuntime
import Store

/// What an import does with its rows, checked; the same for every chunk of a job.
struct BulkOptions: Sendable {
    let rule: RowRule
    let match: MatchRule
    let matchesByPhone: Bool
    let matchesByEmail: Bool
    /// Ids of the custom fields that match.
    let matchingFields: Set<Int64>
    /// Fields that the resulting contact must have; `name` is always among them.
    let requiredFields: [ContactField]
    /// Keys of custom fields that it must have.
    let requiredKeys: [String]
    /// Becomes the manager of contacts that would have none; 0: nobody does.
    let supervisorID: Int64

    /// Reads the options of a request; the group is looked up by `supervisor`.
    init(
        _ options: ContactsV1.BulkWriteOptions, fields: FieldCatalogue, supervisor: (Int64) throws -> Int64?
    ) throws {
        var rules = FieldRules()
        rule = RowRule(options.mode, field: "options.mode", &rules)
        match = options.matchRule
        matchesByPhone = options.keys.contains(.phone) || (options.keys.isEmpty && options.customKeys.isEmpty)
        matchesByEmail = options.keys.contains(.email)
        if options.keys.contains(.unspecified) { rules.refuse("options.keys", nil, "There is no such key.") }
        let named = FieldOptions<ContactField>(
            customKeys: options.customKeys, requiredFields: options.requiredFields, always: [.name],
            records: "Contacts", fields, &rules)
        matchingFields = named.matchingFields
        requiredFields = named.requiredFields
        requiredKeys = named.requiredKeys
        try rules.check()
        guard options.groupID != 0 else {
            supervisorID = 0
            return
        }
        guard let id = try supervisor(options.groupID) else {
            throw RPCError(
                .failedPrecondition, .groupWithoutSupervisor, "The group has no active supervisor.",
                field: "options.group_id", ids: [options.groupID])
        }
        supervisorID = id
    }

    /// The number of keys.
    var keyCount: Int { (matchesByPhone ? 1 : 0) + (matchesByEmail ? 1 : 0) + matchingFields.count }
}

extension ContactsV1.BulkWriteOptions {
    var matchRule: MatchRule {
        MatchRule(keyMatch, matchTarget, keyCount: Set(keys).count + Set(customKeys).count)
    }
}
