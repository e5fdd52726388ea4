import ArgumentParser
import Contracts
import RPCCore
import RPCTransport

/// `loadtest search`: first pages of the one box, of filters and of orders, and pages of the list at any depth.
struct SearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Asks for pages of 50 of the contacts that loadtest seed made.",
        discussion:
            "Without --text, --filter, --sort and --order: pages of the whole list, each from a place at random.")

    @OptionGroup var load: LoadOptions
    @Option(help: "How many contacts were seeded.")
    var rows = 1_000_000
    @Option(help: "What the one box holds: word, name, phone or email.")
    var text: SearchKind?
    @Option(
        help: "\(FilterKind.allCases.map(\.rawValue).joined(separator: ", ")); may be repeated, then all must hold.")
    var filter: [FilterKind] = []
    @Option(help: "created, updated, name or rating.")
    var sort = SortKind.created
    @Flag(help: "The other way round than usual.")
    var reversed = false
    @Flag(help: "With the total.")
    var total = false

    func validate() throws {
        guard (1...SampleContacts.limit).contains(rows) else {
            throw ValidationError("--rows must be 1 to \(SampleContacts.limit).")
        }
    }

    func run() async throws {
        let isPlain = text == nil && filter.isEmpty && sort == .created && !reversed && !total
        let (tokens, middle) = try await prepare(pages: isPlain)
        var base = ContactsV1.ListContactsRequest(sort: sort.sort, withTotal: total)
        if reversed { base.order = sort == .name ? .descending : .ascending }
        let (rows, text, kinds) = (rows, text, filter)
        let result = try await load.run(
            ContactsV1.ContactsMethods.listContacts, defaultAddress: "tcp:127.0.0.1:7101",
            request: { [base] call in
                var request = base
                var filter = ContactsV1.ContactFilter()
                if let text { filter.text = SampleContacts.searchText(call, text, rows: rows) }
                for kind in kinds { kind.narrow(&filter, call, middle: middle) }
                if text != nil || !kinds.isEmpty { request.filter = filter }
                if !tokens.isEmpty { request.pageToken = tokens[call % tokens.count] }
                return request
            },
            accepts: { (answer: ContactsV1.ListContactsResponse) in !answer.contacts.isEmpty || !kinds.isEmpty })
        result.print(json: load.json)
        if result.errorCount > 0 { throw ExitCode(1) }
    }

    /// With `pages` tokens of 1,000 pages, evenly from the newest contact to the oldest, because pages from places at
    /// random begin with the tokens of the pages before them; and when half of the contacts had been created.
    private func prepare(pages: Bool) async throws -> (tokens: [String], middle: Int64) {
        let connections = try load.connect(defaultAddress: "tcp:127.0.0.1:7101")
        let client = ContactsV1.ContactsClient(connections[0])
        let options = CallOptions(waitForReady: true)
        let half = try await client.getContact(.init(id: Int64(rows / 2 + 1)), options: options).contact
        var tokens: [String] = []
        var request = ContactsV1.ListContactsRequest(pageSize: 500)
        while pages {
            request.pageToken = try await client.listContacts(request, options: options).nextPageToken
            if request.pageToken.isEmpty { break }
            tokens.append(request.pageToken)
        }
        for connection in connections { await connection.shutdown() }
        let step = max(1, tokens.count / 1000)
        return (stride(from: 0, to: tokens.count, by: step).map { tokens[$0] }.shuffled(), half?.createdAtMs ?? 0)
    }
}

/// A filter over the seeded contacts.
enum FilterKind: String, CaseIterable, ExpressibleByArgument {
    /// Those that agent 1 manages: the oldest.
    case manager
    case withoutManager = "no-manager"
    case company
    case position
    case rating
    /// The older half.
    case created
    /// What changed last while the newer half was created.
    case updated
    /// The other half, of which the newest is far away.
    case unchanged
    /// Members of customer list 1.
    case list
    /// An option of a custom field of those that agent 1 manages.
    case option
    /// A fifth of the numbers of a custom field of theirs.
    case range

    /// `middle` is when half of the contacts had been created.
    func narrow(_ filter: inout ContactsV1.ContactFilter, _ call: Int, middle: Int64) {
        let number = Int(SampleContacts.scrambled(UInt64(call)) % 1_000)
        switch self {
        case .manager: filter.managerIDs = [1]
        case .withoutManager: filter.withoutManager = true
        case .company: filter.companyIDs = [Int64(number % SampleContacts.companyCount) + 1]
        case .position: filter.positions = [["giám đốc", "ke toan", "sư", "KINH DOANH"][number % 4]]
        case .rating: filter.ratings = [Int32(number % 6)]
        case .created: filter.created = .init(beforeMs: middle)
        case .updated: filter.updated = .init(fromMs: middle)
        case .unchanged: filter.updated = .init(beforeMs: middle)
        case .list: filter.customerListIDs = [1]
        case .option: filter.custom.append(.init(key: "tier", anyOf: [SampleContacts.tiers[number % 3]]))
        case .range: filter.custom.append(.init(key: "points", from: "\(number % 800)", to: "\(number % 800 + 199)"))
        }
    }
}

/// What the list is sorted by.
enum SortKind: String, CaseIterable, ExpressibleByArgument {
    case created
    case updated
    case name
    case rating

    var sort: ContactsV1.ContactSort {
        switch self {
        case .created: .created
        case .updated: .updated
        case .name: .name
        case .rating: .rating
        }
    }
}
