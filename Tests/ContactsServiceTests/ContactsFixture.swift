import BulkWriting
import ContactsService
import Contracts
import Logging
import RPCCore
import RPCInProcess
import Store
import Synchronization
import TestSupport

/// The contacts service on real files, called through its contract, beside a companies service that is made up.
final class ContactsFixture: Sendable {
    let clock = ManualClock()
    let companies = FakeCompanies()
    let store: Store
    let indexer: SearchIndexer
    let plans: ImportPlans
    let client: ContactsV1.ContactsClient
    private let folder: TemporaryFolder
    private let router: Router
    let companiesConnection: InProcessConnection
    private let campaignsConnection: InProcessConnection
    let connection: InProcessConnection

    /// With limits beyond which searches go another way.
    init(searchLimits: SearchLimits = .standard) throws {
        folder = try TemporaryFolder()
        var companyRouter = Router()
        companyRouter.register(companies, lanes: DirectLanes())
        companiesConnection = InProcessConnection(router: companyRouter)
        store = try Store(
            configuration: StoreConfiguration(directory: folder.path), schema: .contacts,
            now: { [clock] in clock.now })
        indexer = SearchIndexer(store: store, logger: Logger(label: "test"))
        plans = try ContactPlans.open(
            directory: folder.path, logger: Logger(label: "test"), now: { [clock] in clock.now })
        var router = Router()
        // Answers nothing: see CustomerListFilterTests for one that does.
        campaignsConnection = InProcessConnection(router: Router())
        router.addContacts(
            store, companies: companiesConnection, campaigns: campaignsConnection, searchIndexer: indexer,
            plans: plans, searchLimits: searchLimits)
        self.router = router
        connection = InProcessConnection(router: router, metadata: Metadata(caller: "tester"))
        client = ContactsV1.ContactsClient(connection)
    }

    /// Runs a test with a fresh service and closes its files afterwards.
    static func with(
        searchLimits: SearchLimits = .standard, _ body: (ContactsFixture) async throws -> Void
    ) async throws {
        let fixture = try ContactsFixture(searchLimits: searchLimits)
        do {
            try await body(fixture)
        } catch {
            await fixture.close()
            throw error
        }
        await fixture.close()
    }

    private func close() async {
        connection.shutdown()
        companiesConnection.shutdown()
        campaignsConnection.shutdown()
        await store.close()
        await plans.close()
    }

    var savedFilters: ContactsV1.SavedFiltersClient { ContactsV1.SavedFiltersClient(connection) }
    var tickets: ContactsV1.TicketsClient { ContactsV1.TicketsClient(connection) }
    var managers: ContactsV1.AccountManagersClient { ContactsV1.AccountManagersClient(connection) }
    var duplicates: ContactsV1.DuplicatesClient { ContactsV1.DuplicatesClient(connection) }
    var edits: ContactsV1.BulkEditsClient { ContactsV1.BulkEditsClient(connection) }
    var history: ContactsV1.HistoryClient { ContactsV1.HistoryClient(connection) }

    func client(workspace: String) -> ContactsV1.ContactsClient {
        ContactsV1.ContactsClient(connection(Metadata(workspace: workspace, caller: "tester")))
    }

    /// The way of another caller, or to another workspace.
    func connection(_ metadata: Metadata) -> InProcessConnection {
        InProcessConnection(router: router, metadata: metadata)
    }

    /// Creates a contact, whatever it duplicates.
    @discardableResult
    func create(_ fields: ContactsV1.ContactFields) async throws -> ContactsV1.Contact {
        let request = ContactsV1.CreateContactRequest(fields: fields, allowDuplicate: true)
        return try await client.createContact(request).contact.required()
    }

    @discardableResult
    func create(name: String, phones: [String] = [], emails: [String] = []) async throws -> ContactsV1.Contact {
        try await create(ContactsV1.ContactFields(name: name, phones: phones, emails: emails))
    }

    func get(_ id: Int64, includeDeleted: Bool = false) async throws -> ContactsV1.Contact {
        let request = ContactsV1.GetContactRequest(id: id, includeDeleted: includeDeleted)
        return try await client.getContact(request).contact.required()
    }

    /// Every live contact, newest first, in pages of `pageSize`.
    func list(_ filter: ContactsV1.ContactFilter? = nil, pageSize: Int32 = 500) async throws -> [ContactsV1.Contact] {
        var contacts: [ContactsV1.Contact] = []
        var request = ContactsV1.ListContactsRequest(filter: filter, pageSize: pageSize)
        repeat {
            let response = try await client.listContacts(request)
            contacts += response.contacts
            request.pageToken = response.nextPageToken
        } while !request.pageToken.isEmpty
        return contacts
    }

    /// The whole change log.
    func changes(_ workspace: String = Metadata.defaultWorkspace) async throws -> [Change] {
        var position = try await store.changeRange(workspace).oldest
        var changes: [Change] = []
        while true {
            let page = try await store.changes(
                workspace, after: position, limits: ReadTransaction.PageLimits(changeLimit: 500), images: true)
            changes += page.changes
            if !page.hasMore { return changes }
            position = page.position
        }
    }

