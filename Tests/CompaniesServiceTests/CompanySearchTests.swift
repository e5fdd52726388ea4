import Contracts
import RPCCore
import TestSupport
import Testing
import TextNormalization

@testable import CompaniesService

@Suite("Searching companies")
struct CompanySearchTests {
    @Test(
        "One box finds by name, tax code, phone and e-mail",
        arguments: [
            ("dai thanh", [1]), ("0101", [2, 1]), ("0101234567-001", [2]), ("7-00", [2]), ("028 3822", [1]),
            ("+84 28 3822 1234", [1]), ("8221234", [1]), ("1900", [3]), ("HOA@", [3]), ("binh.vn", [3]),
            ("gmail.com", [2, 1]), ("01", []), ("0101234567 x", []), ("\"gmail", []), ("gm\"ail", []),
            ("@@@", [3, 2, 1]),
            ("\"\"", [3, 2, 1]), ("822\n1234", []), ("", [3, 2, 1]),
        ] as [(String, [Int64])])
    func oneBox(text: String, ids: [Int64]) async throws {
        let companies = try CompaniesHarness()
        for fields in [
            CompaniesV1.CompanyFields(
                name: "Công ty Đại Thành", taxCode: "0101234567", phone: "028 3822 1234", email: "dt@gmail.com"),
            CompaniesV1.CompanyFields(name: "Chi nhánh", taxCode: "0101234567-001", email: "cn@gmail.com"),
            CompaniesV1.CompanyFields(name: "Hòa Bình", phone: "Hotline 1900 1234 / 1900 5678", email: "hoa@binh.vn"),
        ] {
            _ = try await companies.client.createCompany(CompaniesV1.CreateCompanyRequest(fields: fields))
        }
        let found = try await companies.search(CompaniesV1.CompanyFilter(text: text))
        #expect(found.map(\.id) == ids)
    }

    @Test("What a company was reached by is forgotten with the value and with the company")
    func forgets() async throws {
        let companies = try CompaniesHarness()
        for code in ["AAA-1", "AAA-2", "AAA-3"] { try await companies.create(code, taxCode: code) }
        _ = try await companies.client.updateCompany(
            CompaniesV1.UpdateCompanyRequest(
                id: 1, updateMask: ["name", "tax_code"], fields: CompaniesV1.CompanyFields(name: "X", taxCode: "BBB")))
        _ = try await companies.client.updateCompany(
            CompaniesV1.UpdateCompanyRequest(
                id: 3, updateMask: ["name", "tax_code"], fields: CompaniesV1.CompanyFields(name: "Y")))
        _ = try await companies.client.deleteCompany(CompaniesV1.DeleteCompanyRequest(id: 2))
        #expect(try await companies.search(CompaniesV1.CompanyFilter(text: "aaa-")).isEmpty)
        #expect(try await companies.search(CompaniesV1.CompanyFilter(text: "bbb")).map(\.id) == [1])
    }

    @Test("Times of creation and change narrow a list, from the beginning up to but not including the end")
    func times() async throws {
        let companies = try CompaniesHarness()
        let start = companies.clock.now
        for name in ["A", "B", "C", "D"] {
            try await companies.create(name)
            companies.clock.advance(by: 10)
        }
        _ = try await companies.client.updateCompany(
            CompaniesV1.UpdateCompanyRequest(
                id: 1, updateMask: ["name"], fields: CompaniesV1.CompanyFields(name: "A2")))
        let cases: [(CompaniesV1.CompanyFilter, [Int64])] = [
            (.init(createdFromMs: start + 10), [4, 3, 2]), (.init(createdFromMs: start + 11), [4, 3]),
            (.init(createdBeforeMs: start + 10), [1]),
            (.init(createdFromMs: start + 10, createdBeforeMs: start + 30), [3, 2]),
            (.init(updatedFromMs: start + 30), [4, 1]), (.init(updatedBeforeMs: start + 20), [2]),
            (.init(createdFromMs: start + 10, updatedFromMs: start + 20), [4, 3]),
            (.init(text: "A", updatedFromMs: start + 40), [1]), (.init(text: "B", updatedFromMs: start + 40), []),
            (.init(createdFromMs: start + 1_000), []), (.init(createdFromMs: 20, createdBeforeMs: 10), []),
        ]
        for (filter, ids) in cases {
            #expect(try await companies.search(filter, pageSize: 1).map(\.id) == ids)
            #expect(try await companies.search(filter, order: .name).map(\.id) == ids.sorted())
        }
    }

