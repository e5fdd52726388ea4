// swift-format-ignore-file
// Generated from danhba/rpc/v1/wire.proto by dev/proto.sh. Do not edit.

internal import CMessages
public import RPCCore

extension RPCV1 {
    /// Payload of a HELLO frame. The client sends one as its first frame; the server answers with one of its own before
    /// anything else. Where a shared secret is asked for each sends two. Zero in a limit means the default that its comment
    /// names.
    public struct Hello: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.Hello"

        /// Lowest and highest version of the protocol that the sender speaks. The connection uses the lower of the two
        /// highest versions; when a peer does not speak that one, the server ends the connection with GOAWAY.
        public var minVersion: UInt32 = 0
        public var maxVersion: UInt32 = 0
        /// Largest frame that the sender accepts, in bytes after the length field. Default 4194304 (4 MiB).
        public var maxFrameBytes: UInt32 = 0
        /// Bytes of stream messages that the sender of this HELLO is ready to hold per stream and direction before the
        /// reader consumes them: the initial credit of its peer. Default 65536.
        public var streamWindowBytes: UInt32 = 0
        /// Calls that the sender answers at a time on this connection. More are refused with UNAVAILABLE, retryable.
        /// Default 1024. Meaningless from a client.
        public var maxInFlightCalls: UInt32 = 0
        /// Program and version, for logs: `contacts/1.4.0`. At most 128 bytes.
        public var agent: String = ""
        /// From a server: every method, with the number by which REQ frames name it on this connection. Numbers are not
        /// stable between connections. Empty from a client.
        public var methods: [RPCV1.HelloMethod] = []
        /// Where a shared secret is asked for, in the first HELLO of each side: 32 random bytes, fresh for this connection.
        public var nonce: [UInt8] = []
        /// In the second HELLO of each side: HMAC-SHA256, with the secret as its key, of the sender's role and both nonces.
        public var proof: [UInt8] = []
        /// Compressions that the sender of this HELLO takes and uses, a sum: 1 zlib (RFC 1950). A connection uses those that
        /// both sides name. Default none.
        public var compressions: UInt32 = 0

        public init() {}

        public init(
            minVersion: UInt32 = 0,
            maxVersion: UInt32 = 0,
            maxFrameBytes: UInt32 = 0,
            streamWindowBytes: UInt32 = 0,
            maxInFlightCalls: UInt32 = 0,
            agent: String = "",
            methods: [RPCV1.HelloMethod] = [],
            nonce: [UInt8] = [],
            proof: [UInt8] = [],
            compressions: UInt32 = 0
        ) {
            self.minVersion = minVersion
            self.maxVersion = maxVersion
            self.maxFrameBytes = maxFrameBytes
            self.streamWindowBytes = streamWindowBytes
            self.maxInFlightCalls = maxInFlightCalls
            self.agent = agent
            self.methods = methods
            self.nonce = nonce
            self.proof = proof
            self.compressions = compressions
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__hello__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__Hello>) throws {
            minVersion = c.pointee.min_version
            maxVersion = c.pointee.max_version
            maxFrameBytes = c.pointee.max_frame_bytes
            streamWindowBytes = c.pointee.stream_window_bytes
            maxInFlightCalls = c.pointee.max_in_flight_calls
            agent = try Unpacking.string(c.pointee.agent, "danhba.rpc.v1.Hello.agent")
            methods = try Unpacking.messages(c.pointee.n_methods, c.pointee.methods) { try RPCV1.HelloMethod(c: $0) }
            nonce = Unpacking.bytes(c.pointee.nonce)
            proof = Unpacking.bytes(c.pointee.proof)
            compressions = c.pointee.compressions
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__Hello> {
            let c = arena.allocate(Danhba__Rpc__V1__Hello.self)
            danhba__rpc__v1__hello__init(c)
            c.pointee.min_version = self.minVersion
            c.pointee.max_version = self.maxVersion
            c.pointee.max_frame_bytes = self.maxFrameBytes
            c.pointee.stream_window_bytes = self.streamWindowBytes
            c.pointee.max_in_flight_calls = self.maxInFlightCalls
            c.pointee.agent = arena.string(self.agent)
            (c.pointee.n_methods, c.pointee.methods) = arena.array(self.methods) { value, arena in value.build(in: arena) }
            c.pointee.nonce = arena.bytes(self.nonce)
            c.pointee.proof = arena.bytes(self.proof)
            c.pointee.compressions = self.compressions
            return c
        }
    }

    /// One line of a server's method table.
    public struct HelloMethod: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.HelloMethod"

        /// The number in field `a` of REQ frames.
        public var id: UInt32 = 0
        /// `danhba.contacts.v1.Contacts/GetContact`
        public var fullName: String = ""
        /// Which sides stream: 0 none (unary), 1 the client, 2 the server, 3 both.
        public var kind: UInt32 = 0
        /// Whether a call may be sent twice: 0 unknown, 1 reads only, 2 twice has the effect of once.
        public var idempotency: UInt32 = 0

        public init() {}

        public init(
            id: UInt32 = 0,
            fullName: String = "",
            kind: UInt32 = 0,
            idempotency: UInt32 = 0
        ) {
            self.id = id
            self.fullName = fullName
            self.kind = kind
            self.idempotency = idempotency
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__hello_method__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__HelloMethod>) throws {
            id = c.pointee.id
            fullName = try Unpacking.string(c.pointee.full_name, "danhba.rpc.v1.HelloMethod.full_name")
            kind = c.pointee.kind
            idempotency = c.pointee.idempotency
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__HelloMethod> {
            let c = arena.allocate(Danhba__Rpc__V1__HelloMethod.self)
            danhba__rpc__v1__hello_method__init(c)
            c.pointee.id = self.id
            c.pointee.full_name = arena.string(self.fullName)
            c.pointee.kind = self.kind
            c.pointee.idempotency = self.idempotency
            return c
        }
    }

