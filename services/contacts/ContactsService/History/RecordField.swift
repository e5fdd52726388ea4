import Contracts
import CustomFields

/// Any field of a contact, as histories and undo look at them.
enum RecordField: Hashable, Sendable {
    case builtIn(ContactField)
    /// By its key.
    case custom(String)

    /// A field by its name in masks; nil when there can be none.
    init?(_ name: String) {
        if let key = FieldCatalogue.key(ofPath: name) {
            self = .custom(key)
        } else if let field = ContactField(rawValue: name) {
            self = .builtIn(field)
        } else {
            return nil
        }
    }

    /// As in masks and errors.
    var name: String {
        switch self {
        case .builtIn(let field): field.rawValue
        case .custom(let key): FieldCatalogue.path(key)
        }
    }
}

extension ContactsV1.Contact {
    /// What a field holds, for people: several values of phones, e-mails and options, none where it is blank.
    func values(of field: RecordField) -> [String] {
        switch field {
        case .builtIn(let field): values(of: field)
        case .custom(let key): custom.values(of: key)
        }
    }
}
