import Contracts
import Logging
import RPCCore
import RPCInProcess
import ServiceRuntime
import Store
import TestSupport
import Testing

@testable import ContactsService

@Suite("Deleted companies")
struct CompanyFollowerTests {
    @Test("are taken from their contacts in steps, each a change of the operation that deleted them")
    func clearsInSteps() async throws {
        try await ContactsFixture.with { fixture in
            let rows = (1...5).map { ContactsV1.BulkRow(row: $0, name: "A\($0)", companyID: $0 == 3 ? 8 : 7) }
            try await fixture.run(rows, job: "j", options: .init(mode: .createAll), "main") { _ in (5, false) }
            let before = try await fixture.changes().count
            try await fixture.store.write("main") { try $0.addDeletedCompany(7, operationID: "op") }
            var steps = 0
            while try await fixture.store.write("main", { try $0.clearDeletedCompany(limit: 3) }) { steps += 1 }
            #expect(steps == 2)
            #expect(try await fixture.list().map(\.companyID) == [0, 0, 8, 0, 0])
            #expect(try await fixture.list(.init(companyIDs: [7])).isEmpty)
            let changes = try await fixture.changes().dropFirst(before)
            #expect(changes.count == 4 && changes.allSatisfy { $0.operationID == "op" && $0.version == 2 })
            // Told once more: nothing is left to do.
            try await fixture.store.write("main") { try $0.addDeletedCompany(7, operationID: "op") }
            #expect(try await !fixture.store.write("main") { try $0.clearDeletedCompany(limit: 3) })
        }
    }

    @Test("are refused to whoever comes too late, and missing from what is restored")
    func refusesLateComers() async throws {
        try await ContactsFixture.with { fixture in
            fixture.companies.add(7, "Sao Việt")
            try await fixture.create(.init(name: "An", companyID: 7))
            _ = try await fixture.client.deleteContact(.init(id: 1))
            try await fixture.store.write("main") { try $0.addDeletedCompany(7, operationID: "op") }
            let late = ContactsV1.CreateContactRequest(fields: .init(name: "B", companyID: 7))
            let error = try #require(await rpcError { try await fixture.client.createContact(late) })
            #expect(try error.code == .notFound && error.infos.map(\.number) == [2050])
            let row = ContactsV1.BulkRow(row: 2, name: "C", companyID: 7)
            let request = ContactsV1.BulkWriteContactsRequest(
                jobID: "j", options: .init(mode: .createAll), rows: [row])
            let result = try #require(try await fixture.client.bulkWriteContacts(request).results.first)
            #expect(result == .init(outcome: .rejected, notes: [.init(number: 2050, field: "company_id")]))
            #expect(try await fixture.client.restoreContact(.init(id: 1)).contact?.companyID == 0)
        }
    }

    @Test("reach contacts through the change log of companies")
    func followsTheLog() async throws {
        try await ContactsFixture.with { fixture in
            let rows = [
                ContactsV1.BulkRow(row: 1, name: "A", companyID: 7),
                ContactsV1.BulkRow(row: 2, name: "B", companyID: 8),
            ]
            try await fixture.run(rows, job: "j", options: .init(mode: .createAll), "main") { _ in (2, false) }
            let folder = try TemporaryFolder()
            let companies = try Store(
                configuration: StoreConfiguration(directory: folder.path),
                schema: StoreSchema(name: "companies", migrations: []))
            var router = Router()
            router.register(ChangesHandlers(companies), lanes: companies)
            let connection = InProcessConnection(router: router)
            let follower = CompanyFollower(
                fixture.store, companies: connection, searchIndexer: fixture.indexer, logger: Logger(label: "test"))
            let running = Task { await follower.run() }
            try await companies.write("main") { writer in
                try writer.record(
                    .delete, entity: "company", id: 7, version: 2, imageType: CompaniesV1.Company.fullName, before: nil,
                    after: nil)
            }
            let signal = try fixture.store.changeSignal("main")
            while try await fixture.get(1).companyID != 0 {
                let newest = try await fixture.store.changeRange("main").newest.sequence
                if try await fixture.get(1).companyID == 0 { break }
                _ = try await signal.wait(after: newest)
            }
            #expect(try await fixture.get(2).companyID == 8)
            running.cancel()
            await running.value
            connection.shutdown()
            await companies.close()
        }
    }
}
