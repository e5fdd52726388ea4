import Contracts
import OperationUndo
import RPCCore
import Store
import TestSupport
import Testing

@testable import ContactsService

@Suite("An operation that is taken back")
struct UndoTests {
    private func update(
        _ id: Int64, _ fields: ContactsV1.ContactFields, _ mask: [String], _ fixture: ContactsFixture
    ) async throws {
        _ = try await fixture.client.updateContact(.init(id: id, updateMask: mask, fields: fields))
    }

    private func undo(
        _ operation: String, dryRun: Bool = false, _ fixture: ContactsFixture
    ) async throws -> RPCV1.UndoOperationResponse {
        try await fixture.history.undoOperation(.init(operationID: operation, dryRun: dryRun))
    }

    private func lastOperation(_ fixture: ContactsFixture) async throws -> String {
        try #require(await fixture.changes().last?.operationID)
    }

    @Test("gives fields back that still hold what it wrote, and tells of those that do not")
    func mergesFields() async throws {
        try await ContactsFixture.with { fixture in
            try await fixture.create(.init(name: "An", city: "Huế", utmSource: "web"))
            try await update(1, .init(name: "Bình", rating: 3, city: "Vinh"), ["name", "rating", "city"], fixture)
            let operation = try await lastOperation(fixture)
            try await update(1, .init(phones: ["0901234567"], city: "Đà Lạt"), ["city", "phones"], fixture)
            let expected = RPCV1.UndoOperationResponse(
                updatedCount: 1, conflictCount: 1,
                conflicts: [.init(entity: "contact", entityID: 1, field: "city")])
            let before = try await fixture.changes().count
            #expect(try await undo(operation, dryRun: true, fixture) == expected)
            #expect(try await fixture.changes().count == before)
            var done = try await undo(operation, fixture)
            let undoOperation = done.operationID
            done.operationID = ""
            #expect(done == expected)
            let contact = try await fixture.get(1)
            #expect(contact.name == "An" && contact.rating == 0 && contact.city == "Đà Lạt")
            #expect(contact.phones.count == 1 && contact.utmSource == "web" && contact.version == 4)
            // Sent again it does nothing.
            #expect(try await undo(operation, fixture).operationID == undoOperation)
            #expect(try await fixture.get(1) == contact)
            // Taken back itself, it is done again.
            _ = try await undo(undoOperation, fixture)
            let redone = try await fixture.get(1)
            #expect(redone.name == "Bình" && redone.rating == 3 && redone.city == "Đà Lạt")
        }
    }

    @Test("deletes what it created, unless somebody changed that, and restores what it deleted")
    func createsAndDeletes() async throws {
        try await ContactsFixture.with { fixture in
            let rows = (1...3).map { Row(row: $0, name: "N\($0)", phones: [.init(number: 84_901_000_000 + $0)]) }
            _ = try await fixture.client.bulkWriteContacts(
                .init(jobID: "import", options: .init(mode: .createAll), rows: rows))
            try await update(2, .init(rating: 1), ["rating"], fixture)
            _ = try await fixture.client.deleteContact(.init(id: 3))
            let deletion = try await lastOperation(fixture)
            let response = try await undo("import", fixture)
            #expect(response.deletedCount == 1 && response.conflictCount == 2 && response.unchangedCount == 0)
            #expect(response.conflicts.map(\.entityID) == [2, 3])
            #expect(try await fixture.list().map(\.id) == [2])
            #expect(try await fixture.client.lookUpByPhone(.init(phone: "0901000001")).contacts.isEmpty)
            let restored = try await undo(deletion, fixture)
            #expect(restored.restoredCount == 1 && restored.conflictCount == 0)
            #expect(try await fixture.client.lookUpByPhone(.init(phone: "0901000003")).contacts.map(\.id) == [3])
            // Redo of the import's undo: the contact comes back.
            let redo = try await undo(response.operationID, fixture)
            #expect(redo.restoredCount == 1)
            #expect(try await fixture.list().map(\.id) == [3, 2, 1])
        }
    }

