import BulkWriting
import Contracts
import RPCCore
import Store

extension Router {
    /// Adds the services of `danhba.companies.v1` on a store opened with `StoreSchema.companies`; somebody must run
    /// `plans`, which have the schema `companyPlans`.
    public mutating func addCompanies(_ store: Store, plans: ImportPlans) {
        register(CompaniesHandlers(), lanes: store)
        register(NotesHandlers(), lanes: store)
        register(BulkCompaniesHandlers(store: store, plans: plans), lanes: store)
        register(HistoryHandlers(store: store), lanes: store)
    }
}
