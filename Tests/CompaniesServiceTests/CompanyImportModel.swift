import Contracts

/// What an import of companies must do, one row after the other, over a plain list: slow, and obviously right.
///
/// Written from the import rules of the design and not from the service; it knows no chunks, no tables and no indexes.
struct CompanyImportModel {
    struct Record: Equatable {
        var company: CompaniesV1.Company
        var isDeleted = false
        /// The row of this import that created it; 0: it was there before.
        var row: Int64 = 0
    }

    var records: [Record] = []
    var now: Int64 = 0
    var mode: ContactsV1.WriteMode = .createAll
    var keys: [CompaniesV1.CompanyKey] = []
    var keyMatch = ContactsV1.KeyMatch.unspecified
    var target = ContactsV1.MatchTarget.unspecified
    var required: [String] = []
    /// Keys of custom fields.
    var customKeys: [String] = []
    var requiredCustom: [String] = []
    var uniqueCustom: [String] = []

    private let texts: [(field: String, path: WritableKeyPath<CompaniesV1.Company, String>)] = [
        ("name", \.name), ("tax_code", \.taxCode), ("description", \.description), ("phone", \.phone),
        ("email", \.email), ("website", \.website), ("address", \.address),
    ]

    mutating func apply(_ row: CompaniesV1.BulkCompanyRow) -> CompaniesV1.BulkCompanyResult {
        if row.taxCode.contains("?") {
            return .init(outcome: .rejected, notes: [.init(number: 2061, field: "tax_code")])
        }
        let byTaxCode = keys.contains(.taxCode) || (keys.isEmpty && customKeys.isEmpty)
        let byName = keys.contains(.name)
        let custom = Dictionary(uniqueKeysWithValues: row.custom.map { ($0.key, $0.values) })
        let present =
            (byTaxCode ? [!row.taxCode.isEmpty] : []) + (byName ? [!row.name.isEmpty] : [])
            + customKeys.map { custom[$0] != nil }
        let hasKey = keyMatch == .all ? !present.contains(false) : present.contains(true)
        let matches = records.filter { record in
            if record.isDeleted { return false }
            if row.companyID != 0 { return record.company.id == row.companyID }
            let sameCode = !row.taxCode.isEmpty && record.company.taxCode == row.taxCode.uppercased()
            let sameName = !row.name.isEmpty && record.company.name.lowercased() == row.name.lowercased()
            let sameCustom = customKeys.map { key in
                custom[key].map { Self.custom(key, of: record.company) == $0 } ?? false
            }
            let same = (byTaxCode ? [sameCode] : []) + (byName ? [sameName] : []) + sameCustom
            return hasKey && (keyMatch == .all ? !same.contains(false) : same.contains(true))
        }
        let updatesOnly = mode == .updateFill || mode == .updateOverwrite
        guard let target = matches.first else {
            if row.companyID == 0, !hasKey {
                if updatesOnly { return .init(outcome: .rejected, notes: [.init(number: 2070)]) }
                return create(row, [.init(number: 2071)])
            }
            if updatesOnly { return .init(outcome: .skipped, notes: [.init(number: 3003)]) }
            return create(row, row.companyID == 0 ? [] : [.init(number: 2073)])
        }
        let ids = matches.prefix(10).map(\.company.id)
        switch mode {
        case .createAll: return create(row, [.init(number: 3007, ids: ids, firstRow: target.row)])
        case .createNew:
            let note = ContactsV1.RowNote(number: target.row == 0 ? 3001 : 3002, ids: ids, firstRow: target.row)
            return .init(outcome: .skipped, notes: [note])
        default:
            if matches.count == 1 { return update(target.company.id, row, []) }
            switch self.target {
            case .all: return updateAll(matches.map(\.company.id), row, Array(ids))
            case .sole: return .init(outcome: .skipped, notes: [.init(number: 3005, ids: Array(ids))])
            default: return update(target.company.id, row, [.init(number: 3005, ids: Array(ids))])
            }
        }
    }

    /// One after the other; when one of them cannot be changed none is.
    private mutating func updateAll(
        _ ids: [Int64], _ row: CompaniesV1.BulkCompanyRow, _ told: [Int64]
    ) -> CompaniesV1.BulkCompanyResult {
        let before = records
        var results: [CompaniesV1.BulkCompanyResult] = []
        for id in ids {
            results.append(update(id, row, []))
            guard results.last?.outcome != .rejected else {
                records = before
                return results.removeLast()
            }
        }
        let missing = requiredCustom.filter { key in
            results.contains { $0.notes.contains { $0.field == "custom.\(key)" } }
        }
        return .init(
            outcome: results.contains { $0.outcome == .updated } ? .updated : .unchanged, companyID: ids[0],
            notes: [.init(number: 3005, ids: told, count: Int64(ids.count))]
                + missing.map { .init(number: 2004, field: "custom.\($0)") },
            version: results[0].version,
            changed: results.filter { $0.outcome == .updated }.map { .init(id: $0.companyID, version: $0.version) })
    }

