import Contracts
import Store

/// What contacts are found by that is a number: the ids that they refer to, and the time of their last change.
///
/// Each kind has a table of (number, id of the contact), in which the contacts of one company or one manager are
/// neighbours.
///
/// Tables and not indexes of `contact`: a bulk write fills them in the order of their key, which takes a third of the
/// time that indexes take, because they get their entries in the order of the contacts.
enum ContactReference: CaseIterable {
    case company
    case manager
    case updated

    /// 0: none.
    func value(of contact: ContactsV1.Contact) -> Int64 {
        switch self {
        case .company: contact.companyID
        case .manager: contact.managerID
        case .updated: contact.changedAtMs
        }
    }

    private var newest: StaticString {
        switch self {
        case .company:
            """
            SELECT contact_id FROM contact_company WHERE company_id = ?1 AND contact_id <= ?2
            ORDER BY contact_id DESC LIMIT 1
            """
        case .manager:
            """
            SELECT contact_id FROM contact_manager WHERE manager_id = ?1 AND contact_id <= ?2
            ORDER BY contact_id DESC LIMIT 1
            """
        case .updated:
            """
            SELECT contact_id FROM contact_updated WHERE updated_at_ms = ?1 AND contact_id <= ?2
            ORDER BY contact_id DESC LIMIT 1
            """
        }
    }

    private var oldest: StaticString {
        switch self {
        case .company:
            """
            SELECT contact_id FROM contact_company WHERE company_id = ?1 AND contact_id >= ?2
            ORDER BY contact_id LIMIT 1
            """
        case .manager:
            """
            SELECT contact_id FROM contact_manager WHERE manager_id = ?1 AND contact_id >= ?2
            ORDER BY contact_id LIMIT 1
            """
        case .updated:
            """
            SELECT contact_id FROM contact_updated WHERE updated_at_ms = ?1 AND contact_id >= ?2
            ORDER BY contact_id LIMIT 1
            """
        }
    }

    /// The first contact in an order that refers to ?1, from ?2 on.
    func first(_ order: IDOrder) -> StaticString { order == .ascending ? oldest : newest }

    /// The contacts that refer to ?1, ascending, after ?2, at most ?3.
    var contacts: StaticString {
        switch self {
        case .company:
            """
            SELECT contact_id FROM contact_company WHERE company_id = ?1 AND contact_id > ?2
            ORDER BY contact_id LIMIT ?3
            """
        case .manager:
            """
            SELECT contact_id FROM contact_manager WHERE manager_id = ?1 AND contact_id > ?2
            ORDER BY contact_id LIMIT ?3
            """
        case .updated:
            """
            SELECT contact_id FROM contact_updated WHERE updated_at_ms = ?1 AND contact_id > ?2
            ORDER BY contact_id LIMIT ?3
            """
        }
    }

    /// Up to the values.
    fileprivate var insertHead: StaticString {
        switch self {
        case .company: "INSERT INTO contact_company (company_id, contact_id)"
        case .manager: "INSERT INTO contact_manager (manager_id, contact_id)"
        case .updated: "INSERT INTO contact_updated (updated_at_ms, contact_id)"
        }
    }

    fileprivate var delete: StaticString {
        switch self {
        case .company: "DELETE FROM contact_company WHERE company_id = ?1 AND contact_id = ?2"
        case .manager: "DELETE FROM contact_manager WHERE manager_id = ?1 AND contact_id = ?2"
        case .updated: "DELETE FROM contact_updated WHERE updated_at_ms = ?1 AND contact_id = ?2"
        }
    }
}

extension ContactsV1.Contact {
    /// When the contact changed last, as it is filtered and sorted by: never before its creation, which a clock that was
    /// set back may say of `updatedAtMs`.
    var changedAtMs: Int64 { max(createdAtMs, updatedAtMs) }
}

extension WriteTransaction {
    /// Changes what a contact refers to; nil: it is not live before, or after.
    func setReferences(from before: ContactsV1.Contact?, to after: ContactsV1.Contact?, of id: Int64) throws {
        for reference in ContactReference.allCases {
            let old = before.map(reference.value) ?? 0
            let new = after.map(reference.value) ?? 0
            if old == new { continue }
            if old != 0 { try setReferences(reference, remove: [(old, id)]) }
            if new != 0 { try setReferences(reference, add: [(new, id)]) }
        }
    }

    /// Changes what many contacts refer to, in the order of the table's key.
    func setReferences(
        _ reference: ContactReference, remove removed: [(value: Int64, id: Int64)] = [],
        add added: [(value: Int64, id: Int64)] = []
    ) throws {
        if !removed.isEmpty {
            let delete = try statement(reference.delete)
            for (value, id) in removed.sorted(by: <) {
                try delete.bind(value, at: 1)
                try delete.bind(id, at: 2)
                try delete.run()
            }
        }
        if !added.isEmpty {
            var rows = RowInserter(reference.insertHead, columnCount: 2, in: self)
            for (value, id) in added.sorted(by: <) {
                rows.append(value)
                rows.append(id)
                try rows.endRow()
            }
            try rows.finish()
        }
    }
}
