import SwiftProtobufPluginLibrary

/// Writes what belongs to one service: method table, client, service protocol and registration.
struct ServiceWriter {
    private let service: ServiceDescriptor
    private let methods: [MethodRules]
    private let namespace: String

    init(_ service: ServiceDescriptor) throws {
        self.service = service
        methods = try service.methods.map { try MethodRules($0) }
        namespace = SwiftNames.namespace(ofPackage: service.file.package)
    }

    /// A file with one service tends to describe it at its head.
    private var comment: [String] {
        for lines in [service.commentLines, service.file.headLines] where !lines.isEmpty { return lines }
        return ["`\(service.fullName)`"]
    }

    private var table: String { "\(namespace).\(service.name)Methods" }

    func write(to source: inout SourceText) {
        source.line()
        source.block("extension \(namespace)") { source in
            writeTable(to: &source)
            source.line()
            writeClient(to: &source)
            source.line()
            writeProtocol(to: &source)
        }
        source.line()
        writeRegistration(to: &source)
    }

    private func writeTable(to source: inout SourceText) {
        source.line("/// The methods of `\(service.fullName)`.")
        source.block("public enum \(service.name)Methods") { source in
            source.line("/// The service with all its methods, in the order of the contract.")
            source.line("public static let descriptor = ServiceDescriptor(")
            source.indented { source in
                let names = methods.map(\.name).joined(separator: ", ")
                source.line("name: \(service.fullName.quoted), methods: [\(names)],")
                source.line("comment: \(comment.joined(separator: "\n").quoted))")
            }
            for method in methods {
                source.line()
                writeDescriptor(of: method, to: &source)
            }
        }
    }

    private func writeDescriptor(of rules: MethodRules, to source: inout SourceText) {
        source.documentation(rules.method)
        source.line("public static let \(rules.name) = MethodDescriptor(")
        source.indented { source in
            source.line("service: \(service.fullName.quoted), name: \(rules.method.name.quoted),")
            let timeout = rules.timeoutMilliseconds
            source.line("kind: .\(rules.kind), execution: .\(rules.execution), idempotency: .\(rules.idempotency),")
            source.line("access: .\(rules.access),")
            if rules.isBulk { source.line("isBulk: true,") }
            if timeout != 0 { source.line("defaultTimeout: \(timeout < 0 ? "nil" : ".milliseconds(\(timeout))"),") }
            source.line("inputType: \(rules.method.inputType.fullName.quoted),")
            source.line("outputType: \(rules.method.outputType.fullName.quoted),")
            source.line("comment: \(rules.method.commentLines.joined(separator: "\n").quoted))")
        }
    }

    private func writeClient(to source: inout SourceText) {
        source.line("/// Calls `\(service.fullName)` over a connection.")
        source.block("public struct \(service.name)Client: Sendable") { source in
            source.line("public let connection: any Connection")
            source.line()
            source.line("public init(_ connection: any Connection) { self.connection = connection }")
            for method in methods {
                source.line()
                source.documentation(method.method)
                source.block(clientSignature(of: method)) { $0.line(clientBody(of: method)) }
            }
        }
    }

    private func clientSignature(of rules: MethodRules) -> String {
        let options = "options: CallOptions = CallOptions()"
        let method = rules.method
        let parameters = method.clientStreaming ? options : "_ request: \(rules.request), \(options)"
        let writer = "RequestWriter<\(rules.request), \(rules.response)>"
        let reader = "ResponseStream<\(rules.response)>"
        let result =
            switch (method.clientStreaming, method.serverStreaming) {
            case (false, false): rules.response
            case (true, false): writer
            case (false, true): reader
            case (true, true): "(requests: \(writer), responses: \(reader))"
            }
        return "public func \(rules.name)(\(parameters)) async throws -> \(result)"
    }

    private func clientBody(of rules: MethodRules) -> String {
        let method = "\(service.name)Methods.\(rules.name)"
        switch (rules.method.clientStreaming, rules.method.serverStreaming) {
        case (false, false): return "try await connection.unary(\(method), request, options: options)"
        case (true, false): return "try await connection.clientStream(\(method), options: options)"
        case (false, true): return "try await connection.serverStream(\(method), request, options: options)"
        case (true, true): return "try await connection.bidirectionalStream(\(method), options: options)"
        }
    }