    /// The metadata part of a REQ frame: what travels beside the request. At most 8192 bytes in all.
    public struct Metadata: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.Metadata"

        /// The customer account whose data the call reads or writes: 1 to 64 characters of [a-z0-9_-], first a letter or a
        /// digit. Empty means `main`. Anything else is answered with INVALID_ARGUMENT.
        public var workspace: String = ""
        /// Who calls, for the audit log: a user, an agent or a service.
        public var caller: String = ""
        /// Correlates the log lines of one request over services.
        public var requestID: String = ""
        /// Further pairs, in order; a key may repeat. At most 64.
        public var entries: [RPCV1.MetadataEntry] = []

        public init() {}

        public init(
            workspace: String = "",
            caller: String = "",
            requestID: String = "",
            entries: [RPCV1.MetadataEntry] = []
        ) {
            self.workspace = workspace
            self.caller = caller
            self.requestID = requestID
            self.entries = entries
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__metadata__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__Metadata>) throws {
            workspace = try Unpacking.string(c.pointee.workspace, "danhba.rpc.v1.Metadata.workspace")
            caller = try Unpacking.string(c.pointee.caller, "danhba.rpc.v1.Metadata.caller")
            requestID = try Unpacking.string(c.pointee.request_id, "danhba.rpc.v1.Metadata.request_id")
            entries = try Unpacking.messages(c.pointee.n_entries, c.pointee.entries) { try RPCV1.MetadataEntry(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__Metadata> {
            let c = arena.allocate(Danhba__Rpc__V1__Metadata.self)
            danhba__rpc__v1__metadata__init(c)
            c.pointee.workspace = arena.string(self.workspace)
            c.pointee.caller = arena.string(self.caller)
            c.pointee.request_id = arena.string(self.requestID)
            (c.pointee.n_entries, c.pointee.entries) = arena.array(self.entries) { value, arena in value.build(in: arena) }
            return c
        }
    }

    /// One further pair of metadata.
    public struct MetadataEntry: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.MetadataEntry"

        /// 1 to 128 characters of [a-z0-9._-].
        public var key: String = ""
        /// Any text without NUL.
        public var value: String = ""

        public init() {}

        public init(
            key: String = "",
            value: String = ""
        ) {
            self.key = key
            self.value = value
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__metadata_entry__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__MetadataEntry>) throws {
            key = try Unpacking.string(c.pointee.key, "danhba.rpc.v1.MetadataEntry.key")
            value = try Unpacking.string(c.pointee.value, "danhba.rpc.v1.MetadataEntry.value")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__MetadataEntry> {
            let c = arena.allocate(Danhba__Rpc__V1__MetadataEntry.self)
            danhba__rpc__v1__metadata_entry__init(c)
            c.pointee.key = arena.string(self.key)
            c.pointee.value = arena.string(self.value)
            return c
        }
    }

    /// Payload of a RESP frame whose status code is not OK, and of a GOAWAY frame that ends a connection for a reason.
    /// The same shape as google.rpc.Status.
    public struct Status: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.Status"

        /// gRPC's status code, the same as in field `a` of the RESP frame. Never 0.
        public var code: UInt32 = 0
        /// One sentence for people. Holds no personal data.
        public var message: String = ""
        /// Machine-readable facts.
        public var details: [RPCV1.StatusDetail] = []

        public init() {}

        public init(
            code: UInt32 = 0,
            message: String = "",
            details: [RPCV1.StatusDetail] = []
        ) {
            self.code = code
            self.message = message
            self.details = details
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__status__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__Status>) throws {
            code = c.pointee.code
            message = try Unpacking.string(c.pointee.message, "danhba.rpc.v1.Status.message")
            details = try Unpacking.messages(c.pointee.n_details, c.pointee.details) { try RPCV1.StatusDetail(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__Status> {
            let c = arena.allocate(Danhba__Rpc__V1__Status.self)
            danhba__rpc__v1__status__init(c)
            c.pointee.code = self.code
            c.pointee.message = arena.string(self.message)
            (c.pointee.n_details, c.pointee.details) = arena.array(self.details) { value, arena in value.build(in: arena) }
            return c
        }
    }

    /// One machine-readable fact about an error.
    public struct StatusDetail: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.StatusDetail"

        /// Full name of the message in `value`, for example `danhba.rpc.v1.RetryInfo`.
        public var type: String = ""
        /// The serialised message.
        public var value: [UInt8] = []

        public init() {}

        public init(
            type: String = "",
            value: [UInt8] = []
        ) {
            self.type = type
            self.value = value
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__status_detail__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__StatusDetail>) throws {
            type = try Unpacking.string(c.pointee.type, "danhba.rpc.v1.StatusDetail.type")
            value = Unpacking.bytes(c.pointee.value)
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__StatusDetail> {
            let c = arena.allocate(Danhba__Rpc__V1__StatusDetail.self)
            danhba__rpc__v1__status_detail__init(c)
            c.pointee.type = arena.string(self.type)
            c.pointee.value = arena.bytes(self.value)
            return c
        }
    }
}
