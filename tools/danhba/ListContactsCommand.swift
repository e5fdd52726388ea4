import ArgumentParser
import Contracts
import Foundation
import RPCCore

/// `danhba contacts list`: contacts that pass a filter, page by page.
struct ListContactsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List contacts, newest first or in another order, all or those of a filter.")

    @OptionGroup var peers: PeerOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var filter: ContactFilterOptions
    @Option(help: "created, updated, name or rating.")
    var sort = ContactSortOption.created
    @Option(help: "ascending or descending. (default: descending, but names ascending)")
    var order: SortOrderOption?
    @Flag(help: "Tell on standard error how many there are in all.")
    var total = false
    @Option(help: "At most so many contacts.")
    var limit = 50

    func run() async throws {
        let first = ContactsV1.ListContactsRequest(
            filter: filter.filter, sort: sort.sort, order: order?.order ?? .unspecified, withTotal: total)
        let (contacts, count) = try await peers.withConnection(to: .contacts) { connection, options in
            var request = first
            let client = ContactsV1.ContactsClient(connection)
            var contacts: [ContactsV1.Contact] = []
            var count = ""
            repeat {
                request.pageSize = Int32(min(500, max(1, limit - contacts.count)))
                let page = try await client.listContacts(request, options: options)
                if request.withTotal { count = (page.totalIsLowerBound ? "more than " : "") + "\(page.totalCount)" }
                request.withTotal = false
                contacts += page.contacts
                request.pageToken = page.nextPageToken
            } while !request.pageToken.isEmpty && contacts.count < limit
            return (contacts, count)
        }
        try ContactsCommand.show(contacts, output)
        if total { FileHandle.standardError.write(Data("\(count) contacts in all\n".utf8)) }
    }
}
