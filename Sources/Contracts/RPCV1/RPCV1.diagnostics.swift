// swift-format-ignore-file
// Generated from danhba/rpc/v1/diagnostics.proto by dev/proto.sh. Do not edit.

internal import CMessages
public import RPCCore

extension RPCV1 {
    /// `danhba.rpc.v1.EchoRequest`
    public struct EchoRequest: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.EchoRequest"

        public var payload: [UInt8] = []
        /// At most 1,048,576.
        public var replyBytes: Int32 = 0

        public init() {}

        public init(
            payload: [UInt8] = [],
            replyBytes: Int32 = 0
        ) {
            self.payload = payload
            self.replyBytes = replyBytes
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__echo_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__EchoRequest>) throws {
            payload = Unpacking.bytes(c.pointee.payload)
            replyBytes = c.pointee.reply_bytes
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__EchoRequest> {
            let c = arena.allocate(Danhba__Rpc__V1__EchoRequest.self)
            danhba__rpc__v1__echo_request__init(c)
            c.pointee.payload = arena.bytes(self.payload)
            c.pointee.reply_bytes = self.replyBytes
            return c
        }
    }

    /// `danhba.rpc.v1.EchoResponse`
    public struct EchoResponse: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.EchoResponse"

        public var payload: [UInt8] = []

        public init() {}

        public init(
            payload: [UInt8] = []
        ) {
            self.payload = payload
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__echo_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__EchoResponse>) throws {
            payload = Unpacking.bytes(c.pointee.payload)
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__EchoResponse> {
            let c = arena.allocate(Danhba__Rpc__V1__EchoResponse.self)
            danhba__rpc__v1__echo_response__init(c)
            c.pointee.payload = arena.bytes(self.payload)
            return c
        }
    }

    /// `danhba.rpc.v1.GetStatsRequest`
    public struct GetStatsRequest: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.GetStatsRequest"

