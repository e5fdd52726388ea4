import Contracts
import CustomFields
import OperationUndo

/// Any field of a contact.
typealias ContactRecordField = RecordField<ContactField>

extension ContactsV1.Contact {
    /// What a field holds, for people: several values of phones, e-mails and options, none where it is blank.
    func values(of field: ContactRecordField) -> [String] {
        switch field {
        case .builtIn(let field): values(of: field)
        case .custom(let key): custom.values(of: key)
        }
    }
}
