import Contracts
import CustomFields
import RPCCore
import ServiceRuntime

/// Asks the owners of records for their custom fields.
struct FieldSource: Sendable {
    /// Times that an owner is asked while a caller waits.
    private static let attempts = 8

    let peers: ImportPeers
    let clock: any Clock<Duration>
    /// The pause before an owner is asked again; the next ones are longer.
    let retryDelay: Duration

    /// The custom fields of a kind of record as they are now.
    ///
    /// Throws `unavailable` (5001) when their owner does not answer, asked several times.
    func fields(of profile: KindProfile, _ context: CallContext) async throws -> FieldCatalogue {
        var fields: [FieldsV1.Field] = []
        var token = ""
        repeat {
            let page = try await page(of: profile, token, context)
            fields += page.fields
            token = page.next
        } while !token.isEmpty
        return FieldCatalogue(fields)
    }

    private func page(
        of profile: KindProfile, _ token: String, _ context: CallContext
    ) async throws -> (fields: [FieldsV1.Field], next: String) {
        let options = CallOptions(metadata: Metadata(workspace: context.workspace, caller: context.metadata.caller))
        var attempts = 0
        while true {
            do {
                switch profile.kind {
                case .companies:
                    let request = CompaniesV1.ListFieldsRequest(pageToken: token)
                    let page = try await peers.companies.listFields(request, options: options)
                    return (page.fields, page.nextPageToken)
                case .contacts, .listMembers, .unspecified:
                    let request = ContactsV1.ListFieldsRequest(pageToken: token)
                    let page = try await peers.contacts.listFields(request, options: options)
                    return (page.fields, page.nextPageToken)
                }
            } catch let error as RPCError where error.code == .unavailable {
                try context.checkAlive()
                attempts += 1
                if attempts == Self.attempts {
                    throw RPCError(
                        .unavailable, .ownerUnavailable,
                        "The fields of \(profile.owner) cannot be asked for now; try again.", cause: error)
                }
                try await clock.sleep(for: retryDelay * attempts)
            }
        }
    }
}
