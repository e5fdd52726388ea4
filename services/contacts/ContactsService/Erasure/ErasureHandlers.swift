import BulkWriting
import Contracts
import RPCCore
import ServiceRuntime
import Store

/// Answers the methods of `danhba.contacts.v1.Erasure`.
struct ErasureHandlers: ContactsV1.ErasureService {
    typealias Reader = ReadTransaction
    typealias Writer = WriteTransaction

    let store: Store
    let searchIndexer: SearchIndexer
    /// They may have copies of the contact.
    let plans: ImportPlans

    func eraseContact(
        _ request: ContactsV1.EraseContactRequest, _ context: CallContext
    ) async throws -> ContactsV1.EraseContactResponse {
        let response = try await store.write(context.workspace, origin: WriteOrigin(context)) { writer in
            try writer.erase(contact: request.id)
        }
        // The index holds what the contact was found by until it is brought up to date; after a call that broke off
        // here, too.
        try await searchIndexer.index(context.workspace, minimum: 1)
        try await plans.removeAll(workspace: context.workspace)
        return response
    }
}

extension WriteTransaction {
    fileprivate func erase(contact id: Int64) throws -> ContactsV1.EraseContactResponse {
        if let stored = try storedContact(id) { try removeLive(stored.contact) }
        guard let contact = try deletedContact(id) else { throw RPCError.notFound("contact", id: id) }
        if contact.erasedAtMs != 0 { return ContactsV1.EraseContactResponse() }
        try rememberErased(contact)
        var erased = ContactsV1.Contact(
            id: id, version: contact.version + 1, createdAtMs: contact.createdAtMs, updatedAtMs: now)
        erased.deletedAtMs = contact.deletedAtMs == 0 ? now : contact.deletedAtMs
        erased.erasedAtMs = now
        let message = erased.serializedBytes()
        let update = try statement("UPDATE deleted_contact SET message = ?2, has_custom = NULL WHERE id = ?1")
        try update.bind(id, at: 1)
        try update.bind(message, at: 2)
        try update.run()
        let tickets = try eraseTickets(ofContact: id)
        try eraseImages(entity: "contact", id: id)
        try record(.erase, erased, before: nil, after: message)
        try RequestLog.forget(ContactsV1.ContactsMethods.createContact, in: self) {
            (answer: ContactsV1.CreateContactResponse) in answer.contact?.id == id
        }
        try RequestLog.forget(ContactsV1.TicketsMethods.createTicket, in: self) {
            (answer: ContactsV1.CreateTicketResponse) in answer.ticket?.contactID == id
        }
        return ContactsV1.EraseContactResponse(ticketCount: tickets, operationID: operationID)
    }

    private func eraseTickets(ofContact id: Int64) throws -> Int64 {
        let ids = try ticketIDs(ofContact: id)
        for id in ids {
            guard let stored = try ticket(id) else { continue }
            var ticket = stored
            ticket.title = "(erased)"
            ticket.description = ""
            ticket.version += 1
            ticket.updatedAtMs = now
            try update(stored, to: ticket)
            try eraseImages(entity: "ticket", id: id)
        }
        return Int64(ids.count)
    }
}
