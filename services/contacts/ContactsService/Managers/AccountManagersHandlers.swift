import Contracts
import RPCCore
import ServiceRuntime
import Store

/// Answers the methods of `danhba.contacts.v1.AccountManagers`.
struct AccountManagersHandlers: ContactsV1.AccountManagersService {
    typealias Reader = ReadTransaction

    /// Contacts changed in one transaction where there may be several: some ten milliseconds.
    private static let batchLimit: Int64 = 2_000

    let store: Store
    /// Told of contacts that are without a manager by now.
    let searchIndexer: SearchIndexer

    func replaceManager(
        _ request: ContactsV1.ReplaceManagerRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> ContactsV1.ReplaceManagerResponse {
        let (old, new) = (request.oldManagerID, request.newManagerID)
        guard old != new else {
            throw RPCError(
                .invalidArgument, nil, "The new manager is the old one.", field: "new_manager_id", ids: [new])
        }
        try writer.checkAgent(old, field: "old_manager_id")
        try writer.checkActive(new, field: "new_manager_id")
        let tickets = try writer.tickets(ofManager: old, request.tickets, except: new)
        var response = ContactsV1.ReplaceManagerResponse(
            contactCount: try writer.contactCount(ofManager: old), ticketCount: Int64(tickets.count))
        if request.dryRun || response.contactCount + response.ticketCount == 0 { return response }
        for id in tickets { try writer.assign(ticket: id, to: new) }
        while try writer.changeManager(old, to: new, limit: Self.batchLimit) > 0 {}
        response.operationID = writer.operationID
        return response
    }

    func removeManager(
        _ request: ContactsV1.RemoveManagerRequest, _ context: CallContext
    ) async throws -> ContactsV1.RemoveManagerResponse {
        guard request.all != (request.managerID != 0) else {
            throw RPCError(.invalidArgument, nil, "Name one manager, or all of them.", field: "manager_id")
        }
        if request.dryRun {
            return try await store.read(context.workspace) { reader in
                try reader.checkManager(of: request)
                return ContactsV1.RemoveManagerResponse(contactCount: try reader.contactCount(of: request))
            }
        }
        let response = request.all ? try await removeAll(context) : try await removeOne(request, context)
        searchIndexer.workspaceChanged(context.workspace)
        return response
    }

    private func removeOne(
        _ request: ContactsV1.RemoveManagerRequest, _ context: CallContext
    ) async throws -> ContactsV1.RemoveManagerResponse {
        try await store.write(context.workspace, origin: WriteOrigin(context)) { writer in
            try writer.checkManager(of: request)
            var count: Int64 = 0
            while case let changed = try writer.changeManager(request.managerID, to: 0, limit: Self.batchLimit),
                changed > 0
            { count += changed }
            return ContactsV1.RemoveManagerResponse(
                contactCount: count, operationID: count > 0 ? writer.operationID : "")
        }
    }

    private func removeAll(_ context: CallContext) async throws -> ContactsV1.RemoveManagerResponse {
        var response = ContactsV1.RemoveManagerResponse()
        var origin = WriteOrigin(context)
        while true {
            let (changed, operationID) = try await store.write(context.workspace, origin: origin) { writer in
                guard let manager = try writer.anyManager() else { return (Int64(0), "") }
                return (try writer.changeManager(manager, to: 0, limit: Self.batchLimit), writer.operationID)
            }
            if changed == 0 { return response }
            response.contactCount += changed
            response.operationID = operationID
            origin.operationID = operationID
        }
    }
}

extension ReadTransaction {
    fileprivate func checkAgent(_ id: Int64, field: String) throws {
        if try agent(id) == nil {
            throw RPCError(.notFound, .managerUnknown, "There is no such agent.", field: field, ids: [id])
        }
    }

    fileprivate func checkManager(of request: ContactsV1.RemoveManagerRequest) throws {
        if !request.all { try checkAgent(request.managerID, field: "manager_id") }
    }

