import BulkWriting
import Contracts
import CustomFields
import RPCCore
import ServiceRuntime
import Store

extension ContactsHandlers {
    /// How long a deleted contact can be restored.
    static let restorableMilliseconds: Int64 = 30 * 24 * 3_600 * 1_000
    /// Ids in the notice of a suspected duplicate.
    static let duplicateLimit: Int64 = 100

    func createContact(
        _ request: ContactsV1.CreateContactRequest, _ context: CallContext
    ) async throws -> ContactsV1.CreateContactResponse {
        let fields = request.fields ?? ContactsV1.ContactFields()
        var rules = ContactRules()
        let values = rules.contact(from: fields)
        rules.require(.name, of: values)
        // A company's absence is told only by the first of several calls with one request id.
        let company = await companies.check(rules.problems.isEmpty ? values.companyID : 0)
        let response = try await store.write(context.workspace, origin: WriteOrigin(context)) { [rules] writer in
            try RequestLog.once(request.requestID, request, in: writer, context) {
                let catalogue = try writer.fieldCatalogue()
                var view = try writer.view(for: context)
                var contact = try rules.checked(values, entering: fields.custom, catalogue)
                contact.managerID = view.manager(ofNew: contact.managerID)
                try view.checkMayGive(to: contact.managerID)
                try company.get()
                try writer.checkReferences(of: contact, fields: [.companyID, .managerID])
                try writer.refuseTaken(contact.custom, of: 0, catalogue, noun: "contact")
                if request.refuseErased { try writer.refuseErased(contact) }
                if !request.allowDuplicate { try writer.refuseDuplicate(of: contact, view) }
                let created = try writer.create(entering: contact)
                return ContactsV1.CreateContactResponse(contact: try view.shown(created, writer))
            }
        }
        searchIndexer.workspaceChanged(context.workspace)
        return response
    }

    func updateContact(
        _ request: ContactsV1.UpdateContactRequest, _ context: CallContext
    ) async throws -> ContactsV1.UpdateContactResponse {
        let edit = try ContactEdit(request.updateMask, request.fields)
        let company = await companies.check(edit.companyID)
        let contact = try await store.write(context.workspace, origin: WriteOrigin(context)) { writer in
            var view = try writer.view(for: context)
            let stored = try writer.storedContact(request.id, expectedVersion: request.expectedVersion, view)
            let changed = try writer.apply(
                edit, to: stored, company: company, writer.fieldCatalogue(for: edit), view)
            return try view.shown(changed ?? stored.contact, writer)
        }
        searchIndexer.workspaceChanged(context.workspace)
        return ContactsV1.UpdateContactResponse(contact: contact)
    }

