import BulkWriting
import Contracts
import Foundation
import RPCCore
import Store
import TestSupport
import Testing

@testable import CompaniesService

@Suite("The plan of an import of companies")
struct CompanyPlanTests {
    private static let options = CompaniesV1.BulkCompanyOptions(mode: .upsertOverwrite)
    /// Rows that change a company, leave one and create one, which the last row changes.
    private static let rows = [
        CompaniesV1.BulkCompanyRow(row: 2, name: "An", taxCode: "01", address: "Huế"),
        CompaniesV1.BulkCompanyRow(row: 3, name: "Bình", taxCode: "02"),
        CompaniesV1.BulkCompanyRow(row: 4, name: "Chi", taxCode: "03"),
        CompaniesV1.BulkCompanyRow(row: 5, taxCode: "03", address: "Huế"),
    ]

    private func seeded() async throws -> CompaniesHarness {
        let companies = try CompaniesHarness()
        try await companies.create("An", taxCode: "01")
        try await companies.create("Bình", taxCode: "02")
        return companies
    }

    private func write(
        _ planned: PlannedCompanyRows, _ drift: ContactsV1.PlanDrift, _ companies: CompaniesHarness, plan: Bool = false
    ) async throws -> [CompaniesV1.BulkCompanyResult] {
        let request = CompaniesV1.BulkWriteCompaniesRequest(
            jobID: plan ? "check" : "import", options: Self.options, rows: Self.rows, plan: plan,
            expected: planned.expectation(of: Self.rows, drift))
        return try await companies.bulk.bulkWriteCompanies(request).results
    }

    @Test("says what writing would do, and changes nothing")
    func plan() async throws {
        let companies = try await seeded()
        let changes = try await companies.changes()
        let planned = try await companies.plan(Self.rows, Self.options)
        #expect(planned.results.map(\.outcome) == [.updated, .unchanged, .created, .updated])
        #expect(planned.results.map(\.version) == [2, 1, 0, 2])
        #expect(planned.firstID == 3)
        #expect(try await companies.changes() == changes)
        #expect(try await write(planned, .strict, companies, plan: true) == planned.results)
        #expect(try await write(planned, .strict, companies) == planned.results)
    }

    @Test("that does not hold any more writes nothing of a chunk when it is to be strict, and says which row")
    func strict() async throws {
        let companies = try await seeded()
        let planned = try await companies.plan(Self.rows, Self.options)
        try await companies.create("Dũng", taxCode: "03")
        let changes = try await companies.changes()
        for isPlan in [true, false] {
            let error = await rpcError { _ = try await write(planned, .strict, companies, plan: isPlan) }
            #expect(error?.code == .failedPrecondition)
            let info = error?.detail(RPCV1.ErrorInfo.self)
            #expect(info?.number == 4001 && info?.row == 4)
        }
        #expect(try await companies.changes() == changes)
    }

    @Test("that does not hold any more is told of in the rows when it may be lenient")
    func lenient() async throws {
        let companies = try await seeded()
        let planned = try await companies.plan(Self.rows, Self.options)
        let taken = try await companies.create("Dũng", taxCode: "03")
        let results = try await write(planned, .lenient, companies)
        #expect(results.map(\.outcome) == [.updated, .unchanged, .updated, .updated])
        #expect(results.map { $0.notes.map(\.number) } == [[], [], [4001], [4001]])
        #expect(results.last?.companyID == taken.id)
    }

    @Test("holds although companies that it does not concern are created meanwhile")
    func others() async throws {
        let companies = try await seeded()
        let planned = try await companies.plan(Self.rows, Self.options)
        try await companies.create("Dũng", taxCode: "09")
        #expect(try await write(planned, .strict, companies).map(\.companyID) == [1, 2, 4, 4])
    }

    @Test("goes on over chunks, until it is forgotten or does not fit the companies any more")
    func forgotten() async throws {
        let companies = try await seeded()
        let next = CompaniesV1.BulkWriteCompaniesRequest(
            jobID: "import", chunk: 1, options: Self.options, rows: [.init(row: 9, name: "Bình", taxCode: "01")],
            plan: true)
        func expectExpired() async {
            let error = await rpcError { _ = try await companies.bulk.bulkWriteCompanies(next) }
            #expect(error?.detail(RPCV1.ErrorInfo.self)?.number == 4002)
        }
        let first = Array(Self.rows.prefix(1))
        _ = try await companies.plan(first, Self.options)
        _ = try await companies.bulk.finishBulkWrite(.init(jobID: "import", plan: true))
        await expectExpired()
        // The tax code of a company that was copied is another one's by now.
        _ = try await companies.plan(first, Self.options)
        _ = try await companies.client.updateCompany(
            .init(id: 1, updateMask: ["tax_code"], fields: .init(taxCode: "07")))
        _ = try await companies.client.updateCompany(
            .init(id: 2, updateMask: ["tax_code"], fields: .init(taxCode: "01")))
        await expectExpired()
    }