        public init() {}

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__get_stats_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__GetStatsRequest>) throws {
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__GetStatsRequest> {
            let c = arena.allocate(Danhba__Rpc__V1__GetStatsRequest.self)
            danhba__rpc__v1__get_stats_request__init(c)
            return c
        }
    }

    /// `danhba.rpc.v1.GetStatsResponse`
    public struct GetStatsResponse: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.GetStatsResponse"

        public var service: String = ""
        public var uptimeMs: Int64 = 0
        /// Resident memory of the process now and at its highest, in bytes.
        public var residentBytes: Int64 = 0
        public var peakResidentBytes: Int64 = 0
        /// Processor time used, in milliseconds.
        public var cpuMs: Int64 = 0
        /// Methods called at least once, by name.
        public var methods: [RPCV1.MethodStats] = []
        /// Open connections.
        public var connections: [RPCV1.ConnectionStats] = []
        /// Open workspaces.
        public var workspaces: [RPCV1.WorkspaceStats] = []

        public init() {}

        public init(
            service: String = "",
            uptimeMs: Int64 = 0,
            residentBytes: Int64 = 0,
            peakResidentBytes: Int64 = 0,
            cpuMs: Int64 = 0,
            methods: [RPCV1.MethodStats] = [],
            connections: [RPCV1.ConnectionStats] = [],
            workspaces: [RPCV1.WorkspaceStats] = []
        ) {
            self.service = service
            self.uptimeMs = uptimeMs
            self.residentBytes = residentBytes
            self.peakResidentBytes = peakResidentBytes
            self.cpuMs = cpuMs
            self.methods = methods
            self.connections = connections
            self.workspaces = workspaces
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__get_stats_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__GetStatsResponse>) throws {
            service = try Unpacking.string(c.pointee.service, "danhba.rpc.v1.GetStatsResponse.service")
            uptimeMs = c.pointee.uptime_ms
            residentBytes = c.pointee.resident_bytes
            peakResidentBytes = c.pointee.peak_resident_bytes
            cpuMs = c.pointee.cpu_ms
            methods = try Unpacking.messages(c.pointee.n_methods, c.pointee.methods) { try RPCV1.MethodStats(c: $0) }
            connections = try Unpacking.messages(c.pointee.n_connections, c.pointee.connections) { try RPCV1.ConnectionStats(c: $0) }
            workspaces = try Unpacking.messages(c.pointee.n_workspaces, c.pointee.workspaces) { try RPCV1.WorkspaceStats(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__GetStatsResponse> {
            let c = arena.allocate(Danhba__Rpc__V1__GetStatsResponse.self)
            danhba__rpc__v1__get_stats_response__init(c)
            c.pointee.service = arena.string(self.service)
            c.pointee.uptime_ms = self.uptimeMs
            c.pointee.resident_bytes = self.residentBytes
            c.pointee.peak_resident_bytes = self.peakResidentBytes
            c.pointee.cpu_ms = self.cpuMs
            (c.pointee.n_methods, c.pointee.methods) = arena.array(self.methods) { value, arena in value.build(in: arena) }
            (c.pointee.n_connections, c.pointee.connections) = arena.array(self.connections) { value, arena in value.build(in: arena) }
            (c.pointee.n_workspaces, c.pointee.workspaces) = arena.array(self.workspaces) { value, arena in value.build(in: arena) }
            return c
        }
    }

    /// `danhba.rpc.v1.MethodStats`
    public struct MethodStats: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.MethodStats"

        /// `danhba.contacts.v1.Contacts/GetContact`; `other` counts unknown methods together.
        public var method: String = ""
        public var started: Int64 = 0
        public var inFlight: Int64 = 0
        public var ok: Int64 = 0
        /// Calls that ended with an error, by status code.
        public var errors: [RPCV1.StatusCount] = []
        /// Time from the arrival of a request to its answer, in microseconds.
        public var p50Us: Int64 = 0
        public var p99Us: Int64 = 0
        public var maxUs: Int64 = 0
        /// Bytes of messages, without frame headers.
        public var requestBytes: Int64 = 0
        public var responseBytes: Int64 = 0
        /// Time that calls waited for a thread of the store, in microseconds; 0 for methods that run where they arrive.
        public var queueP50Us: Int64 = 0
        public var queueP99Us: Int64 = 0

        public init() {}

        public init(
            method: String = "",
            started: Int64 = 0,
            inFlight: Int64 = 0,
            ok: Int64 = 0,
            errors: [RPCV1.StatusCount] = [],
            p50Us: Int64 = 0,
            p99Us: Int64 = 0,
            maxUs: Int64 = 0,
            requestBytes: Int64 = 0,
            responseBytes: Int64 = 0,
            queueP50Us: Int64 = 0,
            queueP99Us: Int64 = 0
        ) {
            self.method = method
            self.started = started
            self.inFlight = inFlight
            self.ok = ok
            self.errors = errors
            self.p50Us = p50Us
            self.p99Us = p99Us
            self.maxUs = maxUs
            self.requestBytes = requestBytes
            self.responseBytes = responseBytes
            self.queueP50Us = queueP50Us
            self.queueP99Us = queueP99Us
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__method_stats__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__MethodStats>) throws {
            method = try Unpacking.string(c.pointee.method, "danhba.rpc.v1.MethodStats.method")
            started = c.pointee.started
            inFlight = c.pointee.in_flight
            ok = c.pointee.ok
            errors = try Unpacking.messages(c.pointee.n_errors, c.pointee.errors) { try RPCV1.StatusCount(c: $0) }
            p50Us = c.pointee.p50_us
            p99Us = c.pointee.p99_us
            maxUs = c.pointee.max_us
            requestBytes = c.pointee.request_bytes
            responseBytes = c.pointee.response_bytes
            queueP50Us = c.pointee.queue_p50_us
            queueP99Us = c.pointee.queue_p99_us
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__MethodStats> {
            let c = arena.allocate(Danhba__Rpc__V1__MethodStats.self)
            danhba__rpc__v1__method_stats__init(c)
            c.pointee.method = arena.string(self.method)
            c.pointee.started = self.started
            c.pointee.in_flight = self.inFlight
            c.pointee.ok = self.ok
            (c.pointee.n_errors, c.pointee.errors) = arena.array(self.errors) { value, arena in value.build(in: arena) }
            c.pointee.p50_us = self.p50Us
            c.pointee.p99_us = self.p99Us
            c.pointee.max_us = self.maxUs
            c.pointee.request_bytes = self.requestBytes
            c.pointee.response_bytes = self.responseBytes
            c.pointee.queue_p50_us = self.queueP50Us
            c.pointee.queue_p99_us = self.queueP99Us
            return c
        }
    }

    /// `danhba.rpc.v1.StatusCount`
    public struct StatusCount: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.StatusCount"

        /// A gRPC status code's number.
        public var code: Int32 = 0
        public var count: Int64 = 0

        public init() {}

        public init(
            code: Int32 = 0,
            count: Int64 = 0
        ) {
            self.code = code
            self.count = count
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__status_count__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__StatusCount>) throws {
            code = c.pointee.code
            count = c.pointee.count
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__StatusCount> {
            let c = arena.allocate(Danhba__Rpc__V1__StatusCount.self)
            danhba__rpc__v1__status_count__init(c)
            c.pointee.code = self.code
            c.pointee.count = self.count
            return c
        }
    }

    /// `danhba.rpc.v1.ConnectionStats`
    public struct ConnectionStats: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.ConnectionStats"

        /// The peer's address.
        public var peer: String = ""
        public var ageMs: Int64 = 0
        public var inFlight: Int64 = 0
        /// Bytes waiting to be written to the peer.
        public var outboxBytes: Int64 = 0
        public var calls: Int64 = 0

        public init() {}

        public init(
            peer: String = "",
            ageMs: Int64 = 0,
            inFlight: Int64 = 0,
            outboxBytes: Int64 = 0,
            calls: Int64 = 0
        ) {
            self.peer = peer
            self.ageMs = ageMs
            self.inFlight = inFlight
            self.outboxBytes = outboxBytes
            self.calls = calls
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__connection_stats__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__ConnectionStats>) throws {
            peer = try Unpacking.string(c.pointee.peer, "danhba.rpc.v1.ConnectionStats.peer")
            ageMs = c.pointee.age_ms
            inFlight = c.pointee.in_flight
            outboxBytes = c.pointee.outbox_bytes
            calls = c.pointee.calls
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__ConnectionStats> {
            let c = arena.allocate(Danhba__Rpc__V1__ConnectionStats.self)
            danhba__rpc__v1__connection_stats__init(c)
            c.pointee.peer = arena.string(self.peer)
            c.pointee.age_ms = self.ageMs
            c.pointee.in_flight = self.inFlight
            c.pointee.outbox_bytes = self.outboxBytes
            c.pointee.calls = self.calls
            return c
        }
    }

    /// `danhba.rpc.v1.WorkspaceStats`
    public struct WorkspaceStats: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.WorkspaceStats"

        public var workspace: String = ""
        /// Of the database file and of its write-ahead log.
        public var databaseBytes: Int64 = 0
        public var walBytes: Int64 = 0
        /// The newest change's sequence.
        public var sequence: Int64 = 0
        /// Writes committed since the file was opened, and the group commits that carried them.
        public var writes: Int64 = 0
        public var commits: Int64 = 0

        public init() {}

        public init(
            workspace: String = "",
            databaseBytes: Int64 = 0,
            walBytes: Int64 = 0,
            sequence: Int64 = 0,
            writes: Int64 = 0,
            commits: Int64 = 0
        ) {
            self.workspace = workspace
            self.databaseBytes = databaseBytes
            self.walBytes = walBytes
            self.sequence = sequence
            self.writes = writes
            self.commits = commits
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__workspace_stats__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__WorkspaceStats>) throws {
            workspace = try Unpacking.string(c.pointee.workspace, "danhba.rpc.v1.WorkspaceStats.workspace")
            databaseBytes = c.pointee.database_bytes
            walBytes = c.pointee.wal_bytes
            sequence = c.pointee.sequence
            writes = c.pointee.writes
            commits = c.pointee.commits
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__WorkspaceStats> {
            let c = arena.allocate(Danhba__Rpc__V1__WorkspaceStats.self)
            danhba__rpc__v1__workspace_stats__init(c)
            c.pointee.workspace = arena.string(self.workspace)
            c.pointee.database_bytes = self.databaseBytes
            c.pointee.wal_bytes = self.walBytes
            c.pointee.sequence = self.sequence
            c.pointee.writes = self.writes
            c.pointee.commits = self.commits
            return c
        }
    }
}

extension RPCV1 {
    /// The methods of `danhba.rpc.v1.Diagnostics`.
    public enum DiagnosticsMethods {
        /// The service with all its methods, in the order of the contract.
        public static let descriptor = ServiceDescriptor(
            name: "danhba.rpc.v1.Diagnostics", methods: [echo, getStats],
            comment: "Looking into a running process. Every process serves it.")

        /// Answers with `payload`, or with `reply_bytes` zero bytes when that is not 0. For measuring the layer itself.
        /// INVALID_ARGUMENT when `reply_bytes` is negative or over 1 MiB. Safe to retry.
        public static let echo = MethodDescriptor(
            service: "danhba.rpc.v1.Diagnostics", name: "Echo",
            kind: .unary, execution: .inline, idempotency: .noSideEffects,
            access: .anyone,
            inputType: "danhba.rpc.v1.EchoRequest",
            outputType: "danhba.rpc.v1.EchoResponse",
            comment: "Answers with `payload`, or with `reply_bytes` zero bytes when that is not 0. For measuring the layer itself.\nINVALID_ARGUMENT when `reply_bytes` is negative or over 1 MiB. Safe to retry.")

        /// What the process has done since its start. Safe to retry.
        public static let getStats = MethodDescriptor(
            service: "danhba.rpc.v1.Diagnostics", name: "GetStats",
            kind: .unary, execution: .inline, idempotency: .noSideEffects,
            access: .admin,
            inputType: "danhba.rpc.v1.GetStatsRequest",
            outputType: "danhba.rpc.v1.GetStatsResponse",
            comment: "What the process has done since its start. Safe to retry.")
    }

    /// Calls `danhba.rpc.v1.Diagnostics` over a connection.
    public struct DiagnosticsClient: Sendable {
        public let connection: any Connection

        public init(_ connection: any Connection) { self.connection = connection }

        /// Answers with `payload`, or with `reply_bytes` zero bytes when that is not 0. For measuring the layer itself.
        /// INVALID_ARGUMENT when `reply_bytes` is negative or over 1 MiB. Safe to retry.
        public func echo(_ request: RPCV1.EchoRequest, options: CallOptions = CallOptions()) async throws -> RPCV1.EchoResponse {
            try await connection.unary(DiagnosticsMethods.echo, request, options: options)
        }

        /// What the process has done since its start. Safe to retry.
        public func getStats(_ request: RPCV1.GetStatsRequest, options: CallOptions = CallOptions()) async throws -> RPCV1.GetStatsResponse {
            try await connection.unary(DiagnosticsMethods.getStats, request, options: options)
        }
    }

    /// Looking into a running process. Every process serves it.
    ///
    /// What a server of it implements; `Router.register(_:lanes:)` adds it to a server.
    public protocol DiagnosticsService: Sendable {
        /// What `inline` and `read` methods read through.
        associatedtype Reader
        /// What `write` methods write through.
        associatedtype Writer

        /// Answers with `payload`, or with `reply_bytes` zero bytes when that is not 0. For measuring the layer itself.
        /// INVALID_ARGUMENT when `reply_bytes` is negative or over 1 MiB. Safe to retry.
        func echo(_ request: RPCV1.EchoRequest, _ reader: Reader, _ context: CallContext) throws -> RPCV1.EchoResponse

        /// What the process has done since its start. Safe to retry.
        func getStats(_ request: RPCV1.GetStatsRequest, _ reader: Reader, _ context: CallContext) throws -> RPCV1.GetStatsResponse
    }
}

extension Router {
    /// Adds `danhba.rpc.v1.Diagnostics`, its methods run in `lanes`. A service may be added once.
    @inlinable
    public mutating func register<S: RPCV1.DiagnosticsService, L: ExecutionLanes<S.Reader, S.Writer>>(
        _ service: S, lanes: L
    ) {
        register(
            RPCV1.DiagnosticsMethods.descriptor,
            methods: [
                .inline(RPCV1.DiagnosticsMethods.echo, lanes) { (request: RPCV1.EchoRequest, reader, context) in
                    try service.echo(request, reader, context)
                },
                .inline(RPCV1.DiagnosticsMethods.getStats, lanes) { (request: RPCV1.GetStatsRequest, reader, context) in
                    try service.getStats(request, reader, context)
                },
            ], lanes: lanes)
    }
}
