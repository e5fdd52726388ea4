/// For whom a call is made, as its metadata says: what a person's role lets them call and see.
///
/// The service that lets people in, a gateway, knows them and sets these entries; who may connect, and so be believed,
/// is settled by TLS, secrets and allow-lists. A call without them is made by a service for itself.
public struct CallerIdentity: Sendable, Equatable {
    /// What a person is; greater ones may more.
    public enum Role: UInt8, Sendable, Comparable {
        case agent = 2
        case supervisor = 3
        case admin = 4
        /// Nobody's: the call of a service for itself.
        case service = 5

        /// By what they may.
        public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    /// The entries of metadata that say it.
    public enum Key {
        /// `agent`, `supervisor` or `admin`.
        public static let role = "danhba-role"
        /// The agent's id in contacts: required of agents and supervisors.
        public static let agent = "danhba-agent"
        /// `own`, which is what agents and supervisors have without it, or `all`.
        public static let scope = "danhba-scope"
        /// `shown` or `masked`; without it numbers are shown to administrators and services only.
        public static let phones = "danhba-phones"
    }

    /// What the caller is.
    public var role: Role
    /// Which agent; 0 where none is said.
    public var agentID: Int64 = 0
    /// Whether records of other agents are seen, too.
    public var seesAll: Bool
    /// Whether telephone numbers are seen whole.
    public var seesPhones: Bool

    /// A service, which sees everything.
    public static let service = CallerIdentity(role: .service, seesAll: true, seesPhones: true)

    /// Reads what the entries say.
    ///
    /// Nil when they contradict themselves or leave out what is required: such a call may do nothing.
    init?(_ entries: [Metadata.Entry]) {
        var values: [String: String] = [:]
        for entry in entries where Self.keys.contains(entry.key) {
            guard values.updateValue(entry.value, forKey: entry.key) == nil else { return nil }
        }
        if values.isEmpty {
            self = .service
            return
        }
        switch values[Key.role] {
        case "agent": role = .agent
        case "supervisor": role = .supervisor
        case "admin": role = .admin
        default: return nil
        }
        if let agent = values[Key.agent] {
            guard let id = Int64(agent), id > 0 else { return nil }
            agentID = id
        }
        if role < .admin, agentID == 0 { return nil }
        switch values[Key.scope] {
        case nil: seesAll = role >= .admin
        case "own": seesAll = false
        case "all": seesAll = true
        default: return nil
        }
        if !seesAll, agentID == 0 { return nil }
        switch values[Key.phones] {
        case nil: seesPhones = role >= .admin
        case "shown": seesPhones = true
        case "masked": seesPhones = false
        default: return nil
        }
    }

    private init(role: Role, seesAll: Bool, seesPhones: Bool) {
        self.role = role
        self.seesAll = seesAll
        self.seesPhones = seesPhones
    }

    private static let keys: Set<String> = [Key.role, Key.agent, Key.scope, Key.phones]
}

extension CallContext {
    /// For whom the call is made; throws `unauthenticated` when its metadata does not say so clearly.
    public func identity() throws(RPCError) -> CallerIdentity {
        guard let identity = metadata.identity else {
            throw RPCError(
                .unauthenticated, "The call's danhba- metadata does not say clearly for whom it is made.")
        }
        return identity
    }

    /// Throws `permissionDenied` when the caller's role may not call the method.
    func checkAccess() throws(RPCError) {
        if method.access == .anyone { return }
        let role = try identity().role
        guard role.rawValue >= method.access.rawValue else {
            throw RPCError(
                .permissionDenied, "\(method.fullName) is not for \(role)s; it needs the role \(method.access).")
        }
    }
}

extension RPCMethod {
    /// The method, refusing callers whose role may not call it.
    func checkingAccess() -> RPCMethod {
        if descriptor.access == .anyone { return self }
        switch implementation {
        case .inline(let body):
            return RPCMethod(
                descriptor,
                .inline { request, context in
                    try context.checkAccess()
                    return try body(request, context)
                })
        case .queued(let body):
            return RPCMethod(
                descriptor,
                .queued { request, context, responder in
                    try context.checkAccess()
                    try body(request, context, responder)
                })
        case .async(let prepare):
            return RPCMethod(
                descriptor,
                .async { request, context in
                    try context.checkAccess()
                    return try prepare(request, context)
                })
        case .streaming(let body):
            return RPCMethod(
                descriptor,
                .streaming { stream, context in
                    try context.checkAccess()
                    try await body(stream, context)
                })
        }
    }
}
