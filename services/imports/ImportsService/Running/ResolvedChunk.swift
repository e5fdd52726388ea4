import Contracts
import TextNormalization

/// A chunk whose managers and companies are known: the rows to send, and the results of the others.
struct ResolvedChunk: Sendable {
    let index: Int64
    let progressPerMille: Int32
    let hiddenRows: Int64
    /// All rows, in file order.
    private(set) var rows: [ParsedRow]
    private let companyCells: [String]
    private var companies: [CompanyReference]
    private let rules: Rules

    struct Rules: Sendable {
        var createsMissingCompanies: Bool
        var dropsWrongFields: Bool
    }

    /// `decided` are the rows that were not sent when the chunk was sent before; nil when it never was.
    ///
    /// They stay as they are, and every other row that was sent then is sent again, whatever its manager and company
    /// are by now.
    init(_ chunk: Chunk, references: ChunkReferences, rules: Rules, decided: [RowResult]?) {
        index = chunk.index
        progressPerMille = chunk.progressPerMille
        hiddenRows = chunk.hiddenRows
        rows = chunk.rows
        companyCells = chunk.companies.cells
        companies = references.companies
        self.rules = rules
        let rejectedBefore = decided.map {
            Dictionary($0.map { ($0.row, $0.notes) }, uniquingKeysWith: { first, _ in first })
        }
        for index in rows.indices where rows[index].verdict == .write || rows[index].verdict == .rejected {
            if let notes = rejectedBefore?[rows[index].bulk.row] {
                rows[index].verdict = .rejected
                rows[index].notes = notes
            } else {
                refer(&rows[index], managers: references.managers, mustBeSent: rejectedBefore != nil)
            }
        }
    }

    private func refer(_ row: inout ParsedRow, managers: [ManagerReference], mustBeSent: Bool) {
        let isTolerant = rules.dropsWrongFields || (mustBeSent && row.verdict == .write)
        if row.manager >= 0 {
            switch managers[Int(row.manager)] {
            case .agent(let id): row.bulk.managerID = id
            case .inactive: row.spoil(.managerInactive, .manager, column: row.managerColumn, isTolerant: isTolerant)
            case .unknown: row.spoil(.managerUnknown, .manager, column: row.managerColumn, isTolerant: isTolerant)
            }
        }
        if row.company >= 0 { refer(&row, to: companies[Int(row.company)], isTolerant: isTolerant) }
    }

    private func refer(_ row: inout ParsedRow, to company: CompanyReference, isTolerant: Bool) {
        row.bulk.companyID = 0
        row.bulk.companyName = ""
        switch company {
        case .company(let id): row.bulk.companyID = id
        case .missing where rules.createsMissingCompanies: row.bulk.companyName = companyCells[Int(row.company)]
        case .missing: row.spoil(.companyUnknown, .company, column: row.companyColumn, isTolerant: isTolerant)
        case .ambiguous(let ids):
            row.spoil(.companyAmbiguous, .company, column: row.companyColumn, ids: ids, isTolerant: isTolerant)
        }
    }

    /// Takes in companies that were made since, by `exactKey`.
    ///
    /// Returns whether a row was rejected by it, so that the decision about the chunk is another one.
    mutating func learn(_ found: [String: CompanyReference]) -> Bool {
        var changed: Set<Int32> = []
        for (index, cell) in companyCells.enumerated() where companies[index] == .missing {
            guard let now = found[exactKey(cell)], now != .missing else { continue }
            companies[index] = now
            changed.insert(Int32(index))
        }
        var isDecisionChanged = false
        for index in rows.indices where rows[index].verdict == .write && changed.contains(rows[index].company) {
            refer(&rows[index], to: companies[Int(rows[index].company)], isTolerant: rules.dropsWrongFields)
            if rows[index].verdict == .rejected { isDecisionChanged = true }
        }
        return isDecisionChanged
    }

    /// The cells that name no company yet.
    var missingCompanies: [String] {
        companyCells.indices.filter { companies[$0] == .missing }.map { companyCells[$0] }
    }

    /// The rows that go to the contacts service.
    var bulkRows: [ContactsV1.BulkRow] { rows.lazy.filter { $0.verdict == .write }.map(\.bulk) }

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