    private mutating func create(
        _ row: CompaniesV1.BulkCompanyRow, _ notes: [ContactsV1.RowNote]
    ) -> CompaniesV1.BulkCompanyResult {
        var company = Self.company(row)
        if let refused = refusal(of: company, requiring: requiredCustom, before: nil) { return refused }
        company.id = (records.map(\.company.id).max() ?? 0) + 1
        company.version = 1
        company.createdAtMs = now
        company.updatedAtMs = now
        company.createdBy = "tester"
        records.append(Record(company: company, row: row.row))
        return .init(outcome: .created, companyID: company.id, notes: notes)
    }

    private mutating func update(
        _ id: Int64, _ row: CompaniesV1.BulkCompanyRow, _ notes: [ContactsV1.RowNote]
    ) -> CompaniesV1.BulkCompanyResult {
        guard let index = records.firstIndex(where: { $0.company.id == id }) else { return .init() }
        let before = records[index].company
        let fills = mode == .upsertFill || mode == .updateFill
        let values = Self.company(row)
        var after = before
        for (_, path) in texts where !values[keyPath: path].isEmpty {
            if !fills || before[keyPath: path].isEmpty { after[keyPath: path] = values[keyPath: path] }
        }
        for value in values.custom where !fills || Self.custom(value.key, of: before).isEmpty {
            after.custom.removeAll { $0.key == value.key }
            after.custom.append(value)
        }
        after.custom.sort { $0.key < $1.key }
        if let refused = refusal(of: after, requiring: [], before: before) { return refused }
        let missing = requiredCustom.filter { Self.custom($0, of: after).isEmpty }
        let notes = notes + missing.map { .init(number: 2004, field: "custom.\($0)") }
        if after == before { return .init(outcome: .unchanged, companyID: id, notes: notes, version: before.version) }
        after.version += 1
        after.updatedAtMs = now
        records[index].company = after
        return .init(outcome: .updated, companyID: id, notes: notes, version: after.version)
    }

    private static func custom(_ key: String, of company: CompaniesV1.Company) -> [String] {
        company.custom.first { $0.key == key }?.values ?? []
    }

    /// `before` is the company that changes; nil for a new one.
    private func refusal(
        of company: CompaniesV1.Company, requiring keys: [String], before: CompaniesV1.Company?
    ) -> CompaniesV1.BulkCompanyResult? {
        var notes: [ContactsV1.RowNote] = []
        for field in ["name"] + required.filter({ !$0.hasPrefix("custom.") && $0 != "name" }) {
            let isBlank = texts.first { $0.field == field }.map { company[keyPath: $0.path].isEmpty } ?? false
            if isBlank { notes.append(.init(number: 2001, field: field)) }
        }
        var missing: [String] = []
        for key in keys + required.filter({ $0.hasPrefix("custom.") }).map({ String($0.dropFirst(7)) })
        where Self.custom(key, of: company).isEmpty && !missing.contains(key) {
            missing.append(key)
        }
        notes += missing.map { .init(number: 2001, field: "custom.\($0)") }
        let others = records.filter { !$0.isDeleted && $0.company.id != before?.id }
        if !company.taxCode.isEmpty, company.taxCode != before?.taxCode,
            let other = others.first(where: { $0.company.taxCode == company.taxCode })
        {
            notes.append(.init(number: 2060, field: "tax_code", ids: [other.company.id]))
        }
        for key in uniqueCustom {
            let values = Self.custom(key, of: company)
            if values.isEmpty || values == before.map({ Self.custom(key, of: $0) }) { continue }
            if let other = others.first(where: { Self.custom(key, of: $0.company) == values }) {
                notes.append(.init(number: 2060, field: "custom.\(key)", ids: [other.company.id]))
            }
        }
        return notes.isEmpty ? nil : .init(outcome: .rejected, notes: notes)
    }

    private static func company(_ row: CompaniesV1.BulkCompanyRow) -> CompaniesV1.Company {
        CompaniesV1.Company(
            name: row.name, taxCode: row.taxCode.uppercased(), description: row.description, phone: row.phone,
            email: row.email.lowercased(), website: row.website, address: row.address,
            custom: row.custom.sorted { $0.key < $1.key })
    }
}
