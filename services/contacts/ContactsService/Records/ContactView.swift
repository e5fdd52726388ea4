import Contracts
import CustomFields
import PhoneNumbers
import RPCCore
import ServiceRuntime
import Store

/// What the caller of a method sees of contacts: which ones, and how much of each.
///
/// Made in the transaction that reads, so that it holds at that moment. Nothing leaves the service but through it.
struct ContactView {
    /// The agents whose contacts are seen; nil: every contact is, also those that nobody manages.
    let managers: Set<Int64>?
    let seesPhones: Bool
    /// The agent that the caller is; 0: none.
    private let agentID: Int64
    private var retired = RetiredKeys()

    /// `managers` as the property.
    init(_ identity: CallerIdentity, managers: Set<Int64>?) {
        self.managers = managers
        seesPhones = identity.seesPhones
        agentID = identity.agentID
    }

    func includes(_ contact: ContactsV1.Contact) -> Bool { managers?.contains(contact.managerID) ?? true }

    /// The contact as the caller sees it; nil where it sees none.
    mutating func shown(_ contact: ContactsV1.Contact, _ reader: ReadTransaction) throws -> ContactsV1.Contact? {
        includes(contact) ? try masked(contact, reader) : nil
    }

    /// A contact that the caller sees, without what it does not see of it.
    mutating func masked(_ contact: ContactsV1.Contact, _ reader: ReadTransaction) throws -> ContactsV1.Contact {
        var contact = contact
        try retired.hide(in: &contact.custom, reader)
        contact.phones = phones(of: contact)
        return contact
    }

    /// The phones of a contact that the caller sees.
    func phones(of contact: ContactsV1.Contact) -> [ContactsV1.Phone] {
        seesPhones ? contact.phones : contact.phones.map(\.masked)
    }

    /// Hands over the contact in a row of message and has_custom as the caller sees it, a serialised `Contact`: mostly
    /// the very bytes that are stored.
    ///
    /// False when the caller does not see it.
    mutating func show(
        _ row: borrowing Statement, _ reader: ReadTransaction, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws -> Bool {
        let isWhole = try managers == nil && seesPhones && (row.int64(at: 1) == 0 || retired.keys(reader).isEmpty)
        if isWhole {
            try row.withBytes(at: 0, body)
            return true
        }
        let contact = try row.withBytes(at: 0) { bytes in try ContactsV1.Contact(deserializing: bytes) }
        guard let shown = try shown(contact, reader) else { return false }
        try shown.serializedBytes().withUnsafeBytes(body)
        return true
    }

    /// Who manages a new contact: where nobody is named, the caller itself if it would not see the contact otherwise.
    func manager(ofNew id: Int64) -> Int64 { managers != nil && id == 0 ? agentID : id }

    /// Throws `permissionDenied` for a manager outside of what the caller sees: it cannot give contacts away.
    func checkMayGive(to manager: Int64) throws(RPCError) {
        guard let managers, !managers.contains(manager) else { return }
        throw RPCError(
            .permissionDenied, nil, "Contacts can be given only to agents whose contacts you see.",
            field: ContactField.managerID.rawValue, ids: [manager])
    }
}

extension ContactsV1.Phone {
    /// As who may not see numbers sees it.
    fileprivate var masked: Self { Self(text: key.masked, dialable: dialable) }
}

extension ReadTransaction {
    /// What the caller of a method sees: an agent the contacts that it manages, a supervisor also those of its groups'
    /// members.
    func view(for context: CallContext) throws -> ContactView {
        let identity = try context.identity()
        if identity.seesAll { return ContactView(identity, managers: nil) }
        var managers: Set = [identity.agentID]
        if identity.role > .agent { managers.formUnion(try agents(supervisedBy: identity.agentID)) }
        return ContactView(identity, managers: managers)
    }

    private func agents(supervisedBy agent: Int64) throws -> Set<Int64> {
        let rows = try statement(
            """
            SELECT m.agent_id FROM group_member s JOIN group_member m ON m.group_id = s.group_id
            WHERE s.agent_id = ?1 AND s.role = ?2
            """)
        try rows.bind(agent, at: 1)
        try rows.bind(Int64(ContactsV1.GroupMember.Role.supervisor.rawValue), at: 2)
        var agents: Set<Int64> = []
        while try rows.step() { agents.insert(rows.int64(at: 0)) }
        return agents
    }
}
