import BulkWriting
import Contracts
import RPCCore
import ServiceRuntime
import Store

/// The contacts that an operation on many is about.
struct ContactSelection {
    private static let idLimit = 10_000
    private static let filterLimit = 200_000
    /// Contacts looked for in one read.
    private static let stepLimit: Int64 = 10_000

    /// Descending, each once.
    let ids: [Int64]

    /// Finds out which contacts are selected; `expectedCount` 0: however many.
    init(
        _ request: ContactsV1.ContactSelection?, expectedCount: Int64, _ context: CallContext, _ filters: FilterResolver
    ) async throws {
        let store = filters.store
        let request = request ?? ContactsV1.ContactSelection()
        guard request.ids.isEmpty != (request.filter == nil) else {
            throw RPCError(.invalidArgument, nil, "Name contacts by their ids or by a filter.", field: "selection")
        }
        if let filter = request.filter {
            ids = try await Self.ids(filters.condition(filter, context), context, store)
        } else {
            var rules = FieldRules()
            rules.count(request.ids, field: "selection.ids", limit: Self.idLimit)
            try rules.check()
            ids = Set(request.ids).sorted(by: >)
            try await Self.check(ids, context, store)
        }
        guard expectedCount == 0 || expectedCount == Int64(ids.count) else {
            throw RPCError(
                .failedPrecondition, .planDrift,
                "\(ids.count) contacts are selected, not \(expectedCount) as expected; look at them again.",
                field: "expected_count")
        }
    }

    private static func ids(
        _ condition: ContactCondition, _ context: CallContext, _ store: Store
    ) async throws -> [Int64] {
        var ids: [Int64] = []
        var count = 0
        var before: Int64?
        while true {
            let page = try await store.read(context.workspace) { [before] reader in
                try reader.contactIDs(condition, reader.view(for: context), before: before, limit: stepLimit)
            }
            count += page.count
            if count <= filterLimit { ids += page }
            guard page.count == stepLimit, let last = page.last else { break }
            before = last
        }
        guard count <= filterLimit else {
            throw RPCError(
                .resourceExhausted, nil,
                "The filter selects \(count) contacts; \(filterLimit) may be changed at once. Narrow it.",
                field: "selection.filter")
        }
        return ids
    }

    private static func check(_ ids: [Int64], _ context: CallContext, _ store: Store) async throws {
        let missing = try await store.read(context.workspace) { reader in
            let view = try reader.view(for: context)
            return try ids.filter { id in try reader.contact(id).map(view.includes) != true }
        }
        if missing.isEmpty { return }
        throw RPCError(
            .notFound, nil, "\(missing.count) of the contacts do not exist.", field: "selection.ids",
            ids: missing.reversed())
    }
}
