import BulkWriting
import Contracts
import RPCCore
import Store
import TestSupport
import Testing

@testable import CompaniesService

@Suite("An import of any companies")
struct BulkCompanyPropertyTests {
    @Test("has the result of its rows done one by one and that of its plan, whatever the mode, keys, data and chunks")
    func equalsTheModel() async throws {
        for seeds in PropertyCases(usually: 500).batches(of: 500) {
            let companies = try CompaniesHarness()
            for seed in seeds { try await runCase(seed, companies) }
        }
    }

    private func runCase(_ seed: UInt64, _ companies: CompaniesHarness) async throws {
        let cases = CompanyImportCase(seed: seed)
        let options = CompaniesHarness.workspace("case-\(seed)")
        var model = CompanyImportModel()
        if cases.hasCustom { try await cases.seedFields(companies, options) }
        model.uniqueCustom = cases.hasCustom ? ["code"] : []
        model.requiredCustom = cases.hasCustom && cases.requiresTeam ? ["team"] : []
        model.now = companies.clock.now
        // What is there before the import comes through an import of its own.
        try await companies.run(
            cases.existing, job: "before", .init(mode: .createAll), options, { cases.nextChunk($0) })
        for row in cases.existing { _ = model.apply(row) }
        for id in cases.deletedIDs(of: model.records.count) {
            _ = try await companies.client.deleteCompany(.init(id: id), options: options)
            model.records[Int(id) - 1].isDeleted = true
        }
        for index in model.records.indices { model.records[index].row = 0 }
        companies.clock.advance(by: 1_000)

        model.now = companies.clock.now
        model.mode = cases.options.mode
        model.keys = cases.options.keys
        model.keyMatch = cases.options.keyMatch
        model.target = cases.options.matchTarget
        model.required = cases.options.requiredFields
        model.customKeys = cases.options.customKeys
        let planned = try await companies.plan(
            cases.rows, cases.options, options, chunk: { cases.nextChunk($0 + 1_000) })
        try await companies.plans.remove(workspace: options.metadata?.workspace ?? "", job: "import")
        let results = try await companies.run(
            cases.rows, job: "import", cases.options, options, planned: planned, { cases.nextChunk($0) })
        if results != planned.results { Issue.record("seed \(seed): planned \(planned.results), done \(results)") }
        let expected = cases.rows.map { model.apply($0) }
        if let row = zip(results, expected).enumerated().first(where: { $0.element.0 != $0.element.1 }) {
            Issue.record("seed \(seed), \(cases.options), row \(cases.rows[row.offset]): \(row.element)")
        }
        let stored = try await companies.client.listCompanies(.init(pageSize: 500), options: options).companies
        #expect(stored.reversed() == model.records.filter { !$0.isDeleted }.map(\.company), "seed \(seed)")
    }
}

extension CompaniesHarness {
    /// Sends rows in chunks of the sizes that `chunk` gives, some of them twice, as after a lost answer.
    @discardableResult
    func run(
        _ rows: [CompaniesV1.BulkCompanyRow], job: String, _ bulkOptions: CompaniesV1.BulkCompanyOptions,
        _ options: CallOptions = CallOptions(), planned: PlannedCompanyRows? = nil,
        _ chunk: (Int64) -> (size: Int, isRepeated: Bool) = { _ in (1_000, false) }
    ) async throws -> [CompaniesV1.BulkCompanyResult] {
        let workspace = options.metadata?.workspace ?? Metadata.defaultWorkspace
        var rest = rows[...]
        var results: [CompaniesV1.BulkCompanyResult] = []
        var number: Int64 = 0
        while !rest.isEmpty {
            let (size, isRepeated) = chunk(number)
            var request = CompaniesV1.BulkWriteCompaniesRequest(
                jobID: job, chunk: number, options: bulkOptions, rows: Array(rest.prefix(size)))
            request.expected = planned?.expectation(of: request.rows)
            let response = try await bulk.bulkWriteCompanies(request, options: options)
            if isRepeated {
                let newest = try await store.changeRange(workspace).newest
                #expect(try await bulk.bulkWriteCompanies(request, options: options) == response)
                #expect(try await store.changeRange(workspace).newest == newest)
            }
            results += response.results
            rest = rest.dropFirst(size)
            number += 1
        }
        return results
    }

    var bulk: CompaniesV1.BulkCompaniesClient { CompaniesV1.BulkCompaniesClient(connection) }
}

