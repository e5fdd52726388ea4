import Contracts
import RPCCore
import Store
import TestSupport
import Testing

@testable import ContactsService

@Suite("The history of a contact")
struct HistoryTests {
    @Test("tells field by field who changed what when, newest first")
    func listsChanges() async throws {
        try await ContactsFixture.with { fixture in
            let contact = try await fixture.create(name: "An", phones: ["0901234567"])
            let start = contact.createdAtMs
            fixture.clock.advance(by: 10)
            let update = ContactsV1.UpdateContactRequest(
                id: 1, updateMask: ["name", "phones", "rating"],
                fields: .init(name: "Ân", phones: ["0901234567", "0912345678"], rating: 5))
            _ = try await fixture.client.updateContact(update)
            _ = try await fixture.client.deleteContact(.init(id: 1))
            let response = try await fixture.history.listContactChanges(.init(contactID: 1))
            #expect(response.changes.map(\.kind) == [.delete, .update, .create])
            #expect(response.changes.map(\.version) == [3, 2, 1])
            #expect(response.changes.map(\.atMs) == [start + 10, start + 10, start])
            #expect(response.changes.allSatisfy { $0.actor == "tester" })
            #expect(Set(response.changes.map(\.operationID)).count == 3)
            #expect(
                response.changes.map(\.fields) == [
                    [],
                    [
                        .init(field: "name", before: ["An"], after: ["Ân"]),
                        .init(
                            field: "phones", before: ["+84901234567"], after: ["+84901234567", "+84912345678"]),
                        .init(field: "rating", before: [], after: ["5"]),
                    ],
                    [
                        .init(field: "name", before: [], after: ["An"]),
                        .init(field: "phones", before: [], after: ["+84901234567"]),
                    ],
                ])
            #expect(
                await rpcError { try await fixture.history.listContactChanges(.init(contactID: 2)) }?.code == .notFound)
        }
    }

    @Test("comes in pages, and holds nothing of other contacts")
    func pages() async throws {
        try await ContactsFixture.with { fixture in
            for name in ["A", "B"] { try await fixture.create(name: name) }
            for rating in 1...5 {
                for id: Int64 in 1...2 {
                    let update = ContactsV1.UpdateContactRequest(
                        id: id, updateMask: ["rating"], fields: .init(rating: Int32(rating)))
                    _ = try await fixture.client.updateContact(update)
                }
            }
            var request = ContactsV1.ListContactChangesRequest(contactID: 1, pageSize: 4)
            var versions: [[Int64]] = []
            repeat {
                let response = try await fixture.history.listContactChanges(request)
                versions.append(response.changes.map(\.version))
                request.pageToken = response.nextPageToken
            } while !request.pageToken.isEmpty
            #expect(versions == [[6, 5, 4, 3], [2, 1]])
        }
    }

    @Test("gives the contact as it was at any time")
    func asOf() async throws {
        try await ContactsFixture.with { fixture in
            let start = fixture.clock.now
            var states: [ContactsV1.Contact?] = [nil]
            fixture.clock.advance(by: 10)
            states.append(try await fixture.create(name: "A"))
            for rating in 1...2 {
                fixture.clock.advance(by: 10)
                let update = ContactsV1.UpdateContactRequest(
                    id: 1, updateMask: ["rating"], fields: .init(rating: Int32(rating)))
                states.append(try await fixture.client.updateContact(update).contact)
            }
            fixture.clock.advance(by: 10)
            _ = try await fixture.client.deleteContact(.init(id: 1))
            states.append(nil)
            for (step, state) in states.enumerated() {
                for offset: Int64 in [0, 9] {
                    let request = ContactsV1.GetContactAsOfRequest(
                        contactID: 1, atMs: start + Int64(step) * 10 + offset)
                    if let state {
                        #expect(try await fixture.history.getContactAsOf(request).contact == state)
                    } else {
                        #expect(
                            await rpcError { try await fixture.history.getContactAsOf(request) }?.code == .notFound)
                    }
                }
            }
        }
    }

    @Test("says when the change log does not reach back far enough")
    func outOfRange() async throws {
        try await ContactsFixture.with { fixture in
            let first = try await fixture.create(name: "A")
            fixture.clock.advance(by: 10)
            try await fixture.create(name: "B")
            let pruned = try await fixture.store.write("main") { writer in
                try writer.pruneChanges(before: writer.now, limit: 100)
            }
            #expect(pruned == 1)
            let request = ContactsV1.GetContactAsOfRequest(contactID: 1, atMs: first.createdAtMs)
            #expect(await rpcError { try await fixture.history.getContactAsOf(request) }?.code == .outOfRange)
            #expect(try await fixture.history.listContactChanges(.init(contactID: 1)).changes.isEmpty)
        }
    }
}
