import Contracts
import RPCCore
import Store

extension Router {
    /// Adds the services of `danhba.companies.v1` on a store opened with `StoreSchema.companies`.
    public mutating func addCompanies(_ store: Store) {
        register(CompaniesHandlers(), lanes: store)
        register(NotesHandlers(), lanes: store)
        register(BulkCompaniesHandlers(store: store), lanes: store)
        register(HistoryHandlers(store: store), lanes: store)
    }
}
