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
            var companies = ValueRecords(.descending, .company, [7, 8], reader: reader)
            var managers = ValueRecords(.descending, .manager, [4], reader: reader)
            return try [
                companies.next(from: .max - 1), companies.next(from: 2), companies.next(from: 0),
                managers.next(from: .max - 1), managers.next(from: 2), managers.next(from: 1),
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

    @Test("get positions, ratings and times of change into the index, whatever their index knew")
    func indexesFilters() async throws {
        let folder = try TemporaryFolder()
        let configuration = StoreConfiguration(directory: folder.path)
        let older = StoreSchema(name: "contacts", migrations: Array(ContactsSchema.migrations.prefix(8)))
        let before = try Store(configuration: configuration, schema: older)
        // Two segments, of which contacts are missing.
        var contacts: [ContactsV1.Contact] = []
        for number: Int64 in 1...4_200 where number % 3 != 0 {
            var contact = ContactsV1.Contact(id: number, version: 1, name: "An \(number)")
            contact.position = number % 2 == 0 ? "Kỹ sư" : ""
            contact.rating = Int32(number % 6)
            contact.createdAtMs = number
            contact.updatedAtMs = 10_000 - number
            contacts.append(contact)
        }
        try await before.write("main") { [contacts] writer in
            let insert = try writer.statement("INSERT INTO contact (id, created_at_ms, message) VALUES (?1, ?2, ?3)")
            for contact in contacts {
                try insert.bind(contact.id, at: 1)
                try insert.bind(contact.createdAtMs, at: 2)
                try insert.run(with: contact.serializedBytes(), at: 3)
            }
            let stale = try writer.statement("INSERT INTO search_pending (contact_id, text) VALUES (1, ?1)")
            try stale.run(with: Array(" another\u{1}\u{1}\u{1}".utf8), at: 1)
        }
        await before.close()
        let store = try Store(configuration: configuration, schema: .contacts)
        let found = try await store.read("main") { reader in
            let filters: [ContactsV1.ContactFilter] = [
                .init(text: "an 1"), .init(positions: ["ky su"]), .init(ratings: [5]), .init(withoutManager: true),
                .init(updated: .init(fromMs: 6_000, beforeMs: 6_010)), .init(created: .init(fromMs: 4_190)),
            ]
            return try filters.map { filter in
                try reader.contactIDs(
                    ContactCondition(filter), ContactView(.service, managers: nil), after: 0, limit: .max)
            }
        }
        let expected: [(ContactsV1.Contact) -> Bool] = [
            { $0.name.hasPrefix("An 1") }, { !$0.position.isEmpty }, { $0.rating == 5 }, { _ in true },
            { (6_000..<6_010).contains($0.updatedAtMs) }, { $0.createdAtMs >= 4_190 },
        ]
        for (ids, passes) in zip(found, expected) { #expect(ids == contacts.filter(passes).map { $0.id }) }
        await store.close()
    }
}
