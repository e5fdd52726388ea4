import Contracts
import RPCCore
import ServiceRuntime
import Store
import TestSupport
import Testing

@testable import CampaignsService

@Suite("Customers of a campaign")
struct CustomerTests {
    @Test("Contacts are added in the given order with their first number that can be dialled")
    func add() async throws {
        let campaigns = try CampaignsHarness()
        let campaign = try await campaigns.createCampaign()
        campaigns.contacts.add(5, name: "Lan")
        let service = ContactsV1.Phone(number: 8_419_001_234, text: "+8419001234")
        let office = ContactsV1.Phone(
            number: 842_838_221_234, extension: 12, text: "+842838221234 x12", dialable: true)
        campaigns.contacts.add(3, name: "Minh", phones: [service, office])
        campaigns.contacts.add(7, phones: [service])
        campaigns.contacts.add(8, phones: [])

        let response = try await campaigns.addCustomers([5, 3, 5, 7, 99, 8, -1, 99], to: campaign.id)
        let expected = CampaignsV1.AddCampaignCustomersResponse(
            total: 8, added: 2, skippedExisting: 1, invalid: 5, skippedIDs: [5], invalidIDs: [7, 99, 8, -1, 99])
        #expect(response == expected)
        let customers = try await campaigns.customers(of: campaign.id)
        let added = CampaignsV1.CampaignCustomer(
            id: 2, version: 1, campaignID: campaign.id, contactID: 3, name: "Minh", phoneNumber: 842_838_221_234,
            phone: "+842838221234 x12", status: .notCalled, addedAtMs: campaigns.clock.now,
            baseStatus: .notCalled)
        #expect(customers.map(\.contactID) == [5, 3])
        #expect(customers.last == added)
        #expect(try await campaigns.campaign(campaign.id).customerCount == 2)
        #expect(try await campaigns.campaign(campaign.id).version == 1)
    }

    @Test("Adding again skips what is there, another campaign takes it")
    func addAgain() async throws {
        let campaigns = try CampaignsHarness()
        let first = try await campaigns.createCampaign()
        let second = try await campaigns.createCampaign()
        for id in 1...3 as ClosedRange<Int64> { campaigns.contacts.add(id) }
        try await campaigns.addCustomers([1, 2], to: first.id)
        let again = try await campaigns.addCustomers([3, 2, 1], to: first.id)
        #expect(again.added == 1 && again.skippedIDs == [2, 1])
        #expect(try await campaigns.addCustomers([1, 2, 3], to: second.id).added == 3)
        #expect(try await campaigns.campaign(first.id).customerCount == 3)
        #expect(try await campaigns.changes().filter { $0.entity == "campaign_customer" }.count == 6)
    }

    @Test("A thousand contacts are looked up in batches that fit into a frame; more are refused")
    func batches() async throws {
        let campaigns = try CampaignsHarness()
        let campaign = try await campaigns.createCampaign()
        let ids = (1...1_000).map(Int64.init)
        for id in ids { campaigns.contacts.add(id) }
        #expect(try await campaigns.addCustomers(ids.reversed(), to: campaign.id).added == 1_000)
        #expect(campaigns.contacts.batches == [Int](repeating: 50, count: 20))
        let customers = try await campaigns.customers(of: campaign.id, pageSize: 300)
        #expect(customers.map(\.contactID) == ids.reversed())
        let operations = Set(try await campaigns.changes().dropFirst().map(\.operationID))
        #expect(operations.count == 1)
        let error = await rpcError { try await campaigns.addCustomers(ids + [1], to: campaign.id) }
        #expect(error?.code == .invalidArgument)
    }

    @Test("A completed campaign takes no customers")
    func completed() async throws {
        let campaigns = try CampaignsHarness()
        let campaign = try await campaigns.createCampaign()
        campaigns.contacts.add(1)
        let completed = Int64(CampaignsV1.CampaignStatus.completed.rawValue)
        let complete: @Sendable () async throws -> Void = {
            try await campaigns.store.write("main") { writer in
                let update = try writer.statement("UPDATE campaign SET status = ?1")
                try update.bind(completed, at: 1)
                try update.run()
            }
        }
        // Completed while the contacts are looked up: the transaction looks again.
        campaigns.contacts.beforeNextAnswer(complete)
        for _ in 1...2 {
            let error = await rpcError { try await campaigns.addCustomers([1], to: campaign.id) }
            #expect(error?.code == .failedPrecondition)
            #expect(try error.required().infos.map(\.number) == [3014])
        }
        #expect(campaigns.contacts.batches == [1])
        #expect(try await campaigns.customers(of: campaign.id).isEmpty)
    }

    @Test("While contacts does not answer nothing is added and the caller may try again")
    func ownerUnavailable() async throws {
        let campaigns = try CampaignsHarness()
        let campaign = try await campaigns.createCampaign()
        let list = try await campaigns.createList()
        campaigns.contacts.fail(with: RPCError(.unavailable, "down"))
        for call in [
            { _ = try await campaigns.addCustomers([1], to: campaign.id) },
            { _ = try await campaigns.addMembers([1], to: list.id) },
        ] as [@Sendable () async throws -> Void] {
            let error = await rpcError(call)
            #expect(error?.code == .unavailable)
            #expect(try error.required().infos.map(\.name) == ["OWNER_UNAVAILABLE"])
        }
        #expect(try await campaigns.changes().count == 2)
    }

    @Test("A page size or token that is not of this list is refused")
    func wrongPages() async throws {
        let campaigns = try CampaignsHarness()
        let campaign = try await campaigns.createCampaign()
        let other = try await campaigns.createCampaign()
        for id in 1...3 as ClosedRange<Int64> { campaigns.contacts.add(id) }
        try await campaigns.addCustomers([1, 2, 3], to: campaign.id)
        let token = try await campaigns.client.listCampaignCustomers(
            CampaignsV1.ListCampaignCustomersRequest(campaignID: campaign.id, pageSize: 1)
        ).nextPageToken
        for request in [
            CampaignsV1.ListCampaignCustomersRequest(campaignID: campaign.id, pageSize: 501),
            CampaignsV1.ListCampaignCustomersRequest(campaignID: other.id, pageToken: token),
            CampaignsV1.ListCampaignCustomersRequest(
                campaignID: campaign.id, includeClosed: true, pageToken: token),
        ] {
            let error = await rpcError { try await campaigns.client.listCampaignCustomers(request) }
            #expect(error?.code == .invalidArgument)
        }
    }
}
