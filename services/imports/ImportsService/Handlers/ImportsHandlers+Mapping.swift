import Contracts
import CustomFields
import RPCCore
import ServiceRuntime
import Store

extension ImportsHandlers {
    /// Mappings that are suggested for one file.
    private static let suggestionLimit: Int64 = 20

    /// The saved mapping that the options of a new job name; nil when they name none.
    ///
    /// Throws `notFound`.
    func savedMapping(
        _ options: ImportsV1.ImportOptions, _ context: CallContext
    ) async throws -> ImportsV1.SavedMapping? {
        guard !options.savedMapping.isEmpty else { return nil }
        return try await store.read(context.workspace) { transaction in
            try SavedMappingTable.named(options.savedMapping, field: "options.saved_mapping", in: transaction)
        }
    }

    /// The kind of record that a call means: a saved mapping says it, too.
    func profile(of options: ImportsV1.ImportOptions, _ saved: ImportsV1.SavedMapping?) -> KindProfile {
        .of(saved?.options ?? options)
    }

    /// Throws `failedPrecondition` when a saved mapping was made for another header.
    func check(_ saved: ImportsV1.SavedMapping, fits layout: SheetLayout) throws {
        guard let header = layout.header, try HeaderFingerprint.of(header) == saved.fingerprint else {
            throw RPCError(
                .failedPrecondition, nil, "The saved mapping was made for a file with another header.",
                field: "options.saved_mapping")
        }
    }

    /// The saved mappings for a file's header: the one that is named, else all of the kind.
    func suggestions(
        for layout: SheetLayout, named saved: ImportsV1.SavedMapping?, options: ImportsV1.ImportOptions,
        fields: FieldCatalogue, _ context: CallContext
    ) async throws -> [AppliedMapping] {
        guard let header = layout.header else { return [] }
        let fingerprint = try HeaderFingerprint.of(header)
        var found: [ImportsV1.SavedMapping] = []
        if let saved {
            try check(saved, fits: layout)
            found = [saved]
        } else {
            found = try await store.read(context.workspace) { transaction in
                try SavedMappingTable.find(fingerprint: fingerprint, limit: Self.suggestionLimit, in: transaction)
            }
        }
        let kind = KindProfile.of(options).kind
        return try found.compactMap { mapping in
            guard saved != nil || KindProfile.of(mapping.options ?? .init()).kind == kind else { return nil }
            var requested = options
            requested.savedMapping = mapping.name
            requested.mapping = saved == nil ? [] : options.mapping
            return try AppliedMapping(mapping, requested: requested, fields: fields)
        }
    }
}
