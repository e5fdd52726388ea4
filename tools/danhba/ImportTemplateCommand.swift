import ArgumentParser
import Contracts

/// `danhba import template`: an empty workbook to fill in.
struct ImportTemplateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template", abstract: "Write an empty .xlsx workbook with every column that an import knows.")

    @OptionGroup var peers: PeerOptions
    @Option(help: "What the rows will become: contacts, companies or list-members.")
    var kind = TemplateKind.contacts
    @Option(help: "Language of the header: vi or en. The second sheet explains the columns in both.")
    var language = TextLanguage.vietnamese
    @Option(name: .shortAndLong, help: "The file to write; - is standard output.", completion: .file())
    var output: String

    func run() async throws {
        let request = ImportsV1.DownloadTemplateRequest(kind: kind.message, language: language.message)
        try await peers.withConnection(to: .imports) { connection, options in
            let stream = try await ImportsV1.ImportTemplatesClient(connection)
                .downloadTemplate(request, options: options)
            try await DownloadedFile.write(stream, to: output) { $0.data }
        }
    }
}

/// What there are templates of.
enum TemplateKind: String, CaseIterable, ExpressibleByArgument {
    case contacts
    case companies
    case listMembers = "list-members"

    var message: ImportsV1.ImportKind {
        switch self {
        case .contacts: .contacts
        case .companies: .companies
        case .listMembers: .listMembers
        }
    }
}

/// A language that people are written to in.
enum TextLanguage: String, CaseIterable, ExpressibleByArgument {
    case vietnamese = "vi"
    case english = "en"

    var message: ImportsV1.Language {
        switch self {
        case .vietnamese: .vietnamese
        case .english: .english
        }
    }
}
