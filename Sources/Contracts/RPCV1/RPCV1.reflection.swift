// swift-format-ignore-file
// Generated from danhba/rpc/v1/reflection.proto by dev/proto.sh. Do not edit.

internal import CMessages
public import RPCCore

extension RPCV1 {
    /// `danhba.rpc.v1.GetSchemaRequest`
    public struct GetSchemaRequest: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.GetSchemaRequest"

        public init() {}

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__get_schema_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__GetSchemaRequest>) throws {
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__GetSchemaRequest> {
            let c = arena.allocate(Danhba__Rpc__V1__GetSchemaRequest.self)
            danhba__rpc__v1__get_schema_request__init(c)
            return c
        }
    }

    /// `danhba.rpc.v1.GetSchemaResponse`
    public struct GetSchemaResponse: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.GetSchemaResponse"

        public var services: [RPCV1.ServiceSchema] = []
        /// Every message that a method needs, nested ones under their full names.
        public var messages: [RPCV1.MessageSchema] = []
        public var enums: [RPCV1.EnumSchema] = []

        public init() {}

        public init(
            services: [RPCV1.ServiceSchema] = [],
            messages: [RPCV1.MessageSchema] = [],
            enums: [RPCV1.EnumSchema] = []
        ) {
            self.services = services
            self.messages = messages
            self.enums = enums
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__get_schema_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__GetSchemaResponse>) throws {
            services = try Unpacking.messages(c.pointee.n_services, c.pointee.services) { try RPCV1.ServiceSchema(c: $0) }
            messages = try Unpacking.messages(c.pointee.n_messages, c.pointee.messages) { try RPCV1.MessageSchema(c: $0) }
            enums = try Unpacking.messages(c.pointee.n_enums, c.pointee.enums) { try RPCV1.EnumSchema(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__GetSchemaResponse> {
            let c = arena.allocate(Danhba__Rpc__V1__GetSchemaResponse.self)
            danhba__rpc__v1__get_schema_response__init(c)
            (c.pointee.n_services, c.pointee.services) = arena.array(self.services) { value, arena in value.build(in: arena) }
            (c.pointee.n_messages, c.pointee.messages) = arena.array(self.messages) { value, arena in value.build(in: arena) }
            (c.pointee.n_enums, c.pointee.enums) = arena.array(self.enums) { value, arena in value.build(in: arena) }
            return c
        }
    }

    /// `danhba.rpc.v1.ServiceSchema`
    public struct ServiceSchema: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.ServiceSchema"

        /// `danhba.contacts.v1.Contacts`
        public var fullName: String = ""
        public var comment: String = ""
        public var methods: [RPCV1.MethodSchema] = []

        public init() {}

        public init(
            fullName: String = "",
            comment: String = "",
            methods: [RPCV1.MethodSchema] = []
        ) {
            self.fullName = fullName
            self.comment = comment
            self.methods = methods
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__service_schema__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__ServiceSchema>) throws {
            fullName = try Unpacking.string(c.pointee.full_name, "danhba.rpc.v1.ServiceSchema.full_name")
            comment = try Unpacking.string(c.pointee.comment, "danhba.rpc.v1.ServiceSchema.comment")
            methods = try Unpacking.messages(c.pointee.n_methods, c.pointee.methods) { try RPCV1.MethodSchema(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__ServiceSchema> {
            let c = arena.allocate(Danhba__Rpc__V1__ServiceSchema.self)
            danhba__rpc__v1__service_schema__init(c)
            c.pointee.full_name = arena.string(self.fullName)
            c.pointee.comment = arena.string(self.comment)
            (c.pointee.n_methods, c.pointee.methods) = arena.array(self.methods) { value, arena in value.build(in: arena) }
            return c
        }
    }

    /// `danhba.rpc.v1.MethodSchema`
    public struct MethodSchema: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.MethodSchema"

        public var name: String = ""
        public var comment: String = ""
        /// Full names.
        public var inputType: String = ""
        public var outputType: String = ""
        public var clientStreaming: Bool = false
        public var serverStreaming: Bool = false
        /// Reads only: may be called by HTTP GET, may be retried.
        public var noSideEffects: Bool = false
        /// Twice has the effect of once.
        public var idempotent: Bool = false
        public var execution: RPCV1.Execution = .unspecified
        /// Of a call that sets none, in milliseconds; 0: none.
        public var timeoutMs: Int64 = 0
        /// Moves much data: calls go over a connection of their own.
        public var bulk: Bool = false
        /// The lowest role of a person for whom it may be called.
        public var access: RPCV1.Access = .unspecified

        public init() {}

        public init(
            name: String = "",
            comment: String = "",
            inputType: String = "",
            outputType: String = "",
            clientStreaming: Bool = false,
            serverStreaming: Bool = false,
            noSideEffects: Bool = false,
            idempotent: Bool = false,
            execution: RPCV1.Execution = .unspecified,
            timeoutMs: Int64 = 0,
            bulk: Bool = false,
            access: RPCV1.Access = .unspecified
        ) {
            self.name = name
            self.comment = comment
            self.inputType = inputType
            self.outputType = outputType
            self.clientStreaming = clientStreaming
            self.serverStreaming = serverStreaming
            self.noSideEffects = noSideEffects
            self.idempotent = idempotent
            self.execution = execution
            self.timeoutMs = timeoutMs
            self.bulk = bulk
            self.access = access
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__method_schema__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__MethodSchema>) throws {
            name = try Unpacking.string(c.pointee.name, "danhba.rpc.v1.MethodSchema.name")
            comment = try Unpacking.string(c.pointee.comment, "danhba.rpc.v1.MethodSchema.comment")
            inputType = try Unpacking.string(c.pointee.input_type, "danhba.rpc.v1.MethodSchema.input_type")
            outputType = try Unpacking.string(c.pointee.output_type, "danhba.rpc.v1.MethodSchema.output_type")
            clientStreaming = c.pointee.client_streaming != 0
            serverStreaming = c.pointee.server_streaming != 0
            noSideEffects = c.pointee.no_side_effects != 0
            idempotent = c.pointee.idempotent != 0
            execution = RPCV1.Execution(c: c.pointee.execution)
            timeoutMs = c.pointee.timeout_ms
            bulk = c.pointee.bulk != 0
            access = RPCV1.Access(c: c.pointee.access)
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__MethodSchema> {
            let c = arena.allocate(Danhba__Rpc__V1__MethodSchema.self)
            danhba__rpc__v1__method_schema__init(c)
            c.pointee.name = arena.string(self.name)
            c.pointee.comment = arena.string(self.comment)
            c.pointee.input_type = arena.string(self.inputType)
            c.pointee.output_type = arena.string(self.outputType)
            c.pointee.client_streaming = self.clientStreaming ? 1 : 0
            c.pointee.server_streaming = self.serverStreaming ? 1 : 0
            c.pointee.no_side_effects = self.noSideEffects ? 1 : 0
            c.pointee.idempotent = self.idempotent ? 1 : 0
            c.pointee.execution = self.execution.c
            c.pointee.timeout_ms = self.timeoutMs
            c.pointee.bulk = self.bulk ? 1 : 0
            c.pointee.access = self.access.c
            return c
        }
    }

    /// `danhba.rpc.v1.MessageSchema`
    public struct MessageSchema: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.MessageSchema"

        public var fullName: String = ""
        public var fields: [RPCV1.FieldSchema] = []

        public init() {}

        public init(
            fullName: String = "",
            fields: [RPCV1.FieldSchema] = []
        ) {
            self.fullName = fullName
            self.fields = fields
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__message_schema__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__MessageSchema>) throws {
            fullName = try Unpacking.string(c.pointee.full_name, "danhba.rpc.v1.MessageSchema.full_name")
            fields = try Unpacking.messages(c.pointee.n_fields, c.pointee.fields) { try RPCV1.FieldSchema(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__MessageSchema> {
            let c = arena.allocate(Danhba__Rpc__V1__MessageSchema.self)
            danhba__rpc__v1__message_schema__init(c)
            c.pointee.full_name = arena.string(self.fullName)
            (c.pointee.n_fields, c.pointee.fields) = arena.array(self.fields) { value, arena in value.build(in: arena) }
            return c
        }
    }

    /// `danhba.rpc.v1.FieldSchema`
    public struct FieldSchema: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.FieldSchema"

        /// As in the contract, and as in JSON.
        public var name: String = ""
        public var jsonName: String = ""
        public var number: Int32 = 0
        /// The number of google.protobuf.FieldDescriptorProto.Type.
        public var type: Int32 = 0
        public var repeatedField: Bool = false
        /// Full name of the message or enum, for fields of these types.
        public var typeName: String = ""
        /// The oneof that the field belongs to. A oneof with one member is how this system writes an optional field.
        public var oneofName: String = ""

        public init() {}

        public init(
            name: String = "",
            jsonName: String = "",
            number: Int32 = 0,
            type: Int32 = 0,
            repeatedField: Bool = false,
            typeName: String = "",
            oneofName: String = ""
        ) {
            self.name = name
            self.jsonName = jsonName
            self.number = number
            self.type = type
            self.repeatedField = repeatedField
            self.typeName = typeName
            self.oneofName = oneofName
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__field_schema__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__FieldSchema>) throws {
            name = try Unpacking.string(c.pointee.name, "danhba.rpc.v1.FieldSchema.name")
            jsonName = try Unpacking.string(c.pointee.json_name, "danhba.rpc.v1.FieldSchema.json_name")
            number = c.pointee.number
            type = c.pointee.type
            repeatedField = c.pointee.repeated_field != 0
            typeName = try Unpacking.string(c.pointee.type_name, "danhba.rpc.v1.FieldSchema.type_name")
            oneofName = try Unpacking.string(c.pointee.oneof_name, "danhba.rpc.v1.FieldSchema.oneof_name")
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__FieldSchema> {
            let c = arena.allocate(Danhba__Rpc__V1__FieldSchema.self)
            danhba__rpc__v1__field_schema__init(c)
            c.pointee.name = arena.string(self.name)
            c.pointee.json_name = arena.string(self.jsonName)
            c.pointee.number = self.number
            c.pointee.type = self.type
            c.pointee.repeated_field = self.repeatedField ? 1 : 0
            c.pointee.type_name = arena.string(self.typeName)
            c.pointee.oneof_name = arena.string(self.oneofName)
            return c
        }
    }

    /// `danhba.rpc.v1.EnumSchema`
    public struct EnumSchema: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.EnumSchema"

        public var fullName: String = ""
        public var values: [RPCV1.EnumValueSchema] = []

        public init() {}

        public init(
            fullName: String = "",
            values: [RPCV1.EnumValueSchema] = []
        ) {
            self.fullName = fullName
            self.values = values
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__enum_schema__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__EnumSchema>) throws {
            fullName = try Unpacking.string(c.pointee.full_name, "danhba.rpc.v1.EnumSchema.full_name")
            values = try Unpacking.messages(c.pointee.n_values, c.pointee.values) { try RPCV1.EnumValueSchema(c: $0) }
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__EnumSchema> {
            let c = arena.allocate(Danhba__Rpc__V1__EnumSchema.self)
            danhba__rpc__v1__enum_schema__init(c)
            c.pointee.full_name = arena.string(self.fullName)
            (c.pointee.n_values, c.pointee.values) = arena.array(self.values) { value, arena in value.build(in: arena) }
            return c
        }
    }

    /// `danhba.rpc.v1.EnumValueSchema`
    public struct EnumValueSchema: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.EnumValueSchema"

        public var name: String = ""
        public var number: Int32 = 0

        public init() {}

        public init(
            name: String = "",
            number: Int32 = 0
        ) {
            self.name = name
            self.number = number
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__enum_value_schema__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__EnumValueSchema>) throws {
            name = try Unpacking.string(c.pointee.name, "danhba.rpc.v1.EnumValueSchema.name")
            number = c.pointee.number
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__EnumValueSchema> {
            let c = arena.allocate(Danhba__Rpc__V1__EnumValueSchema.self)
            danhba__rpc__v1__enum_value_schema__init(c)
            c.pointee.name = arena.string(self.name)
            c.pointee.number = self.number
            return c
        }
    }

    /// `danhba.rpc.v1.GetFileDescriptorSetRequest`
    public struct GetFileDescriptorSetRequest: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.GetFileDescriptorSetRequest"

        public init() {}

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__get_file_descriptor_set_request__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__GetFileDescriptorSetRequest>) throws {
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__GetFileDescriptorSetRequest> {
            let c = arena.allocate(Danhba__Rpc__V1__GetFileDescriptorSetRequest.self)
            danhba__rpc__v1__get_file_descriptor_set_request__init(c)
            return c
        }
    }

    /// `danhba.rpc.v1.GetFileDescriptorSetResponse`
    public struct GetFileDescriptorSetResponse: Message, Equatable {
        public static let fullName = "danhba.rpc.v1.GetFileDescriptorSetResponse"

        public var fileDescriptorSet: [UInt8] = []

        public init() {}

        public init(
            fileDescriptorSet: [UInt8] = []
        ) {
            self.fileDescriptorSet = fileDescriptorSet
        }

        public init(deserializing bytes: UnsafeRawBufferPointer) throws {
            self = try Unpacking.message(bytes, Self.fullName, danhba__rpc__v1__get_file_descriptor_set_response__unpack) { try Self(c: $0) }
        }

        public func serialize(into sink: inout some MessageSink) {
            Packing.message(into: &sink) { arena in build(in: arena) }
        }

        init(c: UnsafePointer<Danhba__Rpc__V1__GetFileDescriptorSetResponse>) throws {
            fileDescriptorSet = Unpacking.bytes(c.pointee.file_descriptor_set)
        }

        func build(in arena: borrowing Arena) -> UnsafeMutablePointer<Danhba__Rpc__V1__GetFileDescriptorSetResponse> {
            let c = arena.allocate(Danhba__Rpc__V1__GetFileDescriptorSetResponse.self)
            danhba__rpc__v1__get_file_descriptor_set_response__init(c)
            c.pointee.file_descriptor_set = arena.bytes(self.fileDescriptorSet)
            return c
        }
    }
}

extension RPCV1 {
    /// The methods of `danhba.rpc.v1.Reflection`.
    public enum ReflectionMethods {
        /// The service with all its methods, in the order of the contract.
        public static let descriptor = ServiceDescriptor(
            name: "danhba.rpc.v1.Reflection", methods: [getSchema, getFileDescriptorSet],
            comment: "What a process offers. Every process serves it; the gateway and the command line need no code per method.")

        /// Services, messages and enums, flattened for programs that convert JSON. Safe to retry.
        public static let getSchema = MethodDescriptor(
            service: "danhba.rpc.v1.Reflection", name: "GetSchema",
            kind: .unary, execution: .inline, idempotency: .noSideEffects,
            access: .anyone,
            inputType: "danhba.rpc.v1.GetSchemaRequest",
            outputType: "danhba.rpc.v1.GetSchemaResponse",
            comment: "Services, messages and enums, flattened for programs that convert JSON. Safe to retry.")

        /// The same as a serialised google.protobuf.FileDescriptorSet, comments included, for foreign tools. Safe to retry.
        public static let getFileDescriptorSet = MethodDescriptor(
            service: "danhba.rpc.v1.Reflection", name: "GetFileDescriptorSet",
            kind: .unary, execution: .inline, idempotency: .noSideEffects,
            access: .anyone,
            inputType: "danhba.rpc.v1.GetFileDescriptorSetRequest",
            outputType: "danhba.rpc.v1.GetFileDescriptorSetResponse",
            comment: "The same as a serialised google.protobuf.FileDescriptorSet, comments included, for foreign tools. Safe to retry.")
    }

    /// Calls `danhba.rpc.v1.Reflection` over a connection.
    public struct ReflectionClient: Sendable {
        public let connection: any Connection

        public init(_ connection: any Connection) { self.connection = connection }

        /// Services, messages and enums, flattened for programs that convert JSON. Safe to retry.
        public func getSchema(_ request: RPCV1.GetSchemaRequest, options: CallOptions = CallOptions()) async throws -> RPCV1.GetSchemaResponse {
            try await connection.unary(ReflectionMethods.getSchema, request, options: options)
        }

        /// The same as a serialised google.protobuf.FileDescriptorSet, comments included, for foreign tools. Safe to retry.
        public func getFileDescriptorSet(_ request: RPCV1.GetFileDescriptorSetRequest, options: CallOptions = CallOptions()) async throws -> RPCV1.GetFileDescriptorSetResponse {
            try await connection.unary(ReflectionMethods.getFileDescriptorSet, request, options: options)
        }
    }

    /// What a process offers. Every process serves it; the gateway and the command line need no code per method.
    ///
    /// What a server of it implements; `Router.register(_:lanes:)` adds it to a server.
    public protocol ReflectionService: Sendable {
        /// What `inline` and `read` methods read through.
        associatedtype Reader
        /// What `write` methods write through.
        associatedtype Writer

        /// Services, messages and enums, flattened for programs that convert JSON. Safe to retry.
        func getSchema(_ request: RPCV1.GetSchemaRequest, _ reader: Reader, _ context: CallContext) throws -> RPCV1.GetSchemaResponse

        /// The same as a serialised google.protobuf.FileDescriptorSet, comments included, for foreign tools. Safe to retry.
        func getFileDescriptorSet(_ request: RPCV1.GetFileDescriptorSetRequest, _ reader: Reader, _ context: CallContext) throws -> RPCV1.GetFileDescriptorSetResponse
    }
}

extension Router {
    /// Adds `danhba.rpc.v1.Reflection`, its methods run in `lanes`. A service may be added once.
    @inlinable
    public mutating func register<S: RPCV1.ReflectionService, L: ExecutionLanes<S.Reader, S.Writer>>(
        _ service: S, lanes: L
    ) {
        register(
            RPCV1.ReflectionMethods.descriptor,
            methods: [
                .inline(RPCV1.ReflectionMethods.getSchema, lanes) { (request: RPCV1.GetSchemaRequest, reader, context) in
                    try service.getSchema(request, reader, context)
                },
                .inline(RPCV1.ReflectionMethods.getFileDescriptorSet, lanes) { (request: RPCV1.GetFileDescriptorSetRequest, reader, context) in
                    try service.getFileDescriptorSet(request, reader, context)
                },
            ], lanes: lanes)
    }
}
