import ArgumentParser
import Contracts
import RPCCore

/// `danhba companies …`: find companies, see one with everything about it, add one, write notes.
struct CompaniesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "companies", abstract: "Find, list, show and add companies, and write notes on them.",
        subcommands: [Find.self, List.self, CompanyShowCommand.self, Add.self, Note.self])

    struct Find: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "find", abstract: "Search name, tax code, phone and e-mail at once.")
        @OptionGroup var peers: PeerOptions
        @OptionGroup var output: OutputOptions
        @OptionGroup var page: PageOptions
        @Argument(
            help: "Beginnings of words of the name, or a part of a tax code, a phone number or an e-mail address.")
        var text: [String]

        func run() async throws {
            let filter = CompaniesV1.CompanyFilter(text: text.joined(separator: " "))
            try await page.show(filter, peers, output)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List companies, newest first or by name.")
        @OptionGroup var peers: PeerOptions
        @OptionGroup var output: OutputOptions
        @OptionGroup var page: PageOptions

        func run() async throws { try await page.show(CompaniesV1.CompanyFilter(), peers, output) }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "add", abstract: "Add a company.")
        @OptionGroup var peers: PeerOptions
        @OptionGroup var output: OutputOptions
        @Option(help: "Unique among companies.")
        var taxCode = ""
        @Option(help: "Telephone number.")
        var phone = ""
        @Option(help: "E-mail address.")
        var email = ""
        @Option(help: "Web site.")
        var website = ""
        @Option(help: "Postal address.")
        var address = ""
        @Option(help: "What there is to know.")
        var description = ""
        @Argument(help: "The company's name.")
        var name: String

        func run() async throws {
            let fields = CompaniesV1.CompanyFields(
                name: name, taxCode: taxCode, description: description, phone: phone, email: email, website: website,
                address: address)
            let answer = try await peers.withConnection(to: .companies) { connection, options in
                try await CompaniesV1.CompaniesClient(connection)
                    .createCompany(CompaniesV1.CreateCompanyRequest(fields: fields), options: options)
            }
            try CompaniesCommand.show(answer.company.map { [$0] } ?? [], output)
        }
    }

    struct Note: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "note", abstract: "Write a note on a company.")
        @OptionGroup var peers: PeerOptions
        @OptionGroup var output: OutputOptions
        @Argument(help: "The company's id.")
        var id: Int64
        @Argument(help: "The note.")
        var text: [String]

        func run() async throws {
            let request = CompaniesV1.CreateNoteRequest(companyID: id, text: text.joined(separator: " "))
            let answer = try await peers.withConnection(to: .companies) { connection, options in
                try await CompaniesV1.NotesClient(connection).createNote(request, options: options)
            }
            let note = answer.note ?? CompaniesV1.Note()
            if output.json {
                try output.printJSON(note, MessagePrinter())
            } else {
                print("note \(note.id) on company \(note.companyID)")
            }
        }
    }

    static func show(_ companies: [CompaniesV1.Company], _ output: OutputOptions) throws {
        if output.json {
            let printer = MessagePrinter()
            for company in companies { try output.printJSON(company, printer) }
            return
        }
        var table = Table("ID", "NAME", "TAX CODE", "PHONE", "E-MAIL", "ADDRESS", "CREATED")
        for company in companies {
            table.append(
                "\(company.id)", company.name, company.taxCode, company.phone, company.email, company.address,
                TimeText.instant(company.createdAtMs))
        }
        table.print(empty: "no company")
    }
}

/// Which part of a list of companies is shown.
struct PageOptions: ParsableArguments {
    @Option(help: "At most so many companies.")
    var limit = 50
    @Flag(help: "By name instead of newest first.")
    var byName = false

    func show(_ filter: CompaniesV1.CompanyFilter, _ peers: PeerOptions, _ output: OutputOptions) async throws {
        let (companies, total) = try await peers.withConnection(to: .companies) { connection, options in
            let client = CompaniesV1.CompaniesClient(connection)
            var companies: [CompaniesV1.Company] = []
            var total = ""
            var token = ""
            repeat {
                let request = CompaniesV1.ListCompaniesRequest(
                    pageSize: Int32(min(500, max(1, limit - companies.count))), pageToken: token, filter: filter,
                    order: byName ? .name : .newestFirst)
                let page = try await client.listCompanies(request, options: options)
                if token.isEmpty { total = "\(page.exceedsTotalCount ? "more than " : "")\(page.totalCount)" }
                companies += page.companies
                token = page.nextPageToken
            } while !token.isEmpty && companies.count < limit
            return (companies, total)
        }
        try CompaniesCommand.show(companies, output)
        if !output.json, !companies.isEmpty { print("\(companies.count) of \(total)") }
    }
}
