import Contracts
import CustomFields
import RPCCore
import ServiceRuntime
import Store

/// New values for some fields of a contact, as they were entered.
struct ContactEdit: Sendable {
    let mask: RecordMask<ContactField>
    private let values: ContactsV1.Contact
    private let custom: [FieldsV1.CustomValue]
    private let rules: ContactRules

    /// Throws `invalidArgument` for a mask that names something else; what is wrong with the values comes with those of
    /// the custom fields, all at once.
    init(_ mask: [String], _ fields: ContactsV1.ContactFields?) throws(RPCError) {
        self.mask = try RecordMask<ContactField>(mask)
        let fields = fields ?? ContactsV1.ContactFields()
        var rules = ContactRules()
        values = rules.contact(from: fields.only(self.mask.fields))
        if self.mask.contains(.name) { rules.require(.name, of: values) }
        if self.mask.customKeys.isEmpty { try rules.check() }
        custom = fields.custom
        self.rules = rules
    }

    /// The company to ask for; 0 where the edit names none, or is refused anyway.
    var companyID: Int64 { rules.problems.isEmpty ? values.companyID : 0 }

    /// The contact with the new values; throws `invalidArgument` with everything that is wrong with them.
    func applied(to contact: ContactsV1.Contact, _ catalogue: FieldCatalogue) throws(RPCError) -> ContactsV1.Contact {
        var contact = contact
        for field in mask.fields { contact.take(field, from: values) }
        if mask.customKeys.isEmpty { return contact }
        var rules = rules
        var reader = CustomValueReader(catalogue)
        contact.custom = reader.update(contact.custom, mask.customKeys, from: custom)
        rules.refuse(reader.problems)
        try rules.check()
        return contact
    }
}

extension ReadTransaction {
    /// What an edit needs to know of the custom fields.
    func fieldCatalogue(for edit: ContactEdit) throws -> FieldCatalogue {
        edit.mask.customKeys.isEmpty ? .empty : try fieldCatalogue()
    }
}

extension WriteTransaction {
    /// Stores an edited contact; nil when it has the values already.
    ///
    /// `company` tells whether the edit's company exists.
    func apply(
        _ edit: ContactEdit, to stored: StoredContact, company: Result<Void, any Error>, _ catalogue: FieldCatalogue,
        _ view: ContactView
    ) throws -> ContactsV1.Contact? {
        var contact = try edit.applied(to: stored.contact, catalogue)
        if contact == stored.contact { return nil }
        if contact.managerID != stored.contact.managerID { try view.checkMayGive(to: contact.managerID) }
        if contact.companyID != stored.contact.companyID { try company.get() }
        try checkReferences(of: contact, fields: edit.mask.fields, since: stored.contact)
        try refuseTaken(contact.custom, of: contact.id, before: stored.contact.custom, catalogue, noun: "contact")
        contact.version += 1
        contact.updatedAtMs = now
        try update(stored, to: contact)
        return contact
    }

    /// Moves a live contact among the deleted ones, from now on.
    func delete(_ stored: StoredContact) throws {
        var contact = stored.contact
        contact.version += 1
        contact.deletedAtMs = now
        try delete(stored, as: contact)
    }
}

extension CompaniesV1.CompaniesClient {
    /// Whether a company exists; 0 needs no asking.
    func check(_ id: Int64) async -> Result<Void, any Error> {
        if id == 0 { return .success(()) }
        do {
            _ = try await getCompany(CompaniesV1.GetCompanyRequest(id: id))
            return .success(())
        } catch let error as RPCError where error.code == .notFound {
            return .failure(RPCError.unknownCompany(id, cause: error))
        } catch let error as RPCError where error.code == .unavailable {
            let message = "Whether the company exists cannot be asked now; try again."
            return .failure(RPCError(.unavailable, .ownerUnavailable, message, field: "company_id", cause: error))
        } catch {
            return .failure(error)
        }
    }
}
