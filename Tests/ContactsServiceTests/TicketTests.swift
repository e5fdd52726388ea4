import Contracts
import RPCCore
import Store
import TestSupport
import Testing

@testable import ContactsService

@Suite("Tickets")
struct TicketTests {
    private func list(
        _ filter: ContactsV1.TicketFilter, pageSize: Int32 = 500, _ tickets: ContactsV1.TicketsClient
    ) async throws -> [Int64] {
        var ids: [Int64] = []
        var request = ContactsV1.ListTicketsRequest(filter: filter, pageSize: pageSize)
        repeat {
            let response = try await tickets.listTickets(request)
            ids += response.tickets.map(\.id)
            request.pageToken = response.nextPageToken
        } while !request.pageToken.isEmpty
        return ids
    }

    @Test("are made for a contact that there is, with a title, for an agent who works")
    func createsTickets() async throws {
        try await ContactsFixture.with { fixture in
            let tickets = fixture.tickets
            let contact = try await fixture.create(name: "An")
            _ = try await fixture.agent("a@example.com")
            _ = try await fixture.agent("b@example.com", active: false)
            let request = ContactsV1.CreateTicketRequest(
                contactID: contact.id, assigneeID: 1, title: " Gọi lại ", description: "sáng mai", requestID: "once")
            let ticket = try await tickets.createTicket(request).ticket.required()
            let now = fixture.clock.now
            #expect(
                ticket
                    == .init(
                        id: 1, version: 1, contactID: contact.id, assigneeID: 1, title: "Gọi lại",
                        description: "sáng mai", status: .new, createdAtMs: now, updatedAtMs: now, createdBy: "tester"))
            #expect(try await tickets.createTicket(request).ticket == ticket)
            #expect(try await tickets.getTicket(.init(id: 1)).ticket == ticket)
            var wrong: [(ContactsV1.CreateTicketRequest, StatusCode)] = []
            wrong.append((.init(contactID: contact.id), .invalidArgument))
            wrong.append((.init(contactID: 9, title: "x"), .notFound))
            wrong.append((.init(contactID: contact.id, assigneeID: 9, title: "x"), .notFound))
            wrong.append((.init(contactID: contact.id, assigneeID: 2, title: "x"), .failedPrecondition))
            for (request, code) in wrong {
                #expect(await rpcError { try await tickets.createTicket(request) }?.code == code)
            }
            #expect(await rpcError { try await tickets.getTicket(.init(id: 2)) }?.code == .notFound)
        }
    }

    @Test("change by mask and version; a change of nothing changes nothing")
    func updatesTickets() async throws {
        try await ContactsFixture.with { fixture in
            let tickets = fixture.tickets
            let contact = try await fixture.create(name: "An")
            _ = try await fixture.agent("a@example.com")
            _ = try await tickets.createTicket(.init(contactID: contact.id, title: "T"))
            fixture.clock.advance(by: 1_000)
            let change = ContactsV1.UpdateTicketRequest(
                id: 1, expectedVersion: 1, updateMask: ["assignee_id", "status"], assigneeID: 1, title: "ignored",
                status: .pending)
            let changed = try await tickets.updateTicket(change).ticket.required()
            #expect(changed.title == "T" && changed.assigneeID == 1 && changed.status == .pending)
            #expect(changed.version == 2 && changed.updatedAtMs == changed.createdAtMs + 1_000)
            #expect(await rpcError { try await tickets.updateTicket(change) }?.code == .aborted)
            var same = change
            same.expectedVersion = 2
            #expect(try await tickets.updateTicket(same).ticket == changed)
            for mask in [[], ["contact_id"], ["status"], ["title"]] {
                let request = ContactsV1.UpdateTicketRequest(id: 1, updateMask: mask)
                #expect(await rpcError { try await tickets.updateTicket(request) }?.code == .invalidArgument)
            }
            #expect(try await fixture.changes().filter { $0.entity == "ticket" }.map(\.version) == [1, 2])
        }
    }

    @Test("are found by contact, company, assignee and status, newest first, in pages")
    func listsTickets() async throws {
        try await ContactsFixture.with { fixture in
            let tickets = fixture.tickets
            fixture.companies.add(7, "ACME")
            for number in 1...3 {
                try await fixture.create(.init(name: "C\(number)", companyID: number < 3 ? 7 : 0))
                _ = try await fixture.agent("agent\(number)@example.com")
            }
            for number in 0..<30 {
                _ = try await tickets.createTicket(
                    .init(contactID: Int64(number % 3 + 1), assigneeID: Int64(number % 4), title: "T"))
            }
            _ = try await tickets.updateTicket(.init(id: 5, updateMask: ["status"], status: .closed))
            let all = (1...30).map(Int64.init).reversed()
            func expected(_ isIn: (Int64) -> Bool) -> [Int64] { all.filter { isIn($0 - 1) } }
            #expect(try await list(.init(), pageSize: 7, tickets) == Array(all))
            #expect(try await list(.init(contactIDs: [2]), pageSize: 3, tickets) == expected { $0 % 3 == 1 })
            #expect(try await list(.init(companyIDs: [7]), pageSize: 4, tickets) == expected { $0 % 3 < 2 })
            #expect(try await list(.init(assigneeIDs: [0, 2]), tickets) == expected { $0 % 2 == 0 })
            #expect(try await list(.init(contactIDs: [1], assigneeIDs: [1]), tickets) == expected { $0 % 12 == 9 })
            #expect(try await list(.init(statuses: [.closed]), tickets) == [5])
            #expect(try await list(.init(companyIDs: [8]), tickets).isEmpty)
            // What belongs to a deleted contact is no longer its company's.
            _ = try await fixture.client.deleteContact(.init(id: 1))
            #expect(try await list(.init(companyIDs: [7]), tickets) == expected { $0 % 3 == 1 })
        }
    }
}
