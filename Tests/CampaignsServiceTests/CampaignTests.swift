import Contracts
import RPCCore
import ServiceRuntime
import Store
import TestSupport
import Testing

@testable import CampaignsService

@Suite("Campaigns")
struct CampaignTests {
    @Test("A created campaign has every field in the form in which it is stored")
    func create() async throws {
        let campaigns = try CampaignsHarness()
        let request = CampaignsV1.CreateCampaignRequest(
            name: " Te\u{301}t ", description: " gifts ", dialType: .predictive, maxCalls: 3, gapS: 600,
            hotline: " 1900 1234 ", startAtMs: 10, endAtMs: 11)
        let campaign = try await campaigns.client.createCampaign(request).campaign.required()
        let expected = CampaignsV1.Campaign(
            id: 1, version: 1, code: "CA1", name: "Tét", description: "gifts", dialType: .predictive, status: .new,
            maxCalls: 3, gapS: 600, hotline: "1900 1234", startAtMs: 10, endAtMs: 11,
            createdAtMs: campaigns.clock.now, updatedAtMs: campaigns.clock.now, createdBy: "tester")
        #expect(campaign == expected)
        #expect(try await campaigns.campaign(1) == expected)
        let changes = try await campaigns.changes()
        #expect(changes.map(\.entity) == ["campaign"])
        #expect(try changes[0].image(CampaignsV1.Campaign.self) == expected)
    }

    @Test("What is not said has its default, and names may repeat")
    func defaults() async throws {
        let campaigns = try CampaignsHarness()
        let first = try await campaigns.createCampaign("Same")
        #expect(first.dialType == .manual && first.maxCalls == 1 && first.gapS == 0 && first.endAtMs == 0)
        #expect(try await campaigns.createCampaign("Same").code == "CA2")
    }

    @Test(
        "A wrong field is refused and named",
        arguments: [
            (CampaignsV1.CreateCampaignRequest(), ["name 2001"]),
            (CampaignsV1.CreateCampaignRequest(name: String(repeating: "n", count: 256)), ["name 2002"]),
            (
                CampaignsV1.CreateCampaignRequest(
                    description: String(repeating: "d", count: 10_001), maxCalls: -1, gapS: -1,
                    hotline: String(repeating: "1", count: 256), startAtMs: -1, endAtMs: -1),
                [
                    "name 2001", "description 2002", "max_calls 2030", "gap_s 2030", "hotline 2002",
                    "start_at_ms 2030", "end_at_ms 2030",
                ]
            ),
            (CampaignsV1.CreateCampaignRequest(name: "A", maxCalls: 1_001), ["max_calls 2030"]),
            (CampaignsV1.CreateCampaignRequest(name: "A", gapS: .max), ["gap_s 2030"]),
            (CampaignsV1.CreateCampaignRequest(name: "A", startAtMs: 5, endAtMs: 5), ["end_at_ms 2030"]),
        ])
    func wrongFields(request: CampaignsV1.CreateCampaignRequest, told: [String]) async throws {
        let campaigns = try CampaignsHarness()
        let error = await rpcError { try await campaigns.client.createCampaign(request) }
        #expect(error?.code == .invalidArgument)
        #expect(try error.required().infos.map { "\($0.field) \($0.number)" } == told)
    }

    @Test("A request id makes creation safe to repeat")
    func requestID() async throws {
        let campaigns = try CampaignsHarness()
        let first = try await campaigns.createCampaign("A", requestID: "r")
        #expect(try await campaigns.createCampaign("A", requestID: "r") == first)
        #expect(await rpcError { try await campaigns.createCampaign("B", requestID: "r") }?.code == .aborted)
        // Another method's ids are others.
        #expect(try await campaigns.createList("A", requestID: "r").id == 1)
    }

    @Test("Campaigns come newest first in pages")
    func list() async throws {
        let campaigns = try CampaignsHarness()
        for number in 1...5 { _ = try await campaigns.createCampaign("Campaign \(number)") }
        let first = try await campaigns.client.listCampaigns(CampaignsV1.ListCampaignsRequest(pageSize: 3))
        let second = try await campaigns.client.listCampaigns(
            CampaignsV1.ListCampaignsRequest(pageSize: 3, pageToken: first.nextPageToken))
        #expect(first.campaigns.map(\.id) == [5, 4, 3])
        #expect(second.campaigns.map(\.id) == [2, 1] && second.nextPageToken.isEmpty)
        for request in [
            CampaignsV1.ListCampaignsRequest(pageSize: 501), CampaignsV1.ListCampaignsRequest(pageToken: "1"),
        ] {
            #expect(await rpcError { try await campaigns.client.listCampaigns(request) }?.code == .invalidArgument)
        }
        let foreign = CampaignsV1.ListCustomerListsRequest(pageToken: first.nextPageToken)
        #expect(await rpcError { try await campaigns.client.listCustomerLists(foreign) }?.code == .invalidArgument)
    }

    @Test("An unknown campaign is NOT_FOUND for every method")
    func notFound() async throws {
        let campaigns = try CampaignsHarness()
        #expect(await rpcError { try await campaigns.campaign(1) }?.code == .notFound)
        #expect(await rpcError { try await campaigns.addCustomers([1], to: 1) }?.code == .notFound)
        #expect(await rpcError { try await campaigns.customers(of: 1) }?.code == .notFound)
        #expect(campaigns.contacts.batches.isEmpty)
    }

    @Test("A workspace does not see another one's campaigns")
    func workspaces() async throws {
        let campaigns = try CampaignsHarness()
        let campaign = try await campaigns.createCampaign()
        let other = CampaignsHarness.workspace("other")
        let get = CampaignsV1.GetCampaignRequest(id: campaign.id)
        #expect(await rpcError { try await campaigns.client.getCampaign(get, options: other) }?.code == .notFound)
        let add = CampaignsV1.AddCampaignCustomersRequest(campaignID: campaign.id, contactIDs: [1])
        #expect(
            await rpcError { try await campaigns.client.addCampaignCustomers(add, options: other) }?.code
                == .notFound)
    }

    @Test(
        "A flag shows over a status that could still be called and never over how it ended",
        arguments: [
            (.notCalled, [], .notCalled), (.notCalled, ["paused"], .paused),
            (.callback, ["paused", "blocked"], .blocked),
            (.failedRetryable, ["paused", "blocked", "dnc"], .dnc), (.callError, ["dnc"], .dnc),
            (.success, ["dnc"], .success), (.exhausted, ["blocked"], .exhausted),
            (.doNotCallBack, ["paused"], .doNotCallBack),
        ] as [(CampaignsV1.CustomerStatus, Set<String>, CampaignsV1.CustomerStatus)])
    func shownStatus(
        base: CampaignsV1.CustomerStatus, flags: Set<String>, shown: CampaignsV1.CustomerStatus
    ) {
        let customer = CampaignsV1.CampaignCustomer(
            baseStatus: base, paused: flags.contains("paused"), blocked: flags.contains("blocked"),
            dnc: flags.contains("dnc"))
        #expect(customer.shownStatus == shown)
    }
}
