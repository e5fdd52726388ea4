import Contracts
import RPCCore
import Store

/// Answers the methods of `danhba.contacts.v1.Contacts`; the contract's comments say what each does.
public struct ContactsHandlers: ContactsV1.ContactsService {
    public typealias Reader = ReadTransaction
    public typealias Writer = WriteTransaction

    let store: Store
    let companies: CompaniesV1.CompaniesClient
    let searchIndexer: SearchIndexer

    /// `companies` is asked whether a company exists; without its answer no contact can be given a new company.
    /// `searchIndexer` is told of what becomes searchable; somebody must run it.
    public init(store: Store, companies: CompaniesV1.CompaniesClient, searchIndexer: SearchIndexer) {
        self.store = store
        self.companies = companies
        self.searchIndexer = searchIndexer
    }
}
