import Contracts
import Foundation
import GRDB
import RPCCore
import Store

extension ContactsSchema {
    /// Takes some six seconds for a million contacts: what they are found by is made anew, a segment at a time.
    static let filters = StoreSchema.Migration("contacts.filters") { db in
        try db.execute(
            sql: """
                -- When contacts changed last.
                CREATE TABLE contact_updated (
                    updated_at_ms INTEGER NOT NULL,
                    contact_id INTEGER NOT NULL,
                    PRIMARY KEY (updated_at_ms, contact_id)
                ) WITHOUT ROWID;

                -- The names of a segment's contacts in their order, 128 in a row; id is 64 * segment + place. Of a
                -- segment that has changed since there are none.
                CREATE TABLE search_names (
                    id INTEGER PRIMARY KEY,
                    names BLOB NOT NULL
                );

                -- Ids are never used again. name_key is the name as names are compared.
                CREATE TABLE saved_filter (
                    id INTEGER PRIMARY KEY AUTOINCREMENT,
                    owner TEXT NOT NULL,
                    name_key TEXT NOT NULL,
                    is_shared INTEGER NOT NULL,
                    message BLOB NOT NULL,
                    UNIQUE (owner, name_key)
                );
                CREATE INDEX saved_filter_shared ON saved_filter (id) WHERE is_shared;

                DELETE FROM search_pending;
                DELETE FROM search_block;
                DELETE FROM search_signature;
                """)
        let newest = try Int64.fetchOne(db, sql: "SELECT max(id) FROM contact") ?? 0
        try db.execute(sql: "CREATE TABLE temp.updated (updated_at_ms INTEGER NOT NULL, contact_id INTEGER NOT NULL)")
        var segment: Int64 = 0
        while SearchSegment.contacts(inSegment: segment).lowerBound <= newest {
            try index(segment, in: db)
            segment += 1
        }
        try db.execute(
            sql: "INSERT INTO contact_updated SELECT updated_at_ms, contact_id FROM temp.updated ORDER BY 1, 2")
        try db.execute(sql: "DROP TABLE temp.updated")
    }

    /// Makes the blocks and the signatures of a segment from its contacts.
    private static func index(_ segment: Int64, in db: Database) throws {
        let ids = SearchSegment.contacts(inSegment: segment)
        let rows = try Row.fetchCursor(
            db, sql: "SELECT id, message FROM contact WHERE id BETWEEN ? AND ? ORDER BY id",
            arguments: [ids.lowerBound, ids.upperBound])
        let updated = try db.makeStatement(sql: "INSERT INTO temp.updated VALUES (?, ?)")
        var texts: [Int64: [[UInt8]]] = [:]
        while let row = try rows.next() {
            let id: Int64 = row[0]
            let contact = try row.withUnsafeData(atIndex: 1) { data in
                try (data ?? Data()).withUnsafeBytes { try ContactsV1.Contact(deserializing: $0) }
            }
            let block = SearchSegment.block(of: id)
            let empty = [[UInt8]](repeating: [], count: Int(SearchSegment.contactsPerBlock))
            texts[block, default: empty][Int(id - SearchSegment.contacts(in: block).lowerBound)] =
                SearchText.bytes(of: contact)
            if contact.changedAtMs != 0 { try updated.execute(arguments: [contact.changedAtMs, id]) }
        }
        if texts.isEmpty { return }
        let insert = try db.makeStatement(sql: "INSERT INTO search_block (block, texts) VALUES (?, ?)")
        for (block, texts) in texts.sorted(by: { $0.key < $1.key }) {
            try insert.execute(arguments: [block, Data(SearchSegment.joined(texts))])
        }
        for part in SearchText.Part.allCases {
            var signature = SearchSignature(part)
            for (block, texts) in texts {
                signature.addTexts(texts, ofBlock: Int(block % SearchSegment.blocksPerSegment))
            }
            try db.execute(
                sql: "INSERT INTO search_signature (segment, kind, bits) VALUES (?, ?, ?)",
                arguments: [segment, part.rawValue, Data(signature.bits)])
        }
    }
}
