import Contracts
import Store

/// Live contacts that share a value.
struct DuplicateContacts {
    var oldest: Int64
    /// Ascending, the first 100 of them.
    var ids: [Int64]
    var count: Int64
}

/// A kind of value that contacts may share.
enum SharedValue {
    case phone
    case email
    /// Of the custom field with this id.
    case custom(Int64)
}

extension ReadTransaction {
    /// Groups of contacts that share a value, by their oldest contact: those whose oldest is `first` or younger, without
    /// the first `skipped` ones.
    func duplicates(
        _ value: SharedValue, from first: Int64, skipping skipped: Int64, limit: Int64
    ) throws -> [DuplicateContacts] {
        let groups = try groups(value)
        try groups.bind(first, at: 1)
        try groups.bind(limit, at: 2)
        try groups.bind(skipped, at: 3)
        if case .custom(let field) = value { try groups.bind(field, at: 4) }
        var duplicates: [DuplicateContacts] = []
        while try groups.step() {
            let ids = groups.text(at: 1).split(separator: ",").compactMap { Int64($0) }
            duplicates.append(
                DuplicateContacts(oldest: groups.int64(at: 0), ids: ids.sorted(), count: groups.int64(at: 2)))
        }
        return duplicates
    }

    private func groups(_ value: SharedValue) throws -> Statement {
        switch value {
        case .phone:
            try statement(
                """
                SELECT g.oldest, (SELECT group_concat(contact_id) FROM (
                    SELECT contact_id FROM contact_phone p WHERE p.number = g.number AND p.extension = g.extension
                    ORDER BY contact_id LIMIT 100)), g.total
                FROM (
                    SELECT number, extension, min(contact_id) AS oldest, count(*) AS total FROM contact_phone
                    GROUP BY number, extension HAVING total > 1 AND oldest >= ?1
                    ORDER BY oldest, number, extension LIMIT ?2 OFFSET ?3) g
                ORDER BY g.oldest, g.number, g.extension
                """)
        case .email:
            try statement(
                """
                SELECT g.oldest, (SELECT group_concat(contact_id) FROM (
                    SELECT contact_id FROM contact_email e WHERE e.address = g.address
                    ORDER BY contact_id LIMIT 100)), g.total
                FROM (
                    SELECT address, min(contact_id) AS oldest, count(*) AS total FROM contact_email
                    GROUP BY address HAVING total > 1 AND oldest >= ?1
                    ORDER BY oldest, address LIMIT ?2 OFFSET ?3) g
                ORDER BY g.oldest, g.address
                """)
        case .custom:
            try statement(
                """
                SELECT g.oldest, (SELECT group_concat(record_id) FROM (
                    SELECT record_id FROM field_value v WHERE v.field_id = ?4 AND v.value = g.value
                    ORDER BY record_id LIMIT 100)), g.total
                FROM (
                    SELECT value, min(record_id) AS oldest, count(*) AS total FROM field_value
                    WHERE field_id = ?4 GROUP BY value HAVING total > 1 AND oldest >= ?1
                    ORDER BY oldest, value LIMIT ?2 OFFSET ?3) g
                ORDER BY g.oldest, g.value
                """)
        }
    }
}
