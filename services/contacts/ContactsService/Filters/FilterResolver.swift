import Contracts
import RPCCore
import ServiceRuntime
import Store

/// Makes a condition of a request's filter: reads the saved filter that it names and asks campaigns for the members of
/// customer lists.
struct FilterResolver: Sendable {
    let store: Store
    let lists: CustomerLists
    let times = ChangeTimes()
    let limits: SearchLimits

    /// Throws `invalidArgument` with everything that is wrong but for custom fields, of which reading tells; `notFound` for
    /// a saved filter or a customer list; `unavailable` where lists are named and campaigns does not answer.
    func condition(_ filter: ContactsV1.ContactFilter?, _ context: CallContext) async throws -> ContactCondition {
        let filter = filter ?? ContactsV1.ContactFilter()
        let clauses = try ContactCondition.clauses(filter, saved: try await saved(filter.savedFilterID, context))
        return try await ContactCondition(clauses, times: times, limits: limits) { lists in
            let newest = try await store.read(context.workspace) { try $0.newestContactID() }
            // The service asks, not its caller, who sees of the members only those contacts that it sees.
            let metadata = Metadata(workspace: context.workspace, caller: store.serviceName)
            return try await self.lists.members(of: lists, upTo: newest, CallOptions(metadata: metadata))
        }
    }

    private func saved(_ id: Int64, _ context: CallContext) async throws -> ContactsV1.ContactFilter? {
        if id == 0 { return nil }
        let caller = context.metadata.caller
        let filter = try await store.read(context.workspace) { reader in
            try reader.savedFilter(id, visibleTo: caller)
        }
        guard let filter else { throw RPCError.notFound("saved filter", id: id, field: "filter.saved_filter_id") }
        return filter.filter ?? ContactsV1.ContactFilter()
    }
}

/// What the service asks campaigns for.
struct CustomerLists: Sendable {
    private static let field = "filter.customer_list_ids"

    private let campaigns: CampaignsV1.CampaignsClient

    init(_ connection: any Connection) { campaigns = CampaignsV1.CampaignsClient(connection) }

    /// The contacts up to `newest` that are members of any of some lists.
    func members(
        of lists: Set<Int64>, upTo newest: Int64, _ options: CallOptions
    ) async throws -> IDSet {
        var members = IDSet(limit: newest)
        for list in lists.sorted() { try await add(list, to: &members, upTo: newest, options) }
        return members
    }

    private func add(
        _ list: Int64, to members: inout IDSet, upTo newest: Int64, _ options: CallOptions
    ) async throws {
        var request = CampaignsV1.ListMemberIdsRequest(listID: list)
        while request.afterID < newest {
            let answer = try await memberIDs(request, options)
            guard let ids = IDDeltas.ids(answer.idDeltas, after: request.afterID) else {
                throw RPCError(.internal, "The ids of a customer list do not ascend.")
            }
            for id in ids { members.insert(id) }
            guard answer.hasMore, let last = ids.last else { return }
            request.afterID = last
        }
    }

    private func memberIDs(
        _ request: CampaignsV1.ListMemberIdsRequest, _ options: CallOptions
    ) async throws -> CampaignsV1.ListMemberIdsResponse {
        do {
            return try await campaigns.listMemberIds(request, options: options)
        } catch let error as RPCError where error.code == .notFound {
            throw RPCError(
                .notFound, nil, "There is no such customer list.", field: Self.field, ids: [request.listID],
                cause: error)
        } catch let error as RPCError where error.code == .unavailable {
            throw RPCError(
                .unavailable, .ownerUnavailable, "The campaigns service does not answer; try again.",
                field: Self.field, cause: error)
        }
    }
}
