import GRDB
import OperationUndo
import ServiceRuntime
import Store

extension StoreSchema {
    /// What the campaigns service keeps in each workspace.
    public static let campaigns = StoreSchema(
        name: "campaigns",
        migrations: [
            StoreSchema.Migration("campaigns.1") { db in
                try db.execute(sql: CampaignTables.create)
                try db.execute(sql: RequestLog.createTable)
            },
            StoreSchema.Migration("campaigns.2.member_ids") { db in
                // The ids of a list's live members without a look at the members.
                try db.execute(
                    sql: "CREATE INDEX list_member_contacts ON list_member (list_id, contact_id) WHERE hidden = 0")
            },
            StoreSchema.Migration("campaigns.3.undo") { db in try db.execute(sql: OperationUndo.createTable) },
        ])
}

/// The tables of the first version.
///
/// A customer's status is stored as where it stands (`base_status`) and three flags over it, because leaving the
/// do-not-call register or ending a pause must show the earlier status again. `customer_count` and `member_count` are
/// kept beside the records that they count and are no part of their versions. `contact_life` holds the newest deletion
/// or restoration of each contact that contacts has told of: what makes taking a change in twice harmless, and what
/// tells a contact that is deleted while it is being added; `is_deleted` is 2 where the person was erased.
enum CampaignTables {
    static let create = """
        CREATE TABLE campaign (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            version INTEGER NOT NULL,
            name TEXT NOT NULL CHECK (name <> ''),
            description TEXT NOT NULL,
            dial_type INTEGER NOT NULL,
            status INTEGER NOT NULL,
            max_calls INTEGER NOT NULL CHECK (max_calls >= 1),
            gap_s INTEGER NOT NULL CHECK (gap_s >= 0),
            hotline TEXT NOT NULL,
            start_at_ms INTEGER NOT NULL,
            end_at_ms INTEGER NOT NULL,
            created_at_ms INTEGER NOT NULL,
            updated_at_ms INTEGER NOT NULL,
            created_by TEXT NOT NULL,
            customer_count INTEGER NOT NULL DEFAULT 0
        ) STRICT;

        CREATE TABLE campaign_customer (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            version INTEGER NOT NULL,
            campaign_id INTEGER NOT NULL REFERENCES campaign (id),
            contact_id INTEGER NOT NULL,
            name TEXT NOT NULL,
            e164 INTEGER NOT NULL,
            ext INTEGER NOT NULL,
            base_status INTEGER NOT NULL,
            paused INTEGER NOT NULL DEFAULT 0,
            blocked INTEGER NOT NULL DEFAULT 0,
            dnc INTEGER NOT NULL DEFAULT 0,
            closed INTEGER NOT NULL DEFAULT 0,
            added_at_ms INTEGER NOT NULL,
            UNIQUE (campaign_id, contact_id, e164)
        ) STRICT;
        CREATE INDEX campaign_customer_in_order ON campaign_customer (campaign_id, id);
        CREATE INDEX campaign_customer_open ON campaign_customer (campaign_id, id) WHERE closed = 0;
        CREATE INDEX campaign_customer_by_contact ON campaign_customer (contact_id);

        CREATE TABLE customer_list (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            version INTEGER NOT NULL,
            name TEXT NOT NULL CHECK (name <> ''),
            name_key TEXT NOT NULL UNIQUE,
            description TEXT NOT NULL,
            created_at_ms INTEGER NOT NULL,
            updated_at_ms INTEGER NOT NULL,
            created_by TEXT NOT NULL,
            member_count INTEGER NOT NULL DEFAULT 0,
            last_position INTEGER NOT NULL DEFAULT 0
        ) STRICT;

        CREATE TABLE list_member (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            version INTEGER NOT NULL,
            list_id INTEGER NOT NULL REFERENCES customer_list (id),
            contact_id INTEGER NOT NULL,
            position INTEGER NOT NULL,
            hidden INTEGER NOT NULL DEFAULT 0,
            added_at_ms INTEGER NOT NULL,
            UNIQUE (list_id, contact_id)
        ) STRICT;
        CREATE UNIQUE INDEX list_member_in_order ON list_member (list_id, hidden, position);
        CREATE INDEX list_member_by_contact ON list_member (contact_id);

        CREATE TABLE contact_life (
            contact_id INTEGER PRIMARY KEY,
            version INTEGER NOT NULL,
            is_deleted INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE contact_resynchronisation (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            count INTEGER NOT NULL
        ) STRICT;
        """
}
