import Contracts
import RPCCore
import ServiceRuntime
import Store
import TestSupport
import Testing
import TextNormalization

@testable import CompaniesService

@Suite("Companies from a spreadsheet's cells")
struct CompanyMatchingTests {
    @Test(
        "A cell matches by exact name or by tax code",
        arguments: [
            ("Hòa Bình", 1), ("  HÒA   BÌNH\u{a0}", 1), ("Ho\u{300}a Bi\u{300}nh", 1), ("Hoà Bình", 0), ("Hoa Binh", 0),
            ("0312345678", 2), ("0312345678-ab", 3), (" 0312345678-AB ", 3), ("031", 0), ("", 0), (" \u{200b} ", 0),
        ] as [(String, Int64)])
    func match(cell: String, id: Int64) async throws {
        let companies = try CompaniesHarness()
        try await companies.create("Hòa Bình")
        try await companies.create("Two", taxCode: "0312345678")
        try await companies.create("Three", taxCode: "0312345678-AB")
        let response = try await companies.client.matchCompanies(CompaniesV1.MatchCompaniesRequest(cells: [cell]))
        #expect(response.matches == [CompaniesV1.CompanyMatch(id: id)])
    }

    @Test("Several fits are ambiguous: by name, by name and tax code, at most ten told")
    func ambiguous() async throws {
        let companies = try CompaniesHarness()
        for _ in 1...12 { try await companies.create("Many") }
        try await companies.create("123")
        try await companies.create("Other", taxCode: "123")
        try await companies.create("self", taxCode: "SELF")
        let cells = ["many", "123", "Self"]
        let expected = [
            CompaniesV1.CompanyMatch(ambiguousIDs: Array(1...10)), CompaniesV1.CompanyMatch(ambiguousIDs: [13, 14]),
            CompaniesV1.CompanyMatch(id: 15),
        ]
        let matched = try await companies.client.matchCompanies(CompaniesV1.MatchCompaniesRequest(cells: cells))
        #expect(matched.matches == expected)
        let ensured = try await companies.client.ensureCompanies(CompaniesV1.EnsureCompaniesRequest(cells: cells))
        #expect(ensured.matches == expected)
        #expect(try await companies.list().count == 15)
    }

    @Test("What matches nothing is created in order, once per distinct name, under the operation asked for")
    func ensure() async throws {
        let companies = try CompaniesHarness()
        try await companies.create("Known", taxCode: "55")
        let request = CompaniesV1.EnsureCompaniesRequest(
            cells: ["B", "known", " b ", "", "A", "55", "Á", "a"], operationID: "job-1")
        let ids = try await companies.client.ensureCompanies(request).matches.map(\.id)
        #expect(ids == [2, 1, 2, 0, 3, 1, 4, 3])
        #expect(try await companies.client.ensureCompanies(request).matches.map(\.id) == ids)
        #expect(try await companies.list().map(\.name) == ["Á", "A", "B", "Known"])
        let changes = try await companies.changes().dropFirst()
        #expect(changes.map(\.operationID) == ["job-1", "job-1", "job-1"])
        #expect(changes.map(\.actor) == ["tester", "tester", "tester"])
    }

    @Test("One cell that is no name creates nothing at all and is told by its place")
    func ensureTooLong() async throws {
        let companies = try CompaniesHarness()
        let request = CompaniesV1.EnsureCompaniesRequest(cells: ["A", String(repeating: "x", count: 256), "B"])
        let error = await rpcError { try await companies.client.ensureCompanies(request) }
        #expect(error?.code == .invalidArgument)
        #expect(try error.required().infos.map { "\($0.field) \($0.name)" } == ["cells[1] NAME_TOO_LONG"])
        #expect(try await companies.list().isEmpty)
        #expect(try await companies.changes().isEmpty)
    }

    @Test("Many callers at once create each name once and agree on its id")
    func concurrency() async throws {
        let companies = try CompaniesHarness()
        let names = (0..<40).map { "Company \($0)" }
        let answers = try await withThrowingTaskGroup(of: [String: Int64].self) { group in
            for caller in 0..<24 {
                group.addTask {
                    var random = SeededGenerator(seed: UInt64(caller))
                    let cells = names.shuffled(using: &random)
                    let matches = try await companies.client.ensureCompanies(
                        CompaniesV1.EnsureCompaniesRequest(cells: cells)
                    ).matches
                    return Dictionary(uniqueKeysWithValues: zip(cells, matches.map(\.id)))
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(answers).count == 1)
        let stored = try await companies.list(pageSize: 500)
        #expect(stored.map(\.name).sorted() == names.sorted())
        #expect(answers.first == Dictionary(uniqueKeysWithValues: stored.map { ($0.name, $0.id) }))
    }

    @Test("Ensuring equals going through the cells one by one", arguments: [11, 12, 13] as [UInt64])
    func model(seed: UInt64) async throws {
        let companies = try CompaniesHarness()
        var random = SeededGenerator(seed: seed)
        var model: [(id: Int64, key: String, taxCode: String)] = []
        let words = ["An", "an", "ÁN", "Bình", "bình ", "100", "200", "300", " ", "Cường  1", "cường 1"]
        for _ in 0..<30 {
            if Int.random(in: 0..<3, using: &random) == 0 {
                let taxCode = ["100", "200", "300"].randomElement(using: &random) ?? ""
                if model.contains(where: { $0.taxCode == taxCode }) { continue }
                let company = try await companies.create("Tax \(taxCode)", taxCode: taxCode)
                model.append((company.id, exactKey(company.name), taxCode))
                continue
            }
            let cells = (0..<6).map { _ in words.randomElement(using: &random) ?? "" }
            let expected = cells.map { cell in Self.ensure(cell, &model) }
            let response = try await companies.client.ensureCompanies(
                CompaniesV1.EnsureCompaniesRequest(cells: cells))
            #expect(response.matches == expected, "seed \(seed), cells \(cells)")
        }
    }

    /// One cell, as the definition says it.
    private static func ensure(
        _ cell: String, _ model: inout [(id: Int64, key: String, taxCode: String)]
    ) -> CompaniesV1.CompanyMatch {
        let key = exactKey(cell)
        if key.isEmpty { return CompaniesV1.CompanyMatch() }
        let ids = model.filter { $0.key == key || $0.taxCode == key.uppercased() }.map(\.id)
        if ids.count > 1 { return CompaniesV1.CompanyMatch(ambiguousIDs: ids) }
        if let id = ids.first { return CompaniesV1.CompanyMatch(id: id) }
        let id = Int64(model.count + 1)
        model.append((id, key, ""))
        return CompaniesV1.CompanyMatch(id: id)
    }
}
