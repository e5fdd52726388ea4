import ArgumentParser
import Contracts
import RPCCore

/// `loadtest create`: contacts one by one, each durable when it is answered.
struct CreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Creates contacts, each in a call of its own.")

    @OptionGroup var load: LoadOptions

    func run() async throws {
        let result = try await load.run(
            ContactsV1.ContactsMethods.createContact, defaultAddress: "tcp:127.0.0.1:7101",
            request: { call in
                let row = SampleContacts.row(call)
                return ContactsV1.CreateContactRequest(
                    fields: .init(
                        name: row.name, phones: ["+" + String(row.phones[0].number)], emails: row.emails,
                        position: row.position, rating: row.rating, address: row.address),
                    allowDuplicate: true)
            },
            accepts: { (answer: ContactsV1.CreateContactResponse) in answer.contact?.version == 1 })
        result.print(json: load.json)
        if result.errorCount > 0 { throw ExitCode(1) }
    }
}
