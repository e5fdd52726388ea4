import BulkWriting
import CampaignsService
import CompaniesService
import ContactsService
import Contracts
import Logging
import RPCCore
import RPCInProcess
import Store
import TestSupport

@testable import ImportsService

/// The imports service on a database of its own with the real contacts service behind it, called as over sockets.
///
/// Companies are those of `companies`, or with `hasCompanies` those of the real service.
final class ImportsHarness: Sendable {
    let folder: TemporaryFolder
    let companies: FakeCompanies
    let contacts: ContactsV1.ContactsClient
    /// The way from imports to contacts.
    let contactsFaults: FaultyConnection
    let companiesFaults: FaultyConnection
    let configuration: ImportsConfiguration
    let client: ImportsV1.ImportsClient
    let connection: InProcessConnection
    let service: ImportsService
    private let store: Store
    private let contactsStore: Store
    private let plans: ImportPlans
    private let contactsConnection: InProcessConnection
    private let companiesConnection: InProcessConnection
    let campaignsFaults: FaultyConnection

    init(
        hasCompanies: Bool = false, _ change: (inout ImportsConfiguration) -> Void = { _ in },
        now: @escaping @Sendable () -> Int64 = SystemTime.milliseconds
    ) throws {
        folder = try TemporaryFolder()
        companies = FakeCompanies()
        let logger = Self.logger
        var companiesRouter = companies.router
        if hasCompanies {
            companiesRouter = Router()
            companiesRouter.addCompanies(
                try Store(
                    configuration: StoreConfiguration(directory: folder.path), schema: .companies, logger: logger),
                plans: try CompanyPlans.open(directory: folder.path, logger: logger))
        }
        companiesConnection = InProcessConnection(router: companiesRouter, metadata: Metadata(caller: "tester"))
        contactsStore = try Store(
            configuration: StoreConfiguration(directory: folder.path), schema: .contacts, logger: logger)
        plans = try ContactPlans.open(directory: folder.path, logger: logger)
        var router = Router()
        router.addContacts(
            contactsStore, companies: companiesConnection, campaigns: InProcessConnection(router: Router()),
            searchIndexer: SearchIndexer(store: contactsStore, logger: logger), plans: plans)
        contactsConnection = InProcessConnection(router: router, metadata: Metadata(caller: "tester"))
        contacts = ContactsV1.ContactsClient(contactsConnection)
        contactsFaults = FaultyConnection(contactsConnection)
        companiesFaults = FaultyConnection(companiesConnection)
        var campaignsRouter = Router()
        campaignsRouter.addCampaigns(
            try Store(configuration: StoreConfiguration(directory: folder.path), schema: .campaigns, logger: logger),
            contacts: contactsConnection)
        campaignsFaults = FaultyConnection(
            InProcessConnection(router: campaignsRouter, metadata: Metadata(caller: "tester")))

        var configuration = ImportsConfiguration(directory: folder.path)
        configuration.retryDelay = .milliseconds(1)
        configuration.longestRetryDelay = .milliseconds(2)
        configuration.watchInterval = .zero
        change(&configuration)
        self.configuration = configuration
        store = try Store(
            configuration: StoreConfiguration(directory: folder.path), schema: .imports, logger: logger, now: now)
        service = ImportsService(
            store: store, configuration: configuration,
            peers: ImportPeers(contacts: contactsFaults, companies: companiesFaults, campaigns: campaignsFaults),
            now: now, logger: logger)
        connection = Self.connection(to: service)
        client = ImportsV1.ImportsClient(connection)
    }

    /// The service started again on the same data, after the one of `other` has gone.
    init(restarting other: ImportsHarness) {
        folder = other.folder
        companies = other.companies
        companiesConnection = other.companiesConnection
        contactsStore = other.contactsStore
        plans = other.plans
        contactsConnection = other.contactsConnection
        contacts = other.contacts
        contactsFaults = other.contactsFaults
        companiesFaults = other.companiesFaults
        campaignsFaults = other.campaignsFaults
        configuration = other.configuration
        store = other.store
        service = ImportsService(
            store: store, configuration: configuration,
            peers: ImportPeers(contacts: contactsFaults, companies: companiesFaults, campaigns: campaignsFaults),
            logger: Self.logger)
        connection = Self.connection(to: service)
        client = ImportsV1.ImportsClient(connection)
    }

