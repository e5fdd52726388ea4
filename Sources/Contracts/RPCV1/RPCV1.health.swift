// swift-format-ignore-file
// Generated from danhba/rpc/v1/health.proto by dev/proto.sh. Do not edit.

internal import CMessages
public import RPCCore

extension RPCV1 {
    /// `danhba.rpc.v1.CheckHealthRequest`
    public struct CheckHealthRequest: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.CheckHealthRequest"

        public init() {}

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__check_health_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__CheckHealthRequest>) throws {
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__CheckHealthRequest> {
            let c = arena.allocate(Danhba__Rpc__V1__CheckHealthRequest.self)
            danhba__rpc__v1__check_health_request__init(c)
            return c
        }
    }

    /// `danhba.rpc.v1.WatchHealthRequest`
    public struct WatchHealthRequest: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.WatchHealthRequest"

        public init() {}

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__watch_health_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__WatchHealthRequest>) throws {
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__WatchHealthRequest> {
            let c = arena.allocate(Danhba__Rpc__V1__WatchHealthRequest.self)
            danhba__rpc__v1__watch_health_request__init(c)
            return c
        }
    }

    /// `danhba.rpc.v1.CheckHealthResponse`
    public struct CheckHealthResponse: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.CheckHealthResponse"

        public var state: RPCV1.CheckHealthResponse.State = .unspecified
        /// The service's name, for example `contacts`.
        public var service: String = ""
        /// The program's version.
        public var version: String = ""
        /// Milliseconds since the process started.
        public var uptimeMs: Int64 = 0

        public init() {}

        public init(
            state: RPCV1.CheckHealthResponse.State = .unspecified,
            service: String = "",
            version: String = "",
            uptimeMs: Int64 = 0
        ) {
            self.state = state
            self.service = service
            self.version = version
            self.uptimeMs = uptimeMs
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__check_health_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__CheckHealthResponse>) throws {
            state = RPCV1.CheckHealthResponse.State(c: c.pointee.state)
            service = try Unpacking.string(c.pointee.service, "danhba.rpc.v1.CheckHealthResponse.service")
            version = try Unpacking.string(c.pointee.version, "danhba.rpc.v1.CheckHealthResponse.version")
            uptimeMs = c.pointee.uptime_ms
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__CheckHealthResponse> {
            let c = arena.allocate(Danhba__Rpc__V1__CheckHealthResponse.self)
            danhba__rpc__v1__check_health_response__init(c)
            c.pointee.state = self.state.c
            c.pointee.service = arena.string(self.service)
            c.pointee.version = arena.string(self.version)
            c.pointee.uptime_ms = self.uptimeMs
            return c
        }

        /// `danhba.rpc.v1.CheckHealthResponse.State`
        ///
        /// A number that this version of the contract does not know is read as `unspecified`.
        public enum State: Int32, CaseIterable, Sendable {
            case unspecified = 0
            /// Calls are answered.
            case serving = 1
            /// Starting, or draining before the end: no new calls should be sent.
            case notServing = 2

            init(c: Danhba__Rpc__V1__CheckHealthResponse__State) {
                self = Self(rawValue: Int32(truncatingIfNeeded: c.rawValue)) ?? .unspecified
            }

            var c: Danhba__Rpc__V1__CheckHealthResponse__State { Danhba__Rpc__V1__CheckHealthResponse__State(rawValue: UInt32(bitPattern: rawValue)) }
        }
    }
}

extension RPCV1 {
    /// The methods of `danhba.rpc.v1.Health`.
    public enum HealthMethods {
        /// The service with all its methods, in the order of the contract.
        public static let descriptor = ServiceDescriptor(
            name: "danhba.rpc.v1.Health", methods: [check, watch],
            comment: "Whether a process answers calls. Every process serves it.")

