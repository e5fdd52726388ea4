import Contracts
import RPCCore
import Store

// The SQL of campaigns. Ids are given in the order of creation, so "newest first" is by descending id.

extension ReadTransaction {
    private static let columns = """
        id, version, name, description, dial_type, status, max_calls, gap_s, hotline, start_at_ms, end_at_ms, \
        created_at_ms, updated_at_ms, created_by, customer_count
        """

    /// A campaign.
    func campaign(_ id: Int64) throws -> CampaignsV1.Campaign? {
        let select = try statement(dynamic: "SELECT \(Self.columns) FROM campaign WHERE id = ?1")
        try select.bind(id, at: 1)
        return try select.step() ? campaign(in: select) : nil
    }

    /// The campaigns below an id, newest first.
    func campaigns(before id: Int64, limit: Int64) throws -> [CampaignsV1.Campaign] {
        let select = try statement(
            dynamic: "SELECT \(Self.columns) FROM campaign WHERE id < ?1 ORDER BY id DESC LIMIT ?2")
        try select.bind(id, at: 1)
        try select.bind(limit, at: 2)
        var campaigns: [CampaignsV1.Campaign] = []
        while try select.step() { campaigns.append(campaign(in: select)) }
        return campaigns
    }

    private func campaign(in row: borrowing Statement) -> CampaignsV1.Campaign {
        CampaignsV1.Campaign(
            id: row.int64(at: 0), version: row.int64(at: 1), code: CampaignsV1.Campaign.code(of: row.int64(at: 0)),
            name: row.text(at: 2), description: row.text(at: 3),
            dialType: CampaignsV1.DialType(rawValue: Int32(clamping: row.int64(at: 4))) ?? .unspecified,
            status: CampaignsV1.CampaignStatus(rawValue: Int32(clamping: row.int64(at: 5))) ?? .unspecified,
            maxCalls: Int32(clamping: row.int64(at: 6)), gapS: row.int64(at: 7), hotline: row.text(at: 8),
            startAtMs: row.int64(at: 9), endAtMs: row.int64(at: 10), createdAtMs: row.int64(at: 11),
            updatedAtMs: row.int64(at: 12), createdBy: row.text(at: 13), customerCount: row.int64(at: 14))
    }
}

extension WriteTransaction {
    /// Stores a campaign that has no id yet; returns it as stored.
    func insert(_ new: CampaignsV1.Campaign) throws -> CampaignsV1.Campaign {
        var campaign = new
        let newest = try statement("SELECT created_at_ms FROM campaign ORDER BY id DESC LIMIT 1")
        // The clock may have been set back; the order of the list is by time and by id at once.
        campaign.createdAtMs = max(now, try newest.step() ? newest.int64(at: 0) : 0)
        campaign.updatedAtMs = campaign.createdAtMs
        let insert = try statement(
            """
            INSERT INTO campaign (version, name, description, dial_type, status, max_calls, gap_s, hotline,
                start_at_ms, end_at_ms, created_at_ms, updated_at_ms, created_by)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
            """)
        try insert.bind(campaign.version, at: 1)
        try insert.bind(campaign.name, at: 2)
        try insert.bind(campaign.description, at: 3)
        try insert.bind(Int64(campaign.dialType.rawValue), at: 4)
        try insert.bind(Int64(campaign.status.rawValue), at: 5)
        try insert.bind(Int64(campaign.maxCalls), at: 6)
        try insert.bind(campaign.gapS, at: 7)
        try insert.bind(campaign.hotline, at: 8)
        try insert.bind(campaign.startAtMs, at: 9)
        try insert.bind(campaign.endAtMs, at: 10)
        try insert.bind(campaign.createdAtMs, at: 11)
        try insert.bind(campaign.updatedAtMs, at: 12)
        try insert.bind(campaign.createdBy, at: 13)
        try insert.run()
        campaign.id = insert.lastInsertedRowID
        campaign.code = CampaignsV1.Campaign.code(of: campaign.id)
        try record(
            .create, entity: "campaign", id: campaign.id, version: campaign.version,
            imageType: CampaignsV1.Campaign.fullName, before: nil, after: campaign.serializedBytes())
        return campaign
    }

    /// Moves the number of a campaign's live customers.
    func addToCustomerCount(of campaignID: Int64, _ difference: Int) throws {
        if difference == 0 { return }
        let update = try statement("UPDATE campaign SET customer_count = customer_count + ?1 WHERE id = ?2")
        try update.bind(Int64(difference), at: 1)
        try update.bind(campaignID, at: 2)
        try update.run()
    }
}
