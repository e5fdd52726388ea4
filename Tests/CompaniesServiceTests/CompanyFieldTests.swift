import Contracts
import RPCCore
import ServiceRuntime
import Store
import TestSupport
import Testing

@testable import CompaniesService

@Suite("The custom fields of companies")
struct CompanyFieldTests {
    private static func values(_ values: [String: String]) -> [FieldsV1.CustomValue] {
        values.sorted { $0.key < $1.key }.map { FieldsV1.CustomValue(key: $0.key, values: [$0.value]) }
    }

    @discardableResult
    private func field(
        _ key: String, _ companies: CompaniesHarness, _ settings: FieldsV1.FieldSettings
    ) async throws -> FieldsV1.Field {
        var settings = settings
        settings.label = key
        let request = CompaniesV1.CreateFieldRequest(key: key, settings: settings)
        return try await companies.client.createField(request).field.required()
    }

    private func create(
        _ name: String, _ custom: [String: String], _ companies: CompaniesHarness
    ) async throws -> CompaniesV1.Company {
        let fields = CompaniesV1.CompanyFields(name: name, custom: Self.values(custom))
        return try await companies.client.createCompany(.init(fields: fields)).company.required()
    }

    private func update(
        _ id: Int64, _ custom: [String: String], _ companies: CompaniesHarness
    ) async throws -> CompaniesV1.Company {
        let request = CompaniesV1.UpdateCompanyRequest(
            id: id, updateMask: custom.keys.map { "custom.\($0)" }, fields: .init(custom: Self.values(custom)))
        return try await companies.client.updateCompany(request).company.required()
    }

    @Test("hold values that every method answers, and that stay when a field is retired")
    func values() async throws {
        let companies = try CompaniesHarness()
        let size = try await field("size", companies, .init(type: .dropDown, options: ["Lớn", "Nhỏ"]))
        try await field("since", companies, .init(type: .date))
        let company = try await create("A", ["size": "LỚN", "since": "1/2/2020"], companies)
        #expect(company.custom == Self.values(["size": "Lớn", "since": "2020-02-01"]))
        #expect(try await companies.get(1) == company)
        #expect(try await companies.list() == [company])
        #expect(try await companies.client.batchGetCompanies(.init(ids: [1])).companies == [company])
        let created = try #require(try await companies.changes().last)
        #expect(try created.image(CompaniesV1.Company.self) == company)

        _ = try await companies.client.retireField(.init(id: size.id))
        let hidden = Self.values(["since": "2020-02-01"])
        #expect(try await companies.get(1).custom == hidden)
        #expect(try await companies.list().map(\.custom) == [hidden])
        #expect(try await companies.client.batchGetCompanies(.init(ids: [1])).companies.map(\.custom) == [hidden])
        #expect(try await update(1, ["since": "2021-02-01"], companies).custom == Self.values(["since": "2021-02-01"]))
        _ = try await companies.client.restoreField(.init(id: size.id))
        let expected = Self.values(["since": "2021-02-01", "size": "Lớn"])
        #expect(try await companies.get(1).custom == expected)
        #expect(try await update(1, ["size": ""], companies).custom == Self.values(["since": "2021-02-01"]))
    }

    @Test("tell everything that is wrong with a company at once")
    func problems() async throws {
        let companies = try CompaniesHarness()
        try await field("staff", companies, .init(type: .integer, required: true, min: "1"))
        try await field("must", companies, .init(type: .singleLine, required: true))
        let fields = CompaniesV1.CompanyFields(
            name: "", taxCode: "12 34", custom: Self.values(["staff": "0", "none": "x"]))
        let error = await rpcError { try await companies.client.createCompany(.init(fields: fields)) }
        #expect(error?.code == .invalidArgument)
        #expect(
            try error.required().infos.map { "\($0.field) \($0.number)" } == [
                "name 2001", "tax_code 2061", "custom.none 2038", "custom.staff 2030", "custom.must 2001",
            ])
        // A company that only an import names has nothing but its name.
        let ensured = try await companies.client.ensureCompanies(.init(cells: ["New"])).matches
        #expect(ensured.map(\.id) == [1])
    }

    @Test("that are unique are so among live companies")
    func unique() async throws {
        let companies = try CompaniesHarness()
        try await field("code", companies, .init(type: .singleLine, unique: true))
        let first = try await create("A", ["code": "x"], companies)
        let error = await rpcError { try await create("B", ["code": " X "], companies) }
        #expect(error?.code == .alreadyExists)
        #expect(try error.required().infos.map { "\($0.number) \($0.field) \($0.ids)" } == ["2060 custom.code [1]"])
        #expect(try await update(first.id, ["code": "X"], companies).version == 2)
        _ = try await companies.client.deleteCompany(.init(id: first.id))
        #expect(try await create("B", ["code": "x"], companies).id == 2)
    }

    @Test("take another type together with all their values, or not at all")
    func changeType() async throws {
        let companies = try CompaniesHarness()
        let field = try await field("n", companies, .init(type: .singleLine))
        _ = try await create("A", ["n": "007"], companies)
        let other = try await create("B", ["n": "x"], companies)
        let request = CompaniesV1.UpdateFieldRequest(
            id: field.id, updateMask: ["type"], settings: .init(type: .integer))
        let error = await rpcError { try await companies.client.updateField(request) }
        #expect(error?.code == .failedPrecondition)
        #expect(try error.required().infos.map(\.ids) == [[other.id]])
        _ = try await companies.client.deleteCompany(.init(id: other.id))
        #expect(try await companies.client.updateField(request).field?.settings?.type == .integer)
        #expect(try await companies.get(1).custom == Self.values(["n": "7"]))
        #expect(try await companies.get(1).version == 2)
        #expect(try await companies.changes().suffix(2).map(\.entity) == ["company", "field"])
        let reserved = CompaniesV1.CreateFieldRequest(key: "tax_code", settings: .init(label: "T", type: .date))
        #expect(await rpcError { try await companies.client.createField(reserved) }?.code == .invalidArgument)
        #expect(try await companies.client.listFields(.init()).fields.map(\.key) == ["n"])
        _ = try await companies.client.orderFields(.init(ids: [1]))
    }

    @Test("come to files of an older program, whose companies have no values")
    func migration() async throws {
        let folder = try TemporaryFolder()
        let configuration = StoreConfiguration(directory: folder.path)
        let older = StoreSchema(name: "companies", migrations: Array(StoreSchema.companies.migrations.prefix(1)))
        let before = try Store(configuration: configuration, schema: older)
        try await before.write("main") { writer in
            try writer.statement(
                """
                INSERT INTO company (version, name, name_key, name_words, tax_code, description, phone, email, website,
                    address, created_at_ms, updated_at_ms, created_by)
                VALUES (1, 'A', 'a', 'a', '', '', '', '', '', '', 0, 0, '')
                """
            ).run()
        }
        await before.close()
        let store = try Store(configuration: configuration, schema: .companies)
        let company = try await store.read("main") { try $0.company(1) }
        #expect(company?.name == "A" && company?.custom == [])
        await store.close()
    }
}
