import ArgumentParser
import CampaignsService
import RPCCore
import ServiceRuntime
import Store

/// The campaigns service as a process.
@main
struct Main: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "campaigns", abstract: "Keeps campaigns, their customers and customer lists.",
        version: ServiceProcess.version)

    @OptionGroup var options: ServiceOptions

    @Option(
        help: "Address of the contacts service, or several by commas; DANHBA_CONTACTS. (default: tcp:127.0.0.1:7101)")
    var contacts: String?

    func run() async throws {
        let settings = try await ServiceSettings(
            service: "campaigns", options: options, peers: ["contacts": contacts])
        let process = ServiceProcess(settings)
        let contacts = try process.connection(to: "contacts")
        let store = try Store(
            configuration: StoreConfiguration(directory: settings.dataDirectory), schema: .campaigns,
            logger: process.logger)
        var router = Router()
        router.addCampaigns(store, contacts: contacts)
        let follower = ContactFollower(store, contacts: contacts, logger: process.logger)
        try await process.run(router, store: store, services: [follower])
    }
}
