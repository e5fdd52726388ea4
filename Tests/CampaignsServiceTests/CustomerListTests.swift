import Contracts
import RPCCore
import ServiceRuntime
import Store
import TestSupport
import Testing

@testable import CampaignsService

@Suite("Customer lists")
struct CustomerListTests {
    @Test("A created list is there; another one may not have its name in any case")
    func create() async throws {
        let campaigns = try CampaignsHarness()
        let request = CampaignsV1.CreateCustomerListRequest(name: " Khách VIP ", description: " best ")
        let list = try await campaigns.client.createCustomerList(request).list.required()
        let expected = CampaignsV1.CustomerList(
            id: 1, version: 1, name: "Khách VIP", description: "best", createdAtMs: campaigns.clock.now,
            updatedAtMs: campaigns.clock.now, createdBy: "tester")
        #expect(list == expected)
        #expect(try await campaigns.list(1) == expected)
        let error = await rpcError { try await campaigns.createList("KHÁCH  vip") }
        #expect(error?.code == .alreadyExists)
        #expect(try error.required().infos.map { "\($0.number) \($0.field) \($0.ids)" } == ["2060 name [1]"])
        #expect(try await campaigns.createList("Khach VIP").id == 2)
        let nameless = await rpcError { try await campaigns.createList(" ") }
        #expect(try nameless.required().infos.map(\.number) == [2001])
    }

    @Test("Lists come newest first in pages")
    func list() async throws {
        let campaigns = try CampaignsHarness()
        for number in 1...3 { _ = try await campaigns.createList("List \(number)") }
        let first = try await campaigns.client.listCustomerLists(CampaignsV1.ListCustomerListsRequest(pageSize: 2))
        let second = try await campaigns.client.listCustomerLists(
            CampaignsV1.ListCustomerListsRequest(pageSize: 2, pageToken: first.nextPageToken))
        #expect((first.lists + second.lists).map(\.id) == [3, 2, 1])
        let wrong = CampaignsV1.ListCustomerListsRequest(pageSize: -1)
        #expect(await rpcError { try await campaigns.client.listCustomerLists(wrong) }?.code == .invalidArgument)
    }

    @Test("Members are added in the given order, each once, with or without a phone")
    func members() async throws {
        let campaigns = try CampaignsHarness()
        let list = try await campaigns.createList()
        for id in [4, 2, 9] as [Int64] { campaigns.contacts.add(id, phones: []) }
        let response = try await campaigns.addMembers([4, 2, 77, 4], to: list.id)
        let expected = CampaignsV1.AddListMembersResponse(
            total: 4, added: 2, skippedExisting: 1, invalid: 1, skippedIDs: [4], invalidIDs: [77])
        #expect(response == expected)
        #expect(try await campaigns.addMembers([9, 2], to: list.id).added == 1)
        let members = try await campaigns.members(of: list.id, pageSize: 2)
        #expect(members.map(\.contactID) == [4, 2, 9])
        #expect(members.map(\.position) == [1, 2, 3])
        let first = CampaignsV1.ListMember(
            listID: list.id, contactID: 4, position: 1, addedAtMs: campaigns.clock.now, id: 1, version: 1)
        #expect(members.first == first)
        #expect(try await campaigns.list(list.id).memberCount == 3)
        #expect(try await campaigns.list(list.id).version == 1)
    }

    @Test("A request that cannot be done says why")
    func refused() async throws {
        let campaigns = try CampaignsHarness()
        let list = try await campaigns.createList()
        #expect(await rpcError { try await campaigns.list(9) }?.code == .notFound)
        #expect(await rpcError { try await campaigns.addMembers([1], to: 9) }?.code == .notFound)
        #expect(await rpcError { try await campaigns.members(of: 9) }?.code == .notFound)
        let many = [Int64](repeating: 1, count: 1_001)
        #expect(await rpcError { try await campaigns.addMembers(many, to: list.id) }?.code == .invalidArgument)
        #expect(
            await rpcError { try await campaigns.members(of: list.id, pageSize: 1_001) }?.code == .invalidArgument)
        let other = CampaignsHarness.workspace("other")
        let get = CampaignsV1.GetCustomerListRequest(id: list.id)
        #expect(
            await rpcError { try await campaigns.client.getCustomerList(get, options: other) }?.code == .notFound)
    }

    @Test("Many callers at once add each contact once and the count is right")
    func concurrency() async throws {
        let campaigns = try CampaignsHarness()
        let list = try await campaigns.createList()
        let ids = (1...120).map(Int64.init)
        for id in ids { campaigns.contacts.add(id) }
        let added = try await withThrowingTaskGroup(of: Int32.self) { group in
            for start in stride(from: 0, to: 120, by: 10) {
                let some = Array((ids + ids)[start..<start + 60])
                group.addTask { try await campaigns.addMembers(some, to: list.id).added }
            }
            return try await group.reduce(0, +)
        }
        #expect(added == 120)
        let members = try await campaigns.members(of: list.id)
        #expect(members.map(\.position) == ids)
        #expect(members.map(\.contactID).sorted() == ids)
        #expect(try await campaigns.list(list.id).memberCount == 120)
    }

    @Test("The ids of the members come ascending, those of deleted contacts left out")
    func memberIDs() async throws {
        let campaigns = try CampaignsHarness()
        for id in [3, 7, 20, 21] as [Int64] { campaigns.contacts.add(id) }
        let list = try await campaigns.createList()
        let other = try await campaigns.createList("Other")
        try await campaigns.addMembers([20, 3, 7], to: list.id)
        try await campaigns.addMembers([21], to: other.id)
        func ids(after id: Int64 = 0) async throws -> [Int64]? {
            let answer = try await campaigns.client.listMemberIds(.init(listID: list.id, afterID: id))
            #expect(!answer.hasMore)
            return IDDeltas.ids(answer.idDeltas, after: id)
        }
        #expect(try await ids() == [3, 7, 20])
        #expect(try await ids(after: 3) == [7, 20])
        #expect(try await ids(after: 20) == [])
        try await campaigns.store.write("main") { writer in
            try writer.setMembershipsHidden(true, ofContact: 7)
        }
        #expect(try await ids() == [3, 20])
        let unknown = await rpcError { try await campaigns.client.listMemberIds(.init(listID: 9)) }
        #expect(unknown?.code == .notFound)
        let negative = await rpcError { try await campaigns.client.listMemberIds(.init(listID: 1, afterID: -1)) }
        #expect(negative?.code == .invalidArgument)
    }

    @Test("More members than an answer holds come in several")
    func manyMemberIDs() async throws {
        let campaigns = try CampaignsHarness()
        let list = try await campaigns.createList()
        let count = Int64(IDDeltas.limit) + 2
        try await campaigns.store.write("main") { writer in
            let insert = try writer.statement(
                """
                INSERT INTO list_member (version, list_id, contact_id, position, added_at_ms)
                VALUES (1, ?1, ?2, ?2, 0)
                """)
            for id in 1...count {
                try insert.bind(list.id, at: 1)
                try insert.bind(id * 2, at: 2)
                try insert.run()
            }
        }
        let first = try await campaigns.client.listMemberIds(.init(listID: list.id))
        #expect(first.hasMore && first.idDeltas.count == IDDeltas.limit && Set(first.idDeltas) == [2])
        let rest = try await campaigns.client.listMemberIds(.init(listID: list.id, afterID: Int64(IDDeltas.limit) * 2))
        #expect(!rest.hasMore && rest.idDeltas == [2, 2])
    }
}
