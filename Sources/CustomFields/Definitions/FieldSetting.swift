import Contracts

/// The settings of a field that an update may name; the raw values are those of `update_mask`.
enum FieldSetting: String, CaseIterable, Sendable {
    case label
    case type
    case required
    case unique
    case options
    case regex
    case tree
    case min
    case max
    case maxLength = "max_length"

    /// Whether it says something about fields of a type.
    func applies(to type: FieldsV1.FieldType) -> Bool {
        switch self {
        case .label, .type, .required: true
        case .unique: type.identifies
        case .options: type == .dropDown || type == .multiSelect
        case .regex: type == .regex
        case .tree: type == .tree
        case .min, .max: type == .integer || type == .decimal || type == .date
        case .maxLength: type == .singleLine || type == .multiLine || type == .regex
        }
    }
}

extension FieldsV1.FieldSettings {
    mutating func take(_ setting: FieldSetting, from other: Self) {
        switch setting {
        case .label: label = other.label
        case .type: type = other.type
        case .required: required = other.required
        case .unique: unique = other.unique
        case .options: options = other.options
        case .regex: regex = other.regex
        case .tree: tree = other.tree
        case .min: min = other.min
        case .max: max = other.max
        case .maxLength: maxLength = other.maxLength
        }
    }

    func isBlank(_ setting: FieldSetting) -> Bool {
        switch setting {
        case .label: label.isEmpty
        case .type: type == .unspecified
        case .required: !required
        case .unique: !unique
        case .options: options.isEmpty
        case .regex: regex.isEmpty
        case .tree: tree.isEmpty
        case .min: min.isEmpty
        case .max: max.isEmpty
        case .maxLength: maxLength == 0
        }
    }
}
