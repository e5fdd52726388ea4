import ArgumentParser
import Contracts
import RPCCore

/// `loadtest lookup`: contacts by phone.
struct LookUpCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lookup", abstract: "Looks up contacts that `loadtest seed` made, by phone, in random order.")

    @OptionGroup var load: LoadOptions
    @Option(help: "How many contacts were seeded.")
    var rows = 1_000_000

    func validate() throws {
        guard (1...SampleContacts.limit).contains(rows) else {
            throw ValidationError("--rows must be 1 to \(SampleContacts.limit).")
        }
    }

    func run() async throws {
        let rows = UInt64(rows)
        let result = try await load.run(
            ContactsV1.ContactsMethods.lookUpByPhone, defaultAddress: "tcp:127.0.0.1:7101",
            request: { call in
                let row = SampleContacts.scrambled(UInt64(call)) % rows
                return ContactsV1.LookUpByPhoneRequest(
                    phone: "0" + String(SampleContacts.phone(Int(row)) - 84_000_000_000))
            },
            accepts: { (answer: ContactsV1.LookUpByPhoneResponse) in answer.contacts.count == 1 })
        result.print(json: load.json)
        if result.errorCount > 0 { throw ExitCode(1) }
    }
}
