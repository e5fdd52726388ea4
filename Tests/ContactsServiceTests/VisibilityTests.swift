import Contracts
import RPCCore
import RPCInProcess
import TestSupport
import Testing

@testable import ContactsService

/// What people see and do by their roles.
@Suite("A caller's role and scope")
struct VisibilityTests {
    /// A caller and the contacts that it sees of those that `prepare` makes.
    struct Caller: Sendable, CustomTestStringConvertible {
        var name: String
        var entries: [(String, String)]
        var sees: Set<Int64>
        var testDescription: String { name }
    }

    /// Contacts 1 to 5: of agents 1, 2, 3, of nobody, and of agent 1 but deleted.
    ///
    /// Agent 2 supervises agent 1.
    static let callers = [
        Caller(name: "service", entries: [], sees: [1, 2, 3, 4, 5]),
        Caller(name: "admin", entries: [("danhba-role", "admin")], sees: [1, 2, 3, 4, 5]),
        Caller(name: "agent 1", entries: agent("1"), sees: [1, 5]),
        Caller(name: "agent 3", entries: agent("3"), sees: [3]),
        Caller(name: "agent 9, unknown", entries: agent("9"), sees: []),
        Caller(name: "agent 1, all", entries: agent("1") + [("danhba-scope", "all")], sees: [1, 2, 3, 4, 5]),
        Caller(name: "supervisor 2", entries: supervisor("2"), sees: [1, 2, 5]),
        Caller(name: "supervisor 1, of nobody", entries: supervisor("1"), sees: [1, 5]),
    ]

    private static func agent(_ id: String) -> [(String, String)] { [("danhba-role", "agent"), ("danhba-agent", id)] }
    private static func supervisor(_ id: String) -> [(String, String)] {
        [("danhba-role", "supervisor"), ("danhba-agent", id)]
    }

    private static let shared = "0901234567"

    private func prepare(_ fixture: ContactsFixture) async throws {
        for number in 1...3 { _ = try await fixture.agent("agent\(number)@example.com") }
        let members = [
            ContactsV1.GroupMember(agentID: 1, role: .agent), ContactsV1.GroupMember(agentID: 2, role: .supervisor),
        ]
        _ = try await fixture.client.createGroup(.init(name: "North", members: members))
        for (number, manager) in zip(Int64(1)..., [1, 2, 3, 0, 1] as [Int64]) {
            try await fixture.create(
                .init(
                    name: "An \(number)", phones: [Self.shared, "09187654\(number)0"], emails: ["an@example.com"],
                    managerID: manager))
            _ = try await fixture.tickets.createTicket(.init(contactID: number, assigneeID: 3, title: "T"))
        }
        _ = try await fixture.client.deleteContact(.init(id: 5))
    }

    private func connection(_ caller: Caller, _ fixture: ContactsFixture) -> InProcessConnection {
        fixture.connection(
            Metadata(
                caller: caller.name, entries: caller.entries.map { Metadata.Entry(key: $0.0, value: $0.1) }))
    }

    @Test("decide what every order and every filter holds", arguments: callers)
    func lists(_ caller: Caller) async throws {
        try await ContactsFixture.with { fixture in
            try await prepare(fixture)
            let connection = connection(caller, fixture)
            let client = ContactsV1.ContactsClient(connection)
            let live = caller.sees.subtracting([5])
            for sort in [ContactsV1.ContactSort.created, .updated, .name, .rating] {
                for filter in [ContactsV1.ContactFilter(), .init(text: "an"), .init(updated: .init(fromMs: 1))] {
                    let request = ContactsV1.ListContactsRequest(
                        filter: filter, sort: sort, order: .ascending, withTotal: true)
                    let page = try await client.listContacts(request)
                    #expect(page.contacts.map(\.id) == live.sorted() && page.totalCount == Int32(live.count))
                }
            }
            let nobodys = try await client.listContacts(.init(filter: .init(withoutManager: true))).contacts
            #expect(Set(nobodys.map(\.id)) == live.intersection([4]))
            let ids = try await ContactsV1.SavedFiltersClient(connection).evaluateFilter(.init())
            #expect(ids.idDeltas.count == live.count && ids.idDeltas.reduce(0, +) == live.max() ?? 0)
        }
    }

