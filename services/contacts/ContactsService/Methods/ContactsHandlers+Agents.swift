import Contracts
import RPCCore
import ServiceRuntime
import Store
import TextNormalization

/// The fields of UpdateAgent's mask.
enum AgentField: String, CaseIterable, Sendable {
    case name
    case active
}

extension ContactsHandlers {
    /// Members of one group.
    static let memberLimit = 1_000
    /// E-mails in one ListAgents.
    static let emailLimit = 1_000
    private static let pageSizes = PageRequest.Sizes(standard: 100, largest: 1_000)

    func createAgent(
        _ request: ContactsV1.CreateAgentRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> ContactsV1.CreateAgentResponse {
        var rules = FieldRules()
        let email = rules.email(request.email, field: "email")
        if request.email.isBlank { rules.refuse("email", .emailInvalid, "An agent needs an e-mail address.") }
        let name = rules.text(request.name, field: "name", limit: ContactRules.shortTextLimit)
        try rules.check()
        if let other = try writer.agent(email: email) {
            throw RPCError(
                .alreadyExists, .uniqueConflict, "Another agent has this e-mail address.", field: "email",
                ids: [other.id])
        }
        let agent = try writer.create(
            ContactsV1.Agent(email: email, name: name.isEmpty ? email : name, active: true, version: 1))
        return ContactsV1.CreateAgentResponse(agent: agent)
    }

    func updateAgent(
        _ request: ContactsV1.UpdateAgentRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> ContactsV1.UpdateAgentResponse {
        let mask = try UpdateMask<AgentField>(request.updateMask)
        var rules = FieldRules()
        let name =
            mask.contains(.name) ? rules.text(request.name, field: "name", limit: ContactRules.shortTextLimit) : ""
        try rules.check()
        guard let stored = try writer.agent(request.id) else { throw RPCError.notFound("agent", id: request.id) }
        guard request.expectedVersion == 0 || request.expectedVersion == stored.version else {
            throw RPCError.versionConflict("agent", id: request.id, stored: stored.version)
        }
        var agent = stored
        if mask.contains(.name) { agent.name = name.isEmpty ? stored.email : name }
        if mask.contains(.active) { agent.active = request.active }
        if agent != stored {
            agent.version += 1
            try writer.update(stored, to: agent)
        }
        return ContactsV1.UpdateAgentResponse(agent: agent)
    }

    func listAgents(
        _ request: ContactsV1.ListAgentsRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> ContactsV1.ListAgentsResponse {
        var rules = FieldRules()
        rules.count(request.emails, field: "emails", limit: Self.emailLimit)
        try rules.check()
        // What is no address belongs to no agent.
        let wanted = request.emails.compactMap { email in try? EmailAddress(email).text }.sorted()
        let page = try PageRequest(
            size: request.pageSize, token: request.pageToken, list: "agents",
            filter: request.emails.isEmpty ? "" : wanted.joined(separator: ",") + ";", sizes: Self.pageSizes)
        let after = page.after?.first ?? 0
        var agents =
            request.emails.isEmpty
            ? try reader.agents(after: after, limit: page.readLimit)
            : try Set(wanted).compactMap(reader.agent(email:)).filter { $0.id > after }.sorted { $0.id < $1.id }
        let token = page.cut(&agents) { [$0.id] }
        return ContactsV1.ListAgentsResponse(agents: agents, nextPageToken: token)
    }

    func createGroup(
        _ request: ContactsV1.CreateGroupRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> ContactsV1.CreateGroupResponse {
        var rules = FieldRules()
        let name = rules.name(request.name, field: "name")
        rules.count(request.members, field: "members", limit: Self.memberLimit)
        if Set(request.members.map(\.agentID)).count < request.members.count {
            rules.refuse("members", nil, "An agent is in a group once.")
        }
        if request.members.contains(where: { $0.role == .unspecified }) {
            rules.refuse("members", .requiredMissing, "Every member has a role.")
        }
        try rules.check()
        let key = exactKey(name)
        if try writer.hasGroup(nameKey: key) {
            throw RPCError(.alreadyExists, .uniqueConflict, "Another group has this name.", field: "name")
        }
        let unknown = try request.members.map(\.agentID).filter { id in try writer.agent(id) == nil }
        guard unknown.isEmpty else {
            throw RPCError(.notFound, .managerUnknown, "There is no such agent.", field: "members", ids: unknown)
        }
        let members = request.members.sorted { $0.agentID < $1.agentID }
        let group = try writer.create(ContactsV1.Group(name: name, members: members, version: 1), nameKey: key)
        return ContactsV1.CreateGroupResponse(group: group)
    }

    func listGroups(
        _ request: ContactsV1.ListGroupsRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> ContactsV1.ListGroupsResponse {
        let page = try PageRequest(
            size: request.pageSize, token: request.pageToken, list: "groups", sizes: Self.pageSizes)
        var groups = try reader.groups(after: page.after?.first ?? 0, limit: page.readLimit)
        let token = page.cut(&groups) { [$0.id] }
        return ContactsV1.ListGroupsResponse(groups: groups, nextPageToken: token)
    }
}
