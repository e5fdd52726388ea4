import Contracts
import RPCCore
import ServiceRuntime
import Store

/// Answers the methods of `danhba.campaigns.v1.Campaigns`; the contract's comments say what each does.
struct CampaignsHandlers: CampaignsV1.CampaignsService {
    /// Contacts of one request.
    static let contactLimit = 1_000

    let store: Store
    let directory: ContactDirectory

    /// Works on `store`; `contacts` leads to the contacts service of the same workspaces.
    init(store: Store, contacts: any Connection) {
        self.store = store
        directory = ContactDirectory(contacts)
    }

    func createCampaign(
        _ request: CampaignsV1.CreateCampaignRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> CampaignsV1.CreateCampaignResponse {
        try RequestLog.once(request.requestID, request, in: writer, context) {
            let campaign = try CampaignsV1.Campaign(request, createdBy: context.metadata.caller)
            return CampaignsV1.CreateCampaignResponse(campaign: try writer.insert(campaign))
        }
    }

    func getCampaign(
        _ request: CampaignsV1.GetCampaignRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> CampaignsV1.GetCampaignResponse {
        CampaignsV1.GetCampaignResponse(campaign: try Self.campaign(request.id, reader, field: "id"))
    }

    func listCampaigns(
        _ request: CampaignsV1.ListCampaignsRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> CampaignsV1.ListCampaignsResponse {
        let page = try PageRequest(size: request.pageSize, token: request.pageToken, list: "campaigns")
        var campaigns = try reader.campaigns(before: page.after?[0] ?? .max, limit: page.readLimit)
        let token = page.cut(&campaigns, key: { [$0.id] }, byteCount: \.byteCount)
        return CampaignsV1.ListCampaignsResponse(campaigns: campaigns, nextPageToken: token)
    }

    func addCampaignCustomers(
        _ request: CampaignsV1.AddCampaignCustomersRequest, _ context: CallContext
    ) async throws -> CampaignsV1.AddCampaignCustomersResponse {
        try Self.checkCount(of: request.contactIDs)
        // What can be refused is refused before contacts is asked, and looked at again in the transaction.
        let resynchronisations = try await store.read(context.workspace) { reader in
            try Self.checkTakesCustomers(request.campaignID, reader)
            return try reader.resynchronisationCount()
        }
        let candidates = try await directory.candidates(request.contactIDs)
        let addition = try await store.write(context.workspace, origin: WriteOrigin(context)) { writer in
            try Self.checkTakesCustomers(request.campaignID, writer)
            try writer.checkNotResynchronised(since: resynchronisations)
            return try writer.addCustomers(request.contactIDs, from: candidates, to: request.campaignID)
        }
        return CampaignsV1.AddCampaignCustomersResponse(
            total: Int32(clamping: request.contactIDs.count), added: Int32(clamping: addition.added),
            skippedExisting: Int32(clamping: addition.skippedIDs.count),
            invalid: Int32(clamping: addition.invalidIDs.count), skippedIDs: addition.skippedIDs,
            invalidIDs: addition.invalidIDs)
    }

    func listCampaignCustomers(
        _ request: CampaignsV1.ListCampaignCustomersRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> CampaignsV1.ListCampaignCustomersResponse {
        let page = try PageRequest(
            size: request.pageSize, token: request.pageToken, list: "campaign_customers",
            filter: "\(request.campaignID) \(request.includeClosed)")
        _ = try Self.campaign(request.campaignID, reader, field: "campaign_id")
        var customers = try reader.customers(
            of: request.campaignID, includingClosed: request.includeClosed, after: page.after?[0] ?? 0,
            limit: page.readLimit)
        let token = page.cut(&customers, key: { [$0.id] })
        return CampaignsV1.ListCampaignCustomersResponse(customers: customers, nextPageToken: token)
    }

    // MARK: What several methods do

    static func checkCount(of contactIDs: [Int64]) throws(RPCError) {
        var rules = FieldRules()
        rules.count(contactIDs, field: "contact_ids", limit: contactLimit)
        try rules.check()
    }

    private static func campaign(
        _ id: Int64, _ reader: ReadTransaction, field: String
    ) throws -> CampaignsV1.Campaign {
        guard let campaign = try reader.campaign(id) else {
            throw RPCError.notFound("campaign", id: id, field: field)
        }
        return campaign
    }

    private static func checkTakesCustomers(_ id: Int64, _ reader: ReadTransaction) throws {
        guard try campaign(id, reader, field: "campaign_id").status != .completed else {
            throw RPCError(
                .failedPrecondition, .campaignCompleted, "A completed campaign takes no customers.",
                field: "campaign_id", ids: [id])
        }
    }
}
