import Contracts
import Crypto
import Foundation
import RPCCore
import ServiceRuntime
import Store

/// The phones and e-mails of erased people as hashes that nobody can make, or try out, without the workspace's key.
enum ErasedKeys {
    static let createTables = """
        -- The key of the hashes; made at the first erasure.
        CREATE TABLE erasure_key (id INTEGER PRIMARY KEY CHECK (id = 1), key BLOB NOT NULL);
        CREATE TABLE erased_key (
            hash BLOB NOT NULL,
            contact_id INTEGER NOT NULL,
            PRIMARY KEY (hash, contact_id)
        ) WITHOUT ROWID;
        """

    fileprivate static func texts(of contact: ContactsV1.Contact) -> [String] {
        contact.phones.map { "phone \($0.number) \($0.extension)" } + contact.emails.map { "email \($0)" }
    }

    fileprivate static func hash(_ text: String, _ key: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: SymmetricKey(data: key)))
    }
}

extension ReadTransaction {
    fileprivate func erasureKey() throws -> [UInt8]? {
        let row = try statement("SELECT key FROM erasure_key WHERE id = 1")
        return try row.step() ? row.bytes(at: 0) : nil
    }

    /// Throws `failedPrecondition` when a phone or an e-mail is one of a person who was erased.
    func refuseErased(_ contact: ContactsV1.Contact) throws {
        guard let key = try erasureKey() else { return }
        let row = try statement("SELECT contact_id FROM erased_key WHERE hash = ?1 LIMIT 1")
        for text in ErasedKeys.texts(of: contact) {
            row.reset()
            try row.bind(ErasedKeys.hash(text, key), at: 1)
            guard try row.step() else { continue }
            throw RPCError(
                .failedPrecondition, .personErased, "The person with this phone or e-mail was erased on request.",
                ids: [row.int64(at: 0)])
        }
    }
}

extension WriteTransaction {
    /// Keeps the hashes of a contact that is about to be erased.
    func rememberErased(_ contact: ContactsV1.Contact) throws {
        let key = try erasureKey() ?? newErasureKey()
        let insert = try statement("INSERT OR IGNORE INTO erased_key (hash, contact_id) VALUES (?1, ?2)")
        for text in ErasedKeys.texts(of: contact) {
            try insert.bind(ErasedKeys.hash(text, key), at: 1)
            try insert.bind(contact.id, at: 2)
            try insert.run()
        }
    }

    private func newErasureKey() throws -> [UInt8] {
        let key = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
        let insert = try statement("INSERT INTO erasure_key (id, key) VALUES (1, ?1)")
        try insert.bind(key, at: 1)
        try insert.run()
        return key
    }
}