/// A random import: few values, so that rows meet often.
struct CompanyImportCase {
    var options = CompaniesV1.BulkCompanyOptions()
    var existing: [CompaniesV1.BulkCompanyRow] = []
    var rows: [CompaniesV1.BulkCompanyRow] = []
    let hasCustom: Bool
    let requiresTeam: Bool
    private var random: SeededGenerator
    private let chunkSeed: UInt64

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        chunkSeed = random.next()
        let modes = ContactsV1.WriteMode.allCases.filter { $0 != .unspecified }
        options.mode = modes[Int(seed) % modes.count]
        hasCustom = Bool.random(using: &random)
        requiresTeam = Int.random(in: 0..<4, using: &random) == 0
        options.keys = [[], [.taxCode], [.name], [.taxCode, .name]][Int.random(in: 0..<4, using: &random)]
        options.requiredFields = [[], ["tax_code"], ["phone", "name"]][Int.random(in: 0..<3, using: &random)]
        if hasCustom {
            options.customKeys = [[], ["code"], ["team"], ["code", "team"]][Int.random(in: 0..<4, using: &random)]
            if chance(4) { options.requiredFields.append("custom.team") }
        }
        if chance(2) { options.keyMatch = .all }
        options.matchTarget = [.unspecified, .first, .sole, .all, .all].randomElement(using: &random) ?? .all
        existing = makeRows(Int.random(in: 0...20, using: &random), hasIDs: false)
        rows = makeRows(Int.random(in: 1...40, using: &random), hasIDs: chance(3))
    }

    func seedFields(_ companies: CompaniesHarness, _ options: CallOptions) async throws {
        let code = FieldsV1.FieldSettings(label: "Code", type: .singleLine, unique: true)
        _ = try await companies.client.createField(.init(key: "code", settings: code), options: options)
        let team = FieldsV1.FieldSettings(
            label: "Team", type: .dropDown, required: requiresTeam, options: ["red", "blue"])
        _ = try await companies.client.createField(.init(key: "team", settings: team), options: options)
    }

    func deletedIDs(of count: Int) -> [Int64] {
        var random = SeededGenerator(seed: chunkSeed)
        return (0..<count).map { Int64($0 + 1) }.filter { _ in Int.random(in: 0..<6, using: &random) == 0 }
    }

    func nextChunk(_ number: Int64) -> (size: Int, isRepeated: Bool) {
        var random = SeededGenerator(seed: chunkSeed &+ UInt64(number))
        return (Int.random(in: 1...15, using: &random), Int.random(in: 0..<5, using: &random) == 0)
    }

    private mutating func chance(_ outOf: Int) -> Bool { Int.random(in: 0..<outOf, using: &random) == 0 }

    private mutating func makeRows(_ count: Int, hasIDs: Bool) -> [CompaniesV1.BulkCompanyRow] {
        var number: Int64 = 1
        return (0..<count).map { _ in
            number += Int64.random(in: 1...3, using: &random)
            return row(number, hasID: hasIDs && chance(3))
        }
    }

    private mutating func row(_ number: Int64, hasID: Bool) -> CompaniesV1.BulkCompanyRow {
        var row = CompaniesV1.BulkCompanyRow(row: number)
        if !chance(8) {
            row.name = ["An Bình", "AN BÌNH", "An Binh", "Cường", "Đại Tín"].randomElement(using: &random) ?? ""
        }
        if !chance(3) {
            row.taxCode = ["01", "02", "03-a", "03-A", "04", "05", "06", "07"].randomElement(using: &random) ?? ""
        }
        if chance(20) { row.taxCode = "0?" }
        if chance(2) { row.description = ["x", "y"].randomElement(using: &random) ?? "" }
        if chance(2) { row.phone = ["+84901234567", "Hotline"].randomElement(using: &random) ?? "" }
        if chance(3) { row.email = ["a@example.com", "B@example.com"].randomElement(using: &random) ?? "" }
        if chance(4) { row.website = "https://example.com" }
        if chance(4) { row.address = "Hà Nội" }
        if hasID { row.companyID = Int64.random(in: 1...25, using: &random) }
        if hasCustom {
            if chance(2) { row.custom.append(.init(key: "code", values: ["\(Int.random(in: 1...6, using: &random))"])) }
            if chance(2) { row.custom.append(.init(key: "team", values: [chance(2) ? "red" : "blue"])) }
        }
        return row
    }
}
