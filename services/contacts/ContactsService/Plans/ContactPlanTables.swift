import BulkWriting
import Contracts
import CustomFields
import GRDB
import Logging
import Store

/// The plans of imports of contacts.
public enum ContactPlans {
    /// Opens them beside the data of the service; somebody must run them.
    ///
    /// `now` is UTC in milliseconds. Throws as `Store`.
    public static func open(
        directory: String, logger: Logger, now: @escaping @Sendable () -> Int64 = SystemTime.milliseconds
    ) throws -> ImportPlans {
        try ImportPlans(schema: .contactPlans, directory: directory, logger: logger, now: now)
    }
}

extension StoreSchema {
    /// A plan has the tables of contacts, so that the same code decides in it, and what only a plan has to know.
    static let contactPlans = StoreSchema(
        name: "contact-plans",
        migrations: ContactsSchema.migrations + [
            StoreSchema.Migration("plans.1") { db in
                try db.execute(
                    sql: PlanTables.create + """
                        -- Companies that would be created; contacts here refer to them by -id.
                        CREATE TABLE plan_company (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
                        """)
            }
        ], imageQueries: ContactsSchema.imageQueries)
}

extension ReadTransaction {
    /// The companies that a plan would have created, in the order of their stand-in ids: -1, -2, ….
    func plannedCompanies() throws -> [String] {
        var names: [String] = []
        let companies = try statement("SELECT name FROM plan_company ORDER BY id")
        while try companies.step() { names.append(companies.text(at: 0)) }
        return names
    }

    /// Those of some contacts that are not here.
    func missingContacts(_ ids: [Int64]) throws -> [Int64] {
        let row = try statement("SELECT 1 FROM contact WHERE id = ?1")
        return try ids.filter { id in
            defer { row.reset() }
            try row.bind(id, at: 1)
            return try !row.step()
        }
    }

    /// The id of the next contact, and the time of the newest one.
    func newestContact() throws -> (id: Int64, createdAt: Int64) {
        let row = try statement(
            """
            SELECT id, created_at_ms FROM (
                SELECT * FROM (SELECT id, created_at_ms FROM contact ORDER BY id DESC LIMIT 1)
                UNION ALL
                SELECT * FROM (SELECT id, created_at_ms FROM deleted_contact ORDER BY id DESC LIMIT 1))
            ORDER BY id DESC LIMIT 1
            """)
        return try row.step() ? (row.int64(at: 0), row.int64(at: 1)) : (0, 0)
    }
}

extension WriteTransaction {
    /// Begins a plan whose new contacts come behind the newest one there is.
    func beginPlan(after newest: (id: Int64, createdAt: Int64)) throws -> PlanState {
        if newest.id > 0 {
            // Stands for it: ids and times go on behind it.
            let contact = try statement("INSERT INTO deleted_contact (id, created_at_ms, message) VALUES (?1, ?2, x'')")
            try contact.bind(newest.id, at: 1)
            try contact.bind(newest.createdAt, at: 2)
            try contact.run()
        }
        return try beginPlan(firstID: newest.id + 1)
    }

    /// Stores the names of further companies that a plan would have created.
    func addPlannedCompanies(_ names: [String]) throws {
        let insert = try statement("INSERT INTO plan_company (name) VALUES (?1)")
        for name in names {
            try insert.bind(name, at: 1)
            try insert.run()
        }
    }

    /// Adds a contact as it is in the workspace, with all that it is matched by.
    func addCopy(_ stored: StoredMessage, _ fields: FieldCatalogue) throws {
        let contact = try stored.message.withUnsafeBytes { try ContactsV1.Contact(deserializing: $0) }
        try insertRow(contact, message: stored.message)
        for phone in contact.phones { try addKey(phone.key, of: contact.id) }
        for email in contact.emails { try addKey(email, of: contact.id) }
        try setReferences(from: nil, to: contact, of: contact.id)
        if !contact.custom.isEmpty {
            try setIndex(from: [], to: fields.entries(of: contact.custom), of: contact.id)
        }
    }
}
