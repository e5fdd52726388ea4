import Contracts
import Logging
import RPCCore
import ServiceLifecycle
import ServiceRuntime
import Store

/// Follows the change log of companies: contacts lose a company that has been deleted, and
/// may be given one that was restored.
///
/// What was deleted is noted in the transaction of the position; the contacts are changed afterwards, a bounded number
/// in each transaction, so that a company with many contacts keeps nobody waiting and a crash loses nothing.
public final class CompanyFollower: Service {
    static let source = "companies"
    /// Contacts changed in one transaction: some ten milliseconds.
    static let batchLimit: Int64 = 500
    /// Companies asked for in one call.
    private static let idLimit: Int64 = 1_000

    private let store: Store
    private let logger: Logger
    private let follower: ChangeFollower
    private let searchIndexer: SearchIndexer
    private let signal: WorkspaceSignal

    /// `companies` is the way to the companies service; `searchIndexer` is told of the contacts that lost a company.
    public init(_ store: Store, companies: any Connection, searchIndexer: SearchIndexer, logger: Logger) {
        self.store = store
        self.searchIndexer = searchIndexer
        self.logger = logger
        let signal = WorkspaceSignal()
        self.signal = signal
        let client = CompaniesV1.CompaniesClient(companies)
        follower = ChangeFollower(
            ChangeFollower.Subscription(source: Self.source, entities: ["company"]), over: companies, into: store,
            logger: logger,
            resynchronise: { workspace in
                try await Self.noteMissingCompanies(workspace, store, client)
                signal.tell(workspace)
            },
            handler: { changes, writer in
                for change in changes {
                    switch change.kind {
                    case .delete: try writer.addDeletedCompany(change.entityID, operationID: change.operationID)
                    case .restore: try writer.removeDeletedCompany(change.entityID)
                    default: break
                    }
                }
                // Told before the commit: the worker's write waits behind it.
                signal.tell(writer.workspace)
            })
    }

    /// Follows and clears until graceful shutdown or cancellation.
    public func run() async {
        await cancelWhenGracefulShutdown { [self] in
            await withDiscardingTaskGroup { group in
                group.addTask { await self.follower.run() }
                group.addTask {
                    // What a former process left undone.
                    for await workspace in self.store.workspaceUpdates() { self.signal.tell(workspace) }
                }
                group.addTask { await self.clear() }
            }
        }
    }

    private func clear() async {
        await signal.forEachRound { workspaces in
            for workspace in workspaces {
                do {
                    while try await clearOnce(workspace) { searchIndexer.workspaceChanged(workspace) }
                } catch {
                    // The list of what is to do is stored: the next change, or the next process, goes on.
                    logger.error(
                        "deleted companies not cleared", metadata: ["workspace": "\(workspace)", "error": "\(error)"])
                }
            }
        }
    }

    private func clearOnce(_ workspace: String) async throws -> Bool {
        try await store.write(workspace, origin: WriteOrigin(actor: Self.source)) { writer in
            try writer.clearDeletedCompany(limit: Self.batchLimit)
        }
    }

    /// Without the log: asks for every company that a contact refers to.
    private static func noteMissingCompanies(
        _ workspace: String, _ store: Store, _ companies: CompaniesV1.CompaniesClient
    ) async throws {
        let options = CallOptions(metadata: Metadata(workspace: workspace, caller: store.serviceName))
        var last: Int64 = 0
        while true {
            let ids = try await store.read(workspace) { [last] reader in
                try reader.referredCompanies(after: last, limit: idLimit)
            }
            guard let newest = ids.last else { return }
            last = newest
            let request = CompaniesV1.BatchGetCompaniesRequest(ids: ids)
            let known = Set(try await companies.batchGetCompanies(request, options: options).companies.map(\.id))
            let gone = ids.filter { !known.contains($0) }
            try await store.write(workspace, origin: WriteOrigin(actor: source)) { writer in
                for id in gone { try writer.addDeletedCompany(id, operationID: writer.operationID) }
            }
        }
    }
}
