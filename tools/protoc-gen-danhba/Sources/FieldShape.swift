import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// How one field looks in Swift and travels to and from protobuf-c's struct.
struct FieldShape {
    enum Value {
        /// Same in C and Swift.
        case number(String)
        case bool
        case string
        case bytes
        case message(String)
        case `enum`(String)
    }

    let field: FieldDescriptor
    let value: Value
    let isRepeated: Bool

    init(_ field: FieldDescriptor) {
        self.field = field
        isRepeated = field.isRepeated
        value = Self.value(of: field)
    }

    private static func value(of field: FieldDescriptor) -> Value {
        switch field.type {
        case .int32, .sint32, .sfixed32: .number("Int32")
        case .int64, .sint64, .sfixed64: .number("Int64")
        case .uint32, .fixed32: .number("UInt32")
        case .uint64, .fixed64: .number("UInt64")
        case .double: .number("Double")
        case .float: .number("Float")
        case .bool: .bool
        case .string: .string
        case .bytes: .bytes
        case .message, .group: .message(SwiftNames.type(field.messageType))
        case .enum: .enum(SwiftNames.type(field.enumType))
        }
    }

    var name: String { SwiftNames.property(field.name) }
    /// The member of the C struct, seen through `c`.
    private var member: String { "c.pointee.\(CNames.field(field))" }
    private var counter: String { "c.pointee.n_\(CNames.field(field))" }
    /// For errors about the field's content.
    private var path: String { (field.containingType.fullName + "." + field.name).quoted }

    /// The Swift type of one value.
    var elementType: String {
        switch value {
        case .number(let type), .message(let type), .enum(let type): type
        case .bool: "Bool"
        case .string: "String"
        case .bytes: "[UInt8]"
        }
    }

    /// The Swift type of the property, when the field is not in a oneof.
    var propertyType: String {
        if isRepeated { return "[\(elementType)]" }
        if case .message = value { return elementType + "?" }
        return elementType
    }

    var defaultValue: String {
        if isRepeated { return "[]" }
        switch value {
        case .number: return "0"
        case .bool: return "false"
        case .string: return "\"\""
        case .bytes: return "[]"
        case .message: return "nil"
        case .enum: return ".unspecified"
        }
    }

    /// The Swift value of the C member, as an expression; of a oneof's member the value itself.
    var reading: String {
        if isRepeated { return repeatedReading }
        switch value {
        case .number: return member
        case .bool: return "\(member) != 0"
        case .string: return "try Unpacking.string(\(member), \(path))"
        case .bytes: return "Unpacking.bytes(\(member))"
        case .message(let type): return "try \(member).map { try \(type)(c: $0) }"
        case .enum(let type): return "\(type)(c: \(member))"
        }
    }

    private var repeatedReading: String {
        switch value {
        case .number: "Unpacking.array(\(counter), \(member))"
        case .bool: "Unpacking.array(\(counter), \(member)) { $0 != 0 }"
        case .string: "try Unpacking.strings(\(counter), \(member), \(path))"
        case .bytes: "Unpacking.array(\(counter), \(member)) { Unpacking.bytes($0) }"
        case .message(let type): "try Unpacking.messages(\(counter), \(member)) { try \(type)(c: $0) }"
        case .enum(let type): "Unpacking.array(\(counter), \(member)) { \(type)(c: $0) }"
        }
    }

    /// The statement that writes the Swift value `source` to the C member.
    func writing(_ source: String) -> String {
        if isRepeated { return "(\(counter), \(member)) = \(repeatedWriting(source))" }
        switch value {
        case .number: return "\(member) = \(source)"
        case .bool: return "\(member) = \(source) ? 1 : 0"
        case .string: return "\(member) = arena.string(\(source))"
        case .bytes: return "\(member) = arena.bytes(\(source))"
        case .message: return "\(member) = \(source)?.build(in: arena)"
        case .enum: return "\(member) = \(source).c"
        }
    }

    private func repeatedWriting(_ source: String) -> String {
        switch value {
        case .number: "arena.array(\(source)) { value, _ in value }"
        case .bool: "arena.array(\(source)) { value, _ in value ? 1 : 0 }"
        case .string: "arena.array(\(source)) { value, arena in arena.presentString(value) }"
        case .bytes: "arena.array(\(source)) { value, arena in arena.bytes(value) }"
        case .message: "arena.array(\(source)) { value, arena in value.build(in: arena) }"
        case .enum: "arena.array(\(source)) { value, _ in value.c }"
        }
    }

    /// As `reading`, for a member of a oneof, whose presence is known already.
    var oneofReading: String {
        if case .message(let type) = value { return "try Unpacking.member(\(member), \(path)) { try \(type)(c: $0) }" }
        return reading
    }

    /// As `writing`, for a member of a oneof, where an empty value is not absence.
    func oneofWriting(_ source: String) -> String {
        switch value {
        case .string: "\(member) = arena.presentString(\(source))"
        case .message: "\(member) = \(source).build(in: arena)"
        case .number, .bool, .bytes, .enum: writing(source)
        }
    }
}