    func agent(_ email: String, active: Bool = true) async throws -> ContactsV1.Agent {
        let agent = try await client.createAgent(ContactsV1.CreateAgentRequest(email: email)).agent.required()
        if active { return agent }
        let request = ContactsV1.UpdateAgentRequest(id: agent.id, updateMask: ["active"])
        return try await client.updateAgent(request).agent.required()
    }
}

extension RPCError {
    /// The details of a refused request, in order.
    var infos: [RPCV1.ErrorInfo] {
        get throws {
            try details.filter { $0.type == RPCV1.ErrorInfo.fullName }.map { detail in
                try detail.value.withUnsafeBytes { bytes in try RPCV1.ErrorInfo(deserializing: bytes) }
            }
        }
    }
}

/// Companies as far as contacts asks for them.
final class FakeCompanies: CompaniesV1.CompaniesService {
    typealias Reader = NoStore
    typealias Writer = NoStore

    struct State {
        var names: [Int64: String] = [:]
        var isDown = false
    }

    let state = Mutex(State())

    func add(_ id: Int64, _ name: String) { state.withLock { $0.names[id] = name } }
    func remove(_ id: Int64) { state.withLock { $0.names[id] = nil } }
    func setDown(_ isDown: Bool) { state.withLock { $0.isDown = isDown } }

    private func names() throws -> [Int64: String] {
        let state = state.withLock { $0 }
        if state.isDown { throw RPCError(.unavailable, "down") }
        return state.names
    }

    func getCompany(
        _ request: CompaniesV1.GetCompanyRequest, _ reader: NoStore, _ context: CallContext
    ) throws -> CompaniesV1.GetCompanyResponse {
        guard let name = try names()[request.id] else { throw RPCError(.notFound, "no such company") }
        return CompaniesV1.GetCompanyResponse(company: CompaniesV1.Company(id: request.id, name: name))
    }

    func batchGetCompanies(
        _ request: CompaniesV1.BatchGetCompaniesRequest, _ reader: NoStore, _ context: CallContext
    ) throws -> CompaniesV1.BatchGetCompaniesResponse {
        let names = try names()
        return CompaniesV1.BatchGetCompaniesResponse(
            companies: request.ids.compactMap { id in names[id].map { CompaniesV1.Company(id: id, name: $0) } })
    }
}

// What contacts never asks.
extension FakeCompanies {
    private static let unused = RPCError(.unimplemented, "not needed here")

    func createCompany(
        _ request: CompaniesV1.CreateCompanyRequest, _ writer: NoStore, _ context: CallContext
    ) throws -> CompaniesV1.CreateCompanyResponse { throw Self.unused }

    func listCompanies(
        _ request: CompaniesV1.ListCompaniesRequest, _ reader: NoStore, _ context: CallContext
    ) throws -> CompaniesV1.ListCompaniesResponse { throw Self.unused }

    func updateCompany(
        _ request: CompaniesV1.UpdateCompanyRequest, _ writer: NoStore, _ context: CallContext
    ) throws -> CompaniesV1.UpdateCompanyResponse { throw Self.unused }

    func deleteCompany(
        _ request: CompaniesV1.DeleteCompanyRequest, _ writer: NoStore, _ context: CallContext
    ) throws -> CompaniesV1.DeleteCompanyResponse { throw Self.unused }

    func deleteCompanies(
        _ request: CompaniesV1.DeleteCompaniesRequest, _ writer: NoStore, _ context: CallContext
    ) throws -> CompaniesV1.DeleteCompaniesResponse { throw Self.unused }

    func matchCompanies(
        _ request: CompaniesV1.MatchCompaniesRequest, _ reader: NoStore, _ context: CallContext
    ) throws -> CompaniesV1.MatchCompaniesResponse { throw Self.unused }

    func createField(
        _ request: CompaniesV1.CreateFieldRequest, _ writer: NoStore, _ context: CallContext
    ) throws -> CompaniesV1.CreateFieldResponse { throw Self.unused }

    func updateField(
        _ request: CompaniesV1.UpdateFieldRequest, _ writer: NoStore, _ context: CallContext
    ) throws -> CompaniesV1.UpdateFieldResponse { throw Self.unused }

    func listFields(
        _ request: CompaniesV1.ListFieldsRequest, _ reader: NoStore, _ context: CallContext
    ) throws -> CompaniesV1.ListFieldsResponse { throw Self.unused }

    func orderFields(
        _ request: CompaniesV1.OrderFieldsRequest, _ writer: NoStore, _ context: CallContext
    ) throws -> CompaniesV1.OrderFieldsResponse { throw Self.unused }

    func retireField(
        _ request: CompaniesV1.RetireFieldRequest, _ writer: NoStore, _ context: CallContext
    ) throws -> CompaniesV1.RetireFieldResponse { throw Self.unused }

    func restoreField(
        _ request: CompaniesV1.RestoreFieldRequest, _ writer: NoStore, _ context: CallContext
    ) throws -> CompaniesV1.RestoreFieldResponse { throw Self.unused }

    func ensureCompanies(
        _ request: CompaniesV1.EnsureCompaniesRequest, _ writer: NoStore, _ context: CallContext
    ) throws -> CompaniesV1.EnsureCompaniesResponse { throw Self.unused }
}
