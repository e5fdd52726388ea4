import Contracts
import RPCCore
import Store
import TestSupport
import Testing

@testable import ContactsService

@Suite("Custom values in the history of a contact")
struct UndoCustomTests {
    private func undoLast(_ fixture: ContactsFixture) async throws -> RPCV1.UndoOperationResponse {
        let operation = try #require(await fixture.changes().last?.operationID)
        return try await fixture.history.undoOperation(.init(operationID: operation))
    }

    @Test("are told field by field, but for those of retired fields, and as of a time")
    func history() async throws {
        try await ContactsFixture.with { fixture in
            try await fixture.field("a")
            let old = try await fixture.field("old")
            let contact = try await fixture.create("An", ["a": "1", "old": "x"])
            let time = fixture.clock.now
            fixture.clock.advance(by: 10)
            _ = try await fixture.update(contact.id, ["a": "2", "old": ""])
            let request = ContactsV1.ListContactChangesRequest(contactID: contact.id)
            let changes = try await fixture.history.listContactChanges(request).changes
            #expect(
                changes[0].fields == [
                    .init(field: "custom.a", before: ["1"], after: ["2"]), .init(field: "custom.old", before: ["x"]),
                ])
            #expect(changes[1].fields.map(\.field) == ["name", "custom.a", "custom.old"])
            _ = try await fixture.client.retireField(.init(id: old.id))
            let shown = try await fixture.history.listContactChanges(request).changes
            #expect(shown.map { $0.fields.map(\.field) } == [["custom.a"], ["name", "custom.a"]])
            let then = try await fixture.history.getContactAsOf(.init(contactID: contact.id, atMs: time)).contact
            #expect(then?.custom.texts == ["a=1"])
        }
    }

    @Test("go back each on its own, and are found by what they are then")
    func fieldByField() async throws {
        try await ContactsFixture.with { fixture in
            for key in ["a", "b"] { try await fixture.field(key) }
            let contact = try await fixture.create("An", ["a": "1", "b": "1"])
            _ = try await fixture.update(contact.id, ["a": "2", "b": "2"])
            let operation = try #require(try await fixture.changes().last?.operationID)
            _ = try await fixture.update(contact.id, ["b": "3"])
            let response = try await fixture.history.undoOperation(.init(operationID: operation))
            #expect(response.conflicts == [.init(entity: "contact", entityID: contact.id, field: "custom.b")])
            #expect(try await fixture.get(contact.id).custom.texts == ["a=1", "b=3"])
            #expect(try await fixture.index() == ["1 1 1", "2 3 1"])
        }
    }

    @Test("that are unique do not come back while another contact has them")
    func unique() async throws {
        try await ContactsFixture.with { fixture in
            try await fixture.field("code") { $0.unique = true }
            let contact = try await fixture.create("An", ["code": "x"])
            _ = try await fixture.update(contact.id, ["code": "y"])
            let change = try #require(try await fixture.changes().last?.operationID)
            _ = try await fixture.client.deleteContact(.init(id: contact.id))
            let deletion = try #require(try await fixture.changes().last?.operationID)
            let other = try await fixture.create("B", ["code": "Y"])
            let refused = try await fixture.history.undoOperation(.init(operationID: deletion))
            #expect(refused.restoredCount == 0)
            #expect(refused.conflicts == [.init(entity: "contact", entityID: contact.id, field: "custom.code")])
            _ = try await fixture.update(other.id, ["code": "x"])
            _ = try await fixture.client.restoreContact(.init(id: contact.id))
            let kept = try await fixture.history.undoOperation(.init(operationID: change))
            #expect(kept.updatedCount == 0 && kept.conflicts.map(\.field) == ["custom.code"])
            #expect(try await fixture.index() == ["1 x 2", "1 y 1"])
        }
    }

    @Test("of another time do not come back into a field that has another type by now")
    func type() async throws {
        try await ContactsFixture.with { fixture in
            let field = try await fixture.field("n")
            let contact = try await fixture.create("An", ["n": "abc"])
            _ = try await fixture.update(contact.id, ["n": "7"])
            let change = try #require(try await fixture.changes().last?.operationID)
            _ = try await fixture.update(field, "type") { $0.type = .integer }
            let response = try await fixture.history.undoOperation(.init(operationID: change))
            #expect(response.conflicts.map(\.field) == ["custom.n"])
            #expect(try await fixture.get(contact.id).custom.texts == ["n=7"])
        }
    }
}
