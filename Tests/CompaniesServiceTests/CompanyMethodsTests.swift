import Contracts
import RPCCore
import ServiceRuntime
import Store
import TestSupport
import Testing

@testable import CompaniesService

@Suite("The companies methods")
struct CompanyMethodsTests {
    @Test("A created company has every field in the form in which it is stored")
    func create() async throws {
        let companies = try CompaniesHarness()
        let fields = CompaniesV1.CompanyFields(
            name: " \u{200b}Cty TNHH Hoa\u{301} Binh ", taxCode: "0312345678-abc", description: " two\nlines ",
            phone: "090 123 45 67", email: " Sales@Example.COM ", website: "example.com", address: "12 Lê Lợi")
        let company = try await companies.client.createCompany(
            CompaniesV1.CreateCompanyRequest(fields: fields)
        ).company.required()
        let expected = CompaniesV1.Company(
            id: 1, version: 1, name: "Cty TNHH Hoá Binh", taxCode: "0312345678-ABC", description: "two\nlines",
            phone: "+84901234567", email: "sales@example.com", website: "example.com", address: "12 Lê Lợi",
            createdAtMs: companies.clock.now, updatedAtMs: companies.clock.now, createdBy: "tester")
        #expect(company == expected)
        #expect(company.name.unicodeScalars.count == expected.name.unicodeScalars.count)
        #expect(try await companies.get(1) == expected)
    }

    @Test(
        "A phone that is no single number is kept as entered",
        arguments: ["0901234567; 0901234568", "see website", "084 ext", "+1"])
    func unreadablePhone(phone: String) async throws {
        let companies = try CompaniesHarness()
        let response = try await companies.client.createCompany(
            CompaniesV1.CreateCompanyRequest(fields: CompaniesV1.CompanyFields(name: "A", phone: phone)))
        #expect(response.company?.phone == phone)
    }

