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
    /// Makes the digests of the rows where they are wanted.
    private let digester: RowDigester?
    private(set) var digests: [UInt64] = []
    /// Of the companies that the last row was about, after it.
    private var versions: [Int64] = []
    /// Values by which companies are found that rows took away from one, or fewer.
    private(set) var taken = 0

    /// `firstPlannedID` is that of the plan that is made or compared with; 0: there is none.
    init(
        writer: WriteTransaction, options: BulkCompanyOptions, fields: FieldCatalogue, job: Int64,
        firstPlannedID: Int64
    ) {
        digester = firstPlannedID == 0 ? nil : RowDigester(firstPlannedID: firstPlannedID)
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
        /// More companies than a row may have, of which the oldest are told where they are known.
        case tooMany([Int64])
    }

    /// Applies one row.
    mutating func apply(_ row: CompaniesV1.BulkCompanyRow) throws -> CompaniesV1.BulkCompanyResult {
        versions = []
        let result = try applied(row)
        if let digester { digests.append(digester.digest(of: result, versions: versions)) }
        return result
    }

    private mutating func applied(_ row: CompaniesV1.BulkCompanyRow) throws -> CompaniesV1.BulkCompanyResult {
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
        case .tooMany(let ids):
            let note = Self.note(.multipleMatches, ids: ids, count: MatchRule.matchLimit)
            return CompaniesV1.BulkCompanyResult(outcome: .rejected, notes: [note])
        }
    }

    private func match(_ row: CompaniesV1.BulkCompanyRow, _ values: CompaniesV1.Company) throws -> Match {
        var matches = MatchList()
        if row.companyID != 0 {
            guard try writer.hasCompany(row.companyID) else { return .unknownID }
            matches.insert(row.companyID)
            return .companies(matches)
        }
        let keys = Keys(values, options, fields)
        if keys.count == 0 || (options.match.needsAllKeys && keys.count < options.keyCount) { return .keyless }
        let limit = options.match.listLimit
        let lists = try keys.lists(limit: limit, writer)
        if options.match.needsAllKeys {
            // Whatever the other keys are shared by, the companies behind the rarest one are few.
            let candidates = lists.min { $0.count < $1.count } ?? MatchList()
            if candidates.count > MatchRule.matchLimit { return .tooMany([]) }
            for id in candidates.ids {
                guard let company = try writer.company(id) else { continue }
                if keys.isSubset(of: Keys(company, options, fields)) { matches.insert(id, limit: limit) }
            }
        } else {
            for list in lists { matches.formUnion(list, limit: limit) }
            if options.match.isWide, matches.count > MatchRule.matchLimit { return .tooMany(matches.told) }
        }
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

    private mutating func applyMatched(
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
            if !matches.hasSeveral { return try merge(values, into: [matches.oldest], rule, notes: []) }
            return try applySeveral(values, matches, rule)
        }
    }

    private mutating func applySeveral(
        _ values: CompaniesV1.Company, _ matches: MatchList, _ rule: MergeRule
    ) throws -> CompaniesV1.BulkCompanyResult {
        let note = Self.note(.multipleMatches, ids: matches.told)
        switch options.match.target {
        case .first: return try merge(values, into: [matches.oldest], rule, notes: [note])
        case .sole: return CompaniesV1.BulkCompanyResult(outcome: .skipped, notes: [note])
        case .all:
            let note = Self.note(.multipleMatches, ids: matches.told, count: matches.count)
            return try merge(values, into: matches.ids, rule, notes: [note])
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

    /// Changes all of some companies, or none.
    private mutating func merge(
        _ values: CompaniesV1.Company, into ids: [Int64], _ rule: MergeRule, notes: [ContactsV1.RowNote]
    ) throws -> CompaniesV1.BulkCompanyResult {
        var merges: [(before: CompaniesV1.Company, after: CompaniesV1.Company, hasChanged: Bool)] = []
        for id in ids {
            guard let before = try writer.company(id) else {
                throw RPCError(.dataLoss, "A key belongs to a company that is not stored.")
            }
            var after = before
            let hasChanged = after.merge(values, rule)
            let problems = try problems(
                of: after, before: before, beside: merges.map(\.after), requiring: options.requiredKeys)
            guard problems.isEmpty else { return Self.rejected(problems) }
            merges.append((before, after, hasChanged))
        }
        for merge in merges where merge.hasChanged {
            _ = try writer.update(merge.before, to: merge.after, catalogue: fields)
            taken += lostKeys(merge.before, merge.after)
        }
        let records = merges.map {
            ContactsV1.RecordVersion(id: $0.before.id, version: $0.before.version + ($0.hasChanged ? 1 : 0))
        }
        versions = records.map(\.version)
        let missing = requiredKeys.filter { key in merges.contains { $0.after.custom.values(of: key).isEmpty } }
        var result = CompaniesV1.BulkCompanyResult(
            outcome: merges.contains(where: \.hasChanged) ? .updated : .unchanged, companyID: ids.first ?? 0,
            notes: notes + missing.map { Self.note(.requiredStillMissing, field: FieldCatalogue.path($0)) },
            version: records.first?.version ?? 0)
        if merges.count > 1 { result.tellChanged(zip(merges, records).filter { $0.0.hasChanged }.map(\.1)) }
        return result
    }

    /// Values by which a company is found no more once a row has changed it; a tax code has no other company behind it.
    private func lostKeys(_ before: CompaniesV1.Company, _ after: CompaniesV1.Company) -> Int {
        let entries = Set(fields.entries(of: before.custom)).subtracting(fields.entries(of: after.custom))
        return entries.count + (before.name == after.name ? 0 : 1)
    }

    /// What keeps a company from being stored as a row would leave it, `beside` others that the row changes; `before` is
    /// nil for a new one.
    private func problems(
        of company: CompaniesV1.Company, before: CompaniesV1.Company?, beside others: [CompaniesV1.Company] = [],
        requiring keys: [String]
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
        if company.taxCode != before?.taxCode ?? "",
            let other = try writer.companyID(taxCode: company.taxCode)
                ?? others.first(where: { $0.taxCode == company.taxCode })?.id
        {
            problems.append(
                Problem(number: Fault.uniqueConflict.number, field: CompanyField.taxCode.rawValue, ids: [other]))
        }
        let taken = try writer.takenValues(
            company.custom, of: company.id, before: before?.custom ?? [], fields)
        problems += taken.map { key, ids in
            Problem(number: Fault.uniqueConflict.number, field: FieldCatalogue.path(key), ids: ids)
        }
        problems += conflicts(of: company, before: before, beside: others).filter { conflict in
            !problems.contains { $0.field == conflict.field && $0.number == conflict.number }
        }
        return problems
    }

    /// Unique custom values that the same row gives to another company.
    private func conflicts(
        of company: CompaniesV1.Company, before: CompaniesV1.Company?, beside others: [CompaniesV1.Company]
    ) -> [Problem] {
        if others.isEmpty { return [] }
        let changed = company.custom.filter { before?.custom.contains($0) != true }
        return fields.uniqueEntries(of: changed).compactMap { key, entry in
            guard let other = others.first(where: { fields.entries(of: $0.custom).contains(entry) }) else { return nil }
            return Problem(
                number: Fault.uniqueConflict.number, field: FieldCatalogue.path(key), ids: [other.id])
        }
    }

    private static func rejected(_ problems: [Problem]) -> CompaniesV1.BulkCompanyResult {
        CompaniesV1.BulkCompanyResult(
            outcome: .rejected,
            notes: problems.map { ContactsV1.RowNote(number: $0.number, field: $0.field, ids: $0.ids) })
    }

    private static func note(
        _ fault: Fault, field: String = "", ids: [Int64] = [], firstRow: Int64 = 0, count: Int = 0
    ) -> ContactsV1.RowNote {
        ContactsV1.RowNote(number: fault.number, field: field, ids: ids, firstRow: firstRow, count: Int64(count))
    }
}

/// What a company is found by, as far as the options ask for it; what is blank is no key.
private struct Keys {
    private var taxCode: String?
    private var nameKey: String?
    private var entries: Set<IndexEntry> = []

    init(_ values: CompaniesV1.Company, _ options: BulkCompanyOptions, _ fields: FieldCatalogue) {
        if options.matchesByTaxCode, !values.taxCode.isEmpty { taxCode = values.taxCode }
        if options.matchesByName, !values.name.isEmpty { nameKey = exactKey(values.name) }
        if !options.matchingFields.isEmpty {
            entries = Set(fields.entries(of: values.custom).filter { options.matchingFields.contains($0.field) })
        }
    }

    var count: Int { (taxCode == nil ? 0 : 1) + (nameKey == nil ? 0 : 1) + entries.count }

    /// Whether a company with the `other` keys has all of these.
    func isSubset(of other: Keys) -> Bool {
        (taxCode == nil || taxCode == other.taxCode) && (nameKey == nil || nameKey == other.nameKey)
            && entries.isSubset(of: other.entries)
    }

    /// The companies behind each key, of each the oldest `limit`.
    func lists(limit: Int, _ reader: ReadTransaction) throws -> [MatchList] {
        var found: [[Int64]] = []
        if let taxCode { found.append(try reader.companyID(taxCode: taxCode).map { [$0] } ?? []) }
        if let nameKey { found.append(try reader.companyIDs(nameKey: nameKey, limit: limit)) }
        for entry in entries { found.append(try reader.recordIDs(with: entry, limit: Int64(limit))) }
        return found.map { ids in
            var list = MatchList()
            for id in ids { list.insert(id, limit: limit) }
            return list
        }
    }
}

extension CompaniesV1.BulkCompanyRow {
    /// What it says of the company.
    var fields: CompaniesV1.CompanyFields {
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
