import Contracts
import RPCCore
import Store
import TestSupport
import Testing

@testable import ContactsService

@Suite("Erasing a person")
struct ErasureTests {
    private static let secrets = ["Trần Văn Bí Mật", "904444555", "bimat@example.com", "Vàng", "complains"]

    /// Contact 1, changed once and with a ticket, and contact 2, which nobody wants erased.
    private func prepare(_ fixture: ContactsFixture) async throws {
        try await fixture.field("tier")
        let secret = ContactsV1.ContactFields(
            name: Self.secrets[0], phones: ["0904444555"], emails: [Self.secrets[2]],
            custom: .of(["tier": Self.secrets[3]]))
        _ = try await fixture.client.createContact(.init(fields: secret, requestID: "r1"))
        try await fixture.create(name: "Trần Khác", phones: ["0912345678"])
        _ = try await fixture.client.updateContact(.init(id: 1, updateMask: ["city"], fields: .init(city: "Huế")))
        let ticket = ContactsV1.CreateTicketRequest(contactID: 1, title: "He complains", requestID: "t1")
        _ = try await fixture.tickets.createTicket(ticket)
        try await fixture.indexer.index("main", minimum: 1)
    }

    /// Every text and blob of every table, to be searched for what must be gone.
    private func everything(_ fixture: ContactsFixture) async throws -> [UInt8] {
        try await fixture.store.read("main") { reader in
            var bytes: [UInt8] = []
            let tables = try reader.statement("SELECT name FROM sqlite_schema WHERE type = 'table'")
            while try tables.step() {
                let table = tables.text(at: 0)
                let columns = try reader.statement(dynamic: "SELECT name FROM pragma_table_info('\(table)')")
                while try columns.step() {
                    let cells = try reader.statement(
                        dynamic: "SELECT CAST(\"\(columns.text(at: 0))\" AS BLOB) FROM \"\(table)\"")
                    while try cells.step() { bytes += cells.bytes(at: 0) }
                }
            }
            return bytes
        }
    }

    private func found(_ fixture: ContactsFixture) async throws -> [String] {
        let bytes = try await everything(fixture)
        // What is searched by is written in small letters without accents.
        let text = String(decoding: bytes, as: UTF8.self).lowercased()
        let folded = ["tran van bi mat", "bi mat"]
        return (Self.secrets + folded).filter { text.contains($0.lowercased()) }
    }

    @Test("leaves the id, the ticket and the times, and nothing else in any table", arguments: [false, true])
    func erases(deletedBefore: Bool) async throws {
        try await ContactsFixture.with { fixture in
            try await prepare(fixture)
            #expect(try await found(fixture).count >= 6)
            if deletedBefore { _ = try await fixture.client.deleteContact(.init(id: 1)) }
            let erasure = ContactsV1.ErasureClient(fixture.connection)
            let done = try await erasure.eraseContact(.init(id: 1))
            #expect(done.ticketCount == 1 && !done.operationID.isEmpty)
            #expect(try await found(fixture) == [])

            let left = try await fixture.get(1, includeDeleted: true)
            #expect(left.erasedAtMs == fixture.clock.now && left.deletedAtMs > 0 && left.createdAtMs > 0)
            #expect(left.name.isEmpty && left.phones.isEmpty && left.custom.isEmpty)
            #expect(try await fixture.list().map(\.id) == [2])
            #expect(try await fixture.list(.init(text: "bi mat")).isEmpty)
            #expect(try await fixture.client.lookUpByPhone(.init(phone: "0904444555")).contacts.isEmpty)
            let ticket = try await fixture.tickets.getTicket(.init(id: 1)).ticket.required()
            #expect(ticket.title == "(erased)" && ticket.contactID == 1)
            #expect(await rpcError { try await fixture.client.restoreContact(.init(id: 1)) }?.code == .notFound)
            let last = try #require(try await fixture.changes().last)
            #expect(last.kind == .erase && last.entityID == 1 && last.version == left.version && last.before == nil)

            #expect(try await erasure.eraseContact(.init(id: 1)) == .init())
            #expect(await rpcError { try await erasure.eraseContact(.init(id: 99)) }?.code == .notFound)
            let next = try await fixture.create(name: "next")
            #expect(next.id == 3)
        }
    }

    @Test("is not taken back by any undo, nor are the operations before it")
    func undo() async throws {
        try await ContactsFixture.with { fixture in
            try await prepare(fixture)
            let deleted = try await fixture.edits.deleteContacts(.init(selection: .init(ids: [1, 2])))
            let erased = try await ContactsV1.ErasureClient(fixture.connection).eraseContact(.init(id: 1))
            for operation in [deleted.operationID, erased.operationID] {
                let undone = try await fixture.history.undoOperation(.init(operationID: operation))
                #expect(undone.conflictCount > 0)
            }
            #expect(try await fixture.list().map(\.id) == [2])
            #expect(try await found(fixture) == [])
        }
    }

    @Test("is remembered by a hash, for who asks not to let the person in again")
    func refused() async throws {
        try await ContactsFixture.with { fixture in
            try await prepare(fixture)
            let again = ContactsV1.ContactFields(name: "B", phones: ["+84 904 444 555"])
            let asked = ContactsV1.CreateContactRequest(fields: again, allowDuplicate: true, refuseErased: true)
            #expect(await rpcError { try await fixture.client.createContact(asked) } == nil)
            _ = try await ContactsV1.ErasureClient(fixture.connection).eraseContact(.init(id: 1))
            let error = await rpcError { try await fixture.client.createContact(asked) }
            #expect(error?.code == .failedPrecondition)
            #expect(try error?.infos.first?.number == 3015)
            #expect(try error?.infos.first?.ids == [1])
            let other = ContactsV1.CreateContactRequest(
                fields: .init(name: "C", emails: ["c@x.vn"]), refuseErased: true)
            #expect(await rpcError { try await fixture.client.createContact(other) } == nil)
            let unasked = ContactsV1.CreateContactRequest(fields: again, allowDuplicate: true)
            #expect(await rpcError { try await fixture.client.createContact(unasked) } == nil)
        }
    }
}
