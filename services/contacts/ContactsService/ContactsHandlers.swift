import BulkWriting
import Contracts
import RPCCore
import Store

/// Answers the methods of `danhba.contacts.v1.Contacts`; the contract's comments say what each does.
struct ContactsHandlers: ContactsV1.ContactsService {
    let store: Store
    /// Asked whether a company exists; without its answer no contact can be given a new company.
    let companies: CompaniesV1.CompaniesClient
    /// Told of what becomes searchable.
    let searchIndexer: SearchIndexer
    let keptChunks = KeptChunks()
    let chunkTurns = ChunkTurns()
}

extension Router {
    /// Adds the services of `danhba.contacts.v1` on a store opened with `StoreSchema.contacts`.
    ///
    /// `companies` is the way to the companies service. Somebody must run `searchIndexer`, which may be late: what it
    /// has not indexed is found all the same.
    public mutating func addContacts(_ store: Store, companies: any Connection, searchIndexer: SearchIndexer) {
        let companies = CompaniesV1.CompaniesClient(companies)
        register(ContactsHandlers(store: store, companies: companies, searchIndexer: searchIndexer), lanes: store)
        register(BulkEditsHandlers(store: store, companies: companies, searchIndexer: searchIndexer), lanes: store)
        register(TicketsHandlers(), lanes: store)
        register(ErasureHandlers(store: store, searchIndexer: searchIndexer), lanes: store)
        register(AccountManagersHandlers(store: store), lanes: store)
        register(DuplicatesHandlers(searchIndexer: searchIndexer), lanes: store)
        register(HistoryHandlers(store: store, searchIndexer: searchIndexer), lanes: store)
    }
}

extension WriteOrigin {
    /// The caller of a method is the cause of what it writes.
    init(_ context: CallContext) { self.init(actor: context.metadata.caller, trace: context.metadata.trace) }
}
