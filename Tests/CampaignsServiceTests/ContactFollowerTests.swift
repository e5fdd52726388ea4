import Contracts
import Logging
import RPCCore
import RPCInProcess
import ServiceRuntime
import Store
import TestSupport
import Testing

@testable import CampaignsService

@Suite("Following contacts")
struct ContactFollowerTests {
    @Test("A contact deleted in contacts closes its customers here, whether following runs or starts later")
    func follow() async throws {
        let campaigns = try CampaignsHarness()
        let log = try ContactsLog(campaigns.contacts)
        let campaign = try await campaigns.createCampaign()
        for id in 1...3 as ClosedRange<Int64> { campaigns.contacts.add(id) }
        try await campaigns.addCustomers([1, 2, 3], to: campaign.id)
        try await log.record([(.delete, 1, 2)])

        let following = Task { await log.follower(of: campaigns).run() }
        try await campaigns.changes(until: { $0.contains { $0.entityID == 1 && $0.version == 2 } })
        try await log.record([(.update, 2, 2), (.delete, 2, 3), (.delete, 3, 2), (.restore, 3, 3)])
        try await campaigns.changes(until: { $0.contains { $0.entityID == 3 && $0.version == 3 } })
        #expect(try await campaigns.customers(of: campaign.id).map(\.contactID) == [3])
        following.cancel()
        await following.value
    }

    @Test("A follower that starts again goes on where the other one ended, and the position is that of the effects")
    func restart() async throws {
        let campaigns = try CampaignsHarness()
        let log = try ContactsLog(campaigns.contacts)
        let campaign = try await campaigns.createCampaign()
        for id in 1...2 as ClosedRange<Int64> { campaigns.contacts.add(id) }
        try await campaigns.addCustomers([1, 2], to: campaign.id)
        try await log.record([(.delete, 1, 2)])
        let first = Task { await log.follower(of: campaigns).run() }
        let changes = try await campaigns.changes(until: { $0.contains { $0.version == 2 } })
        first.cancel()
        await first.value
        let position = try await campaigns.store.read("main") { try $0.followedPosition(of: "contacts") }
        #expect(position?.sequence == 1)

        try await log.record([(.delete, 2, 2)])
        let second = Task { await log.follower(of: campaigns).run() }
        let later = try await campaigns.changes(until: { $0.contains { $0.entityID == 2 && $0.version == 2 } })
        #expect(later.count == changes.count + 1)
        second.cancel()
        await second.value
    }

    @Test("When the log no longer reaches back, every contact is asked for and the rest follows")
    func resynchronisation() async throws {
        let campaigns = try CampaignsHarness()
        let campaign = try await campaigns.createCampaign()
        let list = try await campaigns.createList()
        let ids = (1...1_200).map(Int64.init)
        for id in ids { campaigns.contacts.add(id) }
        try await campaigns.addCustomers(Array(ids[..<700]), to: campaign.id)
        try await campaigns.addMembers(Array(ids[500...]), to: list.id)
        try await campaigns.store.write("main") { writer in
            // As another history of contacts had told.
            try writer.setContactDeleted(true, 1, version: 900)
        }
        for id in [2, 600, 601, 1_200] as [Int64] { campaigns.contacts.remove(id) }
        let resynchronisation = ContactResynchronisation(
            store: campaigns.store, directory: ContactDirectory(campaigns.contactsConnection))
        try await resynchronisation.run("main")

        let customers = try await campaigns.customers(of: campaign.id, pageSize: 500)
        #expect(customers.map(\.contactID) == ids[..<700].filter { ![2, 600, 601].contains($0) })
        let members = try await campaigns.members(of: list.id, pageSize: 1_000)
        #expect(members.map(\.contactID) == ids[500...].filter { ![600, 601, 1_200].contains($0) })
        #expect(try await campaigns.campaign(campaign.id).customerCount == 697)
        #expect(try await campaigns.list(list.id).memberCount == 697)

        let changes = try await campaigns.changes()
        try await resynchronisation.run("main")
        #expect(try await campaigns.changes() == changes)
    }

    @Test("Contacts looked up before a resynchronisation are not added after it")
    func additionDuringResynchronisation() async throws {
        let campaigns = try CampaignsHarness()
        let campaign = try await campaigns.createCampaign()
        let list = try await campaigns.createList()
        campaigns.contacts.add(1)
        let begin: @Sendable () async throws -> Void = {
            try await campaigns.store.write("main") { writer in try writer.beginResynchronisation() }
        }
        campaigns.contacts.beforeNextAnswer(begin)
        #expect(await rpcError { try await campaigns.addCustomers([1], to: campaign.id) }?.code == .aborted)
        campaigns.contacts.beforeNextAnswer(begin)
        #expect(await rpcError { try await campaigns.addMembers([1], to: list.id) }?.code == .aborted)
        #expect(try await campaigns.addCustomers([1], to: campaign.id).added == 1)
        #expect(try await campaigns.addMembers([1], to: list.id).added == 1)
    }
}

/// The change log of contacts, and the way to it.
private final class ContactsLog: Sendable {
    private let folder: TemporaryFolder
    private let store: Store
    private let connection: InProcessConnection

    init(_ contacts: FakeContacts) throws {
        folder = try TemporaryFolder()
        store = try Store(
            configuration: StoreConfiguration(directory: folder.path),
            schema: StoreSchema(name: "contacts", migrations: []))
        var router = contacts.router
        router.register(ChangesHandlers(store), lanes: store)
        connection = InProcessConnection(router: router)
    }

    deinit { connection.shutdown() }

    func follower(of campaigns: CampaignsHarness) -> ContactFollower {
        ContactFollower(campaigns.store, contacts: connection, logger: Logger(label: "test"))
    }

    /// Appends changes of contacts: what, whose, at which version.
    func record(_ changes: [(kind: ChangeKind, id: Int64, version: Int64)]) async throws {
        try await store.write("main", origin: WriteOrigin(actor: "boss")) { writer in
            for change in changes {
                try writer.record(
                    change.kind, entity: "contact", id: change.id, version: change.version,
                    imageType: ContactsV1.Contact.fullName, before: nil, after: nil)
            }
        }
    }
}

extension CampaignsHarness {
    /// The change log of the workspace as soon as it is as asked for; waits for commits.
    @discardableResult
    fileprivate func changes(until isReached: ([Change]) -> Bool) async throws -> [Change] {
        let signal = try store.changeSignal("main")
        while true {
            let changes = try await changes()
            if isReached(changes) { return changes }
            try await signal.wait(after: changes.last?.sequence ?? 0)
        }
    }
}
