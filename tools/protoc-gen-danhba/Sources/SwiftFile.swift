import SwiftProtobufPluginLibrary

/// The generated Swift files.
enum SwiftFile {
    /// `Contracts/RPCV1/RPCV1.health.swift`; a module's file names are unique, hence the namespace.
    static func path(of file: FileDescriptor) -> String {
        let namespace = SwiftNames.namespace(ofPackage: file.package)
        let base = file.name.split(separator: "/").last.map { $0.dropLast(".proto".count) } ?? ""
        return "Contracts/\(namespace)/\(namespace).\(base).swift"
    }

    static func contents(of file: FileDescriptor) throws -> String {
        var source = header(from: file.name)
        source.line("internal import CMessages")
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
        var entries: [String] = []
        func collect(_ message: Descriptor) {
            for field in message.fields {
                guard let oneof = field.containingOneof else { continue }
                entries.append("\((message.fullName + "." + field.name).quoted): \(oneof.name.quoted),")
            }
            message.messages.forEach(collect)
        }
        files.flatMap(\.messages).forEach(collect)
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

    private static func header(from origin: String) -> SourceText {
        var source = SourceText()
        source.lines(["// swift-format-ignore-file", "// Generated from \(origin) by dev/proto.sh. Do not edit.", ""])
        return source
    }
}
