import Contracts
import TextNormalization

/// What the cells of a chunk of contacts stand for.
///
/// Apart from the rows, so that a row is changed in its place.
struct ContactReferences: ChunkReferences {
    struct Rules: Sendable {
        var createsMissingCompanies: Bool
        var dropsWrongFields: Bool
    }

    /// The distinct cells that name companies.
    let cells: [String]
    private(set) var found: FoundReferences
    let rules: Rules

    init(cells: [String], found: FoundReferences, rules: Rules) {
        self.cells = cells
        self.found = found
        self.rules = rules
    }

    var areOpen: Bool { found.companies.contains(.missing) }

    func apply(to row: inout ParsedRow<ContactImport>, mustBeSent: Bool) {
        let isTolerant = rules.dropsWrongFields || (mustBeSent && row.verdict == .write)
        if row.record.manager >= 0 {
            switch found.managers[Int(row.record.manager)] {
            case .agent(let id): row.record.bulk.managerID = id
            case .inactive:
                row.spoil(.managerInactive, .manager, column: row.record.managerColumn, isTolerant: isTolerant)
            case .unknown:
                row.spoil(.managerUnknown, .manager, column: row.record.managerColumn, isTolerant: isTolerant)
            }
        }
        if row.record.company >= 0 { applyCompany(to: &row, isTolerant: isTolerant) }
    }

    func applyCompany(to row: inout ParsedRow<ContactImport>, isTolerant: Bool) {
        row.record.bulk.companyID = 0
        row.record.bulk.companyName = ""
        switch found.companies[Int(row.record.company)] {
        case .company(let id): row.record.bulk.companyID = id
        case .missing where rules.createsMissingCompanies: row.record.bulk.companyName = cells[Int(row.record.company)]
        case .missing: row.spoil(.companyUnknown, .company, column: row.record.companyColumn, isTolerant: isTolerant)
        case .ambiguous(let ids):
            row.spoil(.companyAmbiguous, .company, column: row.record.companyColumn, ids: ids, isTolerant: isTolerant)
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

extension ParsedRow where Kind == ContactImport {
    /// A cell that refers to nothing: the row is rejected, or goes on without it.
    fileprivate mutating func spoil(
        _ code: ResultCode, _ field: ImportField, column: Int32, ids: [Int64] = [], isTolerant: Bool
    ) {
        notes.append(RowNote(code, field: field, column: Int(column), ids: ids))
        if !isTolerant { verdict = .rejected }
    }
}

extension ResolvedChunk where Kind == ContactImport {
    /// Takes in companies that were made since, by `exactKey`.
    ///
    /// Returns whether a row was rejected by it, so that the decision about the chunk is another one.
    mutating func learn(_ found: [String: CompanyReference]) -> Bool {
        let changed = references.learn(found)
        var isDecisionChanged = false
        for index in rows.indices where rows[index].verdict == .write && changed.contains(rows[index].record.company) {
            references.applyCompany(to: &rows[index], isTolerant: references.rules.dropsWrongFields)
            if rows[index].verdict == .rejected { isDecisionChanged = true }
        }
        return isDecisionChanged
    }

    /// Takes out the rows that go to the contacts service.
    mutating func takeBulkRows() -> [ContactsV1.BulkRow] {
        var taken: [ContactsV1.BulkRow] = []
        taken.reserveCapacity(rows.count)
        for index in rows.indices where rows[index].verdict == .write {
            let row = rows[index].record.row
            taken.append(exchange(&rows[index].record.bulk, with: ContactsV1.BulkRow(row: row)))
        }
        return taken
    }

    /// Puts back what was taken out, to be sent again.
    mutating func putBack(_ taken: consuming [ContactsV1.BulkRow]) {
        var place = 0
        for index in rows.indices where rows[index].verdict == .write {
            swap(&rows[index].record.bulk, &taken[place])
            place += 1
        }
    }
}
