import Contracts
import RPCCore
import Store
import TestSupport
import Testing

@testable import ContactsService

@Suite("Agents and groups")
struct AgentTests {
    @Test("an agent is known by an e-mail address that nobody else has")
    func createsAgents() async throws {
        try await ContactsFixture.with { fixture in
            let client = fixture.client
            let agent = try await client.createAgent(.init(email: " An@Example.com ")).agent.required()
            #expect(agent == .init(id: 1, email: "an@example.com", name: "an@example.com", active: true, version: 1))
            let taken = try #require(await rpcError { try await client.createAgent(.init(email: "AN@example.com")) })
            #expect(taken.code == .alreadyExists)
            #expect(try taken.infos.map(\.ids) == [[1]])
            for email in ["", "x", "a@b"] {
                let error = try #require(await rpcError { try await client.createAgent(.init(email: email)) })
                #expect(error.code == .invalidArgument)
                #expect(try error.infos.map(\.number) == [2020])
            }
        }
    }

    @Test("an agent's name and activity change, the version only with them")
    func updatesAgents() async throws {
        try await ContactsFixture.with { fixture in
            let client = fixture.client
            _ = try await fixture.agent("an@example.com")
            let renamed = try await client.updateAgent(.init(id: 1, updateMask: ["name"], name: "An")).agent.required()
            #expect(renamed.name == "An" && renamed.active && renamed.version == 2)
            #expect(try await client.updateAgent(.init(id: 1, updateMask: ["name"], name: "An")).agent == renamed)
            let stopped = try await client.updateAgent(.init(id: 1, expectedVersion: 2, updateMask: ["active"]))
            #expect(stopped.agent?.active == false && stopped.agent?.version == 3)
            let conflict = ContactsV1.UpdateAgentRequest(
                id: 1, expectedVersion: 2, updateMask: ["active"], active: true)
            #expect(await rpcError { try await client.updateAgent(conflict) }?.code == .aborted)
            #expect(
                await rpcError { try await client.updateAgent(.init(id: 9, updateMask: ["name"])) }?.code == .notFound)
            #expect(await rpcError { try await client.updateAgent(.init(id: 1)) }?.code == .invalidArgument)
            #expect(try await fixture.changes().map(\.entity) == ["agent", "agent", "agent"])
        }
    }

    @Test("agents are listed by id, in pages or by e-mail")
    func listsAgents() async throws {
        try await ContactsFixture.with { fixture in
            for number in 1...5 { _ = try await fixture.agent("agent\(number)@example.com") }
            var request = ContactsV1.ListAgentsRequest(pageSize: 2)
            var ids: [[Int64]] = []
            repeat {
                let response = try await fixture.client.listAgents(request)
                ids.append(response.agents.map(\.id))
                request.pageToken = response.nextPageToken
            } while !request.pageToken.isEmpty
            #expect(ids == [[1, 2], [3, 4], [5]])
            let named = ContactsV1.ListAgentsRequest(emails: ["AGENT4@example.com", "nobody", "agent2@example.com"])
            #expect(try await fixture.client.listAgents(named).agents.map(\.id) == [2, 4])
            let wrong = ContactsV1.ListAgentsRequest(pageToken: "x")
            #expect(await rpcError { try await fixture.client.listAgents(wrong) }?.code == .invalidArgument)
        }
    }

    @Test("a group has a name of its own and members who exist, each once")
    func createsGroups() async throws {
        try await ContactsFixture.with { fixture in
            let client = fixture.client
            for number in 1...2 { _ = try await fixture.agent("agent\(number)@example.com") }
            let members: [ContactsV1.GroupMember] = [
                .init(agentID: 2, role: .agent), .init(agentID: 1, role: .supervisor),
            ]
            let group = try await client.createGroup(.init(name: "Sales  Huế", members: members)).group.required()
            #expect(group.members.map(\.agentID) == [1, 2] && group.version == 1)
            #expect(try await client.listGroups(.init()).groups == [group])
            func code(_ request: ContactsV1.CreateGroupRequest) async -> StatusCode? {
                await rpcError { try await client.createGroup(request) }?.code
            }
            #expect(await code(.init(name: "sales huế")) == .alreadyExists)
            #expect(await code(.init(name: "")) == .invalidArgument)
            #expect(await code(.init(name: "B", members: [.init(agentID: 9, role: .agent)])) == .notFound)
            #expect(await code(.init(name: "B", members: [.init(agentID: 1)])) == .invalidArgument)
            #expect(await code(.init(name: "B", members: members + members)) == .invalidArgument)
            #expect(try await fixture.changes().filter { $0.entity == "group" }.count == 1)
        }
    }
}
