import BulkWriting
import Contracts
import OperationUndo
import RPCCore
import ServiceRuntime

/// One contact of several.
struct ContactUnion {
    private(set) var contact: ContactsV1.Contact

    /// The survivor with what it lacks from the others, in their order.
    ///
    /// Lists keep the survivor's values first and lose none.
    init(_ survivor: ContactsV1.Contact, _ others: [ContactsV1.Contact]) {
        contact = survivor
        for other in others {
            let (phones, emails) = (contact.phones, contact.emails)
            _ = contact.merge(other, .fill)
            contact.phones = phones + other.phones.filter { new in !phones.contains { $0.key == new.key } }
            contact.emails = emails + other.emails.filter { !emails.contains($0) }
        }
    }

    /// Takes a field's value from one of the contacts, blank or not.
    mutating func take(_ field: ContactRecordField, from other: ContactsV1.Contact) {
        UndoableContact.set(field, of: &contact, from: other)
    }

    /// Throws `invalidArgument` when a list is longer than a contact's may be.
    func check() throws(RPCError) {
        var rules = FieldRules()
        rules.count(contact.phones, field: ContactField.phones.rawValue, limit: ContactRules.valueLimit)
        rules.count(contact.emails, field: ContactField.emails.rawValue, limit: ContactRules.valueLimit)
        try rules.check()
    }
}
