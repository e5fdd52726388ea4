import Contracts
import RPCCore
import Store

/// What tickets are found by; each is an index of the table.
enum TicketReference {
    case contact
    case assignee
    case status

    /// The newest ticket that refers to ?1, up to ?2.
    var newest: StaticString {
        switch self {
        case .contact: "SELECT id FROM ticket WHERE contact_id = ?1 AND id <= ?2 ORDER BY id DESC LIMIT 1"
        case .assignee: "SELECT id FROM ticket WHERE assignee_id = ?1 AND id <= ?2 ORDER BY id DESC LIMIT 1"
        case .status: "SELECT id FROM ticket WHERE status = ?1 AND id <= ?2 ORDER BY id DESC LIMIT 1"
        }
    }
}

/// Every ticket, newest first.
struct AllTickets: IDStream {
    let reader: ReadTransaction

    func next(from id: Int64) throws -> Int64? {
        let row = try reader.statement("SELECT id FROM ticket WHERE id <= ?1 ORDER BY id DESC LIMIT 1")
        try row.bind(id, at: 1)
        return try row.step() ? row.int64(at: 0) : nil
    }
}

extension ReadTransaction {
    /// One ticket; nil when there is none with that id.
    func ticket(_ id: Int64) throws -> ContactsV1.Ticket? {
        let row = try statement("SELECT message FROM ticket WHERE id = ?1")
        try row.bind(id, at: 1)
        guard try row.step() else { return nil }
        return try row.withBytes(at: 0) { bytes in try ContactsV1.Ticket(deserializing: bytes) }
    }

    /// The ids of a contact's tickets, ascending.
    func ticketIDs(ofContact id: Int64) throws -> [Int64] {
        let rows = try statement("SELECT id FROM ticket WHERE contact_id = ?1 ORDER BY id")
        try rows.bind(id, at: 1)
        var ids: [Int64] = []
        while try rows.step() { ids.append(rows.int64(at: 0)) }
        return ids
    }

    /// Live contacts that refer to something, ascending, after one.
    func contactIDs(
        _ reference: ContactReference, _ value: Int64, after id: Int64 = 0, limit: Int64 = .max
    ) throws -> [Int64] {
        let rows = try statement(reference.contacts)
        try rows.bind(value, at: 1)
        try rows.bind(id, at: 2)
        try rows.bind(limit, at: 3)
        var ids: [Int64] = []
        while try rows.step() { ids.append(rows.int64(at: 0)) }
        return ids
    }
}

extension WriteTransaction {
    /// Stores a new ticket, which gets its id, with its change record.
    func create(_ values: ContactsV1.Ticket) throws -> ContactsV1.Ticket {
        var ticket = values
        ticket.id = try nextTicketID()
        let message = ticket.serializedBytes()
        try insert(ticket, message: message)
        try record(.create, ticket, before: nil, after: message)
        return ticket
    }

    /// Never used before, even where an undo removed the newest ticket.
    private func nextTicketID() throws -> Int64 {
        let row = try statement(
            "INSERT INTO ticket_number (id, last) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET last = last + 1 RETURNING last"
        )
        guard try row.step() else { throw StoreError.damaged(detail: "no number for a ticket") }
        return row.int64(at: 0)
    }

    /// Replaces a ticket by a changed one with the next version.
    func update(_ before: ContactsV1.Ticket, to ticket: ContactsV1.Ticket) throws {
        let message = ticket.serializedBytes()
        let update = try statement(
            "UPDATE ticket SET contact_id = ?2, assignee_id = ?3, status = ?4, message = ?5 WHERE id = ?1")
        try bind(ticket, to: update)
        try update.bind(message, at: 5)
        try update.run()
        try record(.update, ticket, before: before.serializedBytes(), after: message)
    }

    /// Removes a ticket, which only the undo of its creation does.
    func delete(_ stored: ContactsV1.Ticket) throws {
        let delete = try statement("DELETE FROM ticket WHERE id = ?1")
        try delete.bind(stored.id, at: 1)
        try delete.run()
        var ticket = stored
        ticket.version += 1
        try record(.delete, ticket, before: stored.serializedBytes(), after: ticket.serializedBytes())
    }

    /// Brings a deleted ticket back.
    func restore(_ deleted: ContactsV1.Ticket, as ticket: ContactsV1.Ticket) throws {
        let message = ticket.serializedBytes()
        try insert(ticket, message: message)
        try record(.restore, ticket, before: deleted.serializedBytes(), after: message)
    }

    private func insert(_ ticket: ContactsV1.Ticket, message: [UInt8]) throws {
        let insert = try statement(
            "INSERT INTO ticket (id, contact_id, assignee_id, status, message) VALUES (?1, ?2, ?3, ?4, ?5)")
        try bind(ticket, to: insert)
        try insert.bind(message, at: 5)
        try insert.run()
    }

    private func bind(_ ticket: ContactsV1.Ticket, to statement: borrowing Statement) throws {
        try statement.bind(ticket.id, at: 1)
        try statement.bind(ticket.contactID, at: 2)
        try statement.bind(ticket.assigneeID, at: 3)
        try statement.bind(Int64(ticket.status.rawValue), at: 4)
    }

    private func record(_ kind: ChangeKind, _ ticket: ContactsV1.Ticket, before: [UInt8]?, after: [UInt8]) throws {
        try record(
            kind, entity: "ticket", id: ticket.id, version: ticket.version, imageType: ContactsV1.Ticket.fullName,
            before: before, after: after)
    }
}
