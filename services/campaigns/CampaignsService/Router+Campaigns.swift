import Contracts
import RPCCore
import Store

extension Router {
    /// Adds the services of `danhba.campaigns.v1` on a store opened with `StoreSchema.campaigns`; `contacts` leads to the
    /// contacts service of the same workspaces.
    public mutating func addCampaigns(_ store: Store, contacts: any Connection) {
        register(CampaignsHandlers(store: store, contacts: contacts), lanes: store)
        register(HistoryHandlers(store: store), lanes: store)
    }
}