    @Test("By name, accents and case do not count, and equal names stand in the order of creation")
    func byName() async throws {
        let companies = try CompaniesHarness()
        for name in ["Đức", "an", "Ân", "Bình", "AN", "!", "dục"] { try await companies.create(name) }
        let listed = try await companies.search(CompaniesV1.CompanyFilter(), order: .name, pageSize: 2)
        #expect(listed.map(\.name) == ["!", "an", "Ân", "AN", "Bình", "Đức", "dục"])
    }

    @Test("The first page tells how many there are, the others do not")
    func total() async throws {
        let companies = try CompaniesHarness()
        for number in 1...7 { try await companies.create("Company \(number % 2)") }
        for (text, count) in [("", 7), ("company 1", 4), ("1", 4), ("x", 0)] {
            for order in [CompaniesV1.CompanyOrder.newestFirst, .name] {
                let filter = CompaniesV1.CompanyFilter(text: text)
                let first = try await companies.client.listCompanies(
                    CompaniesV1.ListCompaniesRequest(pageSize: 3, filter: filter, order: order))
                #expect(first.totalCount == Int64(count))
                #expect(!first.exceedsTotalCount)
                if first.nextPageToken.isEmpty { continue }
                let second = try await companies.client.listCompanies(
                    CompaniesV1.ListCompaniesRequest(
                        pageSize: 3, pageToken: first.nextPageToken, filter: filter, order: order))
                #expect(second.totalCount == 0)
            }
        }
    }

    @Test("Companies beyond ten thousand are not counted, whatever is asked for and in either order")
    func manyCompanies() async throws {
        let companies = try CompaniesHarness()
        for part in 0..<3 {
            let names = (1...4_000).map { "Công ty \(part * 4_000 + $0)" }
            _ = try await companies.client.ensureCompanies(CompaniesV1.EnsureCompaniesRequest(cells: names))
        }
        for text in ["", "cong"] {
            for order in [CompaniesV1.CompanyOrder.newestFirst, .name] {
                let request = CompaniesV1.ListCompaniesRequest(
                    pageSize: 500, filter: CompaniesV1.CompanyFilter(text: text), order: order)
                let page = try await companies.client.listCompanies(request)
                #expect(page.totalCount == 10_000)
                #expect(page.exceedsTotalCount)
                let next = try await companies.client.listCompanies(
                    CompaniesV1.ListCompaniesRequest(
                        pageSize: 2, pageToken: "", filter: request.filter, order: order))
                #expect(next.companies == Array(page.companies.prefix(2)))
                if order == .name {
                    let words = page.companies.map { SearchFolding.fold($0.name) }
                    #expect(words == words.sorted())
                    #expect(words.first == "cong ty 1")
                } else {
                    #expect(page.companies.map(\.id) == (11_501...12_000).reversed())
                }
            }
        }
    }

    @Test("Both kinds of text at once, and times that are none, are refused")
    func refusals() async throws {
        let companies = try CompaniesHarness()
        for request in [
            CompaniesV1.ListCompaniesRequest(text: "a", filter: CompaniesV1.CompanyFilter(text: "b")),
            CompaniesV1.ListCompaniesRequest(filter: CompaniesV1.CompanyFilter(createdFromMs: -1)),
            CompaniesV1.ListCompaniesRequest(filter: CompaniesV1.CompanyFilter(updatedBeforeMs: -1)),
            CompaniesV1.ListCompaniesRequest(
                filter: CompaniesV1.CompanyFilter(text: String(repeating: "a", count: 256))),
        ] {
            let error = await rpcError { try await companies.client.listCompanies(request) }
            #expect(error?.code == .invalidArgument)
        }
        for number in 1...3 { try await companies.create("Company \(number)") }
        let token = try await companies.client.listCompanies(
            CompaniesV1.ListCompaniesRequest(pageSize: 1)
        ).nextPageToken
        let other = CompaniesV1.ListCompaniesRequest(pageSize: 1, pageToken: token, order: .name)
        #expect(await rpcError { try await companies.client.listCompanies(other) }?.code == .invalidArgument)
    }
}

extension CompaniesHarness {
    /// All companies of a filter, read page by page.
    func search(
        _ filter: CompaniesV1.CompanyFilter, order: CompaniesV1.CompanyOrder = .unspecified, pageSize: Int32 = 0
    ) async throws -> [CompaniesV1.Company] {
        var companies: [CompaniesV1.Company] = []
        var request = CompaniesV1.ListCompaniesRequest(pageSize: pageSize, filter: filter, order: order)
        repeat {
            let response = try await client.listCompanies(request)
            companies += response.companies
            request.pageToken = response.nextPageToken
        } while !request.pageToken.isEmpty
        return companies
    }
}
