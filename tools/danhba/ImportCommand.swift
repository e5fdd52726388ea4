import ArgumentParser
import Contracts
import Foundation
import ImportClient
import RPCCore
import Synchronization

/// `danhba import …`: a file, or what there is to do about imports.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Import contacts or companies from a .xlsx or .csv file.",
        discussion: "`danhba import FILE` is short for `danhba import file FILE`.",
        subcommands: [
            ImportFileCommand.self, ImportStartCommand.self, ImportExplainCommand.self, ImportTemplateCommand.self,
            ImportListCommand.self, PauseImportCommand.self,
            ResumeImportCommand.self, CancelImportCommand.self, ImportResultCommand.self,
            ImportMappingCommand.self, ImportNotificationsCommand.self,
        ],
        defaultSubcommand: ImportFileCommand.self)
}

/// `danhba import [file] FILE`: uploads a spreadsheet and follows the job to its end.
struct ImportFileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "file",
        abstract: "Upload a file and follow its import to the end, or say what importing it would do.",
        discussion: "Exit status: 0 when every row was accepted, 1 when the job failed, 3 when rows were rejected.")

    @OptionGroup var peers: PeerOptions
    @OptionGroup var output: OutputOptions
    @Option(help: "What the rows become: contacts or companies. (default: contacts, or as a saved mapping says)")
    var kind: RecordKind?
    @Option(
        help: """
            create-all, create-new, upsert-fill, upsert-overwrite, update-fill or update-overwrite: what happens to \
            rows with and without a matching record. (default: upsert-fill, or as a saved mapping says)
            """)
    var mode: ImportMode?
    @Option(
        help: """
            What makes a row match: phone, email (contacts), tax-code, name (companies), custom.KEY; may be repeated. \
            Without any: phone; tax code where there is a column of it, else name.
            """)
    var key: [ImportKey] = []
    @Option(help: "Whether any or all of the keys have to match. (default: any, or as a saved mapping says)")
    var keysMatch: ImportKeyMatch?
    @Option(
        help: """
            Which record a row changes when several match: first (the oldest), sole (none of several) or all of them. \
            (default: first, or as a saved mapping says)
            """)
    var match: ImportMatch?
    @Option(help: "The sheet; else the first visible one.")
    var sheet = ""
    @Option(help: "Row of the header; else found by known names.")
    var headerRow: Int32 = 0
    @Option(
        help: """
            COLUMN=FIELD, for example 3=phone or 4=custom.KEY; may be repeated. Without any, columns are recognised by \
            name.
            """)
    var map: [MappedColumn] = []
    @Option(help: "Use the mapping and the options saved under this name.")
    var mapping = ""
    @Option(help: "Save the mapping and the options of this import under this name.")
    var saveMapping: String?
    @Option(help: "What comes first in dates such as 03/04/2026: day-first (default) or month-first.")
    var dateOrder: ImportDateOrder?
    @Option(
        help:
            "Tell this address by e-mail when the import is over; up to 10 times. (default: the caller's, if it is one)"
    )
    var notify: [String] = []
    @Option(help: "Language of those e-mails: vi or en. (default: as the service is configured)")
    var notifyLanguage: TextLanguage?
    @Flag(help: "Create companies that do not exist yet.")
    var createCompanies = false
    @Flag(help: "Leave out wrong fields instead of rejecting their rows.")
    var dropWrongFields = false
    @Flag(help: "Import although the same content was imported in the last 24 hours.")
    var allowRepeated = false
    @Option(help: "The group whose supervisor manages contacts without manager.")
    var group: Int64 = 0
    @Option(help: "Make the contacts members of this customer list, in the order of the rows.")
    var list: Int64?
    @Option(help: "Encoding of a .csv file, for example windows-1258; else detected.")
    var encoding = ""
    @Option(help: "Separator of a .csv file; else detected.")
    var delimiter = ""
    @Flag(help: "Change nothing; say what would become of the rows, and leave the import to be started.")
    var dryRun = false
    @Option(help: "Write the result file (.csv or .xlsx) here.", completion: .file())
    var result: String?
    @Flag(help: "Only rows that need attention in the result file.")
    var problemsOnly = false
    @Argument(help: "The file to import.", completion: .file())
    var file: String

    private var options: ImportsV1.ImportOptions {
        var options = ImportsV1.ImportOptions(
            mapping: map.map(\.message), sheet: sheet, headerRow: headerRow, createMissingCompanies: createCompanies,
            dropWrongFields: dropWrongFields, groupID: group, allowRepeated: allowRepeated, encoding: encoding,
            delimiter: delimiter, savedMapping: mapping, notifyAddresses: notify)
        // What is not said is for a saved mapping to say.
        if let mode { options.mode = mode.message }
        if let kind { options.kind = kind.message }
        if let list {
            options.kind = .listMembers
            options.listID = list
        }
        if let dateOrder { options.dateOrder = dateOrder.message }
        if let keysMatch { options.keyMatch = keysMatch.message }
        if let match { options.matchTarget = match.message }
        if let notifyLanguage { options.notifyLanguage = notifyLanguage.message }
        for key in key {
            switch key {
            case .contact(let key): options.keys.append(key)
            case .company(let key): options.companyKeys.append(key)
            case .custom(let key): options.customKeys.append(key)
            }
        }
        return options
    }

    func run() async throws {
        let job = try await peers.withConnection(to: .imports) { connection, options in
            let client = ImportsV1.ImportsClient(connection)
            let uploaded = try await upload(client, options)
            let id = uploaded.id
            let notes =
                if dryRun {
                    try await client.planImport(.init(id: id, options: self.options), options: options).notes
                } else {
                    try await client.startImport(.init(id: id, options: self.options), options: options).notes
                }
            for note in notes { FileHandle.standardError.write(Data((note + "\n").utf8)) }
            if let saveMapping {
                let request = ImportsV1.SaveMappingRequest(importID: id, name: saveMapping)
                _ = try await ImportsV1.SavedMappingsClient(connection).saveMapping(request, options: options)
            }
            let job = try await ImportProgress.follow(id, client, options)
            if let result {
                let format: ContactsV1.FileFormat = result.lowercased().hasSuffix(".xlsx") ? .xlsx : .csv
                let request = ImportsV1.DownloadResultRequest(id: job.id, format: format, problemsOnly: problemsOnly)
                let stream = try await client.downloadResult(request, options: options)
                try await DownloadedFile.write(stream, to: result) { $0.data }
            }
            return job
        }
        try ImportProgress.report(job, output)
    }

    private func upload(_ client: ImportsV1.ImportsClient, _ options: CallOptions) async throws -> ImportsV1.Import {
        let bar = Mutex(ProgressBar("upload"))
        let upload = FileUpload(path: file, client: client, options: options) { sent, size in
            bar.withLock { $0.show(perMille: size == 0 ? 1000 : Int(sent * 1000 / size), "\(sent >> 10) KiB") }
        }
        let job = try await upload.run()
        bar.withLock { $0.finish() }
        return job
    }
}
