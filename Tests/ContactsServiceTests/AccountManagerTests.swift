import Contracts
import RPCCore
import Store
import TestSupport
import Testing

@testable import ContactsService

@Suite("Account managers")
struct AccountManagerTests {
    /// Agents 1 to 3, of whom 3 is not active; contacts 1 to 6, of whom 1 to 4 are managed by agent 1, 5 by agent 3 and
    /// 4 is deleted; two tickets for each of the first five: one of the manager, closed, and one of agent 2, new.
    private func prepare(_ fixture: ContactsFixture) async throws {
        for number in 1...3 { _ = try await fixture.agent("agent\(number)@example.com") }
        for (number, manager) in zip(Int64(1)..., [1, 1, 1, 1, 3, 0] as [Int64]) {
            try await fixture.create(.init(name: "C\(number)", managerID: manager))
            if manager == 0 { continue }
            for assignee in [manager, 2] {
                let request = ContactsV1.CreateTicketRequest(contactID: number, assigneeID: assignee, title: "T")
                let ticket = try await fixture.tickets.createTicket(request).ticket.required()
                if assignee == 2 { continue }
                let closing = ContactsV1.UpdateTicketRequest(id: ticket.id, updateMask: ["status"], status: .closed)
                _ = try await fixture.tickets.updateTicket(closing)
            }
        }
        _ = try await fixture.client.updateAgent(.init(id: 3, updateMask: ["active"]))
        _ = try await fixture.client.deleteContact(.init(id: 4))
    }

    private func assignees(_ fixture: ContactsFixture) async throws -> [Int64] {
        try await fixture.tickets.listTickets(.init()).tickets.map(\.assigneeID).reversed()
    }

    @Test(
        "are replaced on live contacts, and on the tickets that are asked for",
        arguments: [
            (ContactsV1.ManagerTickets.unspecified, [2, 2, 2, 2, 2, 2, 1, 2, 3, 2] as [Int64], 3 as Int64),
            (.assignedToManager, [2, 2, 2, 2, 2, 2, 1, 2, 3, 2], 3), (.openOnly, [1, 2, 1, 2, 1, 2, 1, 2, 3, 2], 0),
            (.allOfContact, [2, 2, 2, 2, 2, 2, 1, 2, 3, 2], 3), (.none, [1, 2, 1, 2, 1, 2, 1, 2, 3, 2], 0),
        ])
    func replaces(_ choice: ContactsV1.ManagerTickets, expected: [Int64], count: Int64) async throws {
        try await ContactsFixture.with { fixture in
            try await prepare(fixture)
            var request = ContactsV1.ReplaceManagerRequest(
                oldManagerID: 1, newManagerID: 2, tickets: choice, dryRun: true)
            let before = try await fixture.changes().count
            let foreseen = try await fixture.managers.replaceManager(request)
            #expect(foreseen == .init(contactCount: 3, ticketCount: count))
            #expect(try await fixture.changes().count == before)
            request.dryRun = false
            let done = try await fixture.managers.replaceManager(request)
            #expect(done.contactCount == 3 && done.ticketCount == count && !done.operationID.isEmpty)
            #expect(try await fixture.list().map(\.managerID) == [0, 3, 2, 2, 2])
            #expect(try await fixture.list(.init(managerIDs: [2])).map(\.id) == [3, 2, 1])
            #expect(try await fixture.list(.init(managerIDs: [1])).isEmpty)
            #expect(try await assignees(fixture) == expected)
            #expect(try await fixture.get(4, includeDeleted: true).managerID == 1)
            let changes = try await fixture.changes().dropFirst(before)
            #expect(changes.count == 3 + Int(count))
            #expect(changes.allSatisfy { $0.operationID == done.operationID && $0.kind == .update })
            let again = try await fixture.managers.replaceManager(request)
            #expect(again == .init())
        }
    }

    @Test("of a contact's tickets all go to the new manager where that is asked for, whoever has them")
    func replacesForeignTickets() async throws {
        try await ContactsFixture.with { fixture in
            try await prepare(fixture)
            let request = ContactsV1.ReplaceManagerRequest(oldManagerID: 3, newManagerID: 1, tickets: .allOfContact)
            #expect(try await fixture.managers.replaceManager(request).ticketCount == 2)
            #expect(try await assignees(fixture).suffix(2) == [1, 1])
        }
    }

    @Test("are not replaced by nobody, by themselves or by one who is not active")
    func refuses() async throws {
        try await ContactsFixture.with { fixture in
            try await prepare(fixture)
            let wrong: [(Int64, Int64, StatusCode)] = [
                (1, 1, .invalidArgument), (9, 1, .notFound), (1, 9, .notFound), (1, 3, .failedPrecondition),
            ]
            for (old, new, code) in wrong {
                let request = ContactsV1.ReplaceManagerRequest(oldManagerID: old, newManagerID: new)
                #expect(await rpcError { try await fixture.managers.replaceManager(request) }?.code == code)
            }
            for request in [ContactsV1.RemoveManagerRequest(), .init(managerID: 1, all: true)] {
                #expect(
                    await rpcError { try await fixture.managers.removeManager(request) }?.code == .invalidArgument)
            }
            let unknown = ContactsV1.RemoveManagerRequest(managerID: 9)
            #expect(await rpcError { try await fixture.managers.removeManager(unknown) }?.code == .notFound)
        }
    }

    @Test("are taken from their contacts, one or all; tickets stay", arguments: [false, true])
    func removes(all: Bool) async throws {
        try await ContactsFixture.with { fixture in
            try await prepare(fixture)
            let tickets = try await assignees(fixture)
            var request = ContactsV1.RemoveManagerRequest(managerID: all ? 0 : 1, all: all, dryRun: true)
            #expect(try await fixture.managers.removeManager(request) == .init(contactCount: all ? 4 : 3))
            request.dryRun = false
            let done = try await fixture.managers.removeManager(request)
            #expect(done.contactCount == (all ? 4 : 3))
            #expect(try await fixture.list().map(\.managerID) == (all ? [0, 0, 0, 0, 0] : [0, 3, 0, 0, 0]))
            #expect(try await assignees(fixture) == tickets)
            let operations = Set(try await fixture.changes().suffix(Int(done.contactCount)).map(\.operationID))
            #expect(operations == [done.operationID])
        }
    }
}
