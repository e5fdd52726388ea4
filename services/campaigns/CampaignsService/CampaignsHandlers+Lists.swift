import Contracts
import RPCCore
import ServiceRuntime
import Store

extension CampaignsHandlers {
    /// Members are small, so a page may hold more of them.
    private static let memberPages = PageRequest.Sizes(standard: 100, largest: 1_000)
    /// Characters of an operation's id.
    private static let operationLimit = 64

    func createCustomerList(
        _ request: CampaignsV1.CreateCustomerListRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> CampaignsV1.CreateCustomerListResponse {
        try RequestLog.once(request.requestID, request, in: writer, context) {
            let list = try CampaignsV1.CustomerList(request, createdBy: context.metadata.caller)
            if let other = try writer.customerListID(named: list.name) {
                throw RPCError(
                    .alreadyExists, .uniqueConflict, "Another list has this name.", field: "name", ids: [other])
            }
            return CampaignsV1.CreateCustomerListResponse(list: try writer.insert(list))
        }
    }

    func getCustomerList(
        _ request: CampaignsV1.GetCustomerListRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> CampaignsV1.GetCustomerListResponse {
        CampaignsV1.GetCustomerListResponse(list: try Self.customerList(request.id, reader, field: "id"))
    }

    func listCustomerLists(
        _ request: CampaignsV1.ListCustomerListsRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> CampaignsV1.ListCustomerListsResponse {
        let page = try PageRequest(size: request.pageSize, token: request.pageToken, list: "customer_lists")
        var lists = try reader.customerLists(before: page.after?[0] ?? .max, limit: page.readLimit)
        let token = page.cut(&lists, key: { [$0.id] }, byteCount: \.byteCount)
        return CampaignsV1.ListCustomerListsResponse(lists: lists, nextPageToken: token)
    }

    func addListMembers(
        _ request: CampaignsV1.AddListMembersRequest, _ context: CallContext
    ) async throws -> CampaignsV1.AddListMembersResponse {
        try Self.check(request)
        // What can be refused is refused before contacts is asked, and looked at again in the transaction.
        let resynchronisations = try await store.read(context.workspace) { reader in
            _ = try Self.customerList(request.listID, reader, field: "list_id")
            return try reader.resynchronisationCount()
        }
        let known = Set(try await directory.candidates(request.contactIDs).keys)
        let addition = try await store.write(context.workspace, origin: WriteOrigin(context)) { writer in
            _ = try Self.customerList(request.listID, writer, field: "list_id")
            try writer.checkNotResynchronised(since: resynchronisations)
            if !request.operationID.isEmpty { writer.operationID = request.operationID }
            return try writer.addMembers(request.contactIDs, known: known, to: request.listID)
        }
        return CampaignsV1.AddListMembersResponse(
            total: Int32(clamping: request.contactIDs.count), added: Int32(clamping: addition.added),
            skippedExisting: Int32(clamping: addition.skippedIDs.count),
            invalid: Int32(clamping: addition.invalidIDs.count), skippedIDs: addition.skippedIDs,
            invalidIDs: addition.invalidIDs)
    }

    func listListMembers(
        _ request: CampaignsV1.ListListMembersRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> CampaignsV1.ListListMembersResponse {
        let page = try PageRequest(
            size: request.pageSize, token: request.pageToken, list: "list_members", filter: "\(request.listID)",
            sizes: Self.memberPages)
        _ = try Self.customerList(request.listID, reader, field: "list_id")
        var members = try reader.members(
            of: request.listID, after: page.after?[0] ?? 0, limit: page.readLimit)
        let token = page.cut(&members, key: { [$0.position] })
        return CampaignsV1.ListListMembersResponse(members: members, nextPageToken: token)
    }

    func listMemberIds(
        _ request: CampaignsV1.ListMemberIdsRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> CampaignsV1.ListMemberIdsResponse {
        var rules = FieldRules()
        rules.number(request.afterID, field: "after_id", in: 0...(.max))
        try rules.check()
        _ = try Self.customerList(request.listID, reader, field: "list_id")
        var ids = try reader.memberIDs(of: request.listID, after: request.afterID, limit: Int64(IDDeltas.limit + 1))
        let hasMore = ids.count > IDDeltas.limit
        if hasMore { ids.removeLast() }
        return CampaignsV1.ListMemberIdsResponse(
            idDeltas: IDDeltas.deltas(ids, after: request.afterID), hasMore: hasMore)
    }

    private static func check(_ request: CampaignsV1.AddListMembersRequest) throws(RPCError) {
        var rules = FieldRules()
        rules.count(request.contactIDs, field: "contact_ids", limit: contactLimit)
        _ = rules.text(request.operationID, field: "operation_id", limit: operationLimit)
        try rules.check()
    }

    private static func customerList(
        _ id: Int64, _ reader: ReadTransaction, field: String
    ) throws -> CampaignsV1.CustomerList {
        guard let list = try reader.customerList(id) else {
            throw RPCError.notFound("customer list", id: id, field: field)
        }
        return list
    }
}
