import Contracts
import CustomFields
import RPCCore
import ServiceRuntime
import Store
import TextNormalization

/// Answers the methods of `danhba.imports.v1.SavedMappings`; the contract's comments say what each does.
struct SavedMappingsHandlers: ImportsV1.SavedMappingsService {
    private static let countLimit: Int64 = 1_000

    let store: Store
    /// Read the files of jobs.
    let imports: ImportsHandlers

    func saveMapping(
        _ request: ImportsV1.SaveMappingRequest, _ context: CallContext
    ) async throws -> ImportsV1.SaveMappingResponse {
        var rules = FieldRules()
        let name = rules.name(request.name, field: "name")
        try rules.check()
        let job = try await store.read(context.workspace) { try JobTable.job(request.importID, in: $0) }
        guard job.startedAt > 0 else {
            throw RPCError(.failedPrecondition, nil, "The import has not been started.", field: "import_id")
        }
        try imports.checkKept(job)
        let identity = JobIdentity(workspace: context.workspace, id: request.importID)
        guard let header = try await imports.layout(of: identity, options: job.options, fields: .empty).header else {
            throw RPCError(.failedPrecondition, nil, "The import's file has no header.", field: "import_id")
        }
        let fresh = ImportsV1.SavedMapping(
            version: 1, name: name, fingerprint: try HeaderFingerprint.of(header),
            header: Self.mapped(header, job.options),
            options: Self.kept(job.options), savedBy: context.metadata.caller)
        let mapping = try await store.write(context.workspace, origin: WriteOrigin(context)) { transaction in
            try Self.save(fresh, mayReplace: request.replace, in: transaction)
        }
        return ImportsV1.SaveMappingResponse(mapping: mapping)
    }

    /// The texts of the mapped columns.
    private static func mapped(_ header: HeaderRow, _ options: ImportsV1.ImportOptions) -> [ImportsV1.SavedColumn] {
        let texts = header.texts
        return options.mapping.map { .init(column: $0.column, text: texts[Int($0.column) - 1] ?? "") }
    }

    /// Without what concerns one file alone.
    private static func kept(_ options: ImportsV1.ImportOptions) -> ImportsV1.ImportOptions {
        var options = options
        options.sheet = ""
        options.headerRow = 0
        options.encoding = ""
        options.delimiter = ""
        options.allowRepeated = false
        options.savedMapping = ""
        return options
    }

    private static func save(
        _ fresh: ImportsV1.SavedMapping, mayReplace: Bool, in transaction: WriteTransaction
    ) throws -> ImportsV1.SavedMapping {
        var mapping = fresh
        mapping.createdAtMs = transaction.now
        mapping.updatedAtMs = transaction.now
        guard let before = try SavedMappingTable.find(name: fresh.name, in: transaction) else {
            guard try SavedMappingTable.count(in: transaction) < countLimit else {
                throw RPCError(.resourceExhausted, "There are \(countLimit) saved mappings; delete some first.")
            }
            try SavedMappingTable.save(&mapping, replacing: nil, in: transaction)
            return mapping
        }
        if before.name == fresh.name, before.fingerprint == fresh.fingerprint, before.options == fresh.options {
            return before
        }
        guard mayReplace else {
            throw RPCError(
                .alreadyExists, nil, "Another mapping has this name; replace it or choose another one.", field: "name",
                ids: [before.id])
        }
        mapping.id = before.id
        mapping.version = before.version + 1
        mapping.createdAtMs = before.createdAtMs
        try SavedMappingTable.save(&mapping, replacing: before, in: transaction)
        return mapping
    }

    func listSavedMappings(
        _ request: ImportsV1.ListSavedMappingsRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> ImportsV1.ListSavedMappingsResponse {
        let page = try PageRequest(
            size: request.pageSize, token: request.pageToken, list: "saved mappings", keyCount: 2)
        let after = page.after ?? []
        var mappings = try SavedMappingTable.list(
            before: after.first ?? .max, after.last ?? .max, limit: page.readLimit, in: reader)
        let token = page.cut(&mappings, key: { [$0.updatedAtMs, $0.id] }, byteCount: { $0.serializedBytes().count })
        return ImportsV1.ListSavedMappingsResponse(mappings: mappings, nextPageToken: token)
    }

    func deleteSavedMapping(
        _ request: ImportsV1.DeleteSavedMappingRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> ImportsV1.DeleteSavedMappingResponse {
        let mapping = try SavedMappingTable.named(request.name, field: "name", in: writer)
        try SavedMappingTable.delete(mapping, in: writer)
        return ImportsV1.DeleteSavedMappingResponse()
    }
}

extension SavedMappingTable {
    /// The mapping with that name.
    ///
    /// Throws `notFound`.
    static func named(
        _ name: String, field: String, in transaction: ReadTransaction
    ) throws -> ImportsV1.SavedMapping {
        guard let mapping = try find(name: name, in: transaction) else {
            throw RPCError(.notFound, nil, "There is no saved mapping of this name.", field: field)
        }
        return mapping
    }
}
