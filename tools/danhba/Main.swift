import ArgumentParser

/// The command line of the system: one subcommand per job.
@main
struct Danhba: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "danhba",
        abstract: "Contacts of a call centre: run the services, import lists, look customers up.",
        discussion: """
            Addresses of services are taken from --contacts, --companies, --campaigns, --imports, else from
            DANHBA_CONTACTS and so on, else the usual ports on this machine are used. Data is of the workspace in
            --workspace, else DANHBA_WORKSPACE, else `main`.
            """,
        subcommands: [
            UpCommand.self, ImportCommand.self, ExportCommand.self, ContactsCommand.self, CompaniesCommand.self,
            UndoCommand.self, WatchCommand.self, CallCommand.self, SheetCommand.self, HealthCommand.self,
            StatsCommand.self,
        ])
}