    private static var logger: Logger { Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }) }

    private static func connection(to service: ImportsService) -> InProcessConnection {
        var router = Router()
        service.register(in: &router)
        return InProcessConnection(router: router, metadata: Metadata(caller: "tester"))
    }

    /// Runs jobs while `body` runs; then stops as a killed process does, at once.
    func running<R: Sendable>(_ body: @escaping @Sendable () async throws -> R) async throws -> R {
        return try await withThrowingTaskGroup(of: R?.self) { group in
            group.addTask {
                try await self.service.runner.run()
                return nil
            }
            group.addTask { try await body() }
            defer { group.cancelAll() }
            while let result = try await group.next() {
                if let result { return result }
            }
            throw CancellationError()
        }
    }

    var undo: ImportsV1.ImportUndoClient { ImportsV1.ImportUndoClient(connection) }

    var campaigns: CampaignsV1.CampaignsClient { CampaignsV1.CampaignsClient(campaignsFaults) }

    // MARK: Steps of an import

    func create(_ fileName: String = "contacts.csv", size: Int64 = 0, token: String = "") async throws
        -> ImportsV1.Import
    {
        try await client.createImport(
            ImportsV1.CreateImportRequest(fileName: fileName, size: size, clientToken: token)
        ).import.required()
    }

    /// Sends `bytes` from `offset` in pieces; returns the job as the service knows it then.
    @discardableResult
    func upload(
        _ bytes: [UInt8], to id: Int64, from offset: Int = 0, pieceBytes: Int = 64 << 10, isWhole: Bool = true
    ) async throws -> ImportsV1.Import {
        let writer = try await client.uploadFile()
        var position = offset
        repeat {
            let end = min(position + pieceBytes, bytes.count)
            let data = Array(bytes[position..<end])
            try await writer.write(
                ImportsV1.UploadFileRequest(
                    importID: id, offset: Int64(position), data: data, crc32: CRC32.of(data),
                    last: isWhole && end == bytes.count))
            position = end
        } while position < bytes.count
        return try await writer.finishAndReceive().import.required()
    }

    func uploaded(_ bytes: [UInt8]) async throws -> ImportsV1.Import {
        try await upload(bytes, to: try await create().id)
    }

    func start(_ id: Int64, _ options: ImportsV1.ImportOptions = .init()) async throws -> ImportsV1.Import {
        try await client.startImport(ImportsV1.StartImportRequest(id: id, options: options)).import.required()
    }

    /// The job when it is over.
    func finished(_ id: Int64) async throws -> ImportsV1.Import {
        var last: ImportsV1.Import?
        for try await response in try await client.watchImport(ImportsV1.WatchImportRequest(id: id)) {
            last = response.import
        }
        return try last.required()
    }

    /// Uploads, starts and waits.
    func run(_ bytes: [UInt8], _ options: ImportsV1.ImportOptions = .init()) async throws -> ImportsV1.Import {
        let job = try await uploaded(bytes)
        _ = try await start(job.id, options)
        return try await finished(job.id)
    }

    func job(_ id: Int64) async throws -> ImportsV1.Import {
        try await client.getImport(ImportsV1.GetImportRequest(id: id)).import.required()
    }

    func result(
        _ id: Int64, format: ContactsV1.FileFormat = .csv, problemsOnly: Bool = false
    ) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        let request = ImportsV1.DownloadResultRequest(id: id, format: format, problemsOnly: problemsOnly)
        for try await response in try await client.downloadResult(request) { bytes += response.data }
        return bytes
    }

    // MARK: What companies has

    var companiesClient: CompaniesV1.CompaniesClient { CompaniesV1.CompaniesClient(companiesConnection) }
    var bulkCompaniesClient: CompaniesV1.BulkCompaniesClient { CompaniesV1.BulkCompaniesClient(companiesConnection) }

    /// All live companies, by id; fewer than 500.
    func allCompanies() async throws -> [CompaniesV1.Company] {
        try await companiesClient.listCompanies(CompaniesV1.ListCompaniesRequest(pageSize: 500)).companies.reversed()
    }

    // MARK: What contacts has

    /// All live contacts, by id.
    func allContacts() async throws -> [ContactsV1.Contact] {
        var contacts: [ContactsV1.Contact] = []
        var request = ContactsV1.ListContactsRequest(pageSize: 500)
        repeat {
            let response = try await self.contacts.listContacts(request)
            contacts += response.contacts
            request.pageToken = response.nextPageToken
        } while !request.pageToken.isEmpty
        return contacts.sorted { $0.id < $1.id }
    }

    func erase(_ contact: Int64) async throws {
        _ = try await ContactsV1.ErasureClient(contactsConnection).eraseContact(.init(id: contact))
    }

    @discardableResult
    func agent(_ email: String, isActive: Bool = true) async throws -> Int64 {
        let created = try await contacts.createAgent(ContactsV1.CreateAgentRequest(email: email)).agent.required()
        if !isActive {
            _ = try await contacts.updateAgent(
                ContactsV1.UpdateAgentRequest(id: created.id, updateMask: ["active"], active: false))
        }
        return created.id
    }
}

extension ImportsV1.ImportCounts {
    /// All outcomes together.
    var total: Int64 { created + updated + unchanged + skipped + rejected + ignoredEmpty + notReached }
}
