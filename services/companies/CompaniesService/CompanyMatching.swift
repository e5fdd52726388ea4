import Contracts
import RPCCore
import ServiceRuntime
import Store
import TextNormalization

/// What a spreadsheet's cell says about a company: its name or its tax code.
struct CompanyCell {
    /// Cells of one request.
    static let limit = 5_000
    /// Ids told for a cell that fits several companies.
    static let ambiguousLimit = 10

    /// As it would be stored as a name.
    let name: String
    /// Blank exactly for a blank cell.
    let nameKey: String
    let taxCode: TaxCode?

    init(_ text: String) {
        name = text
        nameKey = exactKey(text)
        taxCode = TaxCode(text)
    }

    var isBlank: Bool { nameKey.isEmpty }
}

extension ReadTransaction {
    /// The companies that fit a cell, by exact name or by tax code.
    func match(_ cell: CompanyCell) throws -> CompaniesV1.CompanyMatch {
        if cell.isBlank { return CompaniesV1.CompanyMatch() }
        // Two limits' worth at most: the tax code may add one.
        var ids = Set(try companyIDs(nameKey: cell.nameKey, limit: CompanyCell.ambiguousLimit))
        if let taxCode = cell.taxCode, let id = try companyID(taxCode: taxCode.text) { ids.insert(id) }
        if ids.count < 2 { return CompaniesV1.CompanyMatch(id: ids.first ?? 0) }
        return CompaniesV1.CompanyMatch(ambiguousIDs: Array(ids.sorted().prefix(CompanyCell.ambiguousLimit)))
    }
}

extension WriteTransaction {
    /// As `match` for each cell in order, creating a company where none fits; cells after it find that one.
    ///
    /// Throws `invalidArgument` with every cell that is no possible name; the caller's transaction is then undone.
    func ensure(_ cells: [String], createdBy: String) throws -> [CompaniesV1.CompanyMatch] {
        var rules = FieldRules()
        var matches: [CompaniesV1.CompanyMatch] = []
        matches.reserveCapacity(cells.count)
        for (index, text) in cells.enumerated() {
            let cell = CompanyCell(text)
            var match = try match(cell)
            if match.id == 0, match.ambiguousIDs.isEmpty, !cell.isBlank {
                let name = rules.name(text, field: "cells[\(index)]")
                if rules.problems.isEmpty {
                    match.id = try insert(CompaniesV1.Company(name: name, createdBy: createdBy)).id
                }
            }
            matches.append(match)
        }
        try rules.check()
        return matches
    }
}
