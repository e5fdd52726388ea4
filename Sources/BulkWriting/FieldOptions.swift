import Contracts
import CustomFields
import ServiceRuntime

/// The fields that an import's options name, checked: `Field` are the built-in ones of its kind of record.
public struct FieldOptions<Field: RawRepresentable<String> & Equatable & Sendable>: Sendable {
    /// Ids of the custom fields that are keys.
    public private(set) var matchingFields: Set<Int64> = []
    /// Fields that the resulting record must have, each once.
    public private(set) var requiredFields: [Field]
    /// Keys of custom fields that it must have, each once.
    public private(set) var requiredKeys: [String] = []

    /// Reads what the options say; `rules` are told of what is wrong.
    ///
    /// - Parameters:
    ///   - always: Fields that every record must have.
    ///   - records: Several records of the kind, as the first word of a sentence.
    public init(
        customKeys: [String], requiredFields names: [String], always: [Field], records: String,
        _ fields: FieldCatalogue, _ rules: inout FieldRules
    ) {
        requiredFields = always
        for key in customKeys {
            guard let field = fields.activeField(key) else {
                rules.refuse("options.custom_keys", .fieldUnknown, "There is no such field.")
                continue
            }
            if field.settings?.type.identifies != true {
                rules.refuse("options.custom_keys", nil, "\(records) cannot be told apart by this type of field.")
            }
            matchingFields.insert(field.id)
        }
        for name in names {
            if let field = Field(rawValue: name) {
                if !requiredFields.contains(field) { requiredFields.append(field) }
            } else if let key = FieldCatalogue.key(ofPath: name), fields.activeField(key) != nil {
                if !requiredKeys.contains(key) { requiredKeys.append(key) }
            } else {
                rules.refuse("options.required_fields", nil, "There is no such field.")
            }
        }
    }
}