    @Test("decide what every read tells", arguments: callers)
    func reads(_ caller: Caller) async throws {
        try await ContactsFixture.with { fixture in
            try await prepare(fixture)
            let connection = connection(caller, fixture)
            let client = ContactsV1.ContactsClient(connection)
            let live = caller.sees.subtracting([5])
            for id in Int64(1)...5 {
                let got = await rpcError { try await client.getContact(.init(id: id, includeDeleted: true)) }
                #expect(got?.code == (caller.sees.contains(id) ? nil : .notFound))
                let history = ContactsV1.HistoryClient(connection)
                let changes = await rpcError { try await history.listContactChanges(.init(contactID: id)) }
                #expect(changes?.code == (caller.sees.contains(id) ? nil : .notFound))
                let past = await rpcError {
                    try await history.getContactAsOf(.init(contactID: id, atMs: fixture.clock.now))
                }
                #expect(past?.code == (live.contains(id) ? nil : .notFound))
            }
            #expect(Set(try await client.batchGetContacts(.init(ids: [1, 2, 3, 4, 5])).contacts.map(\.id)) == live)
            #expect(Set(try await client.lookUpByPhone(.init(phone: Self.shared)).contacts.map(\.id)) == live)
            #expect(Set(try await client.lookUpByEmail(.init(email: "an@example.com")).contacts.map(\.id)) == live)
            for filter in [nil, .init(text: "an"), .init(managerIDs: [1, 2, 3])] as [ContactsV1.ContactFilter?] {
                let expected = filter?.managerIDs.isEmpty == false ? live.subtracting([4]) : live
                #expect(Set(try await client.listContacts(.init(filter: filter)).contacts.map(\.id)) == expected)
            }
            let tickets = ContactsV1.TicketsClient(connection)
            for id in Int64(1)...5 {
                let isSeen = live.contains(id) || caller.name == "agent 3" || caller.sees.count == 5
                #expect(
                    await rpcError { try await tickets.getTicket(.init(id: id)) }?.code == (isSeen ? nil : .notFound))
                let listed = try await tickets.listTickets(.init(filter: .init(contactIDs: [id]))).tickets
                #expect(listed.map(\.contactID) == (live.contains(id) || caller.sees.count == 5 ? [id] : []))
            }
            let all = try await tickets.listTickets(.init()).tickets.count
            #expect(all == (caller.name == "agent 3" || caller.sees.count == 5 ? 5 : 0))
        }
    }

    @Test("decide what every change reaches: what is not seen is not found", arguments: callers)
    func writes(_ caller: Caller) async throws {
        try await ContactsFixture.with { fixture in
            try await prepare(fixture)
            let before = try await fixture.list()
            let connection = connection(caller, fixture)
            let client = ContactsV1.ContactsClient(connection)
            let mayDelete = !caller.name.hasPrefix("agent")
            for id in [4, 3, 2, 1] as [Int64] {
                let seen: StatusCode? = caller.sees.contains(id) ? nil : .notFound
                let update = ContactsV1.UpdateContactRequest(
                    id: id, updateMask: ["city"], fields: .init(city: "by \(caller.name)"))
                #expect(await rpcError { try await client.updateContact(update) }?.code == seen)
                let ticket = ContactsV1.CreateTicketRequest(contactID: id, title: "new")
                let tickets = ContactsV1.TicketsClient(connection)
                #expect(await rpcError { try await tickets.createTicket(ticket) }?.code == seen)
                let refused: StatusCode? = mayDelete ? seen : .permissionDenied
                let edits = ContactsV1.BulkEditsClient(connection)
                let edit = ContactsV1.EditContactsRequest(
                    selection: .init(ids: [id]), updateMask: ["position"], fields: .init(position: "x"))
                #expect(await rpcError { try await edits.editContacts(edit) }?.code == refused)
                #expect(await rpcError { try await client.deleteContact(.init(id: id)) }?.code == refused)
                #expect(await rpcError { try await client.restoreContact(.init(id: id)) }?.code == refused)
            }
            let after = try await fixture.list()
            for (old, new) in zip(before, after) where !caller.sees.contains(old.id) { #expect(old == new) }
        }
    }

    @Test("keep bulk operations to what is seen")
    func bulk() async throws {
        try await ContactsFixture.with { fixture in
            try await prepare(fixture)
            let supervisor = try #require(Self.callers.first { $0.name == "supervisor 2" })
            let edits = ContactsV1.BulkEditsClient(connection(supervisor, fixture))
            let all = ContactsV1.ContactSelection(filter: .init())
            let edit = ContactsV1.EditContactsRequest(
                selection: all, updateMask: ["rating"], fields: .init(rating: 5))
            #expect(try await edits.editContacts(edit).changedCount == 2)
            #expect(try await fixture.list().map(\.rating) == [0, 0, 5, 5])
            for (manager, code) in [(3, .permissionDenied), (0, .permissionDenied), (1, nil)] as [(Int64, StatusCode?)]
            {
                let give = ContactsV1.EditContactsRequest(
                    selection: all, updateMask: ["manager_id"], fields: .init(managerID: manager))
                let error = await rpcError { try await edits.editContacts(give) }
                #expect(error?.code == code)
            }
            #expect(try await edits.deleteContacts(.init(selection: all)).deletedCount == 2)
            #expect(try await fixture.list().map(\.id) == [4, 3])
        }
    }

    @Test("give new contacts to who would not see them otherwise, and none away")
    func managers() async throws {
        try await ContactsFixture.with { fixture in
            try await prepare(fixture)
            let agent = try #require(Self.callers.first { $0.name == "agent 1" })
            let client = ContactsV1.ContactsClient(connection(agent, fixture))
            let created = try await client.createContact(.init(fields: .init(name: "New"))).contact.required()
            #expect(created.managerID == 1)
            let foreign = ContactsV1.CreateContactRequest(fields: .init(name: "New", managerID: 3))
            #expect(await rpcError { try await client.createContact(foreign) }?.code == .permissionDenied)
            let away = ContactsV1.UpdateContactRequest(
                id: created.id, updateMask: ["manager_id"], fields: .init(managerID: 3))
            #expect(await rpcError { try await client.updateContact(away) }?.code == .permissionDenied)
            let suspected = ContactsV1.CreateContactRequest(fields: .init(name: "An", phones: [Self.shared]))
            let notice = await rpcError { try await client.createContact(suspected) }
            #expect(notice?.code == .alreadyExists)
            #expect(try notice?.infos.first?.ids == [1])
        }
    }

    @Test("mask telephone numbers wherever they would be seen")
    func masks() async throws {
        try await ContactsFixture.with { fixture in
            try await prepare(fixture)
            let agent = try #require(Self.callers.first { $0.name == "agent 1, all" })
            let connection = connection(agent, fixture)
            let client = ContactsV1.ContactsClient(connection)
            let masked = [
                ContactsV1.Phone(text: "84901xxx567", dialable: true),
                ContactsV1.Phone(text: "84918xxx410", dialable: true),
            ]
            #expect(try await client.getContact(.init(id: 1)).contact?.phones == masked)
            #expect(try await client.lookUpByPhone(.init(phone: Self.shared)).contacts.first?.phones == masked)
            let found = try await client.listContacts(.init(filter: .init(text: "an 1"))).contacts
            #expect(found.map(\.phones) == [masked])
            // Digit by digit they would come out.
            #expect(try await client.listContacts(.init(filter: .init(text: "8765410"))).contacts.isEmpty)
            #expect(try await fixture.list(.init(text: "8765410")).map(\.id) == [1])
            let update = ContactsV1.UpdateContactRequest(id: 1, updateMask: ["city"], fields: .init(city: "Huế"))
            #expect(try await client.updateContact(update).contact?.phones == masked)
            let stored = try await fixture.get(1)
            #expect(stored.phones.map(\.text) == ["+84901234567", "+84918765410"])
            let back = ContactsV1.UpdateContactRequest(
                id: 1, updateMask: ["phones"], fields: .init(phones: masked.map(\.text)))
            #expect(await rpcError { try await client.updateContact(back) }?.code == .invalidArgument)
            let changes = try await ContactsV1.HistoryClient(connection).listContactChanges(.init(contactID: 1)).changes
            let phones = changes.last?.fields.first { $0.field == "phones" }
            #expect(phones?.after == masked.map(\.text))
            let export = await rpcError {
                for try await _ in try await client.exportContacts(.init()) {}
            }
            #expect(export?.code == .permissionDenied)
        }
    }
}
