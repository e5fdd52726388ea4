import Contracts
import RPCCore
import RPCInProcess
import ServiceRuntime
import Store
import TestSupport
import Testing

@testable import CompaniesService

@Suite("Writing companies in bulk")
struct BulkCompanyTests {
    private static let rows = [
        CompaniesV1.BulkCompanyRow(row: 2, name: "An", taxCode: "01"),
        CompaniesV1.BulkCompanyRow(row: 3, name: "Bình", taxCode: "02", phone: "0901 234 567"),
    ]

    @Test("A chunk that is sent again after a restart is answered as before and does nothing")
    func repeated() async throws {
        let companies = try CompaniesHarness()
        let request = CompaniesV1.BulkWriteCompaniesRequest(
            jobID: "job", chunk: 0, options: .init(mode: .createAll), rows: Self.rows)
        let first = try await companies.bulk.bulkWriteCompanies(request)
        #expect(first.results.map(\.outcome) == [.created, .created])
        // What a process that was killed before it answered is asked by its successor.
        var router = Router()
        router.addCompanies(companies.store, plans: companies.plans)
        let restarted = CompaniesV1.BulkCompaniesClient(
            InProcessConnection(router: router, metadata: Metadata(caller: "tester")))
        #expect(try await restarted.bulkWriteCompanies(request) == first)
        #expect(try await companies.list().map(\.name) == ["Bình", "An"])
        _ = try await companies.bulk.finishBulkWrite(.init(jobID: "job"))
        _ = try await companies.bulk.finishBulkWrite(.init(jobID: "job"))
    }

    @Test("A chunk waits until the one before it is written")
    func order() async throws {
        let companies = try CompaniesHarness()
        let request = CompaniesV1.BulkWriteCompaniesRequest(
            jobID: "job", chunk: 1, options: .init(mode: .createAll), rows: Self.rows)
        #expect(await rpcError { try await companies.bulk.bulkWriteCompanies(request) }?.code == .unavailable)
        #expect(try await companies.list().isEmpty)
        async let second = companies.bulk.bulkWriteCompanies(request)
        var before = request
        before.chunk = 0
        before.rows = []
        _ = try await companies.bulk.bulkWriteCompanies(before)
        _ = try? await second
        #expect(try await companies.bulk.bulkWriteCompanies(request).results.map(\.outcome) == [.created, .created])
    }

    @Test("The changes are of the job's operation and hold what is stored")
    func changes() async throws {
        let companies = try CompaniesHarness()
        try await companies.run(Self.rows, job: "job-1", .init(mode: .createAll))
        let update = [CompaniesV1.BulkCompanyRow(row: 2, taxCode: "02", website: "https://b.vn")]
        try await companies.run(update, job: "job-2", .init(mode: .updateFill))
        let changes = try await companies.changes()
        #expect(changes.map(\.operationID) == ["job-1", "job-1", "job-2"])
        #expect(changes.map(\.kind) == [.create, .create, .update])
        #expect(changes.allSatisfy { $0.entity == "company" && $0.actor == "tester" })
        #expect(try changes[2].image(CompaniesV1.Company.self) == (await companies.get(2)))
        #expect(try await companies.get(2).phone == "+84901234567")
        #expect(try await companies.search(.init(text: "0901234")).map(\.id) == [2])
    }

    @Test("Everything that is wrong with a row is told, and the others are written")
    func wrongRows() async throws {
        let companies = try CompaniesHarness()
        let rows = [
            CompaniesV1.BulkCompanyRow(
                row: 2, name: String(repeating: "x", count: 256), taxCode: "a b", email: "nobody",
                custom: [.init(key: "none", values: ["x"])]),
            CompaniesV1.BulkCompanyRow(row: 3), CompaniesV1.BulkCompanyRow(row: 4, name: "An"),
        ]
        let results = try await companies.run(rows, job: "job", .init(mode: .createAll))
        #expect(results.map(\.outcome) == [.rejected, .rejected, .created])
        #expect(Set(results[0].notes.map(\.number)) == [2002, 2020, 2038, 2061])
        #expect(Set(results[0].notes.map(\.field)) == ["name", "tax_code", "email", "custom.none"])
        #expect(results[1].notes == [.init(number: 2001, field: "name")])
    }

    @Test("Wrong options and chunks are refused as a whole")
    func refusals() async throws {
        let companies = try CompaniesHarness()
        let good = CompaniesV1.BulkWriteCompaniesRequest(
            jobID: "job", chunk: 0, options: .init(mode: .createAll), rows: Self.rows)
        let changes: [(inout CompaniesV1.BulkWriteCompaniesRequest) -> Void] = [
            { $0.jobID = "" }, { $0.jobID = String(repeating: "x", count: 65) }, { $0.chunk = -1 },
            { $0.rows.reverse() }, { $0.options = nil }, { $0.options?.keys = [.unspecified] },
            { $0.options?.customKeys = ["none"] }, { $0.options?.requiredFields = ["none"] },
        ]
        for change in changes {
            var request = good
            change(&request)
            let wrong = request
            #expect(await rpcError { try await companies.bulk.bulkWriteCompanies(wrong) }?.code == .invalidArgument)
        }
        var long = good
        long.rows = (1...5_001).map { CompaniesV1.BulkCompanyRow(row: $0) }
        let tooLong = long
        #expect(await rpcError { try await companies.bulk.bulkWriteCompanies(tooLong) }?.code == .resourceExhausted)
        #expect(try await companies.list().isEmpty)
    }
}
