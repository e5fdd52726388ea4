import Contracts
import CustomFields
import TextNormalization

/// A chunk whose managers and companies are known: the rows to send, and the results of the others.
struct ResolvedChunk: Sendable {
    let index: Int64
    let progressPerMille: Int32
    let hiddenRows: Int64
    /// All rows, in file order.
    private(set) var rows: [ParsedRow]
    private var references: References

    struct Rules: Sendable {
        var createsMissingCompanies: Bool
        var dropsWrongFields: Bool
    }

    /// Of the rows that `decided` names none is sent, whatever is known by now.
    ///
    /// These are the rows that were not sent when the chunk was sent before; nil when it never was. Every other row that
    /// was sent then is sent again, whatever its manager and company are by now.
    init(_ chunk: consuming Chunk, references found: ChunkReferences, rules: Rules, decided: [RowResult]?) {
        index = chunk.index
        progressPerMille = chunk.progressPerMille
        hiddenRows = chunk.hiddenRows
        let references = References(cells: chunk.companies.cells, found: found, rules: rules)
        let rejectedBefore = decided.map { results in
            Dictionary(results.map { ($0.row, $0.notes) }, uniquingKeysWith: { first, _ in first })
        }
        var rows = exchange(&chunk.rows, with: [])
        for index in rows.indices where rows[index].verdict == .write || rows[index].verdict == .rejected {
            if let notes = rejectedBefore?[rows[index].bulk.row] {
                rows[index].verdict = .rejected
                rows[index].notes = notes
            } else {
                references.apply(to: &rows[index], mustBeSent: rejectedBefore != nil)
            }
        }
        self.rows = rows
        self.references = references
    }

    /// Takes in companies that were made since, by `exactKey`.
    ///
    /// Returns whether a row was rejected by it, so that the decision about the chunk is another one.
    mutating func learn(_ found: [String: CompanyReference]) -> Bool {
        let changed = references.learn(found)
        var isDecisionChanged = false
        for index in rows.indices where rows[index].verdict == .write && changed.contains(rows[index].company) {
            references.applyCompany(to: &rows[index], isTolerant: references.rules.dropsWrongFields)
            if rows[index].verdict == .rejected { isDecisionChanged = true }
        }
        return isDecisionChanged
    }

    /// The cells that name no company yet.
    var missingCompanies: [String] { references.missingCompanies }

    /// The whole chunk, of which no rows stay here.
    mutating func take() -> ResolvedChunk {
        let taken = self
        rows = []
        return taken
    }

    /// Takes out the rows that go to the contacts service.
    mutating func takeBulkRows() -> [ContactsV1.BulkRow] {
        var taken: [ContactsV1.BulkRow] = []
        taken.reserveCapacity(rows.count)
        for index in rows.indices where rows[index].verdict == .write {
            taken.append(exchange(&rows[index].bulk, with: ContactsV1.BulkRow(row: rows[index].bulk.row)))
        }
        return taken
    }

    /// Puts back what was taken out, to be sent again.
    mutating func putBack(_ taken: consuming [ContactsV1.BulkRow]) {
        var place = 0
        for index in rows.indices where rows[index].verdict == .write {
            swap(&rows[index].bulk, &taken[place])
            place += 1
        }
    }

    /// The rows that are rejected before anything is written.
    var rejected: [RowResult] {
        rows.lazy.filter { $0.verdict == .rejected }.map {
            RowResult(row: $0.bulk.row, outcome: .rejected, notes: $0.notes)
        }
    }

    /// The results of all rows, given those of the rows that were sent, in their order; nil when their number is wrong.
    func results(_ written: [ContactsV1.BulkRowResult]) -> [RowResult]? {
        var next = written.makeIterator()
        var results: [RowResult] = []
        results.reserveCapacity(rows.count)
        for row in rows {
            if row.verdict == .write {
                guard let result = next.next() else { return nil }
                results.append(RowResult(row, result))
            } else {
                results.append(RowResult(row))
            }
        }
        return next.next() == nil ? results : nil
    }
}

