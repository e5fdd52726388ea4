import ArgumentParser
import Contracts
import Histogram
import RPCCore
import RPCTransport

/// `loadtest replace-manager`: how long it takes, and what look-ups feel of it.
struct ReplaceManagerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replace-manager",
        abstract: "Gives the contacts of agent 1 to agent 2, or back, while contacts are looked up.")

    @OptionGroup var load: LoadOptions
    @Option(help: "How many contacts were seeded.")
    var rows = 1_000_000

    func run() async throws {
        let target = try Target(address: load.address ?? "tcp:127.0.0.1:7101", workspace: load.workspace)
        let connection = target.connect()
        let client = ContactsV1.AccountManagersClient(connection)
        let options = CallOptions(timeout: .seconds(120), waitForReady: true)
        let first = ContactsV1.ReplaceManagerRequest(oldManagerID: 1, newManagerID: 2, dryRun: true)
        let isFirst = try await client.replaceManager(first, options: options).contactCount > 0
        async let lookUps = load.run(
            ContactsV1.ContactsMethods.lookUpByPhone, defaultAddress: "tcp:127.0.0.1:7101",
            request: { [rows] call in
                let row = Int(SampleContacts.scrambled(UInt64(call)) % UInt64(rows))
                return ContactsV1.LookUpByPhoneRequest(phone: "+" + String(SampleContacts.phone(row)))
            },
            accepts: { (answer: ContactsV1.LookUpByPhoneResponse) in answer.contacts.count == 1 })
        try await Task.sleep(for: .seconds(load.warmUp + 0.5))
        let begin = ContinuousClock.now
        let done = try await client.replaceManager(
            .init(oldManagerID: isFirst ? 1 : 2, newManagerID: isFirst ? 2 : 1), options: options)
        let seconds = (ContinuousClock.now - begin) / .seconds(1)
        let result = try await lookUps
        await connection.shutdown()
        let p99 = (Double(result.latencies.valueAtPercentile(99)) / 100).rounded() / 10
        if load.json {
            print(
                """
                {"contacts":\(done.contactCount),"replace_seconds":\((seconds * 1000).rounded() / 1000),\
                "lookups":\(result.requests),"errors":\(result.errorCount),"lookup_p99_us":\(p99)}
                """)
        } else {
            print("\(done.contactCount) contacts in \(seconds) s; p99 of \(result.requests) look-ups \(p99) µs")
        }
        if result.errorCount > 0 { throw ExitCode(1) }
    }
}
