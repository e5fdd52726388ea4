import Contracts
import CustomFields
import RPCCore
import Store
import TestSupport
import Testing

@testable import ContactsService

@Suite("A change to many contacts")
struct BulkEditTests {
    /// Six contacts, of which the first three are named An; company 7 exists, agents 1 and 2 do, 2 is not active.
    private func prepare(_ fixture: ContactsFixture) async throws {
        fixture.companies.add(7, "Sao Việt")
        _ = try await fixture.agent("a@example.com")
        _ = try await fixture.agent("b@example.com", active: false)
        for number in 1...6 {
            try await fixture.create(
                .init(name: number <= 3 ? "An \(number)" : "Bình \(number)", rating: number == 2 ? 5 : 1))
        }
    }

    private var toVIP: ContactsV1.EditContactsRequest {
        .init(
            selection: .init(filter: .init(text: "an")),
            updateMask: ["rating", "company_id", "manager_id", "custom.k"],
            fields: .init(companyID: 7, managerID: 1, rating: 5, custom: .of(["k": "gold"])))
    }

    @Test("is previewed without a change, done by one operation, and undone by it")
    func edits() async throws {
        try await ContactsFixture.with { fixture in
            try await prepare(fixture)
            try await fixture.field("k")
            let original = try await fixture.list()
            let changeCount = try await fixture.changes().count
            var request = toVIP
            request.dryRun = true
            let preview = try await fixture.edits.editContacts(request)
            #expect(preview.selectedCount == 3 && preview.changedCount == 3 && preview.operationID.isEmpty)
            #expect(preview.previews.map { $0.before?.id } == [3, 2, 1])
            #expect(preview.previews.allSatisfy { $0.after?.rating == 5 && $0.after?.companyID == 7 })
            #expect(try await fixture.changes().count == changeCount)

            request.dryRun = false
            request.expectedCount = 3
            let done = try await fixture.edits.editContacts(request)
            #expect(done.selectedCount == 3 && done.changedCount == 3 && done.previews.isEmpty)
            let edited = try await fixture.list()
            #expect(edited.map(\.rating) == [1, 1, 1, 5, 5, 5])
            #expect(edited.map(\.managerID) == [0, 0, 0, 1, 1, 1])
            #expect(edited.map { $0.custom.values(of: "k") } == [[], [], [], ["gold"], ["gold"], ["gold"]])
            #expect(try await fixture.list(.init(companyIDs: [7])).map(\.id) == [3, 2, 1])
            let changes = try await fixture.changes().dropFirst(changeCount)
            #expect(changes.count == 3 && changes.allSatisfy { $0.operationID == done.operationID })

            let again = try await fixture.edits.editContacts(request)
            #expect(again.changedCount == 0 && again.operationID.isEmpty)
            _ = try await fixture.history.undoOperation(.init(operationID: done.operationID))
            let undone = try await fixture.list()
            #expect(undone.map(\.rating) == original.map(\.rating))
            #expect(undone.map(\.companyID) == original.map(\.companyID) && undone.allSatisfy(\.custom.isEmpty))
        }
    }

    @Test("deletes what is selected, leaving the rest, and can be undone")
    func deletes() async throws {
        try await ContactsFixture.with { fixture in
            try await prepare(fixture)
            let preview = try await fixture.edits.deleteContacts(.init(selection: .init(ids: [5, 2, 5]), dryRun: true))
            #expect(preview.selectedCount == 2 && preview.deletedCount == 2)
            #expect(
                preview.previews.map { $0.before?.id } == [5, 2] && preview.previews.allSatisfy { $0.after == nil })
            #expect(try await fixture.list().count == 6)
            let done = try await fixture.edits.deleteContacts(.init(selection: .init(ids: [5, 2, 5])))
            #expect(done.deletedCount == 2 && !done.operationID.isEmpty)
            #expect(try await fixture.list().map(\.id) == [6, 4, 3, 1])
            _ = try await fixture.history.undoOperation(.init(operationID: done.operationID))
            #expect(try await fixture.list().map(\.id) == [6, 5, 4, 3, 2, 1])
        }
    }

    @Test("goes over many steps")
    func steps() async throws {
        try await ContactsFixture.with { fixture in
            let rows = (1...1_201).map { ContactsV1.BulkRow(row: $0, name: "Contact \($0)") }
            try await fixture.run(rows, job: "j", options: .init(mode: .createAll), "main") { _ in (1_201, false) }
            let edit = ContactsV1.EditContactsRequest(
                selection: .init(filter: .init()), updateMask: ["city"], fields: .init(city: "Huế"))
            let done = try await fixture.edits.editContacts(edit)
            #expect(done.selectedCount == 1_201 && done.changedCount == 1_201)
            #expect(try await fixture.list().allSatisfy { $0.city == "Huế" && $0.version == 2 })
            let gone = try await fixture.edits.deleteContacts(.init(selection: .init(filter: .init(text: "contact"))))
            #expect(gone.deletedCount == 1_201)
            #expect(try await fixture.list().isEmpty)
        }
    }

    @Test("is refused whole, with everything that is wrong, and changes nothing")
    func refuses() async throws {
        try await ContactsFixture.with { fixture in
            try await prepare(fixture)
            try await fixture.field("k")
            try await fixture.field("u") { $0.unique = true }
            let original = try await fixture.list()
            func error(_ change: (inout ContactsV1.EditContactsRequest) -> Void) async -> RPCError? {
                var request = toVIP
                change(&request)
                for dryRun in [true, false] {
                    request.dryRun = dryRun
                    let error = await rpcError { [request] in try await fixture.edits.editContacts(request) }
                    if !dryRun { return error }
                    #expect(error != nil)
                }
                return nil
            }
            #expect(await error { $0.selection = nil }?.code == .invalidArgument)
            #expect(await error { $0.selection?.ids = [1] }?.code == .invalidArgument)
            #expect(try await error { $0.selection = .init(ids: [1, 99, 98]) }?.infos.first?.ids == [98, 99])
            #expect(try await error { $0.expectedCount = 4 }?.infos.first?.number == 4001)
            #expect(try await error { $0.fields?.managerID = 2 }?.infos.first?.number == 2041)
            #expect(await error { $0.fields?.managerID = 9 }?.code == .notFound)
            #expect(await error { $0.fields?.companyID = 8 }?.code == .notFound)
            let identifying = await error { $0.updateMask = ["name", "phones", "custom.u", "rating"] }
            #expect(try identifying?.infos.count == 3)
            let invalid = await error { request in
                request.fields?.rating = 9
                request.updateMask.append("custom.unknown")
            }
            #expect(invalid?.code == .invalidArgument)
            #expect(try await fixture.list() == original)
        }
    }
}
