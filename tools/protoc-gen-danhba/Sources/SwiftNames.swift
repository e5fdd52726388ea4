import SwiftProtobufPluginLibrary

/// The names of generated Swift declarations.
enum SwiftNames {
    /// The enum around a package's types: `danhba.contacts.v1` is `ContactsV1`, `danhba.rpc.v1` is `RPCV1`.
    static func namespace(ofPackage package: String) -> String {
        package.split(separator: ".").dropFirst().map { capitalized(String($0)) }.joined()
    }

    /// The whole name of a type, for example `RPCV1.Change.Kind`.
    static func type(_ message: Descriptor) -> String {
        scope(of: message.containingType, in: message.file) + message.name
    }

    static func type(_ type: EnumDescriptor) -> String { scope(of: type.containingType, in: type.file) + type.name }

    private static func scope(of container: Descriptor?, in file: FileDescriptor) -> String {
        (container.map { type($0) } ?? namespace(ofPackage: file.package)) + "."
    }

    /// The property of a field: `operation_id` is `operationID`.
    static func property(_ name: String) -> String { escaped(lowerCamel(name)) }

    /// The function of a method: `GetContact` is `getContact`.
    static func method(_ method: MethodDescriptor) -> String {
        escaped(method.name.prefix(1).lowercased() + method.name.dropFirst())
    }

    /// The case of a value: `KIND_CREATE` of `Kind` is `create`.
    static func enumCase(_ value: EnumValueDescriptor) -> String {
        property(value.name.dropFirst(enumPrefix(value.enumType).count).lowercased())
    }

    /// What the names of an enum's values begin with: `IMPORT_STATE_` for `ImportState`.
    static func enumPrefix(_ type: EnumDescriptor) -> String {
        var result = ""
        for character in type.name {
            if character.isUppercase && !result.isEmpty { result += "_" }
            result += character.uppercased()
        }
        return result + "_"
    }

    /// The enum of a oneof with several members: `Target` for `target`.
    static func oneofType(_ oneof: OneofDescriptor) -> String {
        oneof.name.split(separator: "_").map { capitalized(String($0)) }.joined()
    }

    private static func lowerCamel(_ name: String) -> String {
        let words = name.split(separator: "_").map(String.init)
        return (words.first ?? "").lowercased() + words.dropFirst().map(capitalized).joined()
    }

    private static func capitalized(_ word: String) -> String {
        acronyms[word] ?? word.prefix(1).uppercased() + word.dropFirst()
    }

    private static func escaped(_ name: String) -> String { keywords.contains(name) ? "`\(name)`" : name }

    private static let acronyms = ["id": "ID", "ids": "IDs", "rpc": "RPC", "url": "URL", "urls": "URLs"]

    private static let keywords: Set<String> = [
        "as", "associatedtype", "break", "case", "catch", "class", "continue", "default", "defer", "deinit", "do",
        "else",
        "enum", "extension", "fallthrough", "false", "fileprivate", "for", "func", "guard", "if", "import", "in",
        "init",
        "inout", "internal", "is", "let", "nil", "operator", "precedencegroup", "private", "protocol", "public",
        "repeat",
        "rethrows", "return", "self", "static", "struct", "subscript", "super", "switch", "throw", "throws", "true",
        "try", "typealias", "var", "where", "while",
    ]

    /// Names that generated code uses unqualified: a message of that name would hide them.
    static let usedTypes: Set<String> = [
        "Array", "Bool", "CallContext", "CallOptions", "Connection", "Double", "Equatable", "ExecutionLanes", "Float",
        "Int32", "Int64", "Message", "MessageSink", "MethodDescriptor", "Packing", "RPCMethod", "RequestStream",
        "RequestWriter", "ResponseStream", "ResponseWriter", "Router", "Sendable", "ServiceDescriptor", "StaticString",
        "String", "UInt32", "UInt64", "UInt8", "Unpacking", "UnsafeMutablePointer", "UnsafePointer",
        "UnsafeRawBufferPointer", "Arena", "CaseIterable", "Self", "Type", "Protocol",
    ]
}
