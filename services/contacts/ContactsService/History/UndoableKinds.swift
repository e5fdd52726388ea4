import Contracts
import OperationUndo
import RPCCore
import Store

/// Contacts, as an undo knows them.
enum UndoableContact: CustomUndoableKind {
    typealias Record = ContactsV1.Contact
    typealias Field = RecordField<ContactField>

    static let entity = "contact"

    static func version(of contact: Record, id: Int64, _ reader: ReadTransaction) -> Int64 { contact.version }

    static func isSame(_ field: ContactField, in left: ContactsV1.Contact, _ right: ContactsV1.Contact) -> Bool {
        left.hasSame(field, as: right)
    }

    static func set(_ field: ContactField, of contact: inout ContactsV1.Contact, from other: ContactsV1.Contact) {
        contact.take(field, from: other)
    }

    static func live(_ id: Int64, _ reader: ReadTransaction) throws -> ContactsV1.Contact? { try reader.contact(id) }

    static func deleted(_ id: Int64, _ reader: ReadTransaction) throws -> ContactsV1.Contact? {
        try reader.deletedContact(id)
    }

    static func store(_ record: ContactsV1.Contact?, over id: Int64, _ writer: WriteTransaction) throws {
        var record = record
        // Its company may have gone meanwhile.
        if let company = record?.companyID, try writer.isDeletedCompany(company) { record?.companyID = 0 }
        if let stored = try writer.storedContact(id) {
            var contact = record ?? stored.contact
            contact.version = stored.contact.version + 1
            if record == nil {
                contact.deletedAtMs = writer.now
                try writer.delete(stored, as: contact)
            } else {
                contact.updatedAtMs = writer.now
                try writer.update(stored, to: contact)
            }
        } else if var contact = record, let deleted = try writer.deletedContact(id) {
            contact.version = deleted.version + 1
            contact.deletedAtMs = 0
            try writer.restore(deleted, as: contact)
        }
    }
}

/// Tickets, as an undo knows them.
enum UndoableTicket: UndoableKind {
    typealias Record = ContactsV1.Ticket

    static let entity = "ticket"

    /// What operations change: what an update may name, and the contact.
    enum Field: String, CaseIterable {
        case contactID = "contact_id"
        case assigneeID = "assignee_id"
        case title
        case description
        case status
    }

    static func version(of ticket: Record, id: Int64, _ reader: ReadTransaction) -> Int64 { ticket.version }

    static func isSame(_ field: Field, in left: ContactsV1.Ticket, _ right: ContactsV1.Ticket) -> Bool {
        switch field {
        case .contactID: left.contactID == right.contactID
        case .assigneeID: left.assigneeID == right.assigneeID
        case .title: left.title == right.title
        case .description: left.description == right.description
        case .status: left.status == right.status
        }
    }

    static func set(_ field: Field, of ticket: inout ContactsV1.Ticket, from other: ContactsV1.Ticket) {
        switch field {
        case .contactID: ticket.contactID = other.contactID
        case .assigneeID: ticket.assigneeID = other.assigneeID
        case .title: ticket.title = other.title
        case .description: ticket.description = other.description
        case .status: ticket.status = other.status
        }
    }

    static func live(_ id: Int64, _ reader: ReadTransaction) throws -> ContactsV1.Ticket? { try reader.ticket(id) }

    /// The last image in the change log: a ticket is deleted only by an undo.
    static func deleted(_ id: Int64, _ reader: ReadTransaction) throws -> ContactsV1.Ticket? {
        guard let last = try reader.changes(ofRecord: id, entity: entity, limit: 1).first, last.kind == .delete else {
            return nil
        }
        return try ContactsV1.Ticket(image: last.after)
    }

    static func store(_ record: ContactsV1.Ticket?, over id: Int64, _ writer: WriteTransaction) throws {
        if let stored = try writer.ticket(id) {
            guard var ticket = record else { return try writer.delete(stored) }
            ticket.version = stored.version + 1
            ticket.updatedAtMs = writer.now
            try writer.update(stored, to: ticket)
        } else if var ticket = record, let deleted = try deleted(id, writer) {
            ticket.version = deleted.version + 1
            try writer.restore(deleted, as: ticket)
        }
    }
}
