import Contracts
import CustomFields
import RPCCore
import ServiceRuntime

/// A saved mapping as it is used for a file of today: with what the caller asks for beside it, without what is there no
/// more.
struct AppliedMapping {
    let name: String
    private(set) var options: ImportsV1.ImportOptions
    /// What was left out, in sentences.
    private(set) var notes: [String] = []

    /// Throws `invalidArgument` when `requested` has a mapping of its own or another kind.
    init(
        _ saved: ImportsV1.SavedMapping, requested: ImportsV1.ImportOptions, fields: FieldCatalogue
    ) throws(RPCError) {
        name = saved.name
        options = saved.options ?? ImportsV1.ImportOptions()
        guard requested.mapping.isEmpty else {
            throw RPCError(
                .invalidArgument, nil, "The mapping is either given or a saved one.", field: "options.mapping")
        }
        guard requested.kind == .unspecified || requested.kind == options.kind else {
            throw RPCError(
                .invalidArgument, nil, "The saved mapping is for another kind of record.", field: "options.kind")
        }
        options.savedMapping = requested.savedMapping
        take(requested)
        leaveOutRetired(fields, header: saved.header)
    }

    /// What the caller sets counts more; what concerns the file alone is always the caller's.
    private mutating func take(_ requested: ImportsV1.ImportOptions) {
        options.sheet = requested.sheet
        options.headerRow = requested.headerRow
        options.encoding = requested.encoding
        options.delimiter = requested.delimiter
        options.allowRepeated = requested.allowRepeated
        if requested.mode != .unspecified { options.mode = requested.mode }
        if !(requested.keys.isEmpty && requested.customKeys.isEmpty && requested.companyKeys.isEmpty) {
            options.keys = requested.keys
            options.customKeys = requested.customKeys
            options.companyKeys = requested.companyKeys
        }
        if requested.keyMatch != .unspecified { options.keyMatch = requested.keyMatch }
        if requested.matchTarget != .unspecified { options.matchTarget = requested.matchTarget }
        if requested.createMissingCompanies { options.createMissingCompanies = true }
        if requested.dropWrongFields { options.dropWrongFields = true }
        if requested.skipHiddenRows { options.skipHiddenRows = true }
        if requested.listID != 0 { options.listID = requested.listID }
        if requested.groupID != 0 { options.groupID = requested.groupID }
        if !requested.requiredFields.isEmpty { options.requiredFields = requested.requiredFields }
        if !requested.requiredCustomFields.isEmpty { options.requiredCustomFields = requested.requiredCustomFields }
        if requested.dateOrder != .unspecified { options.dateOrder = requested.dateOrder }
        if !requested.notifyAddresses.isEmpty { options.notifyAddresses = requested.notifyAddresses }
        if requested.notifyLanguage != .unspecified { options.notifyLanguage = requested.notifyLanguage }
    }

    /// Keys stay: without one of them other records would match, which the plan refuses.
    private mutating func leaveOutRetired(_ fields: FieldCatalogue, header: [ImportsV1.SavedColumn]) {
        func isGone(_ key: String) -> Bool { !key.isEmpty && fields.activeField(key) == nil }
        for entry in options.mapping where isGone(entry.customField) {
            let text = header.first { $0.column == entry.column }?.text ?? ""
            notes.append(
                "Column \(entry.column) (\(text)) is left out: the custom field \(entry.customField) was retired.")
        }
        options.mapping.removeAll { isGone($0.customField) }
        for key in options.requiredCustomFields where isGone(key) {
            notes.append("The custom field \(key) is required no longer: it was retired.")
        }
        options.requiredCustomFields.removeAll(where: isGone)
    }
}
