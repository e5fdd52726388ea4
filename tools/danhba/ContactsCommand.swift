import ArgumentParser
import Contracts
import RPCCore

/// `danhba contacts …`: look customers up and add one.
struct ContactsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contacts", abstract: "Find, list, show and add contacts, and see their history.",
        subcommands: [
            Find.self, ListContactsCommand.self, Get.self, Add.self, HistoryCommand.self, BulkEditCommand.self,
            BulkDeleteCommand.self, EraseCommand.self,
        ])

    /// Looks up by phone or e-mail, or searches all three of name, phone and e-mail.
    struct Find: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "find", abstract: "Search name, phone and e-mail at once, or one of them exactly.")
        @OptionGroup var peers: PeerOptions
        @OptionGroup var output: OutputOptions
        @Option(help: "Exactly this phone number.")
        var phone: String?
        @Option(help: "Exactly this e-mail address.")
        var email: String?
        @Option(help: "At most so many contacts.")
        var limit: Int32 = 50
        @Argument(help: "Beginnings of words of the name, digits of a phone number, or a part of an e-mail address.")
        var text: [String] = []

        func validate() throws {
            let given = [phone != nil, email != nil, !text.isEmpty].count { $0 }
            if given != 1 { throw ValidationError("Give one of TEXT, --phone and --email.") }
        }

        func run() async throws {
            let contacts = try await peers.withConnection(to: .contacts) { connection, options in
                let client = ContactsV1.ContactsClient(connection)
                if let phone {
                    let request = ContactsV1.LookUpByPhoneRequest(phone: phone)
                    return try await client.lookUpByPhone(request, options: options).contacts
                }
                if let email {
                    let request = ContactsV1.LookUpByEmailRequest(email: email)
                    return try await client.lookUpByEmail(request, options: options).contacts
                }
                let filter = ContactsV1.ContactFilter(text: text.joined(separator: " "))
                let request = ContactsV1.ListContactsRequest(filter: filter, pageSize: limit)
                return try await client.listContacts(request, options: options).contacts
            }
            try ContactsCommand.show(contacts, output)
        }
    }

    struct Get: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "get", abstract: "Show one contact.")
        @OptionGroup var peers: PeerOptions
        @Argument(help: "The contact's id.")
        var id: Int64

        func run() async throws {
            let answer = try await peers.withConnection(to: .contacts) { connection, options in
                try await ContactsV1.ContactsClient(connection)
                    .getContact(ContactsV1.GetContactRequest(id: id), options: options)
            }
            print(try MessagePrinter().json(answer.contact ?? ContactsV1.Contact()))
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "add", abstract: "Add a contact.")
        @OptionGroup var peers: PeerOptions
        @OptionGroup var output: OutputOptions
        @Option(help: "May be repeated.")
        var phone: [String] = []
        @Option(help: "May be repeated.")
        var email: [String] = []
        @Option(help: "Job title.")
        var position = ""
        @Option(help: "The company's id.")
        var company: Int64 = 0
        @Option(help: "The managing agent's id.")
        var manager: Int64 = 0
        @Option(help: "0 to 5 stars.")
        var rating: Int32 = 0
        @Option(help: "Postal address.")
        var address = ""
        @Flag(help: "Add although a contact with that phone or e-mail exists.")
        var allowDuplicate = false
        @Argument(help: "The contact's name.")
        var name: String

        func run() async throws {
            let fields = ContactsV1.ContactFields(
                name: name, phones: phone, emails: email, position: position, companyID: company, managerID: manager,
                rating: rating, address: address)
            let answer = try await peers.withConnection(to: .contacts) { connection, options in
                try await ContactsV1.ContactsClient(connection).createContact(
                    ContactsV1.CreateContactRequest(fields: fields, allowDuplicate: allowDuplicate), options: options)
            }
            try ContactsCommand.show(answer.contact.map { [$0] } ?? [], output)
        }
    }

    static func show(_ contacts: [ContactsV1.Contact], _ output: OutputOptions) throws {
        if output.json {
            let printer = MessagePrinter()
            for contact in contacts { try output.printJSON(contact, printer) }
            return
        }
        var table = Table("ID", "NAME", "PHONES", "E-MAILS", "POSITION", "COMPANY", "RATING", "CREATED")
        for contact in contacts {
            table.append(
                "\(contact.id)", contact.name, contact.phones.map(\.text).joined(separator: ", "),
                contact.emails.joined(separator: ", "), contact.position,
                contact.companyID == 0 ? "" : "\(contact.companyID)",
                String(repeating: "*", count: Int(max(0, contact.rating))), TimeText.instant(contact.createdAtMs))
        }
        table.print(empty: "no contact")
    }
}