    @Test("that nobody wrote to for long is removed")
    func old() async throws {
        let companies = try await seeded()
        _ = try await companies.plan(Self.rows, Self.options)
        let now = Int64(Date().timeIntervalSince1970)
        #expect(try await companies.plans.store.removeUnused(since: now + 60) == 1)
        #expect(try companies.plans.store.workspaces().isEmpty)
    }

    @Test("finds companies behind a name that many rows take away from older ones", arguments: [1_000, 10])
    func namesTakenAway(chunk: Int) async throws {
        let companies = try CompaniesHarness()
        for number in 1...100 { try await companies.create("Hoa Sen", taxCode: "T\(number)") }
        let renamings = (1...80).map { CompaniesV1.BulkCompanyRow(row: $0, name: "Sen", companyID: $0) }
        let rows = renamings + [.init(row: 81, name: "Hoa Sen", address: "Huế")]
        let options = CompaniesV1.BulkCompanyOptions(
            mode: .updateOverwrite, keys: [.name])
        let planned = try await companies.plan(rows, options, chunk: { _ in (chunk, false) })
        let results = try await companies.run(rows, job: "import", options)
        #expect(results == planned.results)
        #expect(results.last?.companyID == 81)
    }

    @Test("and what was written is explained: by which keys, and what changed of which company")
    func explain() async throws {
        let companies = try CompaniesHarness()
        for number in 1...3 { try await companies.create("Hoa Sen", taxCode: "T\(number)") }
        let options = CompaniesV1.BulkCompanyOptions(mode: .upsertOverwrite, keys: [.name], matchTarget: .all)
        let row = CompaniesV1.BulkCompanyRow(row: 2, name: "HOA SEN", address: "Huế")
        let planned = try await companies.plan([row], options)
        for isPlan in [true, false] {
            let results = isPlan ? planned.results : try await companies.run([row], job: "import", options)
            let request = CompaniesV1.ExplainBulkRowRequest(
                jobID: "import", plan: isPlan, options: options, row: row, result: results.first)
            let answer = try await companies.bulk.explainBulkRow(request)
            #expect(answer.matches.map(\.contactID) == [1, 2, 3])
            #expect(answer.matches.allSatisfy { $0.field == "name" && $0.value == "HOA SEN" })
            #expect(answer.changes.map(\.recordID) == [1, 2, 3])
            let fields = [
                ContactsV1.FieldChange(field: "name", before: ["Hoa Sen"], after: ["HOA SEN"]),
                .init(field: "address", after: ["Huế"]),
            ]
            #expect(answer.changes.allSatisfy { $0.fields == fields })
        }
    }
}

/// What a plan said of rows.
struct PlannedCompanyRows {
    var results: [CompaniesV1.BulkCompanyResult] = []
    var digests: [Int64: UInt64] = [:]
    var firstID: Int64 = 0

    func expectation(
        of rows: [CompaniesV1.BulkCompanyRow], _ drift: ContactsV1.PlanDrift = .strict
    ) -> ContactsV1.BulkExpectation {
        .init(digests: rows.map { digests[$0.row] ?? 0 }, firstPlannedID: firstID, drift: drift)
    }
}

extension CompaniesHarness {
    /// Plans rows in chunks of the sizes that `chunk` gives, some of them twice; nothing in the workspace changes.
    func plan(
        _ rows: [CompaniesV1.BulkCompanyRow], _ bulkOptions: CompaniesV1.BulkCompanyOptions,
        _ options: CallOptions = CallOptions(),
        chunk: (Int64) -> (size: Int, isRepeated: Bool) = { _ in (1_000, false) }
    ) async throws -> PlannedCompanyRows {
        let workspace = options.metadata?.workspace ?? Metadata.defaultWorkspace
        let newest = try await store.changeRange(workspace).newest
        var planned = PlannedCompanyRows()
        var rest = rows[...]
        var number: Int64 = 0
        while !rest.isEmpty {
            let (size, isRepeated) = chunk(number)
            let request = CompaniesV1.BulkWriteCompaniesRequest(
                jobID: "import", chunk: number, options: bulkOptions, rows: Array(rest.prefix(size)), plan: true)
            let response = try await bulk.bulkWriteCompanies(request, options: options)
            if isRepeated { #expect(try await bulk.bulkWriteCompanies(request, options: options) == response) }
            planned.results += response.results
            for (row, digest) in zip(request.rows, response.digests) { planned.digests[row.row] = digest }
            planned.firstID = response.firstPlannedID
            rest = rest.dropFirst(size)
            number += 1
        }
        #expect(try await store.changeRange(workspace).newest == newest)
        return planned
    }
}
