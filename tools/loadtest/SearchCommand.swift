import ArgumentParser
import Contracts
import RPCCore
import RPCTransport

/// `loadtest search`: first pages of the one box and of filters, and pages of the list at any depth.
struct SearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Asks for pages of 50 of the contacts that loadtest seed made.",
        discussion: "Without --text and --manager: pages of the whole list, each from a place at random.")

    @OptionGroup var load: LoadOptions
    @Option(help: "How many contacts were seeded.")
    var rows = 1_000_000
    @Option(help: "What the one box holds: word, name, phone or email.")
    var text: SearchKind?
    @Flag(help: "Only those that agent 1 manages.")
    var manager = false

    func validate() throws {
        guard (1...SampleContacts.limit).contains(rows) else {
            throw ValidationError("--rows must be 1 to \(SampleContacts.limit).")
        }
    }

    func run() async throws {
        let (rows, text, managers) = (rows, text, manager ? [1] : [] as [Int64])
        // Pages from places at random begin with the tokens of the pages before them.
        let tokens = text == nil && !manager ? try await tokens() : []
        let result = try await load.run(
            ContactsV1.ContactsMethods.listContacts, defaultAddress: "tcp:127.0.0.1:7101",
            request: { call in
                var request = ContactsV1.ListContactsRequest()
                if let text {
                    request.filter = .init(text: SampleContacts.searchText(call, text, rows: rows))
                }
                if !managers.isEmpty { request.filter = .init(text: request.filter?.text ?? "", managerIDs: managers) }
                if !tokens.isEmpty { request.pageToken = tokens[call % tokens.count] }
                return request
            },
            accepts: { (answer: ContactsV1.ListContactsResponse) in !answer.contacts.isEmpty || !managers.isEmpty })
        result.print(json: load.json)
        if result.errorCount > 0 { throw ExitCode(1) }
    }

    /// Of 1,000 pages, evenly from the newest contact to the oldest.
    private func tokens() async throws -> [String] {
        let connections = try load.connect(defaultAddress: "tcp:127.0.0.1:7101")
        let client = ContactsV1.ContactsClient(connections[0])
        var tokens: [String] = []
        var request = ContactsV1.ListContactsRequest(pageSize: 500)
        repeat {
            request.pageToken = try await client.listContacts(request, options: CallOptions(waitForReady: true))
                .nextPageToken
            if !request.pageToken.isEmpty { tokens.append(request.pageToken) }
        } while !request.pageToken.isEmpty
        for connection in connections { await connection.shutdown() }
        let step = max(1, tokens.count / 1000)
        return stride(from: 0, to: tokens.count, by: step).map { tokens[$0] }.shuffled()
    }
}
