import BulkWriting
import Contracts
import Logging
import RPCCore
import RPCInProcess
import ServiceRuntime
import Store
import TestSupport

@testable import CompaniesService

/// The whole service on a database of its own, called as over a socket.
final class CompaniesHarness: Sendable {
    let folder: TemporaryFolder
    let clock = ManualClock()
    let store: Store
    let plans: ImportPlans
    let connection: InProcessConnection
    let client: CompaniesV1.CompaniesClient

    init() throws {
        folder = try TemporaryFolder()
        let clock = clock
        store = try Store(
            configuration: StoreConfiguration(directory: folder.path), schema: .companies, now: { clock.now })
        plans = try CompanyPlans.open(
            directory: folder.path, logger: Self.logger, now: { clock.now })
        var router = Router()
        router.addCompanies(store, plans: plans)
        connection = InProcessConnection(router: router, metadata: Metadata(caller: "tester"))
        client = CompaniesV1.CompaniesClient(connection)
    }

    deinit {
        connection.shutdown()
    }

    private static var logger: Logger { Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }) }

    /// Options that name another workspace.
    static func workspace(_ name: String) -> CallOptions {
        CallOptions(metadata: Metadata(workspace: name, caller: "tester"))
    }

    @discardableResult
    func create(_ name: String, taxCode: String = "", requestID: String = "") async throws -> CompaniesV1.Company {
        let fields = CompaniesV1.CompanyFields(name: name, taxCode: taxCode)
        let response = try await client.createCompany(
            CompaniesV1.CreateCompanyRequest(fields: fields, requestID: requestID))
        return try response.company.required()
    }

    func get(_ id: Int64) async throws -> CompaniesV1.Company {
        try await client.getCompany(CompaniesV1.GetCompanyRequest(id: id)).company.required()
    }

    /// All companies of a list, read page by page.
    func list(text: String = "", pageSize: Int32 = 0) async throws -> [CompaniesV1.Company] {
        var companies: [CompaniesV1.Company] = []
        var request = CompaniesV1.ListCompaniesRequest(text: text, pageSize: pageSize)
        repeat {
            let response = try await client.listCompanies(request)
            companies += response.companies
            request.pageToken = response.nextPageToken
        } while !request.pageToken.isEmpty
        return companies
    }

    /// The change log of the workspace, images included.
    func changes() async throws -> [Change] {
        try await store.read("main") { reader in
            var position = try reader.changeRange().newest
            position.sequence = 0
            return try reader.changes(
                after: position, limits: ReadTransaction.PageLimits(changeLimit: .max), images: true
            ).changes
        }
    }
}

extension Change {
    /// The record after the change.
    func image<M: Message>(_ type: M.Type = M.self) throws -> M {
        try after.required().withUnsafeBytes { bytes in try M(deserializing: bytes) }
    }

    /// The record before the change.
    func imageBefore<M: Message>(_ type: M.Type = M.self) throws -> M {
        try before.required().withUnsafeBytes { bytes in try M(deserializing: bytes) }
    }
}
