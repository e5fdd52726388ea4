import Contracts
import Foundation
import GatewayService
import RPCCore
import RPCInProcess
import ServiceRuntime
import Synchronization
import Testing

@Suite("A company's page")
struct CompanyPageTests {
    @Test("shows the company with the newest of its notes, its contacts and their tickets")
    func wholePage() async throws {
        let owners = FakeOwners()
        try await GatewayHarness.serving([owners.companies, owners.contacts]) { url in
            let answer = try await GatewayHarness.send(
                "GET", url + "/pages/companies/7?page_size=2", headers: ["Danhba-Workspace": "acme"])
            #expect(answer.status == 200)
            #expect(answer.header("content-type") == "application/json")
            let page = try answer.json
            #expect((page["company"] as? [String: Any])?["name"] as? String == "Công ty A")
            let notes = page["notes"] as? [String: Any]
            #expect((notes?["notes"] as? [[String: Any]])?.map { $0["text"] as? String } == ["Gọi lại"])
            #expect(notes?["nextPageToken"] as? String == "more")
            let contacts = (page["contacts"] as? [String: Any])?["contacts"] as? [[String: Any]]
            #expect(contacts?.map { $0["id"] as? String } == ["12", "11"])
            let tickets = (page["tickets"] as? [String: Any])?["tickets"] as? [[String: Any]]
            #expect(tickets?.map { $0["title"] as? String } == ["Báo giá"])
        }
        let seen = owners.seen.withLock { $0 }
        #expect(seen.workspaces == ["acme"])
        #expect(seen.pageSizes == [2])
        #expect(seen.companyIDs == [7])
    }

    @Test("says in place of contacts and tickets that their service does not answer, and shows the rest")
    func contactsAway() async throws {
        let owners = FakeOwners()
        let away = Backend(name: "contacts", connection: LateConnection(owners.contacts.connection))
        try await GatewayHarness.serving([owners.companies, away]) { url in
            let answer = try await GatewayHarness.send("GET", url + "/pages/companies/7")
            #expect(answer.status == 200)
            let page = try answer.json
            #expect((page["company"] as? [String: Any])?["id"] as? String == "7")
            #expect((page["notes"] as? [String: Any])?["notes"] != nil)
            for part in ["contacts", "tickets"] {
                let error = (page[part] as? [String: Any])?["error"] as? [String: Any]
                #expect(error?["code"] as? String == "unavailable")
            }
        }
    }

    @Test("is not there for a company that is not, and refuses a wrong page size")
    func refusals() async throws {
        let owners = FakeOwners()
        try await GatewayHarness.serving([owners.companies, owners.contacts]) { url in
            for path in ["8", "x", "0", "-7"] {
                let answer = try await GatewayHarness.send("GET", url + "/pages/companies/" + path)
                #expect(answer.status == 404)
                #expect(try answer.json["code"] as? String == "not_found")
            }
            for size in ["0", "101", "x"] {
                #expect(
                    try await GatewayHarness.send("GET", url + "/pages/companies/7?page_size=\(size)").status == 400)
            }
        }
    }

    @Test("is unavailable while companies is")
    func companiesAway() async throws {
        let owners = FakeOwners()
        let away = Backend(name: "companies", connection: LateConnection(owners.companies.connection))
        try await GatewayHarness.serving([away, owners.contacts]) { url in
            let answer = try await GatewayHarness.send("GET", url + "/pages/companies/7")
            #expect(answer.status == 503)
        }
    }
}

/// Companies and contacts that know one company.
private final class FakeOwners: Sendable {
    struct Seen {
        var workspaces: Set<String> = []
        var pageSizes: Set<Int32> = []
        var companyIDs: Set<Int64> = []
    }

    let seen = Mutex(Seen())

    var companies: Backend {
        let methods = [
            method(CompaniesV1.CompaniesMethods.getCompany) { (request: CompaniesV1.GetCompanyRequest) in
                try Self.check(request.id)
                return CompaniesV1.GetCompanyResponse(company: CompaniesV1.Company(id: 7, name: "Công ty A"))
            },
            method(CompaniesV1.NotesMethods.listNotes) { (request: CompaniesV1.ListNotesRequest) in
                self.note(request.pageSize, [request.companyID])
                try Self.check(request.companyID)
                return CompaniesV1.ListNotesResponse(
                    notes: [CompaniesV1.Note(id: 1, text: "Gọi lại")], nextPageToken: "more")
            },
        ]
        return backend(
            "companies", methods, [CompaniesV1.CompaniesMethods.descriptor, CompaniesV1.NotesMethods.descriptor])
    }

    var contacts: Backend {
        let methods = [
            method(ContactsV1.ContactsMethods.listContacts) { (request: ContactsV1.ListContactsRequest) in
                self.note(request.pageSize, request.filter?.companyIDs ?? [])
                return ContactsV1.ListContactsResponse(
                    contacts: [ContactsV1.Contact(id: 12), ContactsV1.Contact(id: 11)])
            },
            method(ContactsV1.TicketsMethods.listTickets) { (request: ContactsV1.ListTicketsRequest) in
                self.note(request.pageSize, request.filter?.companyIDs ?? [])
                return ContactsV1.ListTicketsResponse(tickets: [ContactsV1.Ticket(id: 3, title: "Báo giá")])
            },
        ]
        return backend(
            "contacts", methods, [ContactsV1.ContactsMethods.descriptor, ContactsV1.TicketsMethods.descriptor])
    }

    private static func check(_ id: Int64) throws {
        guard id == 7 else { throw RPCError.notFound("company", id: id) }
    }

    private func note(_ pageSize: Int32, _ companyIDs: [Int64]) {
        seen.withLock { seen in
            seen.pageSizes.insert(pageSize)
            seen.companyIDs.formUnion(companyIDs)
        }
    }

    private func method<Request: Message>(
        _ descriptor: MethodDescriptor, _ answer: @escaping @Sendable (Request) throws -> any Message
    ) -> RPCMethod {
        let direct = MethodDescriptor(
            service: descriptor.service, name: descriptor.name, kind: .unary, execution: .inline,
            inputType: descriptor.inputType, outputType: descriptor.outputType)
        return RPCMethod(
            direct,
            .inline { bytes, context in
                self.seen.withLock { _ = $0.workspaces.insert(context.metadata.workspace) }
                return try answer(try Request(deserializing: bytes))
            })
    }

    private func backend(_ name: String, _ methods: [RPCMethod], _ services: [ServiceDescriptor]) -> Backend {
        var router = Router()
        for service in services {
            router.register(
                service, methods: methods.filter { $0.descriptor.service == service.name }, lanes: DirectLanes())
        }
        router.register(
            ReflectionHandlers(services + [RPCV1.ReflectionMethods.descriptor]), lanes: DirectLanes())
        return Backend(name: name, connection: InProcessConnection(router: router))
    }
}
