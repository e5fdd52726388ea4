import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// What this system's contracts may not contain; every refusal names the place.
enum ContractRules {
    static func check(_ file: FileDescriptor) throws {
        guard file.edition == .proto3 else { throw ContractError("\(file.name): only proto3 is supported") }
        guard file.package.split(separator: ".").first == "danhba", file.package.split(separator: ".").count > 2 else {
            throw ContractError("\(file.name): the package must be danhba.<name>.<version>")
        }
        for message in file.messages { try check(message) }
        for type in file.enums { try check(type) }
        for service in file.services {
            for method in service.methods { _ = try MethodRules(method) }
        }
    }

    private static func check(_ message: Descriptor) throws {
        guard !SwiftNames.usedTypes.contains(message.name) else {
            throw ContractError("\(message.fullName): the name is taken by generated code; choose another")
        }
        try checkRecursion(from: message)
        for field in message.fields { try check(field) }
        for oneof in message.oneofs { try check(oneof) }
        for nested in message.messages { try check(nested) }
        for type in message.enums { try check(type) }
    }

    private static func check(_ field: FieldDescriptor) throws {
        let name = field.containingType.fullName + "." + field.name
        if field.containingOneof != nil && field.realContainingOneof == nil {
            throw ContractError(
                "\(name): protobuf-c does not know proto3 `optional`; write `oneof \(field.name)_x { … }` with one member"
            )
        }
        if field.isMap {
            throw ContractError("\(name): maps are not supported; write a repeated message with a key and a value")
        }
        if field.type == .group { throw ContractError("\(name): groups are not supported") }
        if field.name == "base" { throw ContractError("\(name): protobuf-c uses the name `base` itself") }
        if field.name != field.name.lowercased() { throw ContractError("\(name): field names are lower_snake_case") }
        for imported in [field.messageType?.file.package, field.enumType?.file.package] {
            if let imported, !imported.hasPrefix("danhba.") {
                throw ContractError("\(name): types of \(imported) are not generated; define one of your own")
            }
        }
    }

    /// protobuf-c clears only the first member of a union, so that one must cover the others.
    private static func check(_ oneof: OneofDescriptor) throws {
        let widths = oneof.fields.map(\.unionWidth)
        guard let first = widths.first, first == widths.max() else {
            throw ContractError(
                "\(oneof.fullName): the largest member must come first "
                    + "(bytes, then strings, messages and 64-bit numbers, then the rest)")
        }
    }

    private static func check(_ type: EnumDescriptor) throws {
        let prefix = SwiftNames.enumPrefix(type)
        for value in type.values {
            guard value.name.hasPrefix(prefix), value.name.count > prefix.count else {
                throw ContractError("\(type.fullName): \(value.name) must begin with \(prefix)")
            }
            guard value.number >= 0 else { throw ContractError("\(type.fullName): \(value.name) is negative") }
        }
        guard Set(type.values.map(\.number)).count == type.values.count else {
            throw ContractError("\(type.fullName): two names for one number")
        }
        guard type.values.first?.name == prefix + "UNSPECIFIED" else {
            throw ContractError("\(type.fullName): the value 0 must be \(prefix)UNSPECIFIED")
        }
    }

    /// protobuf-c unpacks recursively without a limit, so a message type may not contain itself.
    private static func checkRecursion(from message: Descriptor) throws {
        var path: [String] = []
        func visit(_ current: Descriptor) throws {
            if path.contains(current.fullName) {
                let cycle = (path + [current.fullName]).joined(separator: " → ")
                throw ContractError("recursive message type: \(cycle); refer to the inner record by id instead")
            }
            path.append(current.fullName)
            for field in current.fields { if let type = field.messageType { try visit(type) } }
            path.removeLast()
        }
        try visit(message)
    }
}

extension FieldDescriptor {
    /// Bytes that the field takes in protobuf-c's union of a oneof.
    fileprivate var unionWidth: Int {
        switch type {
        case .bytes: 16
        case .string, .message, .group, .int64, .uint64, .sint64, .fixed64, .sfixed64, .double: 8
        case .int32, .uint32, .sint32, .fixed32, .sfixed32, .float, .bool, .enum: 4
        }
    }
}