    @Test("that replaced a manager gives contacts and tickets back")
    func managers() async throws {
        try await ContactsFixture.with { fixture in
            for number in 1...2 { _ = try await fixture.agent("agent\(number)@example.com") }
            for number in 1...3 {
                try await fixture.create(.init(name: "C\(number)", managerID: 1))
                _ = try await fixture.tickets.createTicket(
                    .init(contactID: Int64(number), assigneeID: 1, title: "T"))
            }
            let replaced = try await fixture.managers.replaceManager(.init(oldManagerID: 1, newManagerID: 2))
            _ = try await fixture.tickets.updateTicket(.init(id: 2, updateMask: ["assignee_id"]))
            let response = try await undo(replaced.operationID, fixture)
            #expect(response.updatedCount == 5)
            #expect(response.conflicts == [.init(entity: "ticket", entityID: 2, field: "assignee_id")])
            #expect(try await fixture.list(.init(managerIDs: [1])).map(\.id) == [3, 2, 1])
            #expect(try await fixture.tickets.listTickets(.init()).tickets.map(\.assigneeID) == [1, 0, 1])
        }
    }

    @Test("that created a ticket removes it; its number is not used again, and a redo brings it back")
    func tickets() async throws {
        try await ContactsFixture.with { fixture in
            try await fixture.create(name: "A")
            let request = ContactsV1.CreateTicketRequest(contactID: 1, title: "T")
            let first = try await fixture.tickets.createTicket(request).ticket
            let response = try await undo(lastOperation(fixture), fixture)
            #expect(response.deletedCount == 1)
            #expect(try await fixture.tickets.listTickets(.init()).tickets.isEmpty)
            #expect(try await fixture.tickets.createTicket(request).ticket?.id == 2)
            #expect(try await undo(response.operationID, fixture).restoredCount == 1)
            let back = try await fixture.tickets.getTicket(.init(id: 1)).ticket.required()
            #expect(back.title == "T" && back.version == 3 && back.createdAtMs == first?.createdAtMs)
        }
    }