    @Test("Every wrong field is told at once, each with its number")
    func everyFieldWrong() async throws {
        let companies = try CompaniesHarness()
        let fields = CompaniesV1.CompanyFields(
            name: " ", taxCode: "12 34", description: String(repeating: "d", count: 10_001),
            phone: String(repeating: "1", count: 256), email: "nobody", website: String(repeating: "w", count: 256),
            address: String(repeating: "a", count: 1_001))
        let error = await rpcError {
            try await companies.client.createCompany(CompaniesV1.CreateCompanyRequest(fields: fields))
        }
        #expect(error?.code == .invalidArgument)
        let told = try error.required().infos.map { "\($0.field) \($0.number) \($0.name)" }
        #expect(
            told == [
                "name 2001 REQUIRED_MISSING", "tax_code 2061 TAX_CODE_INVALID", "description 2002 TEXT_TOO_LONG",
                "phone 2002 TEXT_TOO_LONG", "email 2020 EMAIL_INVALID", "website 2002 TEXT_TOO_LONG",
                "address 2002 TEXT_TOO_LONG",
            ])
        #expect(try await companies.list().isEmpty)
        #expect(try await companies.changes().isEmpty)
    }

    @Test("A name of 255 characters is taken and one of 256 is not; so are tax codes of 32 and 33")
    func lengths() async throws {
        let companies = try CompaniesHarness()
        let company = try await companies.create(
            String(repeating: "ễ", count: 255), taxCode: String(repeating: "9", count: 32))
        #expect(company.name.count == 255)
        let error = await rpcError {
            try await companies.create(
                String(repeating: "ễ", count: 256), taxCode: String(repeating: "9", count: 33))
        }
        #expect(try error.required().infos.map(\.name) == ["NAME_TOO_LONG", "TEXT_TOO_LONG"])
    }

    @Test("Names may repeat; a tax code of a live company may not, in any case")
    func uniqueness() async throws {
        let companies = try CompaniesHarness()
        let first = try await companies.create("Same", taxCode: "abc-1")
        let second = try await companies.create("Same")
        let error = await rpcError { try await companies.create("Other", taxCode: "ABC-1") }
        #expect(error?.code == .alreadyExists)
        let info = try #require(try error.required().infos.first)
        #expect(info.number == 2060 && info.field == "tax_code" && info.ids == [first.id])

        let update = CompaniesV1.UpdateCompanyRequest(
            id: second.id, updateMask: ["tax_code"], fields: CompaniesV1.CompanyFields(taxCode: "Abc-1"))
        #expect(await rpcError { try await companies.client.updateCompany(update) }?.code == .alreadyExists)

        _ = try await companies.client.deleteCompany(CompaniesV1.DeleteCompanyRequest(id: first.id))
        let updated = try await companies.client.updateCompany(update).company
        #expect(updated?.taxCode == "ABC-1" && updated?.version == 2)
    }

    @Test("A call with a request id is answered again from the first one, for 24 hours")
    func requestIDs() async throws {
        let companies = try CompaniesHarness()
        let first = try await companies.create("A", requestID: "r1")
        companies.clock.advance(by: 24 * 3_600_000 - 1)
        #expect(try await companies.create("A", requestID: "r1") == first)
        #expect(try await companies.changes().count == 1)
        let other = await rpcError { try await companies.create("B", requestID: "r1") }
        #expect(other?.code == .aborted)
        companies.clock.advance(by: 1)
        #expect(try await companies.create("B", requestID: "r1").id == first.id + 1)
        let tooLong = await rpcError { try await companies.create("C", requestID: String(repeating: "r", count: 65)) }
        #expect(tooLong?.code == .invalidArgument)
    }

    @Test("A call that failed leaves its request id free")
    func failedRequestID() async throws {
        let companies = try CompaniesHarness()
        #expect(await rpcError { try await companies.create("", requestID: "r1") }?.code == .invalidArgument)
        #expect(try await companies.create("A", requestID: "r1").id == 1)
    }

    @Test("An update changes the named fields, counts the version and leaves the rest")
    func update() async throws {
        let companies = try CompaniesHarness()
        let created = try await companies.create("Old", taxCode: "1")
        companies.clock.advance(by: 5)
        let response = try await companies.client.updateCompany(
            CompaniesV1.UpdateCompanyRequest(
                id: created.id, expectedVersion: 1, updateMask: ["name", "email", "name"],
                fields: CompaniesV1.CompanyFields(name: "New", taxCode: "2", email: "A@B.VN")))
        var expected = created
        expected.name = "New"
        expected.email = "a@b.vn"
        expected.version = 2
        expected.updatedAtMs = created.updatedAtMs + 5
        #expect(response.company == expected)
        #expect(try await companies.list(text: "new") == [expected])
        #expect(try await companies.list(text: "old").isEmpty)
    }

    @Test("An update that changes nothing keeps version and time and is not in the log")
    func updateWithoutEffect() async throws {
        let companies = try CompaniesHarness()
        let created = try await companies.create("A", taxCode: "x1")
        companies.clock.advance(by: 5)
        let response = try await companies.client.updateCompany(
            CompaniesV1.UpdateCompanyRequest(
                id: created.id, updateMask: ["name", "tax_code", "email"],
                fields: CompaniesV1.CompanyFields(name: " A ", taxCode: "X1")))
        #expect(response.company == created)
        #expect(try await companies.changes().count == 1)
    }

    @Test("A blank value in the mask erases, but never the name")
    func erase() async throws {
        let companies = try CompaniesHarness()
        let created = try await companies.create("A", taxCode: "1")
        let update = CompaniesV1.UpdateCompanyRequest(id: created.id, updateMask: ["tax_code"])
        #expect(try await companies.client.updateCompany(update).company?.taxCode == "")
        let nameless = CompaniesV1.UpdateCompanyRequest(id: created.id, updateMask: ["name"])
        #expect(await rpcError { try await companies.client.updateCompany(nameless) }?.code == .invalidArgument)
    }

    @Test(
        "An update that cannot be done says why",
        arguments: [
            (CompaniesV1.UpdateCompanyRequest(id: 1), StatusCode.invalidArgument),
            (CompaniesV1.UpdateCompanyRequest(id: 1, updateMask: ["id"]), .invalidArgument),
            (CompaniesV1.UpdateCompanyRequest(id: 1, updateMask: ["name", "Name"]), .invalidArgument),
            (CompaniesV1.UpdateCompanyRequest(id: 2, updateMask: ["name"]), .notFound),
            (CompaniesV1.UpdateCompanyRequest(id: 0, updateMask: ["name"]), .notFound),
            (CompaniesV1.UpdateCompanyRequest(id: 1, expectedVersion: 2, updateMask: ["website"]), .aborted),
            (CompaniesV1.UpdateCompanyRequest(id: 1, expectedVersion: -1, updateMask: ["website"]), .aborted),
        ])
    func refusedUpdate(request: CompaniesV1.UpdateCompanyRequest, code: StatusCode) async throws {
        let companies = try CompaniesHarness()
        let created = try await companies.create("A")
        #expect(await rpcError { try await companies.client.updateCompany(request) }?.code == code)
        #expect(try await companies.get(1) == created)
    }

    @Test("A deleted company is gone for every method")
    func delete() async throws {
        let companies = try CompaniesHarness()
        let company = try await companies.create("Gone", taxCode: "77")
        let wrongVersion = CompaniesV1.DeleteCompanyRequest(id: company.id, expectedVersion: 9)
        #expect(await rpcError { try await companies.client.deleteCompany(wrongVersion) }?.code == .aborted)
        let delete = CompaniesV1.DeleteCompanyRequest(id: company.id, expectedVersion: 1)
        _ = try await companies.client.deleteCompany(delete)

        #expect(await rpcError { try await companies.client.deleteCompany(delete) }?.code == .notFound)
        #expect(await rpcError { try await companies.get(company.id) }?.code == .notFound)
        #expect(try await companies.list().isEmpty)
        #expect(try await companies.list(text: "gone").isEmpty)
        let batch = CompaniesV1.BatchGetCompaniesRequest(ids: [company.id])
        #expect(try await companies.client.batchGetCompanies(batch).companies.isEmpty)
        let match = CompaniesV1.MatchCompaniesRequest(cells: ["Gone", "77"])
        #expect(try await companies.client.matchCompanies(match).matches.allSatisfy { $0.id == 0 })
        #expect(try await companies.create("Next").id == company.id + 1)
    }

    @Test("Deleting many leaves out what is not there and tells what went")
    func deleteMany() async throws {
        let companies = try CompaniesHarness()
        for name in ["A", "B", "C"] { try await companies.create(name) }
        let request = CompaniesV1.DeleteCompaniesRequest(ids: [3, 9, 1, 3, -1])
        #expect(try await companies.client.deleteCompanies(request).deletedIDs == [3, 1])
        #expect(try await companies.client.deleteCompanies(request).deletedIDs.isEmpty)
        #expect(try await companies.list().map(\.id) == [2])
        let operations = Set(try await companies.changes().filter { $0.kind == .delete }.map(\.operationID))
        #expect(operations.count == 1)
    }

    @Test("A batch comes in the order of its ids")
    func batch() async throws {
        let companies = try CompaniesHarness()
        for name in ["A", "B", "C"] { try await companies.create(name) }
        let request = CompaniesV1.BatchGetCompaniesRequest(ids: [3, 99, 1, 0])
        #expect(try await companies.client.batchGetCompanies(request).companies.map(\.name) == ["C", "A"])
    }

    @Test("More values than a request may hold are refused")
    func limits() async throws {
        let companies = try CompaniesHarness()
        let ids = [Int64](repeating: 1, count: 1_001)
        let cells = [String](repeating: "a", count: 5_001)
        let client = companies.client
        let codes = [
            await rpcError { try await client.batchGetCompanies(CompaniesV1.BatchGetCompaniesRequest(ids: ids)) },
            await rpcError { try await client.deleteCompanies(CompaniesV1.DeleteCompaniesRequest(ids: ids)) },
            await rpcError { try await client.matchCompanies(CompaniesV1.MatchCompaniesRequest(cells: cells)) },
            await rpcError { try await client.ensureCompanies(CompaniesV1.EnsureCompaniesRequest(cells: cells)) },
            await rpcError {
                try await client.ensureCompanies(
                    CompaniesV1.EnsureCompaniesRequest(operationID: String(repeating: "o", count: 65)))
            },
        ].map { $0?.code }
        #expect(codes == [StatusCode?](repeating: .invalidArgument, count: 5))
        #expect(try await companies.list().isEmpty)
    }

    @Test("A workspace does not see another one's companies")
    func workspaces() async throws {
        let companies = try CompaniesHarness()
        let company = try await companies.create("Mine", taxCode: "1")
        let other = CompaniesHarness.workspace("other")
        let client = companies.client
        #expect(
            await rpcError {
                try await client.getCompany(CompaniesV1.GetCompanyRequest(id: company.id), options: other)
            }?.code == .notFound)
        #expect(
            try await client.listCompanies(CompaniesV1.ListCompaniesRequest(), options: other).companies.isEmpty)
        let created = try await client.createCompany(
            CompaniesV1.CreateCompanyRequest(fields: CompaniesV1.CompanyFields(name: "Theirs", taxCode: "1")),
            options: other)
        #expect(created.company?.id == 1)
        #expect(try await companies.get(1).name == "Mine")
    }
}
