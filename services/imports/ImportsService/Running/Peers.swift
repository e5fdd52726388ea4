import Contracts
import RPCCore

/// The services that an import writes to, over connections that no look-up shares.
public struct ImportPeers: Sendable {
    let contacts: ContactsV1.ContactsClient
    let explanations: ContactsV1.ExplanationsClient
    let companies: CompaniesV1.CompaniesClient
    let contactsHistory: ContactsV1.HistoryClient
    let bulkCompanies: CompaniesV1.BulkCompaniesClient
    let companiesHistory: CompaniesV1.HistoryClient
    let campaigns: CampaignsV1.CampaignsClient
    let campaignsHistory: CampaignsV1.HistoryClient

    /// `contacts` should be a connection of its own: bulk writes are large and would stand in the way of other calls.
    public init(contacts: any Connection, companies: any Connection, campaigns: any Connection) {
        self.contacts = ContactsV1.ContactsClient(contacts)
        explanations = ContactsV1.ExplanationsClient(contacts)
        self.companies = CompaniesV1.CompaniesClient(companies)
        contactsHistory = ContactsV1.HistoryClient(contacts)
        bulkCompanies = CompaniesV1.BulkCompaniesClient(companies)
        companiesHistory = CompaniesV1.HistoryClient(companies)
        self.campaigns = CampaignsV1.CampaignsClient(campaigns)
        campaignsHistory = CampaignsV1.HistoryClient(campaigns)
    }
}

/// Which job a call to another service is made for.
struct JobIdentity: Sendable, Hashable {
    var workspace: String
    var id: Int64
}
