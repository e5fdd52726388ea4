import Contracts
import RPCCore
import Store
import TestSupport
import Testing

@testable import ContactsService

@Suite("Files of an older program")
struct MigrationTests {
    @Test("get the tables of companies and managers filled from their contacts")
    func fillsReferences() async throws {
        let folder = try TemporaryFolder()
        let configuration = StoreConfiguration(directory: folder.path)
        let older = StoreSchema(name: "contacts", migrations: Array(ContactsSchema.migrations.prefix(4)))
        let before = try Store(configuration: configuration, schema: older)
        try await before.write("main") { writer in
            let insert = try writer.statement(
                "INSERT INTO contact (id, created_at_ms, company_id, manager_id, message) VALUES (?1, 0, ?2, ?3, x'')")
            for (id, company, manager) in [(1, 7, nil), (2, nil, 4), (3, 7, 4)] as [(Int64, Int64?, Int64?)] {
                try insert.bind(id, at: 1)
                try insert.bind(company, at: 2)
                try insert.bind(manager, at: 3)
                try insert.run()
            }
        }
        await before.close()
        let store = try Store(configuration: configuration, schema: .contacts)
        let found = try await store.read("main") { reader in
            var companies = ReferringRecords(ContactReference.company.newest, [7, 8], reader: reader)
            var managers = ReferringRecords(ContactReference.manager.newest, [4], reader: reader)
            return try [
                companies.next(atMost: .max - 1), companies.next(atMost: 2), companies.next(atMost: 0),
                managers.next(atMost: .max - 1), managers.next(atMost: 2), managers.next(atMost: 1),
            ]
        }
        #expect(found == [3, 1, nil, 3, 2, nil])
        await store.close()
    }

    @Test("get room for custom values, of which their contacts, live and deleted, have none")
    func addsFields() async throws {
        let folder = try TemporaryFolder()
        let configuration = StoreConfiguration(directory: folder.path)
        let older = StoreSchema(name: "contacts", migrations: Array(ContactsSchema.migrations.prefix(5)))
        let before = try Store(configuration: configuration, schema: older)
        let contact = ContactsV1.Contact(id: 1, version: 1, name: "An")
        let gone = ContactsV1.Contact(id: 2, version: 2, name: "Bình", deletedAtMs: 5)
        try await before.write("main") { writer in
            let live = try writer.statement("INSERT INTO contact (id, created_at_ms, message) VALUES (1, 0, ?1)")
            try live.run(with: contact.serializedBytes(), at: 1)
            let deleted = try writer.statement(
                "INSERT INTO deleted_contact (id, created_at_ms, message) VALUES (2, 0, ?1)")
            try deleted.run(with: gone.serializedBytes(), at: 1)
        }
        await before.close()
        let store = try Store(configuration: configuration, schema: .contacts)
        let found = try await store.read("main") { reader in
            var found: [ContactsV1.Contact] = []
            var view = ContactView(.service, managers: nil)
            _ = try reader.show(contact: 1, &view) { found.append(try .init(deserializing: $0)) }
            _ = try reader.show(deletedContact: 2, &view) { found.append(try .init(deserializing: $0)) }
            return found
        }
        #expect(found == [contact, gone])
        await store.close()
    }
}