    func deleteContact(
        _ request: ContactsV1.DeleteContactRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> ContactsV1.DeleteContactResponse {
        let view = try writer.view(for: context)
        try writer.delete(writer.storedContact(request.id, expectedVersion: request.expectedVersion, view))
        searchIndexer.workspaceChanged(context.workspace)
        return ContactsV1.DeleteContactResponse()
    }

    func restoreContact(
        _ request: ContactsV1.RestoreContactRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> ContactsV1.RestoreContactResponse {
        var view = try writer.view(for: context)
        guard let deleted = try writer.deletedContact(request.id), deleted.erasedAtMs == 0, view.includes(deleted)
        else {
            guard try writer.contact(request.id).map(view.includes) != true else {
                throw RPCError(
                    .failedPrecondition, nil, "The contact is not deleted.", field: "id", ids: [request.id])
            }
            throw RPCError.notFound("contact", id: request.id)
        }
        guard writer.now - deleted.deletedAtMs <= Self.restorableMilliseconds else {
            throw RPCError(
                .failedPrecondition, nil, "The contact was deleted more than 30 days ago.", field: "id",
                ids: [request.id])
        }
        var contact = deleted
        contact.version += 1
        contact.deletedAtMs = 0
        // Its company may have gone meanwhile.
        if contact.companyID != 0, try writer.isDeletedCompany(contact.companyID) { contact.companyID = 0 }
        if !contact.custom.isEmpty {
            try writer.refuseTaken(contact.custom, of: contact.id, writer.fieldCatalogue(), noun: "contact")
        }
        try writer.restore(deleted, as: contact)
        searchIndexer.workspaceChanged(context.workspace)
        return ContactsV1.RestoreContactResponse(contact: try view.shown(contact, writer))
    }
}

extension ContactRules {
    /// A new contact with its custom values; throws everything that is wrong with it.
    fileprivate func checked(
        _ values: ContactsV1.Contact, entering custom: [FieldsV1.CustomValue], _ catalogue: FieldCatalogue
    ) throws(RPCError) -> ContactsV1.Contact {
        var rules = self
        var reader = CustomValueReader(catalogue)
        var contact = values
        contact.custom = reader.read(custom)
        reader.require(catalogue.requiredKeys, of: contact.custom)
        rules.refuse(reader.problems)
        try rules.check()
        return contact
    }
}

extension ReadTransaction {
    /// Throws `notFound` for a company that has gone and for a manager who does not exist, `failedPrecondition` for one
    /// who is not active.
    ///
    /// Only those of `fields` that differ from `before` are asked for.
    func checkReferences(
        of contact: ContactsV1.Contact, fields: Set<ContactField>, since before: ContactsV1.Contact? = nil
    ) throws {
        let companyID = contact.companyID
        if fields.contains(.companyID), companyID != 0, companyID != before?.companyID ?? 0 {
            // Deleted after the companies service was asked, and before this transaction.
            if try isDeletedCompany(companyID) { throw RPCError.unknownCompany(companyID) }
        }
        let managerID = contact.managerID
        guard fields.contains(.managerID), managerID != 0, managerID != before?.managerID ?? 0 else { return }
        try checkActive(managerID, field: "manager_id")
    }
}

extension WriteTransaction {
    /// A live contact that is about to be changed.
    ///
    /// Throws `notFound`, also where the caller sees none, and `aborted` when `expectedVersion` is neither 0 nor the
    /// stored one.
    func storedContact(_ id: Int64, expectedVersion: Int64, _ view: ContactView) throws -> StoredContact {
        guard let stored = try storedContact(id), view.includes(stored.contact) else {
            throw RPCError.notFound("contact", id: id)
        }
        guard expectedVersion == 0 || expectedVersion == stored.contact.version else {
            throw RPCError.versionConflict("contact", id: id, stored: stored.contact.version)
        }
        return stored
    }

    /// Throws `alreadyExists` with the ids of the live contacts that share a phone or an e-mail; of those that the caller
    /// does not see only that there are some.
    func refuseDuplicate(of contact: ContactsV1.Contact, _ view: ContactView) throws {
        var ids: Set<Int64> = []
        for phone in contact.phones {
            ids.formUnion(try contactIDs(phone: phone.key, limit: ContactsHandlers.duplicateLimit))
        }
        for email in contact.emails {
            ids.formUnion(try contactIDs(email: email, limit: ContactsHandlers.duplicateLimit))
        }
        if ids.isEmpty { return }
        throw RPCError(
            .alreadyExists, .duplicateSuspected, "A contact with this phone or e-mail exists; look at it first.",
            ids: try ids.sorted().filter { try self.contact($0).map(view.includes) ?? false })
    }

    /// Stores what was entered as a new contact.
    func create(entering values: ContactsV1.Contact) throws -> ContactsV1.Contact {
        let next = try nextContact()
        var contact = values
        contact.id = next.id
        contact.version = 1
        contact.createdAtMs = next.createdAt
        contact.updatedAtMs = next.createdAt
        contact.createdBy = actor
        try create(contact)
        return contact
    }
}

extension RPCError {
    static func unknownCompany(_ id: Int64, cause: (any Error)? = nil) -> RPCError {
        RPCError(.notFound, .companyUnknown, "There is no such company.", field: "company_id", ids: [id], cause: cause)
    }
}
