import ArgumentParser
import ImportsService
import RPCCore
import ServiceRuntime
import Store

/// The imports service as a process.
@main
struct Main: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "imports", abstract: "Imports lists of contacts from spreadsheets.",
        version: ServiceProcess.version)

    @OptionGroup var options: ServiceOptions

    @Option(
        help: "Address of the contacts service, or several by commas; DANHBA_CONTACTS. (default: tcp:127.0.0.1:7101)")
    var contacts: String?

    @Option(
        help: "Address of the companies service, or several by commas; DANHBA_COMPANIES. (default: tcp:127.0.0.1:7102)")
    var companies: String?

    @Option(
        help: "Address of the campaigns service, or several by commas; DANHBA_CAMPAIGNS. (default: tcp:127.0.0.1:7103)")
    var campaigns: String?

    func run() async throws {
        ProcessMemory.useOnePool()
        let process = ServiceProcess(
            try await ServiceSettings(
                service: "imports", options: options,
                peers: ["contacts": contacts, "companies": companies, "campaigns": campaigns]))
        let directory = process.settings.dataDirectory
        let store = try Store(
            configuration: StoreConfiguration(directory: directory), schema: .imports,
            logger: process.logger)
        let contacts = try process.connection(to: "contacts")
        let companies = try process.connection(to: "companies")
        let campaigns = try process.connection(to: "campaigns")
        let imports = ImportsService(
            store: store, configuration: try ImportsConfiguration(process.settings),
            peers: ImportPeers(contacts: contacts, companies: companies, campaigns: campaigns), logger: process.logger)
        var router = Router()
        imports.register(in: &router)
        try await process.run(
            router, store: store, services: imports.services)
    }
}
