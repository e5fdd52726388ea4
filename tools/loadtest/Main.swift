import ArgumentParser

/// Load against running services.
@main
struct LoadTest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "loadtest", abstract: "Put load on running services and print what they did.",
        discussion: """
            A closed loop keeps --in-flight calls open on each connection; an open loop starts --rate calls a second, \
            whatever the answers do, and counts latency from the instant a call was due.
            """,
        subcommands: [
            EchoCommand.self, StreamCommand.self, ConnectionsCommand.self, ServeCommand.self, LookUpCommand.self,
            SearchCommand.self, CreateCommand.self, ReplaceManagerCommand.self, ExportCommand.self, SeedCommand.self,
            ImportCommand.self, WorkbookCommand.self, ReadCommand.self,
        ])
}
