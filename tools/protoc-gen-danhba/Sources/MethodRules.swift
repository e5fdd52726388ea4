import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// A method with the options of `danhba/rpc/v1/options.proto`, checked.
struct MethodRules {
    enum Execution: Int32 {
        case inline = 1
        case read = 2
        case write = 3
        case async = 4
        case stream = 5
    }

    /// Names of the cases of `MethodDescriptor.Access`.
    enum Access: Int32 {
        case anyone = 1
        case agent = 2
        case supervisor = 3
        case admin = 4
    }

    private typealias Option<Value: FieldType> = MessageExtension<
        OptionalExtensionField<Value>, Google_Protobuf_MethodOptions
    >

    private static let execution = Option<ProtobufInt32>(
        _protobuf_fieldNumber: 50001, fieldName: "danhba.rpc.v1.execution")
    private static let timeout = Option<ProtobufInt32>(
        _protobuf_fieldNumber: 50002, fieldName: "danhba.rpc.v1.timeout_ms")
    private static let serializedResponse = Option<ProtobufBool>(
        _protobuf_fieldNumber: 50003, fieldName: "danhba.rpc.v1.serialized_response")
    private static let bulk = Option<ProtobufBool>(_protobuf_fieldNumber: 50004, fieldName: "danhba.rpc.v1.bulk")
    private static let access = Option<ProtobufInt32>(_protobuf_fieldNumber: 50005, fieldName: "danhba.rpc.v1.access")
    static let extensions: [any AnyMessageExtension] = [execution, timeout, serializedResponse, bulk, access]

    let method: MethodDescriptor
    let execution: Execution
    /// As in the contract: 0 for the default, negative for none.
    let timeoutMilliseconds: Int32
    /// Whether the handler answers with `Serialized<Response>`.
    let respondsSerialized: Bool
    let isBulk: Bool
    let access: Access

    init(_ method: MethodDescriptor) throws {
        let number = method.options.getExtensionValue(ext: Self.execution) ?? 0
        guard let execution = Execution(rawValue: number) else {
            throw ContractError("\(method.fullName): needs `option (danhba.rpc.v1.execution) = EXECUTION_…`")
        }
        let streams = method.clientStreaming || method.serverStreaming
        guard streams == (execution == .stream) else {
            throw ContractError(
                "\(method.fullName): a method streams exactly when its execution is EXECUTION_STREAM")
        }
        if execution == .write && method.options.idempotencyLevel == .noSideEffects {
            throw ContractError("\(method.fullName): EXECUTION_WRITE with NO_SIDE_EFFECTS")
        }
        let respondsSerialized = method.options.getExtensionValue(ext: Self.serializedResponse) ?? false
        guard !streams || !respondsSerialized else {
            throw ContractError("\(method.fullName): serialized_response is for unary methods")
        }
        guard method.name != "Descriptor" else {
            throw ContractError("\(method.fullName): the name is taken by generated code; choose another")
        }
        self.method = method
        self.execution = execution
        self.respondsSerialized = respondsSerialized
        isBulk = method.options.getExtensionValue(ext: Self.bulk) ?? false
        let role = method.options.getExtensionValue(ext: Self.access) ?? 0
        guard let access = role == 0 ? .admin : Access(rawValue: role) else {
            throw ContractError("\(method.fullName): there is no access \(role)")
        }
        self.access = access
        timeoutMilliseconds = method.options.getExtensionValue(ext: Self.timeout) ?? 0
    }

    var name: String { SwiftNames.method(method) }
    var request: String { SwiftNames.type(method.inputType) }
    var response: String { SwiftNames.type(method.outputType) }
    /// What a handler of a unary method returns.
    var answer: String { respondsSerialized ? "Serialized<\(response)>" : response }

    /// The case of `MethodDescriptor.Kind`.
    var kind: String {
        switch (method.clientStreaming, method.serverStreaming) {
        case (false, false): "unary"
        case (true, false): "clientStreaming"
        case (false, true): "serverStreaming"
        case (true, true): "bidirectionalStreaming"
        }
    }

    /// The case of `MethodDescriptor.Idempotency`.
    var idempotency: String {
        switch method.options.idempotencyLevel {
        case .idempotencyUnknown: "unknown"
        case .noSideEffects: "noSideEffects"
        case .idempotent: "idempotent"
        }
    }
}
