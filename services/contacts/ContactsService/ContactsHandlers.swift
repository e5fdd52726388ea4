import BulkWriting
import Contracts
import RPCCore
import Store

/// Answers the methods of `danhba.contacts.v1.Contacts`; the contract's comments say what each does.
struct ContactsHandlers: ContactsV1.ContactsService {
    let store: Store
    /// Asked whether a company exists; without its answer no contact can be given a new company.
    let companies: CompaniesV1.CompaniesClient
    /// Makes conditions of filters.
    let filters: FilterResolver
    /// Told of what becomes searchable.
    let searchIndexer: SearchIndexer
    let plans: ImportPlans
    let keptChunks = KeptChunks()
    let chunkTurns = ChunkTurns()
}

extension Router {
    /// Adds the services of `danhba.contacts.v1` on a store opened with `StoreSchema.contacts`.
    ///
    /// `companies` and `campaigns` are the ways to these services. Somebody must run `searchIndexer`, which may be late:
    /// what it has not indexed is found all the same; somebody must run `plans`.
    public mutating func addContacts(
        _ store: Store, companies: any Connection, campaigns: any Connection, searchIndexer: SearchIndexer,
        plans: ImportPlans
    ) {
        addContacts(
            store, companies: companies, campaigns: campaigns, searchIndexer: searchIndexer, plans: plans,
            searchLimits: .standard)
    }

    /// The same with other limits than usual: for tests, which have few contacts.
    package mutating func addContacts(
        _ store: Store, companies: any Connection, campaigns: any Connection, searchIndexer: SearchIndexer,
        plans: ImportPlans, searchLimits: SearchLimits
    ) {
        let companies = CompaniesV1.CompaniesClient(companies)
        let filters = FilterResolver(store: store, lists: CustomerLists(campaigns), limits: searchLimits)
        register(
            ContactsHandlers(
                store: store, companies: companies, filters: filters, searchIndexer: searchIndexer, plans: plans),
            lanes: store)
        register(
            BulkEditsHandlers(store: store, companies: companies, filters: filters, searchIndexer: searchIndexer),
            lanes: store)
        register(ExplanationsHandlers(store: store, plans: plans), lanes: store)
        register(SavedFiltersHandlers(store: store, filters: filters), lanes: store)
        register(TicketsHandlers(), lanes: store)
        register(ErasureHandlers(store: store, searchIndexer: searchIndexer, plans: plans), lanes: store)
        register(AccountManagersHandlers(store: store, searchIndexer: searchIndexer), lanes: store)
        register(DuplicatesHandlers(searchIndexer: searchIndexer), lanes: store)
        register(HistoryHandlers(store: store, searchIndexer: searchIndexer), lanes: store)
    }
}

extension WriteOrigin {
    /// The caller of a method is the cause of what it writes.
    init(_ context: CallContext) { self.init(actor: context.metadata.caller, trace: context.metadata.trace) }
}
