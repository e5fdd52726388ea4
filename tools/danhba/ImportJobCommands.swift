import ArgumentParser
import Contracts
import RPCCore

/// What every command about one job takes.
struct ImportJobOptions: ParsableArguments {
    @OptionGroup var peers: PeerOptions
    @OptionGroup var output: OutputOptions
    @Argument(help: "The import's id.")
    var id: Int64

    /// Calls a method and prints the job that it returns.
    func call(
        _ method: @Sendable (ImportsV1.ImportsClient, CallOptions) async throws -> ImportsV1.Import?
    ) async throws {
        let job = try await peers.withConnection(to: .imports) { connection, options in
            try await method(ImportsV1.ImportsClient(connection), options)
        }
        guard let job else { return }
        if output.json { try output.printJSON(job, MessagePrinter()) } else { ImportText.show(job) }
    }
}

/// `danhba import pause ID`.
struct PauseImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause", abstract: "Let an import stand behind the chunk that is being written.")
    @OptionGroup var job: ImportJobOptions

    func run() async throws {
        try await job.call { client, options in try await client.pauseImport(.init(id: job.id), options: options).import
        }
    }
}

/// `danhba import resume ID`.
struct ResumeImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Let a paused import go on when it is its turn.")
    @OptionGroup var job: ImportJobOptions

    func run() async throws {
        try await job.call { client, options in
            try await client.resumeImport(.init(id: job.id), options: options).import
        }
    }
}

/// `danhba import cancel ID`.
struct CancelImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "End an import; rows that are written stay.")
    @OptionGroup var job: ImportJobOptions

    func run() async throws {
        try await job.call { client, options in
            try await client.cancelImport(.init(id: job.id), options: options).import
        }
    }
}

/// `danhba import result ID`.
struct ImportResultCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "result", abstract: "Write the rows of an import with what became of each.")
    @OptionGroup var peers: PeerOptions
    @Flag(help: "Only rows that need attention.")
    var problemsOnly = false
    @Argument(help: "The import's id.")
    var id: Int64
    @Option(
        name: .shortAndLong, help: "The file to write, .csv or .xlsx; - is .csv to standard output.",
        completion: .file())
    var output: String

    func run() async throws {
        let format: ContactsV1.FileFormat = output.lowercased().hasSuffix(".xlsx") ? .xlsx : .csv
        let request = ImportsV1.DownloadResultRequest(id: id, format: format, problemsOnly: problemsOnly)
        try await peers.withConnection(to: .imports) { connection, options in
            let stream = try await ImportsV1.ImportsClient(connection).downloadResult(request, options: options)
            try await DownloadedFile.write(stream, to: output) { $0.data }
        }
    }
}

/// `danhba import list`.
struct ImportListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List imports, newest first.")
    @OptionGroup var peers: PeerOptions
    @OptionGroup var output: OutputOptions
    @Option(help: "How many at most, 1 to 500.")
    var limit: Int32 = 20

    func run() async throws {
        let answer = try await peers.withConnection(to: .imports) { connection, options in
            try await ImportsV1.ImportsClient(connection).listImports(.init(pageSize: limit), options: options)
        }
        if output.json { return try output.printJSON(answer, MessagePrinter()) }
        var table = Table("id", "state", "rows", "rejected", "started", "file")
        for job in answer.imports {
            table.append(
                "\(job.id)", Phrase.words("\(job.state)"), "\(job.rowsDone)", "\(job.counts?.rejected ?? 0)",
                TimeText.instant(job.startedAtMs), job.fileName)
        }
        table.print(empty: "There are no imports.")
    }
}
