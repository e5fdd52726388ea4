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

    /// `contact` or `contacts` in the answers below.
    private static let contactField = 1

    func getContact(
        _ request: ContactsV1.GetContactRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> Serialized<ContactsV1.GetContactResponse> {
        var response = Serialized<ContactsV1.GetContactResponse>()
        var view = try reader.view(for: context)
        let isFound =
            try reader.show(contact: request.id, &view) { response.append(field: Self.contactField, message: $0) }
            || (request.includeDeleted
                && reader.show(deletedContact: request.id, &view) {
                    response.append(field: Self.contactField, message: $0)
                })
        guard isFound else { throw RPCError.notFound("contact", id: request.id) }
        return response
    }

    func batchGetContacts(
        _ request: ContactsV1.BatchGetContactsRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> Serialized<ContactsV1.BatchGetContactsResponse> {
        var rules = FieldRules()
        rules.count(request.ids, field: "ids", limit: Self.batchLimit)
        try rules.check()
        var response = Serialized<ContactsV1.BatchGetContactsResponse>()
        var view = try reader.view(for: context)
        for id in request.ids {
            _ = try reader.show(contact: id, &view) { response.append(field: Self.contactField, message: $0) }
        }
        return response
    }

    func lookUpByPhone(
        _ request: ContactsV1.LookUpByPhoneRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> Serialized<ContactsV1.LookUpByPhoneResponse> {
        let number = try Self.number(request.phone)
        var response = Serialized<ContactsV1.LookUpByPhoneResponse>()
        var view = try reader.view(for: context)
        try reader.showEach(phone: number, limit: Self.lookUpLimit, &view) { contact in
            response.append(field: Self.contactField, message: contact)
        }
        return response
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
    ) throws -> Serialized<ContactsV1.LookUpByEmailResponse> {
        var rules = FieldRules()
        let address = rules.email(request.email, field: "email")
        if request.email.isBlank { rules.refuse("email", .emailInvalid, "One e-mail address is looked up.") }
        try rules.check()
        var response = Serialized<ContactsV1.LookUpByEmailResponse>()
        var view = try reader.view(for: context)
        try reader.showEach(email: address, limit: Self.lookUpLimit, &view) { contact in
            response.append(field: Self.contactField, message: contact)
        }
        return response
    }
}
