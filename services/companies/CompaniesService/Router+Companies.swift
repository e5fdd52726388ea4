import Contracts
import RPCCore
import Store

extension Router {
    /// Adds `danhba.companies.v1.Companies` on a store opened with `StoreSchema.companies`.
    public mutating func addCompanies(_ store: Store) { register(CompaniesHandlers(), lanes: store) }
}
