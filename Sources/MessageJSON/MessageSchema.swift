import Contracts
import RPCCore

/// Message types known at run time, from one or more processes' reflection.
///
/// Converts between protobuf's wire format and its JSON mapping with no code per message.
public struct MessageSchema: Sendable {
    private var messages: [String: MessageType] = [:]
    private var enums: [String: EnumType] = [:]

    /// Knows no type.
    public init() {}

    /// Adds the types of a process; types already known are kept.
    public mutating func add(_ schema: RPCV1.GetSchemaResponse) {
        for message in schema.messages where messages[message.fullName] == nil {
            messages[message.fullName] = MessageType(message)
        }
        for type in schema.enums where enums[type.fullName] == nil {
            enums[type.fullName] = EnumType(type)
        }
    }

    /// Whether messages of that full name can be converted.
    public func contains(_ fullName: String) -> Bool { messages[fullName] != nil }

    func message(_ fullName: String) throws -> MessageType {
        guard let type = messages[fullName] else {
            throw RPCError(.unimplemented, "There is no message \(fullName).")
        }
        return type
    }

    func enumeration(_ fullName: String) throws -> EnumType {
        guard let type = enums[fullName] else { throw RPCError(.unimplemented, "There is no enum \(fullName).") }
        return type
    }
}

/// The fields of one message.
final class MessageType: Sendable {
    let fullName: String
    /// In the order of their numbers.
    let fields: [Field]
    private let byName: [String: Int]
    private let byNumber: [UInt32: Int]

    struct Field: Sendable {
        var number: UInt32
        var jsonName: String
        var type: FieldType
        var isRepeated: Bool
        /// A default value is told apart from none.
        var hasPresence: Bool
        var typeName: String
    }

    init(_ schema: RPCV1.MessageSchema) {
        fullName = schema.fullName
        var fields: [Field] = []
        var byName: [String: Int] = [:]
        for field in schema.fields.sorted(by: { $0.number < $1.number }) {
            guard let type = FieldType(rawValue: field.type), field.number > 0 else { continue }
            byName[field.name] = fields.count
            byName[field.jsonName] = fields.count
            fields.append(
                Field(
                    number: UInt32(field.number), jsonName: field.jsonName, type: type,
                    isRepeated: field.repeatedField, hasPresence: !field.oneofName.isEmpty || type == .message,
                    typeName: field.typeName))
        }
        self.fields = fields
        self.byName = byName
        byNumber = Dictionary(uniqueKeysWithValues: fields.enumerated().map { ($1.number, $0) })
    }

    func field(named name: String) -> Field? { byName[name].map { fields[$0] } }

    /// Place of a field in `fields`.
    func index(ofNumber number: UInt32) -> Int? { byNumber[number] }
}

/// The values of one enum.
final class EnumType: Sendable {
    private let numbers: [String: Int32]
    private let names: [Int32: String]

    init(_ schema: RPCV1.EnumSchema) {
        numbers = Dictionary(schema.values.map { ($0.name, $0.number) }, uniquingKeysWith: { first, _ in first })
        names = Dictionary(schema.values.map { ($0.number, $0.name) }, uniquingKeysWith: { first, _ in first })
    }

    func number(of name: String) -> Int32? { numbers[name] }
    func name(of number: Int32) -> String? { names[number] }
}

/// Numbers of google.protobuf.FieldDescriptorProto.Type; groups are not supported.
enum FieldType: Int32, Sendable {
    case double = 1
    case float = 2
    case int64 = 3
    case uint64 = 4
    case int32 = 5
    case fixed64 = 6
    case fixed32 = 7
    case bool = 8
    case string = 9
    case message = 11
    case bytes = 12
    case uint32 = 13
    case enumeration = 14
    case sfixed32 = 15
    case sfixed64 = 16
    case sint32 = 17
    case sint64 = 18
}
