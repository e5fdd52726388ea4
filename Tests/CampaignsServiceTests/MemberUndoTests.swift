import Contracts
import RPCCore
import Store
import TestSupport
import Testing

@testable import CampaignsService

@Suite("An operation that added members to a list")
struct MemberUndoTests {
    private let campaigns: CampaignsHarness
    private let history: CampaignsV1.HistoryClient

    init() throws {
        campaigns = try CampaignsHarness()
        history = CampaignsV1.HistoryClient(campaigns.connection)
        for id in 1...6 as ClosedRange<Int64> { campaigns.contacts.add(id) }
    }

    private func add(_ ids: [Int64], to list: Int64, _ operation: String) async throws
        -> CampaignsV1.AddListMembersResponse
    {
        try await campaigns.client.addListMembers(.init(listID: list, contactIDs: ids, operationID: operation))
    }

    private func contacts(_ list: Int64) async throws -> [Int64] {
        try await campaigns.members(of: list).map(\.contactID)
    }

    private func undone(_ operation: String, dryRun: Bool = false) async throws -> RPCV1.UndoOperationResponse {
        try await history.undoOperation(.init(operationID: operation, dryRun: dryRun))
    }

    private func setDeleted(_ isDeleted: Bool, _ contact: Int64, version: Int64) async throws {
        try await campaigns.store.write("main") { writer in
            try writer.setContactDeleted(isDeleted, contact, version: version)
        }
    }

    @Test("is taken back and done again, as often as one likes; members of before stay, and places are kept")
    func undoAndRedo() async throws {
        let list = try await campaigns.createList().id
        try await campaigns.addMembers([4, 1], to: list)
        let answer = try await add([1, 2, 3], to: list, "import-1")
        #expect([answer.added, answer.skippedExisting] == [2, 1])
        // Sent again, it says the same.
        #expect(try await add([1, 2, 3], to: list, "import-1") == answer)
        try await campaigns.addMembers([5], to: list)
        var operation = "import-1"
        for _ in 0..<2 {
            let rehearsal = try await undone(operation, dryRun: true)
            #expect(rehearsal == .init(deletedCount: 2))
            var outcome = try await undone(operation)
            #expect(try await undone(operation) == outcome)
            #expect(try await contacts(list) == [4, 1, 5])
            #expect(try await campaigns.list(list).memberCount == 3)
            operation = outcome.operationID
            outcome.operationID = ""
            #expect(outcome == rehearsal)
            let redone = try await undone(operation)
            #expect([redone.restoredCount, redone.conflictCount] == [2, 0])
            #expect(try await contacts(list) == [4, 1, 2, 3, 5])
            #expect(try await campaigns.list(list).memberCount == 5)
            operation = redone.operationID
        }
    }

    @Test("is taken back whole although contacts were deleted and restored; one that is deleted comes back hidden")
    func contactLives() async throws {
        let list = try await campaigns.createList().id
        _ = try await add([1, 2, 3], to: list, "import-1")
        try await setDeleted(true, 1, version: 2)
        try await setDeleted(true, 2, version: 2)
        try await setDeleted(false, 2, version: 3)
        let outcome = try await undone("import-1")
        #expect([outcome.deletedCount, outcome.conflictCount] == [3, 0])
        #expect(try await campaigns.list(list).memberCount == 0)
        _ = try await undone(outcome.operationID)
        #expect(try await contacts(list) == [2, 3])
        try await setDeleted(false, 1, version: 3)
        #expect(try await contacts(list) == [1, 2, 3])
        #expect(try await campaigns.list(list).memberCount == 3)
    }

    @Test("leaves out, done again, whom somebody else has added meanwhile")
    func addedMeanwhile() async throws {
        let list = try await campaigns.createList().id
        _ = try await add([1, 2], to: list, "import-1")
        let outcome = try await undone("import-1")
        try await campaigns.addMembers([2], to: list)
        let member = try await campaigns.members(of: list)
        let redone = try await undone(outcome.operationID)
        #expect(redone.restoredCount == 1)
        #expect(redone.conflicts.map { "\($0.entity) \($0.field)" } == ["list_member contact_id"])
        #expect(try await campaigns.members(of: list).map(\.id) == [1] + member.map(\.id))
        // What the redo did is taken back; what somebody else did is not.
        #expect(try await undone(redone.operationID).deletedCount == 1)
        #expect(try await contacts(list) == [2])
    }

    @Test("is not found when there is none; an id of an operation is bounded")
    func refusals() async throws {
        let list = try await campaigns.createList().id
        #expect(await rpcError { try await undone("import-9") }?.code == .notFound)
        let long = String(repeating: "x", count: 65)
        #expect(await rpcError { try await add([1], to: list, long) }?.code == .invalidArgument)
    }
}
