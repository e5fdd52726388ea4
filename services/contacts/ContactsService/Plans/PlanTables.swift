import Contracts
import CustomFields
import GRDB
import Store

extension StoreSchema {
    /// A plan has the tables of contacts, so that the same code decides in it, and what only a plan has to know.
    static let plans = StoreSchema(
        name: "contact-plans",
        migrations: ContactsSchema.migrations + [
            StoreSchema.Migration("plans.1") { db in
                try db.execute(
                    sql: """
                        -- The first id of contacts that exist only here, and how often rows took a custom value away.
                        CREATE TABLE plan (
                            id INTEGER PRIMARY KEY CHECK (id = 1),
                            first_id INTEGER NOT NULL,
                            moved INTEGER NOT NULL
                        );
                        -- Companies that would be created; contacts here refer to them by -id.
                        CREATE TABLE plan_company (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
                        """)
            }
        ], imageQueries: ContactsSchema.imageQueries)
}

/// How far a plan is.
struct PlanState: Sendable {
    var firstID: Int64 = 0
    /// Contacts that rows took a custom value from; so many more have to be looked at behind each.
    var moved: Int64 = 0
    var companies: [String] = []
}

extension ReadTransaction {
    /// The plan in this file; nil in a new one.
    func planState() throws -> PlanState? {
        let row = try statement("SELECT first_id, moved FROM plan")
        guard try row.step() else { return nil }
        var state = PlanState(firstID: row.int64(at: 0), moved: row.int64(at: 1))
        let companies = try statement("SELECT name FROM plan_company ORDER BY id")
        while try companies.step() { state.companies.append(companies.text(at: 0)) }
        return state
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
        let insert = try statement("INSERT INTO plan (id, first_id, moved) VALUES (1, ?1, 0)")
        try insert.bind(newest.id + 1, at: 1)
        try insert.run()
        if newest.id > 0 {
            // Stands for it: ids and times go on behind it.
            let contact = try statement("INSERT INTO deleted_contact (id, created_at_ms, message) VALUES (?1, ?2, x'')")
            try contact.bind(newest.id, at: 1)
            try contact.bind(newest.createdAt, at: 2)
            try contact.run()
        }
        return PlanState(firstID: newest.id + 1)
    }

    /// Stores what a chunk added to a plan.
    func advancePlan(_ state: PlanState, moved: Int, companies: [String]) throws {
        let update = try statement("UPDATE plan SET moved = moved + ?1")
        try update.bind(Int64(moved), at: 1)
        try update.run()
        let insert = try statement("INSERT INTO plan_company (name) VALUES (?1)")
        for name in companies.dropFirst(state.companies.count) {
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