        /// The state of the process. Safe to retry. Never fails while the process lives.
        public static let check = MethodDescriptor(
            service: "danhba.rpc.v1.Health", name: "Check",
            kind: .unary, execution: .inline, idempotency: .noSideEffects,
            access: .anyone,
            inputType: "danhba.rpc.v1.CheckHealthRequest",
            outputType: "danhba.rpc.v1.CheckHealthResponse",
            comment: "The state of the process. Safe to retry. Never fails while the process lives.")

        /// The state now, then each new state as it comes; of states that follow faster than they are read only the newest is
        /// sent. A drain sends STATE_NOT_SERVING where there is still time and ends the call with UNAVAILABLE. Safe to retry.
        public static let watch = MethodDescriptor(
            service: "danhba.rpc.v1.Health", name: "Watch",
            kind: .serverStreaming, execution: .stream, idempotency: .noSideEffects,
            access: .anyone,
            defaultTimeout: nil,
            inputType: "danhba.rpc.v1.WatchHealthRequest",
            outputType: "danhba.rpc.v1.CheckHealthResponse",
            comment: "The state now, then each new state as it comes; of states that follow faster than they are read only the newest is\nsent. A drain sends STATE_NOT_SERVING where there is still time and ends the call with UNAVAILABLE. Safe to retry.")
    }

    /// Calls `danhba.rpc.v1.Health` over a connection.
    public struct HealthClient: Sendable {
        public let connection: any Connection

        public init(_ connection: any Connection) { self.connection = connection }

        /// The state of the process. Safe to retry. Never fails while the process lives.
        public func check(_ request: RPCV1.CheckHealthRequest, options: CallOptions = CallOptions()) async throws -> RPCV1.CheckHealthResponse {
            try await connection.unary(HealthMethods.check, request, options: options)
        }

        /// The state now, then each new state as it comes; of states that follow faster than they are read only the newest is
        /// sent. A drain sends STATE_NOT_SERVING where there is still time and ends the call with UNAVAILABLE. Safe to retry.
        public func watch(_ request: RPCV1.WatchHealthRequest, options: CallOptions = CallOptions()) async throws -> ResponseStream<RPCV1.CheckHealthResponse> {
            try await connection.serverStream(HealthMethods.watch, request, options: options)
        }
    }

    /// Whether a process answers calls. Every process serves it.
    ///
    /// What a server of it implements; `Router.register(_:lanes:)` adds it to a server.
    public protocol HealthService: Sendable {
        /// What `inline` and `read` methods read through.
        associatedtype Reader
        /// What `write` methods write through.
        associatedtype Writer

        /// The state of the process. Safe to retry. Never fails while the process lives.
        func check(_ request: RPCV1.CheckHealthRequest, _ reader: Reader, _ context: CallContext) throws -> RPCV1.CheckHealthResponse

        /// The state now, then each new state as it comes; of states that follow faster than they are read only the newest is
        /// sent. A drain sends STATE_NOT_SERVING where there is still time and ends the call with UNAVAILABLE. Safe to retry.
        func watch(_ request: RPCV1.WatchHealthRequest, _ responses: ResponseWriter<RPCV1.CheckHealthResponse>, _ context: CallContext) async throws
    }
}

extension Router {
    /// Adds `danhba.rpc.v1.Health`, its methods run in `lanes`. A service may be added once.
    @inlinable
    public mutating func register<S: RPCV1.HealthService, L: ExecutionLanes<S.Reader, S.Writer>>(
        _ service: S, lanes: L
    ) {
        register(
            RPCV1.HealthMethods.descriptor,
            methods: [
                .inline(RPCV1.HealthMethods.check, lanes) { (request: RPCV1.CheckHealthRequest, reader, context) in
                    try service.check(request, reader, context)
                },
                .serverStreaming(RPCV1.HealthMethods.watch) { (request: RPCV1.WatchHealthRequest, responses, context) in
                    try await service.watch(request, responses, context)
                },
            ], lanes: lanes)
    }
}
