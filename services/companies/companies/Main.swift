import ArgumentParser
import CompaniesService
import RPCCore
import ServiceRuntime
import Store

/// The companies service as a process.
@main
struct Main: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "companies", abstract: "Keeps the companies that contacts work for.",
        version: ServiceProcess.version)

    @OptionGroup var options: ServiceOptions

    func run() async throws {
        let process = ServiceProcess(try await ServiceSettings(service: "companies", options: options))
        let store = try Store(
            configuration: StoreConfiguration(directory: process.settings.dataDirectory), schema: .companies,
            logger: process.logger)
        let plans = try CompanyPlans.open(directory: process.settings.dataDirectory, logger: process.logger)
        var router = Router()
        router.addCompanies(store, plans: plans)
        try await process.run(router, store: store, services: [plans])
    }
}
