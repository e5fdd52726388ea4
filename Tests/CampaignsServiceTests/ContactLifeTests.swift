import Contracts
import RPCCore
import Store
import TestSupport
import Testing

@testable import CampaignsService

@Suite("Contacts that are deleted and restored")
struct ContactLifeTests {
    /// A change of contacts' log.
    private static func change(
        _ kind: RPCV1.Change.Kind, _ id: Int64, version: Int64, operationID: String = "op"
    ) -> RPCV1.Change {
        RPCV1.Change(
            operationID: operationID, entity: "contact", entityID: id, version: version, kind: kind, actor: "boss")
    }

    private static func apply(_ changes: [RPCV1.Change], to campaigns: CampaignsHarness) async throws {
        try await campaigns.store.write("main") { writer in try ContactFollower.apply(changes, in: writer) }
    }

    @Test("A deleted contact's customers close and its memberships hide; restoring undoes it")
    func deleteAndRestore() async throws {
        let campaigns = try CampaignsHarness()
        let (first, second) = (try await campaigns.createCampaign(), try await campaigns.createCampaign())
        let list = try await campaigns.createList()
        for id in 1...3 as ClosedRange<Int64> { campaigns.contacts.add(id) }
        try await campaigns.addCustomers([1, 2, 3], to: first.id)
        try await campaigns.addCustomers([2], to: second.id)
        try await campaigns.addMembers([3, 2, 1], to: list.id)
        let customers = try await campaigns.customers(of: first.id)
        let members = try await campaigns.members(of: list.id)

        try await Self.apply([Self.change(.delete, 2, version: 2)], to: campaigns)
        #expect(try await campaigns.customers(of: first.id).map(\.contactID) == [1, 3])
        #expect(try await campaigns.customers(of: second.id).isEmpty)
        #expect(try await campaigns.members(of: list.id).map(\.contactID) == [3, 1])
        let closed = try await campaigns.customers(of: first.id, includeClosed: true)
        #expect(closed.map(\.closed) == [false, true, false])
        #expect(closed.map(\.version) == [1, 2, 1])
        #expect(try await campaigns.campaign(first.id).customerCount == 2)
        #expect(try await campaigns.campaign(second.id).customerCount == 0)
        #expect(try await campaigns.list(list.id).memberCount == 2)

        try await Self.apply([Self.change(.restore, 2, version: 3)], to: campaigns)
        let reopened = try await campaigns.customers(of: first.id)
        #expect(reopened.map(\.id) == customers.map(\.id))
        #expect(reopened.map(\.version) == [1, 3, 1])
        #expect(try await campaigns.members(of: list.id).map(\.position) == members.map(\.position))
        #expect(try await campaigns.campaign(second.id).customerCount == 1)
        #expect(try await campaigns.list(list.id).memberCount == 3)
    }

    @Test("What a contact's change leads to is in the log under its operation, images equal to the rows")
    func log() async throws {
        let campaigns = try CampaignsHarness()
        let campaign = try await campaigns.createCampaign()
        let list = try await campaigns.createList()
        campaigns.contacts.add(1)
        try await campaigns.addCustomers([1], to: campaign.id)
        try await campaigns.addMembers([1], to: list.id)
        let before = try await campaigns.changes()
        try await Self.apply([Self.change(.delete, 1, version: 2, operationID: "contacts-op")], to: campaigns)

        let changes = try await campaigns.changes().dropFirst(before.count)
        #expect(changes.map(\.entity) == ["campaign_customer", "list_member"])
        #expect(changes.allSatisfy { $0.kind == .update && $0.version == 2 })
        #expect(changes.allSatisfy { $0.operationID == "contacts-op" && $0.actor == "boss" })
        #expect(changes.map(\.before) == [before[2].after, before[3].after])
        let customer = try await campaigns.customers(of: campaign.id, includeClosed: true).first
        #expect(try changes.first.required().image(CampaignsV1.CampaignCustomer.self) == customer)
        let member = try changes.last.required().image(CampaignsV1.ListMember.self)
        #expect(member.hidden && member.position == 1 && member.version == 2)
    }

    @Test("Taking the same changes in again, all or some, changes nothing")
    func replay() async throws {
        let campaigns = try CampaignsHarness()
        let campaign = try await campaigns.createCampaign()
        let list = try await campaigns.createList()
        for id in 1...2 as ClosedRange<Int64> { campaigns.contacts.add(id) }
        try await campaigns.addCustomers([1, 2], to: campaign.id)
        try await campaigns.addMembers([1, 2], to: list.id)
        let log = [
            Self.change(.delete, 1, version: 2), Self.change(.restore, 1, version: 3),
            Self.change(.delete, 2, version: 2), Self.change(.update, 1, version: 4),
            Self.change(.delete, 1, version: 5),
        ]
        try await Self.apply(log, to: campaigns)
        let changes = try await campaigns.changes()
        for start in log.indices { try await Self.apply(Array(log[start...]), to: campaigns) }
        #expect(try await campaigns.changes() == changes)
        #expect(try await campaigns.customers(of: campaign.id).isEmpty)
    }

    @Test("Other records and other kinds of change are left alone")
    func otherChanges() async throws {
        let campaigns = try CampaignsHarness()
        let campaign = try await campaigns.createCampaign()
        campaigns.contacts.add(1)
        try await campaigns.addCustomers([1], to: campaign.id)
        var agent = Self.change(.delete, 1, version: 9)
        agent.entity = "agent"
        let unrelated = [agent, Self.change(.create, 1, version: 1), Self.change(.update, 1, version: 2)]
        try await Self.apply(unrelated, to: campaigns)
        #expect(try await campaigns.customers(of: campaign.id).count == 1)
    }