    private func writeProtocol(to source: inout SourceText) {
        source.documentation(lines: comment)
        source.lines(["///", "/// What a server of it implements; `Router.register(_:lanes:)` adds it to a server."])
        source.block("public protocol \(service.name)Service: Sendable") { source in
            source.lines(["/// What `inline` and `read` methods read through.", "associatedtype Reader"])
            source.lines(["/// What `write` methods write through.", "associatedtype Writer"])
            for method in methods {
                source.line()
                source.documentation(method.method)
                source.line(requirement(of: method))
            }
        }
    }

    private func requirement(of rules: MethodRules) -> String {
        let context = "_ context: CallContext"
        let request = "_ request: \(rules.request)"
        let requests = "_ requests: RequestStream<\(rules.request)>"
        let responses = "_ responses: ResponseWriter<\(rules.response)>"
        let name = rules.name
        let answer = rules.answer
        switch (rules.execution, rules.method.clientStreaming, rules.method.serverStreaming) {
        case (.inline, _, _), (.read, _, _):
            return "func \(name)(\(request), _ reader: Reader, \(context)) throws -> \(answer)"
        case (.write, _, _): return "func \(name)(\(request), _ writer: Writer, \(context)) throws -> \(answer)"
        case (.async, _, _): return "func \(name)(\(request), \(context)) async throws -> \(answer)"
        case (.stream, true, false): return "func \(name)(\(requests), \(context)) async throws -> \(answer)"
        case (.stream, false, _): return "func \(name)(\(request), \(responses), \(context)) async throws"
        case (.stream, true, true): return "func \(name)(\(requests), \(responses), \(context)) async throws"
        }
    }

    private func writeRegistration(to source: inout SourceText) {
        source.block("extension Router") { source in
            source.line("/// Adds `\(service.fullName)`, its methods run in `lanes`. A service may be added once.")
            source.line("@inlinable")
            let generics = "S: \(namespace).\(service.name)Service, L: ExecutionLanes<S.Reader, S.Writer>"
            source.line("public mutating func register<\(generics)>(")
            source.indented { $0.line("_ service: S, lanes: L") }
            source.block(")") { source in
                source.line("register(")
                source.indented { source in
                    source.line("\(table).descriptor,")
                    source.line("methods: [")
                    source.indented { source in
                        for method in methods { source.lines(registration(of: method)) }
                    }
                    source.line("], lanes: lanes)")
                }
            }
        }
    }

    private func registration(of rules: MethodRules) -> [String] {
        let method = "\(table).\(rules.name)"
        let request = "(request: \(rules.request)"
        let call = "service.\(rules.name)"
        let closure: (head: String, body: String) =
            switch (rules.execution, rules.method.clientStreaming, rules.method.serverStreaming) {
            case (.inline, _, _):
                (".inline(\(method), lanes) { \(request), reader, context) in", "try \(call)(request, reader, context)")
            case (.read, _, _):
                (".read(\(method), lanes) { \(request), reader, context) in", "try \(call)(request, reader, context)")
            case (.write, _, _):
                (".write(\(method), lanes) { \(request), writer, context) in", "try \(call)(request, writer, context)")
            case (.async, _, _):
                (".async(\(method)) { \(request), context) in", "try await \(call)(request, context)")
            case (.stream, true, false):
                (".clientStreaming(\(method)) { requests, context in", "try await \(call)(requests, context)")
            case (.stream, false, _):
                (
                    ".serverStreaming(\(method)) { \(request), responses, context) in",
                    "try await \(call)(request, responses, context)"
                )
            case (.stream, true, true):
                (
                    ".bidirectionalStreaming(\(method)) { requests, responses, context in",
                    "try await \(call)(requests, responses, context)"
                )
            }
        return [closure.head, "    " + closure.body, "},"]
    }
}
