import Contracts
import RPCCore
import RPCInProcess
import Store
import TestSupport

@testable import CampaignsService

/// The whole service on a database of its own, called as over a socket; contacts is faked.
final class CampaignsHarness: Sendable {
    let folder: TemporaryFolder
    let clock = ManualClock()
    let contacts = FakeContacts()
    let store: Store
    let connection: InProcessConnection
    let contactsConnection: InProcessConnection
    let client: CampaignsV1.CampaignsClient

    init() throws {
        folder = try TemporaryFolder()
        let clock = clock
        store = try Store(
            configuration: StoreConfiguration(directory: folder.path), schema: .campaigns, now: { clock.now })
        contactsConnection = InProcessConnection(router: contacts.router)
        var router = Router()
        router.addCampaigns(store, contacts: contactsConnection)
        connection = InProcessConnection(router: router, metadata: Metadata(caller: "tester"))
        client = CampaignsV1.CampaignsClient(connection)
    }

    deinit {
        connection.shutdown()
        contactsConnection.shutdown()
    }

    /// Options that name another workspace.
    static func workspace(_ name: String) -> CallOptions {
        CallOptions(metadata: Metadata(workspace: name, caller: "tester"))
    }

    func createCampaign(_ name: String = "Campaign", requestID: String = "") async throws -> CampaignsV1.Campaign {
        let request = CampaignsV1.CreateCampaignRequest(name: name, requestID: requestID)
        return try await client.createCampaign(request).campaign.required()
    }

    func createList(_ name: String = "List", requestID: String = "") async throws -> CampaignsV1.CustomerList {
        let request = CampaignsV1.CreateCustomerListRequest(name: name, requestID: requestID)
        return try await client.createCustomerList(request).list.required()
    }

    @discardableResult
    func addCustomers(_ ids: [Int64], to campaignID: Int64) async throws -> CampaignsV1.AddCampaignCustomersResponse {
        try await client.addCampaignCustomers(
            CampaignsV1.AddCampaignCustomersRequest(campaignID: campaignID, contactIDs: ids))
    }

    @discardableResult
    func addMembers(_ ids: [Int64], to listID: Int64) async throws -> CampaignsV1.AddListMembersResponse {
        try await client.addListMembers(CampaignsV1.AddListMembersRequest(listID: listID, contactIDs: ids))
    }

    /// All customers of a campaign, read page by page.
    func customers(
        of campaignID: Int64, includeClosed: Bool = false, pageSize: Int32 = 0
    ) async throws -> [CampaignsV1.CampaignCustomer] {
        var customers: [CampaignsV1.CampaignCustomer] = []
        var request = CampaignsV1.ListCampaignCustomersRequest(
            campaignID: campaignID, includeClosed: includeClosed, pageSize: pageSize)
        repeat {
            let response = try await client.listCampaignCustomers(request)
            customers += response.customers
            request.pageToken = response.nextPageToken
        } while !request.pageToken.isEmpty
        return customers
    }

    /// All members of a list, read page by page.
    func members(of listID: Int64, pageSize: Int32 = 0) async throws -> [CampaignsV1.ListMember] {
        var members: [CampaignsV1.ListMember] = []
        var request = CampaignsV1.ListListMembersRequest(listID: listID, pageSize: pageSize)
        repeat {
            let response = try await client.listListMembers(request)
            members += response.members
            request.pageToken = response.nextPageToken
        } while !request.pageToken.isEmpty
        return members
    }

    func campaign(_ id: Int64) async throws -> CampaignsV1.Campaign {
        try await client.getCampaign(CampaignsV1.GetCampaignRequest(id: id)).campaign.required()
    }

    func list(_ id: Int64) async throws -> CampaignsV1.CustomerList {
        try await client.getCustomerList(CampaignsV1.GetCustomerListRequest(id: id)).list.required()
    }

    /// The change log of the workspace, images included.
    func changes() async throws -> [Change] {
        try await store.read("main") { reader in
            var position = try reader.changeRange().newest
            position.sequence = 0
            return try reader.changes(
                after: position, limits: ReadTransaction.PageLimits(changeLimit: .max), images: true
            ).changes
        }
    }
}

extension Change {
    /// The record after the change.
    func image<M: Message>(_ type: M.Type = M.self) throws -> M {
        try after.required().withUnsafeBytes { bytes in try M(deserializing: bytes) }
    }
}
