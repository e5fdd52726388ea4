import SwiftProtobufPluginLibrary

/// The generated Swift files.
enum SwiftFile {
    /// For example `Contracts/RPCV1/RPCV1.health.swift`; a module's file names are unique, hence the namespace.
    static func path(of file: FileDescriptor) -> String {
        let namespace = SwiftNames.namespace(ofPackage: file.package)
        let base = file.name.split(separator: "/").last.map { $0.dropLast(".proto".count) } ?? ""
        return "Contracts/\(namespace)/\(namespace).\(base).swift"
    }

    static func contents(of file: FileDescriptor, for output: Output) throws -> String {
        var source = header(from: file.name)
        source.line("internal import \(output.cModule)")
        if let line = output.extraImport { source.line(line) }
        if !file.messages.isEmpty || !file.services.isEmpty { source.line("public import RPCCore") }
        source.line()
        source.block("extension \(SwiftNames.namespace(ofPackage: file.package))") { source in
            for (index, type) in file.enums.enumerated() {
                if index > 0 { source.line() }
                EnumWriter(type).write(to: &source)
            }
            for (index, message) in file.messages.enumerated() {
                if index > 0 || !file.enums.isEmpty { source.line() }
                MessageWriter(message).write(to: &source)
            }
        }
        for service in file.services { try ServiceWriter(service).write(to: &source) }
        return source.text
    }

    static func namespace(_ name: String, package: String) -> String {
        var source = header(from: "package \(package)")
        source.line("/// The messages and services of `\(package)`.")
        source.line("public enum \(name) {}")
        return source.text
    }

    /// protobuf-c's descriptors do not know oneofs' names, reflection tells them.
    static func oneofNames(of files: [FileDescriptor]) -> String {
        let messages = files.flatMap(\.messages).flatMap(\.withNested)
        let entries = messages.flatMap { message in
            message.fields.compactMap { field in
                field.containingOneof.map { "\((message.fullName + "." + field.name).quoted): \($0.name.quoted)," }
            }
        }
        var source = header(from: "all contracts")
        source.block("enum OneofNames") { source in
            source.line("/// Names of oneofs by the full names of their members.")
            if entries.isEmpty {
                source.line("static let byMember: [String: String] = [:]")
            } else {
                source.line("static let byMember: [String: String] = [")
                source.indented { $0.lines(entries) }
                source.line("]")
            }
        }
        return source.text
    }

    /// For code that treats all messages alike.
    static func messageTypes(of files: [FileDescriptor]) -> String {
        var source = header(from: "all contracts")
        source.lines(["public import RPCCore", "", "/// The generated message types."])
        source.block("public enum MessageTypes") { source in
            source.line("/// Every one, nested ones included, in the order of the contracts.")
            source.line("public static let all: [any Message.Type] = [")
            source.indented { source in
                for message in files.flatMap(\.messages).flatMap(\.withNested) {
                    source.line("\(SwiftNames.type(message)).self,")
                }
            }
            source.line("]")
        }
        return source.text
    }

    private static func header(from origin: String) -> SourceText {
        var source = SourceText()
        source.lines(["// swift-format-ignore-file", "// Generated from \(origin) by dev/proto.sh. Do not edit.", ""])
        return source
    }
}

extension Descriptor {
    /// The message and the messages declared in it.
    var withNested: [Descriptor] { [self] + messages.flatMap(\.withNested) }
}
