/// What every column of a sheet means to an import.
struct ColumnPlan: Sendable, Equatable {
    enum Use: Sendable, Equatable {
        case ignored
        case field(ImportField)
        /// `_outcome` of an earlier result: rows that were written then are not written again.
        case earlierOutcome
        /// `_codes` of an earlier result: a row skipped for being done already stays done.
        case earlierCodes
    }

    /// By column from 0; columns beyond the end are ignored.
    let uses: [Use]

    /// `mapping` is by column from 0; `header` are the texts of the header row, in which the service columns of earlier
    /// results are recognised.
    init(mapping: [Int: ImportField], header: [Int: String]) {
        var uses = [Use](repeating: .ignored, count: (Set(mapping.keys).union(header.keys).max() ?? -1) + 1)
        for (column, text) in header {
            switch HeaderCell.meaning(of: text) {
            case .service(.outcome): uses[column] = .earlierOutcome
            case .service(.codes): uses[column] = .earlierCodes
            default: break
            }
        }
        for (column, field) in mapping { uses[column] = .field(field) }
        self.uses = uses
    }

    subscript(column: Int) -> Use { uses.indices.contains(column) ? uses[column] : .ignored }

    /// The fields that some column holds.
    var fields: Set<ImportField> {
        Set(uses.compactMap { use in if case .field(let field) = use { field } else { nil } })
    }
}
