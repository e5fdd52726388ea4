import ArgumentParser
import ContactsService
import RPCCore
import ServiceRuntime
import Store

/// The contacts service as a process.
@main
struct Main: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contacts", abstract: "Keeps contacts, and the agents who manage them.",
        version: ServiceProcess.version)

    @OptionGroup var options: ServiceOptions

    @Option(
        help: "Address of the companies service, or several by commas; DANHBA_COMPANIES. (default: tcp:127.0.0.1:7102)")
    var companies: String?
    @Option(
        help: "Address of the campaigns service, or several by commas; DANHBA_CAMPAIGNS. (default: tcp:127.0.0.1:7103)")
    var campaigns: String?

    func run() async throws {
        let settings = try await ServiceSettings(
            service: "contacts", options: options, peers: ["companies": companies, "campaigns": campaigns])
        let process = ServiceProcess(settings)
        let companies = try process.connection(to: "companies")
        let campaigns = try process.connection(to: "campaigns")
        let store = try Store(
            configuration: StoreConfiguration(directory: settings.dataDirectory), schema: .contacts,
            logger: process.logger)
        let indexer = SearchIndexer(store: store, logger: process.logger)
        let follower = CompanyFollower(
            store, companies: companies, searchIndexer: indexer, logger: process.logger)
        let plans = try ContactPlans.open(directory: settings.dataDirectory, logger: process.logger)
        var router = Router()
        router.addContacts(
            store, companies: companies, campaigns: campaigns, searchIndexer: indexer, plans: plans)
        try await process.run(router, store: store, services: [plans, indexer, follower])
    }
}