    @Test("A contact whose deletion arrives while it is being looked up comes in closed and opens with its restoring")
    func deletedWhileAdded() async throws {
        let campaigns = try CampaignsHarness()
        let campaign = try await campaigns.createCampaign()
        let list = try await campaigns.createList()
        campaigns.contacts.add(1)
        let delete: @Sendable () async throws -> Void = {
            try await Self.apply([Self.change(.delete, 1, version: 2)], to: campaigns)
        }
        campaigns.contacts.beforeNextAnswer(delete)
        #expect(try await campaigns.addCustomers([1], to: campaign.id).added == 1)
        #expect(try await campaigns.addMembers([1], to: list.id).added == 1)
        #expect(try await campaigns.customers(of: campaign.id).isEmpty)
        #expect(try await campaigns.members(of: list.id).isEmpty)
        #expect(try await campaigns.campaign(campaign.id).customerCount == 0)
        #expect(try await campaigns.list(list.id).memberCount == 0)

        try await Self.apply([Self.change(.restore, 1, version: 3)], to: campaigns)
        #expect(try await campaigns.customers(of: campaign.id).map(\.closed) == [false])
        #expect(try await campaigns.members(of: list.id).map(\.contactID) == [1])
        #expect(try await campaigns.campaign(campaign.id).customerCount == 1)
    }

    @Test("Lists, counts and closed customers equal a simple model", arguments: [1, 2, 3, 4] as [UInt64])
    func model(seed: UInt64) async throws {
        let campaigns = try CampaignsHarness()
        var random = SeededGenerator(seed: seed)
        let campaign = try await campaigns.createCampaign()
        let list = try await campaigns.createList()
        var model = Model()
        for _ in 0..<120 {
            let id = Int64.random(in: 1...20, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0:
                model.versions[id, default: 0] += 1
                let isDeleted = model.deleted.remove(id) == nil
                if isDeleted { model.deleted.insert(id) }
                if isDeleted { campaigns.contacts.remove(id) } else { campaigns.contacts.add(id) }
                try await Self.apply(
                    [Self.change(isDeleted ? .delete : .restore, id, version: model.versions[id] ?? 0)], to: campaigns)
            case 1: try await campaigns.addCustomers(model.addCustomer(id, campaigns.contacts), to: campaign.id)
            default: try await campaigns.addMembers(model.addMember(id, campaigns.contacts), to: list.id)
            }
        }
        let customers = try await campaigns.customers(of: campaign.id, pageSize: 3)
        let all = try await campaigns.customers(of: campaign.id, includeClosed: true, pageSize: 4)
        #expect(customers.map(\.contactID) == model.customers.filter { !model.deleted.contains($0) }, "seed \(seed)")
        #expect(all.map(\.contactID) == model.customers, "seed \(seed)")
        #expect(all.map(\.closed) == model.customers.map(model.deleted.contains), "seed \(seed)")
        #expect(try await campaigns.campaign(campaign.id).customerCount == Int64(customers.count), "seed \(seed)")
        let members = try await campaigns.members(of: list.id, pageSize: 3)
        let expected = model.members.enumerated().filter { !model.deleted.contains($0.element) }
        #expect(members.map(\.contactID) == expected.map(\.element), "seed \(seed)")
        #expect(members.map(\.position) == expected.map { Int64($0.offset + 1) }, "seed \(seed)")
        #expect(try await campaigns.list(list.id).memberCount == Int64(members.count), "seed \(seed)")
    }

    /// One campaign and one list, by the definitions.
    private struct Model {
        var customers: [Int64] = []
        var members: [Int64] = []
        var deleted: Set<Int64> = []
        var versions: [Int64: Int64] = [:]

        /// Contacts to ask for: a known one is made when it is not deleted.
        mutating func addCustomer(_ id: Int64, _ contacts: FakeContacts) -> [Int64] {
            guard !deleted.contains(id) else { return [id] }
            contacts.add(id)
            if !customers.contains(id) { customers.append(id) }
            return [id, id]
        }

        mutating func addMember(_ id: Int64, _ contacts: FakeContacts) -> [Int64] {
            guard !deleted.contains(id) else { return [id] }
            contacts.add(id)
            if !members.contains(id) { members.append(id) }
            return [id]
        }
    }

    @Test(
        "An erased contact's customers lose name and number, in their history, too, and no late addition brings them back"
    )
    func erase() async throws {
        let campaigns = try CampaignsHarness()
        let campaign = try await campaigns.createCampaign()
        for id in 1...2 as ClosedRange<Int64> { campaigns.contacts.add(id) }
        try await campaigns.addCustomers([1, 2], to: campaign.id)
        let before = try await campaigns.customers(of: campaign.id)
        #expect(before.allSatisfy { !$0.name.isEmpty && $0.phoneNumber > 0 })
        for _ in 1...2 {
            try await Self.apply([Self.change(.erase, 1, version: 2)], to: campaigns)
        }
        let after = try await campaigns.customers(of: campaign.id, includeClosed: true)
        #expect(after.map(\.name) == ["", before[1].name])
        #expect(after.map(\.phoneNumber) == [0, before[1].phoneNumber] && after[0].phone.isEmpty && after[0].closed)
        #expect(try await campaigns.campaign(campaign.id).customerCount == 1)
        let history = try await campaigns.changes().filter { $0.entity == "campaign_customer" && $0.entityID == 1 }
        #expect(history.last?.kind == .erase)
        #expect(history.dropLast().allSatisfy { $0.before == nil && $0.after == nil })

        let other = try await campaigns.createCampaign()
        let late = try await campaigns.addCustomers([1, 2], to: other.id)
        #expect(late.added == 1 && late.invalidIDs == [1])
        #expect(try await campaigns.customers(of: other.id, includeClosed: true).map(\.contactID) == [2])
    }
}
