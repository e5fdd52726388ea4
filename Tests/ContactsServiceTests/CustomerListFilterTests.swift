import CampaignsService
import Contracts
import RPCCore
import RPCInProcess
import Store
import TestSupport
import Testing

@testable import ContactsService

@Suite("Filters by customer list")
struct CustomerListFilterTests {
    @Test("pass the live members of any of the lists, as campaigns tells them")
    func filtersByMembers() async throws {
        try await withCampaigns { fixture, contacts, campaigns in
            for number in 1...6 { try await fixture.create(name: "A\(number)") }
            let lists = [try await campaigns.list("L1", [1, 2, 5]), try await campaigns.list("L2", [5, 6])]
            func ids(_ filter: ContactsV1.ContactFilter) async throws -> [Int64] {
                try await contacts.listContacts(.init(filter: filter)).contacts.map(\.id)
            }
            #expect(try await ids(.init(customerListIDs: [lists[0]])) == [5, 2, 1])
            #expect(try await ids(.init(customerListIDs: lists)) == [6, 5, 2, 1])
            #expect(try await ids(.init(text: "a5", customerListIDs: lists)) == [5])
            _ = try await contacts.deleteContact(.init(id: 5))
            #expect(try await ids(.init(customerListIDs: lists)) == [6, 2, 1])
            let error = await rpcError { try await ids(.init(customerListIDs: [99])) }
            #expect(error?.code == .notFound)
            #expect(try error?.infos.map(\.field) == ["filter.customer_list_ids"])
        }
    }

    @Test("are unavailable while campaigns is, and only they")
    func needsCampaigns() async throws {
        try await ContactsFixture.with { fixture in
            try await fixture.create(name: "An")
            var down = Router()
            let method = RPCMethod.async(CampaignsV1.CampaignsMethods.listMemberIds) {
                (_: CampaignsV1.ListMemberIdsRequest, _) throws -> CampaignsV1.ListMemberIdsResponse in
                throw RPCError(.unavailable, "down")
            }
            down.register(CampaignsV1.CampaignsMethods.descriptor, methods: [method], lanes: DirectLanes())
            let campaigns = InProcessConnection(router: down)
            var router = Router()
            router.addContacts(
                fixture.store, companies: fixture.companiesConnection, campaigns: campaigns,
                searchIndexer: fixture.indexer, plans: fixture.plans)
            let connection = InProcessConnection(router: router, metadata: Metadata(caller: "tester"))
            let contacts = ContactsV1.ContactsClient(connection)
            let error = await rpcError { try await contacts.listContacts(.init(filter: .init(customerListIDs: [1]))) }
            #expect(error?.code == .unavailable)
            #expect(try error?.infos.map(\.number) == [5001])
            #expect(try await contacts.listContacts(.init(filter: .init(text: "an"))).contacts.count == 1)
            connection.shutdown()
            campaigns.shutdown()
        }
    }

    /// A contacts service that asks a real campaigns service, which asks contacts.
    private func withCampaigns(
        _ body: (ContactsFixture, ContactsV1.ContactsClient, CampaignsV1.CampaignsClient) async throws -> Void
    ) async throws {
        try await ContactsFixture.with { fixture in
            let folder = try TemporaryFolder()
            let store = try Store(configuration: StoreConfiguration(directory: folder.path), schema: .campaigns)
            var campaignsRouter = Router()
            campaignsRouter.addCampaigns(store, contacts: fixture.connection)
            let campaigns = InProcessConnection(router: campaignsRouter, metadata: Metadata(caller: "tester"))
            var router = Router()
            router.addContacts(
                fixture.store, companies: fixture.companiesConnection, campaigns: campaigns,
                searchIndexer: fixture.indexer, plans: fixture.plans)
            let contacts = InProcessConnection(router: router, metadata: Metadata(caller: "tester"))
            try await body(fixture, ContactsV1.ContactsClient(contacts), CampaignsV1.CampaignsClient(campaigns))
            contacts.shutdown()
            campaigns.shutdown()
            await store.close()
        }
    }
}

extension CampaignsV1.CampaignsClient {
    /// Makes a list of contacts; returns its id.
    fileprivate func list(_ name: String, _ members: [Int64]) async throws -> Int64 {
        let id = try await createCustomerList(.init(name: name)).list.required().id
        _ = try await addListMembers(.init(listID: id, contactIDs: members))
        return id
    }
}