    fileprivate func contactCount(of request: ContactsV1.RemoveManagerRequest) throws -> Int64 {
        if !request.all { return try contactCount(ofManager: request.managerID) }
        let row = try statement("SELECT count(*) FROM contact_manager")
        return try row.step() ? row.int64(at: 0) : 0
    }

    fileprivate func contactCount(ofManager id: Int64) throws -> Int64 {
        let row = try statement("SELECT count(*) FROM contact_manager WHERE manager_id = ?1")
        try row.bind(id, at: 1)
        return try row.step() ? row.int64(at: 0) : 0
    }

    /// An agent who manages contacts; nil when none does.
    fileprivate func anyManager() throws -> Int64? {
        let row = try statement("SELECT manager_id FROM contact_manager LIMIT 1")
        return try row.step() ? row.int64(at: 0) : nil
    }

    /// The tickets of a manager's contacts that change hands, except those that the new one has already.
    fileprivate func tickets(
        ofManager old: Int64, _ choice: ContactsV1.ManagerTickets, except new: Int64
    ) throws -> [Int64] {
        let rows: Statement
        switch choice {
        case .none: return []
        case .allOfContact:
            rows = try statement(
                """
                SELECT t.id FROM contact_manager m CROSS JOIN ticket t ON t.contact_id = m.contact_id
                WHERE m.manager_id = ?1 AND t.assignee_id <> ?2 ORDER BY t.id
                """)
        case .unspecified, .assignedToManager, .openOnly:
            rows = try statement(
                """
                SELECT t.id FROM ticket t WHERE t.assignee_id = ?1 AND t.assignee_id <> ?2 AND t.status <> ?3
                    AND EXISTS (
                        SELECT 1 FROM contact_manager m WHERE m.manager_id = ?1 AND m.contact_id = t.contact_id)
                ORDER BY t.id
                """)
            let leftOut: ContactsV1.TicketStatus = choice == .openOnly ? .closed : .unspecified
            try rows.bind(Int64(leftOut.rawValue), at: 3)
        }
        try rows.bind(old, at: 1)
        try rows.bind(new, at: 2)
        var ids: [Int64] = []
        while try rows.step() { ids.append(rows.int64(at: 0)) }
        return ids
    }
}

extension WriteTransaction {
    fileprivate func assign(ticket id: Int64, to agent: Int64) throws {
        guard let stored = try ticket(id) else { return }
        var ticket = stored
        ticket.assigneeID = agent
        ticket.version += 1
        ticket.updatedAtMs = now
        try update(stored, to: ticket)
    }

    /// Gives up to `limit` live contacts of a manager to another; 0: nobody.
    ///
    /// Returns how many. Nothing but the manager changes, so their keys stay as they are.
    fileprivate func changeManager(_ old: Int64, to new: Int64, limit: Int64) throws -> Int64 {
        let ids = try contactIDs(.manager, old, limit: limit)
        var changes: [RecordChange] = []
        changes.reserveCapacity(ids.count)
        var (before, after): ([(value: Int64, id: Int64)], [(value: Int64, id: Int64)]) = ([], [])
        for id in ids {
            guard let stored = try storedContact(id) else { continue }
            var contact = stored.contact
            contact.managerID = new
            contact.version += 1
            contact.updatedAtMs = now
            let message = contact.serializedBytes()
            try updateRow(id, message: message, hasCustom: !contact.custom.isEmpty)
            before.append((stored.contact.changedAtMs, id))
            after.append((contact.changedAtMs, id))
            if SearchText.differs(stored.contact, contact) { try setSearchText(of: contact) }
            changes.append(
                RecordChange(kind: .update, id: id, version: contact.version, before: stored.message, after: message))
        }
        try setReferences(.updated, remove: before, add: after)
        try setReferences(
            .manager, remove: ids.map { (old, $0) }, add: new == 0 ? [] : ids.map { (new, $0) })
        try record(changes, entity: "contact", imageType: ContactsV1.Contact.fullName)
        return Int64(ids.count)
    }
}