/// What the cells of a chunk stand for.
///
/// Apart from the rows, so that a row is changed in its place.
private struct References: Sendable {
    let cells: [String]
    var found: ChunkReferences
    let rules: ResolvedChunk.Rules

    func apply(to row: inout ParsedRow, mustBeSent: Bool) {
        let isTolerant = rules.dropsWrongFields || (mustBeSent && row.verdict == .write)
        if row.manager >= 0 {
            switch found.managers[Int(row.manager)] {
            case .agent(let id): row.bulk.managerID = id
            case .inactive: row.spoil(.managerInactive, .manager, column: row.managerColumn, isTolerant: isTolerant)
            case .unknown: row.spoil(.managerUnknown, .manager, column: row.managerColumn, isTolerant: isTolerant)
            }
        }
        if row.company >= 0 { applyCompany(to: &row, isTolerant: isTolerant) }
    }

    func applyCompany(to row: inout ParsedRow, isTolerant: Bool) {
        row.bulk.companyID = 0
        row.bulk.companyName = ""
        switch found.companies[Int(row.company)] {
        case .company(let id): row.bulk.companyID = id
        case .missing where rules.createsMissingCompanies: row.bulk.companyName = cells[Int(row.company)]
        case .missing: row.spoil(.companyUnknown, .company, column: row.companyColumn, isTolerant: isTolerant)
        case .ambiguous(let ids):
            row.spoil(.companyAmbiguous, .company, column: row.companyColumn, ids: ids, isTolerant: isTolerant)
        }
    }

    /// Takes in companies that were missing; returns the places of their cells.
    mutating func learn(_ known: [String: CompanyReference]) -> Set<Int32> {
        var changed: Set<Int32> = []
        for (index, cell) in cells.enumerated() where found.companies[index] == .missing {
            guard let now = known[exactKey(cell)], now != .missing else { continue }
            found.companies[index] = now
            changed.insert(Int32(index))
        }
        return changed
    }

    var missingCompanies: [String] {
        cells.indices.filter { found.companies[$0] == .missing }.map { cells[$0] }
    }
}

extension ParsedRow {
    /// A cell that refers to nothing: the row is rejected, or goes on without it.
    fileprivate mutating func spoil(
        _ code: ResultCode, _ field: ImportField, column: Int32, ids: [Int64] = [], isTolerant: Bool
    ) {
        notes.append(RowNote(code, field: field, column: Int(column), ids: ids))
        if !isTolerant { verdict = .rejected }
    }
}

extension RowResult {
    /// Of a row that was not sent.
    fileprivate init(_ row: ParsedRow) {
        self.init(row: row.bulk.row, outcome: .rejected, notes: row.notes)
        switch row.verdict {
        case .ignoredEmpty: outcome = .ignoredEmpty
        case .alreadyDone:
            outcome = .skipped
            notes = [RowNote(.alreadyDone)]
        case .hidden:
            outcome = .skipped
            notes = [RowNote(.rowHidden)]
        case .write, .rejected: break
        }
    }

    /// Of a row that was sent: what the contacts service says, after what its cells said.
    fileprivate init(_ row: ParsedRow, _ result: ContactsV1.BulkRowResult) {
        self.init(row: row.bulk.row, outcome: RowOutcome(result.outcome), contactID: result.contactID, notes: row.notes)
        for note in result.notes {
            let field = ImportField(contactFieldName: note.field)
            notes.append(RowNote(note.number, field: field, ids: note.ids, firstRow: note.firstRow))
            notes[notes.count - 1].customKey = FieldCatalogue.key(ofPath: note.field) ?? ""
        }
        if !outcome.isDone { contactID = 0 }
    }
}

extension RowOutcome {
    fileprivate init(_ outcome: ContactsV1.BulkRowResult.Outcome) {
        switch outcome {
        case .created: self = .created
        case .updated: self = .updated
        case .unchanged: self = .unchanged
        case .skipped: self = .skipped
        case .rejected, .unspecified: self = .rejected
        }
    }
}
