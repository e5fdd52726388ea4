import BulkWriting
import Contracts
import CustomFields
import RPCCore
import ServiceRuntime
import Store
import TextNormalization

/// Applies the rows of a chunk to the table one by one, in file order, by the rules of the design's import chapter.
///
/// Companies are some hundred thousand where contacts are millions: each row is looked up and written on its own.
struct BulkCompanyRows {
    private let writer: WriteTransaction
    private let options: BulkCompanyOptions
    private let fields: FieldCatalogue
    /// Of the custom fields that every new company must have.
    private let requiredKeys: [String]
    private let job: Int64
    private var reader: CustomValueReader

    init(writer: WriteTransaction, options: BulkCompanyOptions, fields: FieldCatalogue, job: Int64) {
        self.writer = writer
        self.options = options
        self.fields = fields
        requiredKeys = fields.requiredKeys
        self.job = job
        reader = CustomValueReader(fields)
    }

    /// One thing that is wrong with a row.
    private struct Problem {
        var number: Int32
        var field: String
        var ids: [Int64] = []
    }

    /// Which companies a row is about.
    private enum Match {
        case none
        /// It has none of the keys.
        case keyless
        /// It names a company that is not live.
        case unknownID
        case companies(MatchList)
    }

    /// Applies one row.
    mutating func apply(_ row: CompaniesV1.BulkCompanyRow) throws -> CompaniesV1.BulkCompanyResult {
        var rules = FieldRules()
        var values = CompaniesV1.Company()
        values.takeRow(row.fields, &rules, &reader)
        guard rules.problems.isEmpty else {
            return Self.rejected(rules.problems.map { Problem(number: $0.number, field: $0.field) })
        }
        switch try match(row, values) {
        case .none: return try applyUnmatched(row, values, warning: nil)
        case .keyless:
            if options.rule.unmatched == .skip {
                return CompaniesV1.BulkCompanyResult(outcome: .rejected, notes: [Self.note(.keyMissing)])
            }
            return try applyUnmatched(row, values, warning: .noKey)
        case .unknownID: return try applyUnmatched(row, values, warning: .companyIDUnknown)
        case .companies(let matches): return try applyMatched(row, values, matches)
        }
    }

    private func match(_ row: CompaniesV1.BulkCompanyRow, _ values: CompaniesV1.Company) throws -> Match {
        var matches = MatchList()
        if row.companyID != 0 {
            guard try writer.hasCompany(row.companyID) else { return .unknownID }
            matches.insert(row.companyID)
            return .companies(matches)
        }
        var isKeyless = true
        if options.matchesByTaxCode, !values.taxCode.isEmpty {
            isKeyless = false
            if let id = try writer.companyID(taxCode: values.taxCode) { matches.insert(id) }
        }
        if options.matchesByName, !values.name.isEmpty {
            isKeyless = false
            let ids = try writer.companyIDs(nameKey: exactKey(values.name), limit: MatchList.limit + 1)
            for id in ids { matches.insert(id) }
        }
        if !options.matchingFields.isEmpty {
            for entry in fields.entries(of: values.custom) where options.matchingFields.contains(entry.field) {
                isKeyless = false
                let ids = try writer.recordIDs(with: entry, limit: Int64(MatchList.limit + 1))
                for id in ids { matches.insert(id) }
            }
        }
        if isKeyless { return .keyless }
        return matches.isEmpty ? .none : .companies(matches)
    }

    private func applyUnmatched(
        _ row: CompaniesV1.BulkCompanyRow, _ values: CompaniesV1.Company, warning: Fault?
    ) throws -> CompaniesV1.BulkCompanyResult {
        switch options.rule.unmatched {
        case .create: try create(row, values, notes: warning.map { [Self.note($0)] } ?? [])
        case .skip: CompaniesV1.BulkCompanyResult(outcome: .skipped, notes: [Self.note(.noMatchSkipped)])
        }
    }

    private func applyMatched(
        _ row: CompaniesV1.BulkCompanyRow, _ values: CompaniesV1.Company, _ matches: MatchList
    ) throws -> CompaniesV1.BulkCompanyResult {
        switch options.rule.matched {
        case .create:
            let firstRow = try writer.creatingRow(ofCompany: matches.oldest, job: job)
            let note = Self.note(.duplicateSuspected, ids: matches.told, firstRow: firstRow)
            return try create(row, values, notes: [note])
        case .skip:
            let firstRow = try writer.creatingRow(ofCompany: matches.oldest, job: job)
            let fault = firstRow == 0 ? Fault.duplicateSkipped : .duplicateInFile
            return CompaniesV1.BulkCompanyResult(
                outcome: .skipped, notes: [Self.note(fault, ids: matches.told, firstRow: firstRow)])
        case .merge(let rule):
            let notes = matches.hasSeveral ? [Self.note(.multipleMatches, ids: matches.told)] : []
            return try merge(values, into: matches.oldest, rule, notes: notes)
        }
    }

