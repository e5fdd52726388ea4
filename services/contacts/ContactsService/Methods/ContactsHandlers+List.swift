import Contracts
import RPCCore
import ServiceRuntime
import Store

extension ContactsHandlers {
    /// Contacts that are counted; behind them it is only said that there are more.
    static let countLimit: Int64 = 10_000

    func listContacts(
        _ request: ContactsV1.ListContactsRequest, _ context: CallContext
    ) async throws -> ContactsV1.ListContactsResponse {
        let condition = try await filters.condition(request.filter, context)
        let order = ContactOrder(request.sort, request.order)
        let page = try PageRequest(
            size: request.pageSize, token: request.pageToken, list: "contacts",
            filter: order.spelling + condition.spelling, keyCounts: ContactOrder.tokenNumbers)
        return try await store.read(context.workspace) { reader in
            var view = try reader.view(for: context)
            let resolved = try condition.resolved(reader, view)
            var contacts: [(contact: ContactsV1.Contact, place: [Int64])] = []
            for listed in try reader.listed(resolved, order, after: page.after, limit: Int(page.readLimit)) {
                guard let contact = try reader.contact(listed.id) else { continue }
                contacts.append((try view.masked(contact, reader), listed.place))
            }
            let token = page.cut(&contacts, key: \.place, byteCount: \.contact.textByteCount)
            var response = ContactsV1.ListContactsResponse(contacts: contacts.map(\.contact), nextPageToken: token)
            if request.withTotal {
                let count = try resolved.count(limit: Self.countLimit + 1)
                response.totalCount = Int32(clamping: min(count, Self.countLimit))
                response.totalIsLowerBound = count > Self.countLimit
            }
            return response
        }
    }
}

extension ResolvedCondition {
    /// How many contacts fulfil it, at most `limit`.
    fileprivate func count(limit: Int64) throws -> Int64 {
        if isEmpty() {
            let row = try reader.statement("SELECT count(*) FROM (SELECT 1 FROM contact LIMIT ?1)")
            try row.bind(limit, at: 1)
            return try row.step() ? row.int64(at: 0) : 0
        }
        var stream = try stream(.ascending)
        var (count, last) = (Int64(0), Int64(0))
        while count < limit, let id = try stream.next(from: last + 1) {
            last = id
            count += 1
        }
        return count
    }
}
