import ArgumentParser
import Contracts
import RPCCore

/// `danhba companies show ID`: a company with its notes, its contacts and their tickets, put together from the services
/// that own them.
struct CompanyShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a company with its notes, its contacts and their tickets, newest first.",
        discussion: "Exit status: 1 when the company is not there, or when contacts and tickets could not be had.")

    @OptionGroup var peers: PeerOptions
    @OptionGroup var output: OutputOptions
    @Option(help: "At most so many of each list (1–100).")
    var limit: Int32 = 20
    @Argument(help: "The company's id.")
    var id: Int64

    func validate() throws {
        if !(1...100).contains(limit) { throw ValidationError("--limit is a number from 1 to 100.") }
    }

    private struct Owned: Sendable {
        var company: CompaniesV1.Company
        var notes: CompaniesV1.ListNotesResponse
    }

    private struct People: Sendable {
        var contacts: ContactsV1.ListContactsResponse
        var tickets: ContactsV1.ListTicketsResponse
    }

    func run() async throws {
        let owned = try await owned()
        var people: People?
        var failure: (any Error)?
        do {
            people = try await self.people()
        } catch {
            failure = error
        }
        if output.json { try printJSON(owned, people) } else { show(owned, people) }
        // What there is has been shown; why the rest is missing goes where errors go.
        if let failure { throw failure }
    }

    private func owned() async throws -> Owned {
        try await peers.withConnection(to: .companies) { connection, options in
            let company = try await CompaniesV1.CompaniesClient(connection)
                .getCompany(CompaniesV1.GetCompanyRequest(id: id), options: options)
            let notes = try await CompaniesV1.NotesClient(connection)
                .listNotes(CompaniesV1.ListNotesRequest(companyID: id, pageSize: limit), options: options)
            return Owned(company: company.company ?? CompaniesV1.Company(), notes: notes)
        }
    }

    private func people() async throws -> People {
        try await peers.withConnection(to: .contacts) { connection, options in
            let contacts = try await ContactsV1.ContactsClient(connection).listContacts(
                ContactsV1.ListContactsRequest(
                    filter: ContactsV1.ContactFilter(companyIDs: [id]), pageSize: limit), options: options)
            let tickets = try await ContactsV1.TicketsClient(connection).listTickets(
                ContactsV1.ListTicketsRequest(
                    filter: ContactsV1.TicketFilter(companyIDs: [id]), pageSize: limit), options: options)
            return People(contacts: contacts, tickets: tickets)
        }
    }

    /// One object as the gateway's `GET /pages/companies/ID`, without what could not be had.
    private func printJSON(_ owned: Owned, _ people: People?) throws {
        let printer = MessagePrinter()
        var members = [
            "\"company\":" + (try printer.json(owned.company)), "\"notes\":" + (try printer.json(owned.notes)),
        ]
        if let people {
            members.append("\"contacts\":" + (try printer.json(people.contacts)))
            members.append("\"tickets\":" + (try printer.json(people.tickets)))
        }
        print("{\(members.joined(separator: ","))}")
    }

    private func show(_ owned: Owned, _ people: People?) {
        show(owned.company)
        print("\nNOTES")
        for note in owned.notes.notes {
            print("\(TimeText.instant(note.createdAtMs))  \(note.author): \(note.text)")
        }
        if owned.notes.notes.isEmpty { print("none") }
        tellMore(owned.notes.nextPageToken)
        guard let people else {
            return print("\nContacts and tickets are not known: the contacts service has not answered.")
        }
        print("\nCONTACTS")
        show(people.contacts)
        print("\nTICKETS")
        show(people.tickets)
    }

    private func show(_ company: CompaniesV1.Company) {
        let lines: [(String, String)] =
            [
                ("name", company.name), ("tax code", company.taxCode), ("phone", company.phone),
                ("e-mail", company.email), ("website", company.website), ("address", company.address),
                ("description", company.description),
            ] + company.custom.map { ($0.key, $0.values.joined(separator: "; ")) } + [
                ("created", "\(TimeText.instant(company.createdAtMs)) by \(company.createdBy)"),
                ("updated", TimeText.instant(company.updatedAtMs)),
            ]
        print("company \(company.id)")
        for (label, text) in lines where !text.isEmpty { print("  \(label): \(text)") }
    }

    private func show(_ contacts: ContactsV1.ListContactsResponse) {
        var table = Table("ID", "NAME", "PHONES", "E-MAILS", "POSITION")
        for contact in contacts.contacts {
            table.append(
                "\(contact.id)", contact.name, contact.phones.map(\.text).joined(separator: ", "),
                contact.emails.joined(separator: ", "), contact.position)
        }
        table.print(empty: "none")
        tellMore(contacts.nextPageToken)
    }

    private func show(_ tickets: ContactsV1.ListTicketsResponse) {
        var table = Table("ID", "STATUS", "CONTACT", "ASSIGNEE", "TITLE", "CREATED")
        for ticket in tickets.tickets {
            table.append(
                "\(ticket.id)", Phrase.words("\(ticket.status)"), "\(ticket.contactID)",
                ticket.assigneeID == 0 ? "" : "\(ticket.assigneeID)", ticket.title,
                TimeText.instant(ticket.createdAtMs))
        }
        table.print(empty: "none")
        tellMore(tickets.nextPageToken)
    }

    private func tellMore(_ token: String) {
        if !token.isEmpty { print("… and more") }
    }
}
