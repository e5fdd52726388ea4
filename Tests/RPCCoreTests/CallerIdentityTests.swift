import RPCCore
import TestSupport
import Testing

@Suite("For whom a call is made")
struct CallerIdentityTests {
    private static func context(_ entries: [(String, String)], _ access: MethodDescriptor.Access = .agent)
        -> CallContext
    {
        let method = MethodDescriptor(
            service: "test.Service", name: "Method", kind: .unary, execution: .inline, access: access, inputType: "",
            outputType: "")
        let metadata = Metadata(entries: entries.map { Metadata.Entry(key: $0.0, value: $0.1) })
        return CallContext(method: method, metadata: metadata)
    }

    @Test("Without entries, or with others, it is a service's own call")
    func service() throws {
        #expect(try Self.context([]).identity() == .service)
        #expect(try Self.context([("x-tenant", "a")]).identity() == .service)
    }

    @Test(
        "Roles see what they are given, and little unless they are",
        arguments: [
            ([("danhba-role", "agent"), ("danhba-agent", "7")], CallerIdentity.Role.agent, 7 as Int64, false, false),
            (
                [("danhba-role", "supervisor"), ("danhba-agent", "8"), ("danhba-scope", "all")], .supervisor, 8, true,
                false
            ),
            (
                [("danhba-role", "agent"), ("danhba-agent", "7"), ("danhba-scope", "own"), ("danhba-phones", "shown")],
                .agent, 7, false, true
            ), ([("danhba-role", "admin")], .admin, 0, true, true),
            ([("danhba-role", "admin"), ("danhba-phones", "masked")], .admin, 0, true, false),
        ])
    func roles(
        _ entries: [(String, String)], _ role: CallerIdentity.Role, agent: Int64, seesAll: Bool, seesPhones: Bool
    ) throws {
        let identity = try Self.context(entries).identity()
        #expect(identity.role == role && identity.agentID == agent)
        #expect(identity.seesAll == seesAll && identity.seesPhones == seesPhones)
    }

    @Test(
        "What is not clear may do nothing",
        arguments: [
            [("danhba-role", "boss")], [("danhba-role", "service")], [("danhba-role", "")], [("danhba-role", "agent")],
            [("danhba-role", "supervisor"), ("danhba-scope", "all")], [("danhba-agent", "7")],
            [("danhba-phones", "shown")], [("danhba-role", "agent"), ("danhba-agent", "x")],
            [("danhba-role", "agent"), ("danhba-agent", "-7")],
            [("danhba-role", "agent"), ("danhba-agent", "7"), ("danhba-agent", "8")],
            [("danhba-role", "admin"), ("danhba-scope", "own")], [("danhba-role", "admin"), ("danhba-scope", "some")],
            [("danhba-role", "admin"), ("danhba-phones", "yes")],
        ])
    func unclear(_ entries: [(String, String)]) {
        let error = #expect(throws: RPCError.self) { try Self.context(entries).identity() }
        #expect(error?.code == .unauthenticated)
    }

    @Test(
        "A method is called for those whose role it allows, however it runs",
        arguments: [MethodDescriptor.Access.anyone, .agent, .supervisor, .admin],
        [nil, "agent", "supervisor", "admin", "boss"] as [String?])
    func access(_ access: MethodDescriptor.Access, _ role: String?) throws {
        let roles = ["agent": 2, "supervisor": 3, "admin": 4]
        var entries = [("danhba-agent", "7")]
        if let role { entries.append(("danhba-role", role)) } else { entries = [] }
        let context = Self.context(entries, access)
        let isAllowed = access == .anyone || role.map { (roles[$0] ?? 0) >= Int(access.rawValue) } ?? true
        var router = Router()
        let service = ServiceDescriptor(name: "test.Service", methods: [context.method])
        let body = RPCMethod(context.method, .inline { _, _ in EmptyMessage() })
        router.register(service, methods: [body], lanes: DirectLanes())
        guard case .inline(let guarded)? = router["test.Service/Method"]?.implementation else {
            Issue.record("the method has gone")
            return
        }
        let result = Result { try guarded(UnsafeRawBufferPointer(start: nil, count: 0), context) }
        switch result {
        case .success: #expect(isAllowed)
        case .failure(let error):
            let expected: StatusCode = role == "boss" ? .unauthenticated : .permissionDenied
            #expect(!isAllowed && (error as? RPCError)?.code == expected)
        }
    }
}

private struct EmptyMessage: Message {
    static let fullName = "test.Empty"

    init() {}

    init(deserializing bytes: UnsafeRawBufferPointer) throws {}

    func serialize(into sink: inout some MessageSink) { sink.append(byteCount: 0) { _ in } }
}