    private func create(
        _ row: CompaniesV1.BulkCompanyRow, _ values: CompaniesV1.Company, notes: [ContactsV1.RowNote]
    ) throws -> CompaniesV1.BulkCompanyResult {
        var company = values
        company.createdBy = writer.actor
        let problems = try problems(of: company, before: nil, requiring: requiredKeys + options.requiredKeys)
        guard problems.isEmpty else { return Self.rejected(problems) }
        let origin = CompanyOrigin(job: job, row: row.row)
        let created = try writer.insert(company, origin: origin, catalogue: fields)
        return CompaniesV1.BulkCompanyResult(outcome: .created, companyID: created.id, notes: notes)
    }

    private func merge(
        _ values: CompaniesV1.Company, into id: Int64, _ rule: MergeRule, notes: [ContactsV1.RowNote]
    ) throws -> CompaniesV1.BulkCompanyResult {
        guard let before = try writer.company(id) else {
            throw RPCError(.dataLoss, "A key belongs to a company that is not stored.")
        }
        var company = before
        let hasChanged = company.merge(values, rule)
        let problems = try problems(of: company, before: before, requiring: options.requiredKeys)
        guard problems.isEmpty else { return Self.rejected(problems) }
        let missing = requiredKeys.filter { company.custom.values(of: $0).isEmpty }
        let notes = notes + missing.map { Self.note(.requiredStillMissing, field: FieldCatalogue.path($0)) }
        guard hasChanged else {
            return CompaniesV1.BulkCompanyResult(outcome: .unchanged, companyID: id, notes: notes)
        }
        _ = try writer.update(before, to: company, catalogue: fields)
        return CompaniesV1.BulkCompanyResult(outcome: .updated, companyID: id, notes: notes)
    }

    /// What keeps a company from being stored as a row would leave it; `before` is nil for a new one.
    private func problems(
        of company: CompaniesV1.Company, before: CompaniesV1.Company?, requiring keys: [String]
    ) throws -> [Problem] {
        var problems = options.requiredFields.filter(company.isBlank).map { field in
            Problem(number: Fault.requiredMissing.number, field: field.rawValue)
        }
        if !keys.isEmpty || !company.custom.isEmpty {
            var reader = reader
            reader.forgetProblems()
            reader.require(keys, of: company.custom)
            reader.checkSize(company.custom)
            problems += reader.problems.map { Problem(number: $0.fault.number, field: $0.path) }
        }
        if company.taxCode != before?.taxCode ?? "", let other = try writer.companyID(taxCode: company.taxCode) {
            problems.append(
                Problem(number: Fault.uniqueConflict.number, field: CompanyField.taxCode.rawValue, ids: [other]))
        }
        let taken = try writer.takenValues(
            company.custom, of: company.id, before: before?.custom ?? [], fields)
        problems += taken.map { key, ids in
            Problem(number: Fault.uniqueConflict.number, field: FieldCatalogue.path(key), ids: ids)
        }
        return problems
    }

    private static func rejected(_ problems: [Problem]) -> CompaniesV1.BulkCompanyResult {
        CompaniesV1.BulkCompanyResult(
            outcome: .rejected,
            notes: problems.map { ContactsV1.RowNote(number: $0.number, field: $0.field, ids: $0.ids) })
    }

    private static func note(
        _ fault: Fault, field: String = "", ids: [Int64] = [], firstRow: Int64 = 0
    ) -> ContactsV1.RowNote {
        ContactsV1.RowNote(number: fault.number, field: field, ids: ids, firstRow: firstRow)
    }
}

extension CompaniesV1.BulkCompanyRow {
    /// What it says of the company.
    fileprivate var fields: CompaniesV1.CompanyFields {
        CompaniesV1.CompanyFields(
            name: name, taxCode: taxCode, description: description, phone: phone, email: email, website: website,
            address: address, custom: custom)
    }
}

extension CompaniesV1.Company {
    /// Takes the values of a row, in which blank says nothing, and returns whether any value changed.
    fileprivate mutating func merge(_ row: Self, _ rule: MergeRule) -> Bool {
        let changes = [
            rule.apply(row.name, to: &name), rule.apply(row.taxCode, to: &taxCode),
            rule.apply(row.description, to: &description), rule.apply(row.phone, to: &phone),
            rule.apply(row.email, to: &email), rule.apply(row.website, to: &website),
            rule.apply(row.address, to: &address), rule.apply(row.custom, to: &custom),
        ]
        return changes.contains(true)
    }
}

extension Fault {
    /// A warning: the row names a company that does not exist; it was created.
    static let companyIDUnknown = Fault(2073, "COMPANY_ID_UNKNOWN")
}
