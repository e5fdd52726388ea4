import Contracts
import CustomFields
import RPCCore
import ServiceRuntime
import Store

/// The fields of UpdateSavedFilter's mask.
enum SavedFilterField: String, CaseIterable, Sendable {
    case name
    case shared
    case filter
}

/// Answers the methods of `danhba.contacts.v1.SavedFilters`.
struct SavedFiltersHandlers: ContactsV1.SavedFiltersService {
    /// Filters of one owner.
    static let ownedLimit: Int64 = 1_000

    let store: Store
    let filters: FilterResolver

    func createSavedFilter(
        _ request: ContactsV1.CreateSavedFilterRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> ContactsV1.CreateSavedFilterResponse {
        var rules = FieldRules()
        let name = rules.name(request.name, field: SavedFilterField.name.rawValue)
        let filter = try rules.savedFilter(request.filter, writer)
        try rules.check()
        return try RequestLog.once(request.requestID, request, in: writer, context) {
            let owner = context.metadata.caller
            try writer.refuseTaken(name: name, of: owner)
            guard try writer.savedFilterCount(of: owner) < Self.ownedLimit else {
                throw RPCError(.resourceExhausted, nil, "A caller has at most \(Self.ownedLimit) saved filters.")
            }
            let saved = ContactsV1.SavedFilter(
                version: 1, name: name, owner: owner, shared: request.shared, filter: filter, createdAtMs: writer.now,
                updatedAtMs: writer.now)
            return ContactsV1.CreateSavedFilterResponse(savedFilter: try writer.create(saved))
        }
    }

    func getSavedFilter(
        _ request: ContactsV1.GetSavedFilterRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> ContactsV1.GetSavedFilterResponse {
        ContactsV1.GetSavedFilterResponse(savedFilter: try reader.visibleFilter(request.id, context))
    }

    func listSavedFilters(
        _ request: ContactsV1.ListSavedFiltersRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> ContactsV1.ListSavedFiltersResponse {
        let caller = context.metadata.caller
        let page = try PageRequest(
            size: request.pageSize, token: request.pageToken, list: "saved_filters", filter: caller)
        var filters = try reader.savedFilters(
            visibleTo: caller, before: page.after?.first ?? .max, limit: page.readLimit)
        let token = page.cut(&filters, key: { [$0.id] }, byteCount: { $0.serializedBytes().count })
        return ContactsV1.ListSavedFiltersResponse(savedFilters: filters, nextPageToken: token)
    }

    func updateSavedFilter(
        _ request: ContactsV1.UpdateSavedFilterRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> ContactsV1.UpdateSavedFilterResponse {
        let mask = try UpdateMask<SavedFilterField>(request.updateMask)
        var rules = FieldRules()
        let name = mask.contains(.name) ? rules.name(request.name, field: SavedFilterField.name.rawValue) : ""
        let filter = mask.contains(.filter) ? try rules.savedFilter(request.filter, writer) : nil
        try rules.check()
        let stored = try writer.ownFilter(request.id, expectedVersion: request.expectedVersion, context)
        var saved = stored
        if mask.contains(.name) { saved.name = name }
        if mask.contains(.shared) { saved.shared = request.shared }
        if let filter { saved.filter = filter }
        if saved != stored {
            try writer.refuseTaken(name: saved.name, of: saved.owner, except: saved.id)
            saved.version += 1
            saved.updatedAtMs = writer.now
            try writer.update(stored, to: saved)
        }
        return ContactsV1.UpdateSavedFilterResponse(savedFilter: saved)
    }

    func deleteSavedFilter(
        _ request: ContactsV1.DeleteSavedFilterRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> ContactsV1.DeleteSavedFilterResponse {
        try writer.delete(writer.ownFilter(request.id, expectedVersion: request.expectedVersion, context))
        return ContactsV1.DeleteSavedFilterResponse()
    }

    func evaluateFilter(
        _ request: ContactsV1.EvaluateFilterRequest, _ context: CallContext
    ) async throws -> ContactsV1.EvaluateFilterResponse {
        var rules = FieldRules()
        let limit = Int(rules.number(request.limit, field: "limit", in: 0...Int32(IDDeltas.limit)))
        rules.number(request.afterID, field: "after_id", in: 0...(.max - 1))
        try rules.check()
        let condition = try await filters.condition(request.filter, context)
        let size = limit == 0 ? IDDeltas.limit : limit
        var ids = try await store.read(context.workspace) { reader in
            try reader.contactIDs(
                condition, reader.view(for: context), after: request.afterID, limit: size + 1)
        }
        let hasMore = ids.count > size
        if hasMore { ids.removeLast() }
        return ContactsV1.EvaluateFilterResponse(
            idDeltas: IDDeltas.deltas(ids, after: request.afterID), hasMore: hasMore)
    }
}

extension FieldRules {
    /// A filter that may be saved, as it is.
    fileprivate mutating func savedFilter(
        _ filter: ContactsV1.ContactFilter?, _ reader: ReadTransaction
    ) throws -> ContactsV1.ContactFilter {
        let filter = filter ?? ContactsV1.ContactFilter()
        let path = SavedFilterField.filter.rawValue
        if filter.savedFilterID != 0 {
            refuse("\(path).saved_filter_id", nil, "A saved filter does not refer to another one.")
        }
        let clause = FilterClause(filter, path: path, &self)
        _ = clause.fieldConditions(filter.custom.isEmpty ? .empty : try reader.fieldCatalogue(), &self)
        return filter
    }
}

extension ReadTransaction {
    fileprivate func visibleFilter(_ id: Int64, _ context: CallContext) throws -> ContactsV1.SavedFilter {
        guard let filter = try savedFilter(id, visibleTo: context.metadata.caller) else {
            throw RPCError.notFound("saved filter", id: id)
        }
        return filter
    }

    /// A filter that is about to be changed.
    fileprivate func ownFilter(
        _ id: Int64, expectedVersion: Int64, _ context: CallContext
    ) throws -> ContactsV1.SavedFilter {
        let stored = try visibleFilter(id, context)
        guard stored.owner == context.metadata.caller else {
            throw RPCError(
                .permissionDenied, nil, "Only its owner changes a shared filter.", field: "id", ids: [id])
        }
        guard expectedVersion == 0 || expectedVersion == stored.version else {
            throw RPCError.versionConflict("saved filter", id: id, stored: stored.version)
        }
        return stored
    }

    fileprivate func refuseTaken(name: String, of owner: String, except id: Int64 = 0) throws {
        guard let other = try savedFilterID(named: name, of: owner), other != id else { return }
        throw RPCError(
            .alreadyExists, .uniqueConflict, "Another saved filter has this name.",
            field: SavedFilterField.name.rawValue, ids: [other])
    }
}
