import Contracts
import PhoneNumbers
import RPCCore
import ServiceRuntime
import Store
import TextNormalization

extension ContactsHandlers {
    /// Contacts in the answer of a look-up.
    static let lookUpLimit: Int64 = 100
    /// Ids in one BatchGetContacts.
    static let batchLimit = 1_000
    private static let normalizer = PhoneNormalizer()

    func getContact(
        _ request: ContactsV1.GetContactRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> ContactsV1.GetContactResponse {
        if let contact = try reader.contact(request.id) { return ContactsV1.GetContactResponse(contact: contact) }
        guard request.includeDeleted, let contact = try reader.deletedContact(request.id) else {
            throw RPCError.notFound("contact", id: request.id)
        }
        return ContactsV1.GetContactResponse(contact: contact)
    }

    func batchGetContacts(
        _ request: ContactsV1.BatchGetContactsRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> ContactsV1.BatchGetContactsResponse {
        var rules = FieldRules()
        rules.count(request.ids, field: "ids", limit: Self.batchLimit)
        try rules.check()
        return ContactsV1.BatchGetContactsResponse(contacts: try request.ids.compactMap(reader.contact))
    }

    func lookUpByPhone(
        _ request: ContactsV1.LookUpByPhoneRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> ContactsV1.LookUpByPhoneResponse {
        let number = try Self.number(request.phone)
        return ContactsV1.LookUpByPhoneResponse(
            contacts: try reader.contacts(phone: number, limit: Self.lookUpLimit))
    }

    private static func number(_ text: String) throws -> PhoneNumber {
        let numbers: [ParsedPhone]
        do {
            numbers = try normalizer.normalize(text)
        } catch {
            throw RPCError(
                .invalidArgument, Fault(error.code.rawValue, error.code.name), error.message, field: "phone")
        }
        guard let number = numbers.first?.number, numbers.count == 1 else {
            throw RPCError(.invalidArgument, .phoneInvalid, "One telephone number is looked up.", field: "phone")
        }
        return number
    }

    func lookUpByEmail(
        _ request: ContactsV1.LookUpByEmailRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> ContactsV1.LookUpByEmailResponse {
        var rules = FieldRules()
        let address = rules.email(request.email, field: "email")
        if request.email.isBlank { rules.refuse("email", .emailInvalid, "One e-mail address is looked up.") }
        try rules.check()
        return ContactsV1.LookUpByEmailResponse(
            contacts: try reader.contacts(email: address, limit: Self.lookUpLimit))
    }
}
