import Contracts
import RPCCore
import ServiceRuntime
import Store

/// Answers the methods of `danhba.contacts.v1.Tickets`.
struct TicketsHandlers: ContactsV1.TicketsService {
    func createTicket(
        _ request: ContactsV1.CreateTicketRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> ContactsV1.CreateTicketResponse {
        var rules = TicketRules()
        let title = rules.title(request.title)
        let description = rules.description(request.description)
        try rules.check()
        return try RequestLog.once(request.requestID, request, in: writer, context) {
            let view = try writer.view(for: context)
            guard try writer.contact(request.contactID).map(view.includes) == true else {
                throw RPCError.notFound("contact", id: request.contactID)
            }
            try writer.checkAssignee(request.assigneeID)
            let ticket = ContactsV1.Ticket(
                version: 1, contactID: request.contactID, assigneeID: request.assigneeID, title: title,
                description: description, status: .new, createdAtMs: writer.now, updatedAtMs: writer.now,
                createdBy: writer.actor)
            return ContactsV1.CreateTicketResponse(ticket: try writer.create(ticket))
        }
    }

    func getTicket(
        _ request: ContactsV1.GetTicketRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> ContactsV1.GetTicketResponse {
        let ticket = try reader.ticket(request.id, reader.view(for: context))
        return ContactsV1.GetTicketResponse(ticket: ticket)
    }

    func updateTicket(
        _ request: ContactsV1.UpdateTicketRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> ContactsV1.UpdateTicketResponse {
        let mask = try UpdateMask<TicketField>(request.updateMask)
        var rules = TicketRules()
        let title = mask.contains(.title) ? rules.title(request.title) : ""
        let description = mask.contains(.description) ? rules.description(request.description) : ""
        if mask.contains(.status), request.status == .unspecified {
            rules.refuse(.status, "A ticket is new, in process, pending or closed.")
        }
        try rules.check()
        let stored = try writer.ticket(request.id, writer.view(for: context))
        guard request.expectedVersion == 0 || request.expectedVersion == stored.version else {
            throw RPCError.versionConflict("ticket", id: request.id, stored: stored.version)
        }
        var ticket = stored
        if mask.contains(.title) { ticket.title = title }
        if mask.contains(.description) { ticket.description = description }
        if mask.contains(.status) { ticket.status = request.status }
        if mask.contains(.assigneeID), request.assigneeID != stored.assigneeID {
            try writer.checkAssignee(request.assigneeID)
            ticket.assigneeID = request.assigneeID
        }
        if ticket != stored {
            ticket.version += 1
            ticket.updatedAtMs = writer.now
            try writer.update(stored, to: ticket)
        }
        return ContactsV1.UpdateTicketResponse(ticket: ticket)
    }

    func listTickets(
        _ request: ContactsV1.ListTicketsRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> ContactsV1.ListTicketsResponse {
        let condition = try TicketCondition(request.filter ?? ContactsV1.TicketFilter())
        let page = try PageRequest(
            size: request.pageSize, token: request.pageToken, list: "tickets", filter: condition.spelling)
        guard var stream = try condition.stream(reader, reader.view(for: context)) else {
            return ContactsV1.ListTicketsResponse()
        }
        var bound = (page.after?.first ?? .max) - 1
        var tickets: [ContactsV1.Ticket] = []
        while tickets.count < page.readLimit, let id = try stream.next(from: bound) {
            bound = id - 1
            if let ticket = try reader.ticket(id) { tickets.append(ticket) }
        }
        let token = page.cut(&tickets) {
            [$0.id]
        } byteCount: {
            $0.description.utf8.count
        }
        return ContactsV1.ListTicketsResponse(tickets: tickets, nextPageToken: token)
    }
}

extension ReadTransaction {
    /// A ticket of a contact that the caller sees, or assigned to an agent whose contacts it sees; throws `notFound`
    /// otherwise.
    fileprivate func ticket(_ id: Int64, _ view: ContactView) throws -> ContactsV1.Ticket {
        guard let ticket = try ticket(id),
            try view.managers?.contains(ticket.assigneeID) ?? true
                || contact(ticket.contactID).map(view.includes) == true
        else {
            throw RPCError.notFound("ticket", id: id)
        }
        return ticket
    }
}

/// Which tickets a list holds, checked.
private struct TicketCondition {
    private static let valueLimit = 1_000

    private let contactIDs: Set<Int64>
    private let companyIDs: Set<Int64>
    private let assigneeIDs: Set<Int64>
    private let statuses: Set<Int64>
    /// One spelling for one meaning, for page tokens.
    let spelling: String

    init(_ filter: ContactsV1.TicketFilter) throws(RPCError) {
        var rules = FieldRules()
        rules.count(filter.contactIDs, field: "filter.contact_ids", limit: Self.valueLimit)
        rules.count(filter.companyIDs, field: "filter.company_ids", limit: Self.valueLimit)
        rules.count(filter.assigneeIDs, field: "filter.assignee_ids", limit: Self.valueLimit)
        rules.count(filter.statuses, field: "filter.statuses", limit: Self.valueLimit)
        try rules.check()
        contactIDs = Set(filter.contactIDs)
        companyIDs = Set(filter.companyIDs)
        assigneeIDs = Set(filter.assigneeIDs)
        statuses = Set(filter.statuses.map { Int64($0.rawValue) })
        spelling = "\([contactIDs, companyIDs, assigneeIDs, statuses].map { $0.sorted() })"
    }

    /// The ids of the tickets that fulfil it and that the caller sees; nil where there can be none.
    ///
    /// Without contacts or companies in the filter, who does not see all contacts gets the tickets that are assigned to
    /// the agents whose contacts it sees.
    func stream(_ reader: ReadTransaction, _ view: ContactView) throws -> (any IDStream)? {
        var conditions: [(TicketReference, Set<Int64>)] = []
        if !contactIDs.isEmpty { conditions.append((.contact, contactIDs)) }
        if !companyIDs.isEmpty {
            let contacts = try companyIDs.flatMap { company in try reader.contactIDs(.company, company) }
            conditions.append((.contact, Set(contacts)))
        }
        if let managers = view.managers {
            if conditions.isEmpty { conditions.append((.assignee, managers)) }
            for index in conditions.indices where conditions[index].0 == .contact {
                conditions[index].1 = try conditions[index].1.filter { id in
                    try reader.contact(id).map(view.includes) == true
                }
            }
        }
        if !assigneeIDs.isEmpty { conditions.append((.assignee, assigneeIDs)) }
        if !statuses.isEmpty { conditions.append((.status, statuses)) }
        if conditions.contains(where: \.1.isEmpty) { return nil }
        let streams = conditions.map { ValueRecords(.descending, $0.newest, $1, reader: reader) }
        return streams.isEmpty ? AllTickets(reader: reader) : Intersection(streams: streams)
    }
}
