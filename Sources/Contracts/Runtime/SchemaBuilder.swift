internal import CMessages
public import RPCCore

/// Describes services for programs that have no generated code for them: the answers of `danhba.rpc.v1.Reflection`.
///
/// Builds on every call; a server builds once.
public struct SchemaBuilder {
    /// What errors carry beside their status; no method names them.
    private static let errorDetails = [
        RPCV1.ErrorInfo.fullName, RPCV1.RetryInfo.fullName, RPCV1.PositionLost.fullName,
    ]

    private var schema = RPCV1.GetSchemaResponse()
    private var seen: Set<String> = []

    private init() {}

    /// The services with every message and enum that their methods reach, each once, in the order in which they are
    /// met, and the messages that errors carry.
    public static func schema(of services: [ServiceDescriptor]) -> RPCV1.GetSchemaResponse {
        var builder = SchemaBuilder()
        for service in services {
            builder.schema.services.append(describe(service))
            for method in service.methods {
                builder.addMessage(method.inputType)
                builder.addMessage(method.outputType)
            }
        }
        for detail in errorDetails { builder.addMessage(detail) }
        return builder.schema
    }

    /// All contracts, comments included, as a serialised `google.protobuf.FileDescriptorSet`.
    public static var fileDescriptorSet: [UInt8] {
        Array(UnsafeBufferPointer(start: danhba_file_descriptor_set, count: danhba_file_descriptor_set_size))
    }

    private static func describe(_ service: ServiceDescriptor) -> RPCV1.ServiceSchema {
        RPCV1.ServiceSchema(
            fullName: service.name, comment: service.comment, methods: service.methods.map(describe))
    }

    private static func describe(_ method: MethodDescriptor) -> RPCV1.MethodSchema {
        RPCV1.MethodSchema(
            name: method.name, comment: method.comment, inputType: method.inputType, outputType: method.outputType,
            clientStreaming: method.kind == .clientStreaming || method.kind == .bidirectionalStreaming,
            serverStreaming: method.kind == .serverStreaming || method.kind == .bidirectionalStreaming,
            noSideEffects: method.idempotency == .noSideEffects, idempotent: method.idempotency == .idempotent,
            execution: describe(method.execution), timeoutMs: milliseconds(method.defaultTimeout),
            bulk: method.isBulk, access: RPCV1.Access(rawValue: Int32(method.access.rawValue)) ?? .unspecified)
    }

    private static func describe(_ execution: MethodDescriptor.Execution) -> RPCV1.Execution {
        switch execution {
        case .inline: .inline
        case .read: .read
        case .write: .write
        case .async: .async
        case .stream: .stream
        }
    }

    private static func milliseconds(_ duration: Duration?) -> Int64 {
        guard let parts = duration?.components else { return 0 }
        return parts.seconds * 1000 + parts.attoseconds / 1_000_000_000_000_000
    }

    /// Adds a message and all that its fields reach.
    ///
    /// A name that is not generated adds nothing.
    private mutating func addMessage(_ fullName: String) {
        guard let descriptor = MessageTable.shared[fullName] else { return }
        addMessage(descriptor.pointee)
    }

    private mutating func addMessage(_ descriptor: ProtobufCMessageDescriptor) {
        let fullName = String(cString: descriptor.name)
        guard seen.insert(fullName).inserted else { return }
        let fields = UnsafeBufferPointer(start: descriptor.fields, count: Int(descriptor.n_fields))
        schema.messages.append(
            RPCV1.MessageSchema(fullName: fullName, fields: fields.map { Self.describe($0, of: fullName) }))
        for field in fields {
            if let message = field.message { addMessage(message) }
            if let type = field.enumeration { addEnum(type) }
        }
    }

    private mutating func addEnum(_ descriptor: ProtobufCEnumDescriptor) {
        let fullName = String(cString: descriptor.name)
        guard seen.insert(fullName).inserted else { return }
        let values = UnsafeBufferPointer(start: descriptor.values, count: Int(descriptor.n_values))
        schema.enums.append(
            RPCV1.EnumSchema(
                fullName: fullName,
                values: values.map { RPCV1.EnumValueSchema(name: String(cString: $0.name), number: $0.value) }))
    }

    private static func describe(_ field: ProtobufCFieldDescriptor, of message: String) -> RPCV1.FieldSchema {
        let name = String(cString: field.name)
        return RPCV1.FieldSchema(
            name: name, jsonName: jsonName(of: name), number: Int32(bitPattern: field.id), type: field.type.wireNumber,
            repeatedField: field.label == PROTOBUF_C_LABEL_REPEATED,
            typeName: (field.message?.name ?? field.enumeration?.name).map { String(cString: $0) } ?? "",
            oneofName: OneofNames.byMember[message + "." + name] ?? "")
    }

    /// protoc's rule: an underscore goes, and the letter after it becomes a capital.
    private static func jsonName(of name: String) -> String {
        var result = ""
        var capitalizes = false
        for character in name {
            if character == "_" {
                capitalizes = true
            } else {
                result += capitalizes ? character.uppercased() : String(character)
                capitalizes = false
            }
        }
        return result
    }
}

extension ProtobufCFieldDescriptor {
    fileprivate var message: ProtobufCMessageDescriptor? {
        type == PROTOBUF_C_TYPE_MESSAGE
            ? descriptor?.assumingMemoryBound(to: ProtobufCMessageDescriptor.self).pointee : nil
    }

    fileprivate var enumeration: ProtobufCEnumDescriptor? {
        type == PROTOBUF_C_TYPE_ENUM ? descriptor?.assumingMemoryBound(to: ProtobufCEnumDescriptor.self).pointee : nil
    }
}

extension ProtobufCType {
    /// The number of `google.protobuf.FieldDescriptorProto.Type`; 0 for a type that protobuf-c does not have.
    fileprivate var wireNumber: Int32 {
        switch self {
        case PROTOBUF_C_TYPE_DOUBLE: 1
        case PROTOBUF_C_TYPE_FLOAT: 2
        case PROTOBUF_C_TYPE_INT64: 3
        case PROTOBUF_C_TYPE_UINT64: 4
        case PROTOBUF_C_TYPE_INT32: 5
        case PROTOBUF_C_TYPE_FIXED64: 6
        case PROTOBUF_C_TYPE_FIXED32: 7
        case PROTOBUF_C_TYPE_BOOL: 8
        case PROTOBUF_C_TYPE_STRING: 9
        case PROTOBUF_C_TYPE_MESSAGE: 11
        case PROTOBUF_C_TYPE_BYTES: 12
        case PROTOBUF_C_TYPE_UINT32: 13
        case PROTOBUF_C_TYPE_ENUM: 14
        case PROTOBUF_C_TYPE_SFIXED32: 15
        case PROTOBUF_C_TYPE_SFIXED64: 16
        case PROTOBUF_C_TYPE_SINT32: 17
        case PROTOBUF_C_TYPE_SINT64: 18
        default: 0
        }
    }
}
