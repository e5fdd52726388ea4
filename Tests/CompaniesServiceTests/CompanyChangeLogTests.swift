import Contracts
import RPCCore
import Store
import TestSupport
import Testing

@testable import CompaniesService

@Suite("The change log of companies")
struct CompanyChangeLogTests {
    @Test("Every effective write is one change whose images are the record before and after")
    func images() async throws {
        let companies = try CompaniesHarness()
        let created = try await companies.create("A", taxCode: "1")
        companies.clock.advance(by: 5)
        let updated = try await companies.client.updateCompany(
            CompaniesV1.UpdateCompanyRequest(
                id: 1, updateMask: ["name"], fields: CompaniesV1.CompanyFields(name: "B"))
        ).company.required()
        _ = try await companies.client.deleteCompany(CompaniesV1.DeleteCompanyRequest(id: 1))
        var deleted = updated
        deleted.version = 3
        deleted.deletedAtMs = companies.clock.now

        let changes = try await companies.changes()
        #expect(changes.map(\.kind) == [.create, .update, .delete])
        #expect(changes.map(\.version) == [1, 2, 3])
        #expect(changes.allSatisfy { $0.entity == "company" && $0.entityID == 1 && $0.actor == "tester" })
        #expect(changes.allSatisfy { $0.imageType == CompaniesV1.Company.fullName })
        #expect(changes[0].before == nil)
        #expect(try changes[0].image(CompaniesV1.Company.self) == created)
        #expect(try changes[1].imageBefore(CompaniesV1.Company.self) == created)
        #expect(try changes[1].image(CompaniesV1.Company.self) == updated)
        #expect(try changes[2].imageBefore(CompaniesV1.Company.self) == updated)
        #expect(try changes[2].image(CompaniesV1.Company.self) == deleted)
    }

    @Test("The newest images of all companies are what the service answers")
    func imagesEqualRows() async throws {
        let companies = try CompaniesHarness()
        for number in 1...20 { try await companies.create("Company \(number)", taxCode: "\(number)") }
        _ = try await companies.client.deleteCompanies(CompaniesV1.DeleteCompaniesRequest(ids: [3, 8]))
        _ = try await companies.client.ensureCompanies(
            CompaniesV1.EnsureCompaniesRequest(cells: ["company 4", "New", "8"]))
        var images: [Int64: CompaniesV1.Company] = [:]
        for change in try await companies.changes() { images[change.entityID] = try change.image() }
        let live = images.values.filter { $0.deletedAtMs == 0 }.sorted { $0.id > $1.id }
        #expect(try await companies.list() == live)
    }
}
