/// What every column of a sheet means to an import.
struct ColumnPlan: Sendable, Equatable {
    enum Use: Sendable, Equatable {
        case ignored
        case field(ImportField)
        /// The custom field with this key.
        case custom(String)
        /// `_outcome` of an earlier result: rows that were written then are not written again.
        case earlierOutcome
        /// `_codes` of an earlier result: a row skipped for being done already stays done.
        case earlierCodes
    }

    /// By column from 0; columns beyond the end are ignored.
    let uses: [Use]

    /// `mapping` and `custom`, the keys of custom fields, are by column from 0; `header` are the texts of the header row, in which the service columns of earlier
    /// results are recognised.
    init(mapping: [Int: ImportField], custom: [Int: String] = [:], header: [Int: String]) {
        let columns = Set(mapping.keys).union(custom.keys).union(header.keys)
        var uses = [Use](repeating: .ignored, count: (columns.max() ?? -1) + 1)
        for (column, text) in header {
            switch ServiceColumn(text) {
            case .outcome: uses[column] = .earlierOutcome
            case .codes: uses[column] = .earlierCodes
            default: break
            }
        }
        for (column, field) in mapping { uses[column] = .field(field) }
        for (column, key) in custom { uses[column] = .custom(key) }
        self.uses = uses
    }

    subscript(column: Int) -> Use { uses.indices.contains(column) ? uses[column] : .ignored }

    /// The fields that some column holds.
    var fields: Set<ImportField> {
        Set(uses.compactMap { use in if case .field(let field) = use { field } else { nil } })
    }
}