    @Test("that nobody knows is not found; what cannot be taken back is told")
    func refuses() async throws {
        try await ContactsFixture.with { fixture in
            for operation in ["", "never"] {
                for dryRun in [false, true] {
                    #expect(
                        await rpcError { try await undo(operation, dryRun: dryRun, fixture) }?.code == .notFound)
                }
            }
            _ = try await fixture.agent("a@example.com")
            let response = try await undo(lastOperation(fixture), fixture)
            #expect(response.conflicts == [.init(entity: "agent", entityID: 1)] && response.operationID.isEmpty)
        }
    }

    @Test("goes on in a later call where it broke off, whatever its size")
    func resumes() async throws {
        try await ContactsFixture.with { fixture in
            let rows = (1...1_300).map { Row(row: $0, name: "N\($0)") }
            for chunk in 0..<2 {
                _ = try await fixture.client.bulkWriteContacts(
                    .init(
                        jobID: "import", chunk: Int64(chunk), options: .init(mode: .createAll),
                        rows: Array(rows[chunk * 650..<(chunk + 1) * 650])))
            }
            let (first, isDone) = try await fixture.store.write("main") { try HistoryHandlers.undo.step("import", $0) }
            #expect(first.deletedCount == 500 && !isDone)
            let response = try await undo("import", fixture)
            #expect(response.deletedCount == 1_300 && response.operationID == first.operationID)
            #expect(try await fixture.list().isEmpty)
            let undone = try await fixture.changes().filter { $0.kind == .delete }
            #expect(undone.count == 1_300 && Set(undone.map(\.operationID)) == [response.operationID])
        }
    }

    /// A contact without what every change moves on.
    private func values(_ contact: ContactsV1.Contact) -> ContactsV1.Contact {
        var contact = contact
        contact.version = 0
        contact.updatedAtMs = 0
        return contact
    }

    @Test("leaves everything as it was before, and done again as it was after, whatever it was", arguments: 0..<12)
    func roundTrip(seed: UInt64) async throws {
        try await ContactsFixture.with { fixture in
            var random = SeededGenerator(seed: seed)
            for number in 1...3 { _ = try await fixture.agent("agent\(number)@example.com") }
            try await fixture.field("team", .dropDown) { $0.options = ["red", "blue"] }
            try await fixture.field("n", .integer)
            for step in 0..<25 {
                let before = try await fixture.list().map(values)
                let count = try await fixture.changes().count
                try await operate(step, &random, fixture)
                let after = try await fixture.list().map(values)
                guard try await fixture.changes().count > count else { continue }
                let undone = try await undo(lastOperation(fixture), fixture)
                #expect(undone.conflictCount == 0, "seed \(seed), step \(step)")
                #expect(try await fixture.list().map(values) == before, "seed \(seed), step \(step)")
                let index = try await fixture.index()
                #expect(index.count == before.reduce(0) { $0 + $1.custom.count }, "seed \(seed), step \(step)")
                let redone = try await undo(undone.operationID, fixture)
                #expect(redone.conflictCount == 0, "seed \(seed), step \(step)")
                #expect(try await fixture.list().map(values) == after, "seed \(seed), step \(step)")
            }
        }
    }

    private func customValues(_ random: inout SeededGenerator) -> [FieldsV1.CustomValue] {
        var values: [String: String] = [:]
        if Bool.random(using: &random) { values["team"] = Bool.random(using: &random) ? "red" : "blue" }
        if Bool.random(using: &random) { values["n"] = "\(Int.random(in: 0..<4, using: &random))" }
        return .of(values)
    }

    /// One operation of any kind, with values from few.
    private func operate(_ step: Int, _ random: inout SeededGenerator, _ fixture: ContactsFixture) async throws {
        let ids = try await fixture.list().map(\.id)
        let fields = ContactsV1.ContactFields(
            name: "N\(Int.random(in: 0..<4, using: &random))",
            phones: (0..<Int.random(in: 0..<3, using: &random)).map { "090123456\($0)" },
            emails: Bool.random(using: &random) ? ["a@example.com"] : [],
            managerID: Int64.random(in: 0...3, using: &random), rating: Int32.random(in: 0...5, using: &random),
            custom: customValues(&random))
        switch Int.random(in: 0..<6, using: &random) {
        case 0: try await fixture.create(fields)
        case 1:
            guard let id = ids.randomElement(using: &random) else { return }
            let names = ["name", "phones", "emails", "manager_id", "rating", "custom.team", "custom.n"]
            let mask = names.filter { _ in Bool.random(using: &random) }
            if !mask.isEmpty { try await update(id, fields, mask, fixture) }
        case 2:
            guard let id = ids.randomElement(using: &random) else { return }
            _ = try await fixture.client.deleteContact(.init(id: id))
        case 3:
            let old = Int64.random(in: 1...3, using: &random)
            _ = try await fixture.managers.replaceManager(.init(oldManagerID: old, newManagerID: old % 3 + 1))
        case 4: _ = try await fixture.managers.removeManager(.init(all: true))
        default:
            for chunk in 0..<2 {
                let rows = (1...4).map { number in
                    Row(
                        row: Int64(chunk * 4 + number), name: "R\(number)",
                        phones: [.init(number: 84_901_234_560 + Int64.random(in: 0..<6, using: &random))],
                        rating: Int32.random(in: 0...5, using: &random), custom: customValues(&random))
                }
                _ = try await fixture.client.bulkWriteContacts(
                    .init(
                        jobID: "job\(step)", chunk: Int64(chunk), options: .init(mode: .upsertOverwrite), rows: rows))
            }
        }
    }
}

private typealias Row = ContactsV1.BulkRow
