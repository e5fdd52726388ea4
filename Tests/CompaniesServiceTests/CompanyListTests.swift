import Contracts
import RPCCore
import TestSupport
import Testing
import TextNormalization

@testable import CompaniesService

@Suite("The list of companies")
struct CompanyListTests {
    @Test("Pages follow each other newest first and stay stable while companies come and go")
    func stablePages() async throws {
        let companies = try CompaniesHarness()
        for number in 1...7 { try await companies.create("Company \(number)") }
        let first = try await companies.client.listCompanies(CompaniesV1.ListCompaniesRequest(pageSize: 3))
        #expect(first.companies.map(\.id) == [7, 6, 5])
        try await companies.create("Company 8")
        _ = try await companies.client.deleteCompanies(CompaniesV1.DeleteCompaniesRequest(ids: [5, 3]))
        let second = try await companies.client.listCompanies(
            CompaniesV1.ListCompaniesRequest(pageSize: 3, pageToken: first.nextPageToken))
        #expect(second.companies.map(\.id) == [4, 2, 1])
        #expect(second.nextPageToken.isEmpty)
    }

    @Test("A company is never older than the one before it, though the clock was set back")
    func clockSetBack() async throws {
        let companies = try CompaniesHarness()
        let first = try await companies.create("A")
        companies.clock.advance(by: -60_000)
        let second = try await companies.create("B")
        #expect(second.createdAtMs == first.createdAtMs)
        #expect(try await companies.list().map(\.id) == [2, 1])
    }

    @Test(
        "Words of a search are beginnings of words of the name, without case and accents",
        arguments: [
            ("", [4, 3, 2, 1]), ("cong ty", [3, 2, 1]), ("CÔNG", [3, 2, 1]), ("dai", [2, 1]), ("đại t", [2, 1]),
            ("ty dai thanh", [1]), ("ong", []), ("cong ty xyz", []), ("!!", [4, 3, 2, 1]), ("tnhh-hoa", [3]),
            ("\"", [4, 3, 2, 1]), ("dai OR hoa", []), ("abc", [4]), ("congty", []), ("дом", [4]), ("*", [4, 3, 2, 1]),
        ] as [(String, [Int64])])
    func search(text: String, ids: [Int64]) async throws {
        let companies = try CompaniesHarness()
        for name in [
            "Công ty Đại Thành", "CÔNG TY CP ĐẠI TÍN", "Công ty TNHH Hòa Bình", "ABC Дом (Việt Nam)",
        ] {
            try await companies.create(name)
        }
        #expect(try await companies.list(text: text).map(\.id) == ids)
    }

    @Test("As many words as fit into a search are looked for")
    func manyWords() async throws {
        let companies = try CompaniesHarness()
        try await companies.create("An Bình Cường")
        let text = String(repeating: "a b c ", count: 42)
        #expect(try await companies.list(text: text).count == 1)
        #expect(try await companies.list(text: text + "d").isEmpty)
    }

    @Test("Lists and searches equal a simple model, whatever was done before", arguments: [1, 2, 3] as [UInt64])
    func model(seed: UInt64) async throws {
        let companies = try CompaniesHarness()
        var random = SeededGenerator(seed: seed)
        var model: [(id: Int64, name: String)] = []
        for _ in 0..<150 {
            let index = model.indices.randomElement(using: &random)
            switch (Int.random(in: 0..<10, using: &random), index) {
            case (0, let index?):
                _ = try await companies.client.deleteCompany(
                    CompaniesV1.DeleteCompanyRequest(id: model.remove(at: index).id))
            case (1...2, let index?):
                model[index].name = Self.name(&random)
                _ = try await companies.client.updateCompany(
                    CompaniesV1.UpdateCompanyRequest(
                        id: model[index].id, updateMask: ["name"],
                        fields: CompaniesV1.CompanyFields(name: model[index].name)))
            default:
                let company = try await companies.create(Self.name(&random))
                model.append((company.id, company.name))
            }
        }
        for text in ["", "c", "cong", "công ty", "dai t", "thanh", "t t", "x"] {
            let expected = model.reversed().filter { Self.matches($0.name, text) }
            let listed = try await companies.list(text: text, pageSize: Int32.random(in: 1...9, using: &random))
            #expect(listed.map(\.id) == expected.map(\.id), "seed \(seed), text \(text)")
            #expect(listed.map(\.name) == expected.map(\.name), "seed \(seed), text \(text)")
        }
    }

    private static func name(_ random: inout SeededGenerator) -> String {
        let words = ["Công", "ty", "TNHH", "Đại", "Thành", "thanh", "Tín", "Xây", "dựng", "Co.", "cộng-đồng"]
        return (0..<Int.random(in: 1...4, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }
            .joined(separator: " ")
    }

    private static func matches(_ name: String, _ text: String) -> Bool {
        let words = SearchFolding.tokens(name)
        return SearchFolding.tokens(text).allSatisfy { prefix in words.contains { $0.hasPrefix(prefix) } }
    }

    @Test("A page that would not fit into a frame ends early and the next one goes on")
    func largePages() async throws {
        let companies = try CompaniesHarness()
        let description = String(repeating: "ễ", count: 10_000)
        for number in 1...150 {
            let fields = CompaniesV1.CompanyFields(name: "Company \(number)", description: description)
            _ = try await companies.client.createCompany(CompaniesV1.CreateCompanyRequest(fields: fields))
        }
        let first = try await companies.client.listCompanies(CompaniesV1.ListCompaniesRequest(pageSize: 500))
        #expect((1..<150).contains(first.companies.count))
        #expect(try await companies.list(pageSize: 500).map(\.id) == (1...150).reversed())
    }

    @Test("A page size or token that is not of this list is refused")
    func wrongPages() async throws {
        let companies = try CompaniesHarness()
        for number in 1...3 { try await companies.create("Company \(number)") }
        let list = companies.client.listCompanies
        let token = try await list(CompaniesV1.ListCompaniesRequest(pageSize: 1), CallOptions()).nextPageToken
        let altered = String(token.dropLast()) + (token.hasSuffix("0") ? "1" : "0")
        for request in [
            CompaniesV1.ListCompaniesRequest(pageSize: -1), CompaniesV1.ListCompaniesRequest(pageSize: 501),
            CompaniesV1.ListCompaniesRequest(pageToken: "x"), CompaniesV1.ListCompaniesRequest(pageToken: altered),
            CompaniesV1.ListCompaniesRequest(text: "company", pageToken: token),
            CompaniesV1.ListCompaniesRequest(text: String(repeating: "a", count: 256)),
        ] {
            #expect(await rpcError { try await list(request, CallOptions()) }?.code == .invalidArgument)
        }
    }
}
