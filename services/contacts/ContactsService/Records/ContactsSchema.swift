import CustomFields
import GRDB
import OperationUndo
import ServiceRuntime
import Store

/// The tables of the contacts service.
///
/// A contact's row is its message, the same bytes that the change log keeps and that an answer is made of; the columns
/// beside it are what is searched by. Only live contacts are in `contact` and in the key tables: a deleted one moves to
/// `deleted_contact`, so that no query can forget to leave it out.
enum ContactsSchema {
    static let migrations = [contacts, agents, imports, search, references, tickets, undo, fields, erasure, filters]

    static let imageQueries: [String: StaticString] = ["contact": "SELECT message FROM contact WHERE id = ?1"]

    private static let contacts = StoreSchema.Migration("contacts.1") { db in
        try db.execute(
            sql: """
                -- Ids ascend with created_at_ms, so newest first is the primary key backwards.
                CREATE TABLE contact (
                    id INTEGER PRIMARY KEY,
                    created_at_ms INTEGER NOT NULL,
                    company_id INTEGER,
                    manager_id INTEGER,
                    origin_job INTEGER,
                    origin_row INTEGER,
                    message BLOB NOT NULL
                );
                CREATE INDEX contact_company ON contact (company_id) WHERE company_id IS NOT NULL;
                CREATE INDEX contact_manager ON contact (manager_id) WHERE manager_id IS NOT NULL;

                CREATE TABLE contact_phone (
                    number INTEGER NOT NULL,
                    extension INTEGER NOT NULL,
                    contact_id INTEGER NOT NULL,
                    PRIMARY KEY (number, extension, contact_id)
                ) WITHOUT ROWID;

                CREATE TABLE contact_email (
                    address TEXT NOT NULL,
                    contact_id INTEGER NOT NULL,
                    PRIMARY KEY (address, contact_id)
                ) WITHOUT ROWID;

                CREATE TABLE deleted_contact (
                    id INTEGER PRIMARY KEY,
                    created_at_ms INTEGER NOT NULL,
                    message BLOB NOT NULL
                );

                -- Companies that are known to be gone: whatever names one of them comes too late. Contacts lose
                -- them in several transactions, after the last of which is_cleared is 1.
                CREATE TABLE deleted_company (
                    id INTEGER PRIMARY KEY,
                    operation_id TEXT NOT NULL,
                    is_cleared INTEGER NOT NULL
                );
                CREATE INDEX deleted_company_to_clear ON deleted_company (id) WHERE NOT is_cleared;
                """)
        try db.execute(sql: RequestLog.createTable)
    }

    private static let agents = StoreSchema.Migration("contacts.2.agents") { db in
        try db.execute(
            sql: """
                CREATE TABLE agent (
                    id INTEGER PRIMARY KEY,
                    email TEXT NOT NULL UNIQUE,
                    name TEXT NOT NULL,
                    is_active INTEGER NOT NULL,
                    version INTEGER NOT NULL
                );

                -- name_key is the name as names are compared: case and repeated spaces do not count.
                CREATE TABLE agent_group (
                    id INTEGER PRIMARY KEY,
                    name TEXT NOT NULL,
                    name_key TEXT NOT NULL UNIQUE,
                    version INTEGER NOT NULL
                );

                CREATE TABLE group_member (
                    group_id INTEGER NOT NULL REFERENCES agent_group (id),
                    agent_id INTEGER NOT NULL REFERENCES agent (id),
                    role INTEGER NOT NULL,
                    PRIMARY KEY (group_id, agent_id)
                ) WITHOUT ROWID;
                CREATE INDEX group_member_agent ON group_member (agent_id);
                """)
    }

