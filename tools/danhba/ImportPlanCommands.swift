import ArgumentParser
import Contracts
import RPCCore

/// `danhba import start`: carries out a plan.
struct ImportStartCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start", abstract: "Start an import that a dry run has planned.",
        discussion: "Exit status: as danhba import; 1 also when something has changed since and the start is strict.")

    @OptionGroup var peers: PeerOptions
    @OptionGroup var output: OutputOptions
    @Option(help: "The hash that the dry run printed.")
    var plan: String
    @Flag(
        help: """
            What to do when rows would become something else by now: write nothing, or write them with a warning.
            """)
    var drift = Drift.strict
    @Argument(help: "The import's id.")
    var id: Int64

    enum Drift: String, EnumerableFlag {
        case strict
        case lenient
    }

    func run() async throws {
        let job = try await peers.withConnection(to: .imports) { connection, options in
            let client = ImportsV1.ImportsClient(connection)
            let request = ImportsV1.StartImportRequest(
                id: id, planHash: plan, drift: drift == .strict ? .strict : .lenient)
            _ = try await client.startImport(request, options: options)
            return try await ImportProgress.follow(id, client, options)
        }
        try ImportProgress.report(job, output)
    }
}

/// `danhba import explain`: why a row became what it did.
struct ImportExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Say why a row of an import became what it did, or would.")

    @OptionGroup var peers: PeerOptions
    @OptionGroup var output: OutputOptions
    @Argument(help: "The import's id.")
    var id: Int64
    @Argument(help: "The row, as the spreadsheet program shows it.")
    var row: Int64

    func run() async throws {
        let (answer, job) = try await peers.withConnection(to: .imports) { connection, options in
            let client = ImportsV1.ImportsClient(connection)
            let answer = try await client.explainRow(.init(id: id, row: row), options: options)
            return (answer, try await client.getImport(.init(id: id), options: options).import)
        }
        let noun = job?.options?.kind == .companies ? "company" : "contact"
        if output.json { return try output.printJSON(answer, MessagePrinter()) }
        let record = answer.recordID == 0 ? "" : ", record \(answer.recordID)"
        print("row \(row): \(answer.planned ? "would be " : "")\(answer.outcome)\(record)")
        print(answer.rule)
        for reason in answer.reasons { print("  \(reason.number) \(reason.name): \(reason.message)") }
        for match in answer.matches {
            print("  matches \(Self.record(match.contactID, noun)) by \(match.field) \(match.value)")
        }
        for change in answer.changes {
            if answer.changes.count > 1 { print("  changes \(Self.record(change.recordID, noun))") }
            for field in change.fields {
                print("  \(field.field): \(Self.text(field.before)) -> \(Self.text(field.after))")
            }
        }
        if answer.moreChanged > 0 { print("  and changes \(Phrase.count(answer.moreChanged, "more record"))") }
    }

    private static func record(_ id: Int64, _ noun: String) -> String {
        id == 0 ? "a \(noun) of this file" : "\(noun) \(id)"
    }

    private static func text(_ values: [String]) -> String {
        values.isEmpty ? "(blank)" : values.joined(separator: "; ")
    }
}
