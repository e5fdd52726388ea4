import Contracts
import PhoneNumbers
import RPCCore
import ServiceRuntime

/// What the service asks contacts for.
struct ContactDirectory: Sendable {
    /// Contacts asked for at a time: with every text at its longest they still fit into a frame of 4 MiB.
    private static let pageSize = 50

    private let contacts: ContactsV1.ContactsClient

    init(_ connection: any Connection) { contacts = ContactsV1.ContactsClient(connection) }

    /// The live contacts among `ids`, by id.
    ///
    /// Throws `unavailable` with `OWNER_UNAVAILABLE` while contacts does not answer.
    func candidates(_ ids: [Int64], options: CallOptions = CallOptions()) async throws -> [Int64: Candidate] {
        var candidates: [Int64: Candidate] = [:]
        let distinct = Set(ids.filter { $0 > 0 }).sorted()
        for start in stride(from: 0, to: distinct.count, by: Self.pageSize) {
            let page = Array(distinct[start..<min(start + Self.pageSize, distinct.count)])
            for contact in try await batch(page, options) {
                candidates[contact.id] = Candidate(contact)
            }
        }
        return candidates
    }

    private func batch(_ ids: [Int64], _ options: CallOptions) async throws -> [ContactsV1.Contact] {
        do {
            return try await contacts.batchGetContacts(
                ContactsV1.BatchGetContactsRequest(ids: ids), options: options
            ).contacts
        } catch let error as RPCError where error.code == .unavailable {
            throw RPCError(
                .unavailable, .ownerUnavailable, "The contacts service does not answer; try again.", cause: error)
        }
    }
}

extension Candidate {
    fileprivate init(_ contact: ContactsV1.Contact) {
        let phone = contact.phones.first(where: \.dialable)
        self.init(
            contactID: contact.id, contactVersion: contact.version, name: contact.name,
            phone: phone.map { PhoneNumber(e164: $0.number, ext: $0.extension) })
    }
}
