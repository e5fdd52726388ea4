import Contracts
import CustomFields
import RPCCore
import Store

/// A record whose changes can be taken back field by field.
protocol UndoableRecord: Message {
    associatedtype Field

    /// As in the change log.
    static var entity: String { get }
    /// All fields that any of some records holds something in, and more.
    static func fields(of records: [Self]) -> [Field]
    /// As conflicts tell it.
    static func name(of field: Field) -> String
    var version: Int64 { get set }
    /// Whether a field holds the same as another record's.
    func hasSame(_ field: Field, as other: Self) -> Bool
    /// Takes one field's value over, blank or not.
    mutating func take(_ field: Field, from other: Self)

    /// Those fields of this record that cannot be stored as they are in place of `current`, because of what happened to
    /// other records.
    func refusedFields(replacing current: Self?, id: Int64, _ reader: ReadTransaction) throws -> [Field]

    /// The record that is live; nil when there is none with that id.
    static func live(_ id: Int64, _ reader: ReadTransaction) throws -> Self?
    /// The record among those that were deleted.
    static func deleted(_ id: Int64, _ reader: ReadTransaction) throws -> Self?
    /// Replaces what is live and what is deleted of the record by `record`, with the next version and a change record;
    /// nil: it is deleted.
    static func store(_ record: Self?, over id: Int64, _ writer: WriteTransaction) throws
}

extension UndoableRecord where Field: CaseIterable & RawRepresentable<String> {
    static func fields(of records: [Self]) -> [Field] { Array(Field.allCases) }

    static func name(of field: Field) -> String { field.rawValue }

    func refusedFields(replacing current: Self?, id: Int64, _ reader: ReadTransaction) throws -> [Field] { [] }
}

extension ContactsV1.Contact: UndoableRecord {
    static var entity: String { "contact" }

    static func fields(of records: [Self]) -> [RecordField] {
        let keys = Set(records.flatMap { $0.custom.map(\.key) }).sorted()
        return ContactField.allCases.map(RecordField.builtIn) + keys.map(RecordField.custom)
    }

    static func name(of field: RecordField) -> String { field.name }

    func hasSame(_ field: RecordField, as other: Self) -> Bool {
        switch field {
        case .builtIn(let field): hasSame(field, as: other)
        case .custom(let key): custom.values(of: key) == other.custom.values(of: key)
        }
    }

    mutating func take(_ field: RecordField, from other: Self) {
        switch field {
        case .builtIn(let field): take(field, from: other)
        case .custom(let key): custom.set(other.custom.values(of: key), of: key)
        }
    }

    /// Custom values whose field has another type by now, and unique ones that another contact has by now.
    func refusedFields(replacing current: Self?, id: Int64, _ reader: ReadTransaction) throws -> [RecordField] {
        let changed = custom.filter { value in current?.custom.contains(value) != true }
        if changed.isEmpty { return [] }
        let catalogue = try reader.fieldCatalogue()
        var refused = Set(changed.filter { !catalogue.holds($0) }.map(\.key))
        for (key, entry) in catalogue.uniqueEntries(of: changed) {
            if try reader.recordIDs(with: entry, limit: 2).contains(where: { $0 != id }) { refused.insert(key) }
        }
        return refused.sorted().map(RecordField.custom)
    }

    static func live(_ id: Int64, _ reader: ReadTransaction) throws -> Self? { try reader.contact(id) }

    static func deleted(_ id: Int64, _ reader: ReadTransaction) throws -> Self? { try reader.deletedContact(id) }

    static func store(_ record: Self?, over id: Int64, _ writer: WriteTransaction) throws {
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

extension ContactsV1.Ticket: UndoableRecord {
    static var entity: String { "ticket" }

    /// What operations change: what an update may name, and the contact.
    enum Field: String, CaseIterable {
        case contactID = "contact_id"
        case assigneeID = "assignee_id"
        case title
        case description
        case status
    }

    func hasSame(_ field: Field, as other: Self) -> Bool {
        switch field {
        case .contactID: contactID == other.contactID
        case .assigneeID: assigneeID == other.assigneeID
        case .title: title == other.title
        case .description: description == other.description
        case .status: status == other.status
        }
    }

    mutating func take(_ field: Field, from other: Self) {
        switch field {
        case .contactID: contactID = other.contactID
        case .assigneeID: assigneeID = other.assigneeID
        case .title: title = other.title
        case .description: description = other.description
        case .status: status = other.status
        }
    }

    static func live(_ id: Int64, _ reader: ReadTransaction) throws -> Self? { try reader.ticket(id) }

    /// The last image in the change log: a ticket is deleted only by an undo.
    static func deleted(_ id: Int64, _ reader: ReadTransaction) throws -> Self? {
        guard let last = try reader.changes(ofRecord: id, entity: entity, limit: 1).first, last.kind == .delete else {
            return nil
        }
        return try Self(image: last.after)
    }

    static func store(_ record: Self?, over id: Int64, _ writer: WriteTransaction) throws {
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