    private static let imports = StoreSchema.Migration("contacts.3.imports") { db in
        try db.execute(
            sql: """
                -- A number for the long name of an import's job; contact.origin_job refers to it.
                CREATE TABLE bulk_job (
                    id INTEGER PRIMARY KEY,
                    name TEXT NOT NULL UNIQUE
                );

                CREATE TABLE bulk_chunk (
                    job INTEGER NOT NULL REFERENCES bulk_job (id),
                    chunk INTEGER NOT NULL,
                    response BLOB NOT NULL,
                    PRIMARY KEY (job, chunk)
                );
                """)
    }

    private static let search = StoreSchema.Migration("contacts.4.search") { db in
        try db.execute(
            sql: """
                -- What a contact is found by, of those whose block does not know it yet; empty: deleted.
                CREATE TABLE search_pending (
                    contact_id INTEGER PRIMARY KEY,
                    text BLOB NOT NULL
                );

                -- The same of 32 contacts each, by id.
                CREATE TABLE search_block (
                    block INTEGER PRIMARY KEY,
                    texts BLOB NOT NULL
                );

                -- Which blocks of a segment may hold what; a row for each kind of text.
                CREATE TABLE search_signature (
                    segment INTEGER NOT NULL,
                    kind INTEGER NOT NULL,
                    bits BLOB NOT NULL,
                    PRIMARY KEY (segment, kind)
                );
                """)
    }

    private static let references = StoreSchema.Migration("contacts.5.references") { db in
        try db.execute(
            sql: """
                DROP INDEX contact_company;
                DROP INDEX contact_manager;

                CREATE TABLE contact_company (
                    company_id INTEGER NOT NULL,
                    contact_id INTEGER NOT NULL,
                    PRIMARY KEY (company_id, contact_id)
                ) WITHOUT ROWID;
                INSERT INTO contact_company SELECT company_id, id FROM contact
                    WHERE company_id IS NOT NULL ORDER BY company_id, id;

                CREATE TABLE contact_manager (
                    manager_id INTEGER NOT NULL,
                    contact_id INTEGER NOT NULL,
                    PRIMARY KEY (manager_id, contact_id)
                ) WITHOUT ROWID;
                INSERT INTO contact_manager SELECT manager_id, id FROM contact
                    WHERE manager_id IS NOT NULL ORDER BY manager_id, id;

                ALTER TABLE contact DROP COLUMN company_id;
                ALTER TABLE contact DROP COLUMN manager_id;
                """)
    }

    private static let tickets = StoreSchema.Migration("contacts.6.tickets") { db in
        try db.execute(
            sql: """
                CREATE TABLE ticket (
                    id INTEGER PRIMARY KEY,
                    contact_id INTEGER NOT NULL,
                    assignee_id INTEGER NOT NULL,
                    status INTEGER NOT NULL,
                    message BLOB NOT NULL
                );
                CREATE TABLE ticket_number (id INTEGER PRIMARY KEY CHECK (id = 1), last INTEGER NOT NULL);
                CREATE INDEX ticket_contact ON ticket (contact_id);
                CREATE INDEX ticket_assignee ON ticket (assignee_id);
                CREATE INDEX ticket_status ON ticket (status);
                """)
    }

    private static let undo = StoreSchema.Migration("contacts.7.undo") { db in
        try db.execute(sql: OperationUndo.createTable)
    }

    private static let fields = StoreSchema.Migration("contacts.8.fields") { db in
        try db.execute(
            sql: """
                -- Whether the message has custom values, of which those of retired fields are not shown.
                ALTER TABLE contact ADD COLUMN has_custom INTEGER;
                ALTER TABLE deleted_contact ADD COLUMN has_custom INTEGER;
                CREATE INDEX deleted_contact_custom ON deleted_contact (id) WHERE has_custom;
                """)
        try db.execute(sql: FieldTables.create)
    }

    private static let erasure = StoreSchema.Migration("contacts.erasure") { db in
        try db.execute(sql: ErasedKeys.createTables)
    }
}

extension StoreSchema {
    /// The files of the contacts service.
    public static let contacts = StoreSchema(
        name: "contacts", migrations: ContactsSchema.migrations, imageQueries: ContactsSchema.imageQueries)
}
