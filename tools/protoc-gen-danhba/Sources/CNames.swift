import SwiftProtobufPluginLibrary

/// The names that protoc-c 1.4 gives, after its `c_helpers.cc`.
enum CNames {
    /// Structs and enums: `danhba.rpc.v1.Position` is `Danhba__Rpc__V1__Position`.
    static func type(_ fullName: String) -> String {
        fullName.split(separator: ".").map { camel(String($0)) }.joined(separator: "__")
    }

    /// How functions and descriptors begin: `danhba.rpc.v1.PositionLost` is `danhba__rpc__v1__position_lost`.
    static func function(_ fullName: String) -> String {
        fullName.split(separator: ".").map { snake(String($0)) }.joined(separator: "__")
    }

    static func field(_ field: FieldDescriptor) -> String {
        let name = field.name.lowercased()
        return keywords.contains(name) ? name + "_" : name
    }

    /// The struct member that says which member of a oneof is set.
    static func oneofCase(_ oneof: OneofDescriptor) -> String { snake(oneof.name) + "_case" }

    /// The type of that struct member.
    static func oneofCaseType(_ oneof: OneofDescriptor) -> String { type(oneof.fullName) + "Case" }

    /// The header of a file: `danhba/rpc/v1/health.proto` has `danhba/rpc/v1/health.pb-c.h`.
    static func header(_ file: FileDescriptor) -> String { file.name.dropLast(".proto".count) + ".pb-c.h" }

    private static func camel(_ name: String) -> String {
        name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    private static func snake(_ name: String) -> String {
        var result = ""
        var wasUpper = true
        for character in name {
            let isUpper = character.isUppercase
            if isUpper && !wasUpper { result += "_" }
            result += character.lowercased()
            wasUpper = isUpper
        }
        return result
    }

    /// protoc-c appends an underscore to these.
    private static let keywords: Set<String> = [
        "and", "and_eq", "asm", "auto", "bitand", "bitor", "bool", "break", "case", "catch", "char", "class", "compl",
        "const", "const_cast", "continue", "default", "delete", "do", "double", "dynamic_cast", "else", "enum",
        "explicit", "extern", "false", "float", "for", "friend", "goto", "if", "inline", "int", "long", "mutable",
        "namespace", "new", "not", "not_eq", "operator", "or", "or_eq", "private", "protected", "public", "register",
        "reinterpret_cast", "return", "short", "signed", "sizeof", "static", "static_cast", "struct", "switch",
        "template", "this", "throw", "true", "try", "typedef", "typeid", "typename", "union", "unsigned", "using",
        "virtual", "void", "volatile", "wchar_t", "while", "xor", "xor_eq",
    ]
}
