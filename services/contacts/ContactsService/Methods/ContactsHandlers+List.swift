import Contracts
import RPCCore
import ServiceRuntime
import Store

extension ContactsHandlers {
    func listContacts(
        _ request: ContactsV1.ListContactsRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> ContactsV1.ListContactsResponse {
        let condition = try ContactCondition(request.filter ?? ContactsV1.ContactFilter())
        let page = try PageRequest(
            size: request.pageSize, token: request.pageToken, list: "contacts", filter: condition.spelling)
        var view = try reader.view(for: context)
        var contacts = try reader.contacts(condition, &view, before: page.after?.first, limit: page.readLimit)
        let token = page.cut(&contacts, key: { [$0.id] }, byteCount: \.textByteCount)
        return ContactsV1.ListContactsResponse(contacts: contacts, nextPageToken: token)
    }
}
