import ArgumentParser
import Contracts
import RPCCore

/// `danhba import mapping …`: mappings that are kept for files with the same header.
struct ImportMappingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mapping", abstract: "Save, list and delete mappings for files with the same header.",
        subcommands: [Save.self, List.self, Delete.self])

    struct Save: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "save", abstract: "Save the mapping and the options of an import.")
        @OptionGroup var peers: PeerOptions
        @OptionGroup var output: OutputOptions
        @Flag(help: "Replace the mapping of this name.")
        var replace = false
        @Argument(help: "The import's id.")
        var id: Int64
        @Argument(help: "The name.")
        var name: String

        func run() async throws {
            let request = ImportsV1.SaveMappingRequest(importID: id, name: name, replace: replace)
            let answer = try await peers.withConnection(to: .imports) { connection, options in
                try await ImportsV1.SavedMappingsClient(connection).saveMapping(request, options: options)
            }
            guard let mapping = answer.mapping else { return }
            if output.json { return try output.printJSON(mapping, MessagePrinter()) }
            print("\(mapping.name): \(Phrase.count(Int64(mapping.options?.mapping.count ?? 0), "mapped column"))")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List saved mappings, the last saved first.")
        @OptionGroup var peers: PeerOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let answer = try await peers.withConnection(to: .imports) { connection, options in
                try await ImportsV1.SavedMappingsClient(connection)
                    .listSavedMappings(.init(pageSize: 500), options: options)
            }
            if output.json { return try output.printJSON(answer, MessagePrinter()) }
            var table = Table("name", "kind", "saved", "by", "header")
            for mapping in answer.mappings {
                table.append(
                    mapping.name, "\(mapping.options?.kind ?? .contacts)", TimeText.instant(mapping.updatedAtMs),
                    mapping.savedBy, mapping.header.map(\.text).joined(separator: ", "))
            }
            table.print(empty: "There are no saved mappings.")
        }
    }

    struct Delete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "delete", abstract: "Forget a mapping.")
        @OptionGroup var peers: PeerOptions
        @Argument(help: "The name.")
        var name: String

        func run() async throws {
            _ = try await peers.withConnection(to: .imports) { connection, options in
                try await ImportsV1.SavedMappingsClient(connection)
                    .deleteSavedMapping(.init(name: name), options: options)
            }
        }
    }
}
