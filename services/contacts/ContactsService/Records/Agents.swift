import Contracts
import RPCCore
import Store

extension ReadTransaction {
    /// One agent; nil when there is none with that id.
    func agent(_ id: Int64) throws -> ContactsV1.Agent? {
        let row = try statement("SELECT id, email, name, is_active, version FROM agent WHERE id = ?1")
        try row.bind(id, at: 1)
        return try row.step() ? agent(in: row) : nil
    }

    /// The agent with an e-mail address in its stored form.
    func agent(email: String) throws -> ContactsV1.Agent? {
        let row = try statement("SELECT id, email, name, is_active, version FROM agent WHERE email = ?1")
        try row.bind(email, at: 1)
        return try row.step() ? agent(in: row) : nil
    }

    /// Agents by id, after one.
    func agents(after id: Int64, limit: Int64) throws -> [ContactsV1.Agent] {
        let rows = try statement(
            "SELECT id, email, name, is_active, version FROM agent WHERE id > ?1 ORDER BY id LIMIT ?2")
        try rows.bind(id, at: 1)
        try rows.bind(limit, at: 2)
        var agents: [ContactsV1.Agent] = []
        while try rows.step() { agents.append(agent(in: rows)) }
        return agents
    }

    /// Whether each agent is active, by id.
    func agentActivity() throws -> [Int64: Bool] {
        let rows = try statement("SELECT id, is_active FROM agent")
        var activity: [Int64: Bool] = [:]
        while try rows.step() { activity[rows.int64(at: 0)] = rows.int64(at: 1) != 0 }
        return activity
    }

    private func agent(in row: borrowing Statement) -> ContactsV1.Agent {
        ContactsV1.Agent(
            id: row.int64(at: 0), email: row.text(at: 1), name: row.text(at: 2), active: row.int64(at: 3) != 0,
            version: row.int64(at: 4))
    }

    /// Groups by id, after one, with their members.
    func groups(after id: Int64, limit: Int64) throws -> [ContactsV1.Group] {
        let rows = try statement("SELECT id, name, version FROM agent_group WHERE id > ?1 ORDER BY id LIMIT ?2")
        try rows.bind(id, at: 1)
        try rows.bind(limit, at: 2)
        var groups: [ContactsV1.Group] = []
        while try rows.step() {
            groups.append(
                ContactsV1.Group(
                    id: rows.int64(at: 0), name: rows.text(at: 1), members: try members(of: rows.int64(at: 0)),
                    version: rows.int64(at: 2)))
        }
        return groups
    }

    private func members(of group: Int64) throws -> [ContactsV1.GroupMember] {
        let rows = try statement("SELECT agent_id, role FROM group_member WHERE group_id = ?1 ORDER BY agent_id")
        try rows.bind(group, at: 1)
        var members: [ContactsV1.GroupMember] = []
        while try rows.step() {
            let role = ContactsV1.GroupMember.Role(rawValue: Int32(clamping: rows.int64(at: 1))) ?? .unspecified
            members.append(ContactsV1.GroupMember(agentID: rows.int64(at: 0), role: role))
        }
        return members
    }

    /// Whether a group has a name in the form in which names are compared.
    func hasGroup(nameKey: String) throws -> Bool {
        let row = try statement("SELECT 1 FROM agent_group WHERE name_key = ?1")
        try row.bind(nameKey, at: 1)
        return try row.step()
    }

    /// The active supervisor of a group with the lowest id; nil when it has none or there is no such group.
    func supervisor(ofGroup group: Int64) throws -> Int64? {
        let row = try statement(
            """
            SELECT min(a.id) FROM group_member m JOIN agent a ON a.id = m.agent_id
            WHERE m.group_id = ?1 AND m.role = ?2 AND a.is_active
            """)
        try row.bind(group, at: 1)
        try row.bind(Int64(ContactsV1.GroupMember.Role.supervisor.rawValue), at: 2)
        return try row.step() ? row.optionalInt64(at: 0) : nil
    }
}

extension WriteTransaction {
    /// Stores a new agent, which gets its id, with its change record.
    func create(_ values: ContactsV1.Agent) throws -> ContactsV1.Agent {
        let newest = try statement("SELECT coalesce(max(id), 0) FROM agent")
        _ = try newest.step()
        var agent = values
        agent.id = newest.int64(at: 0) + 1
        let insert = try statement(
            "INSERT INTO agent (id, email, name, is_active, version) VALUES (?1, ?2, ?3, ?4, ?5)")
        try insert.bind(agent.id, at: 1)
        try insert.bind(agent.email, at: 2)
        try insert.bind(agent.name, at: 3)
        try insert.bind(Int64(agent.active ? 1 : 0), at: 4)
        try insert.bind(agent.version, at: 5)
        try insert.run()
        try record(.create, agent, before: nil)
        return agent
    }

    func update(_ before: ContactsV1.Agent, to agent: ContactsV1.Agent) throws {
        let update = try statement("UPDATE agent SET name = ?2, is_active = ?3, version = ?4 WHERE id = ?1")
        try update.bind(agent.id, at: 1)
        try update.bind(agent.name, at: 2)
        try update.bind(Int64(agent.active ? 1 : 0), at: 3)
        try update.bind(agent.version, at: 4)
        try update.run()
        try record(.update, agent, before: before)
    }

    private func record(_ kind: ChangeKind, _ agent: ContactsV1.Agent, before: ContactsV1.Agent?) throws {
        try record(
            kind, entity: "agent", id: agent.id, version: agent.version, imageType: ContactsV1.Agent.fullName,
            before: before?.serializedBytes(), after: agent.serializedBytes())
    }

    /// Stores a new group, which gets its id, with its members and its change record.
    func create(_ values: ContactsV1.Group, nameKey: String) throws -> ContactsV1.Group {
        let newest = try statement("SELECT coalesce(max(id), 0) FROM agent_group")
        _ = try newest.step()
        var group = values
        group.id = newest.int64(at: 0) + 1
        let insert = try statement("INSERT INTO agent_group (id, name, name_key, version) VALUES (?1, ?2, ?3, ?4)")
        try insert.bind(group.id, at: 1)
        try insert.bind(group.name, at: 2)
        try insert.bind(nameKey, at: 3)
        try insert.bind(group.version, at: 4)
        try insert.run()
        let member = try statement("INSERT INTO group_member (group_id, agent_id, role) VALUES (?1, ?2, ?3)")
        for entry in group.members {
            try member.bind(group.id, at: 1)
            try member.bind(entry.agentID, at: 2)
            try member.bind(Int64(entry.role.rawValue), at: 3)
            try member.run()
        }
        try record(
            .create, entity: "group", id: group.id, version: group.version, imageType: ContactsV1.Group.fullName,
            before: nil, after: group.serializedBytes())
        return group
    }
}
