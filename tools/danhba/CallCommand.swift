import ArgumentParser
import Contracts
import Foundation
import MessageJSON
import RPCCore

/// `danhba call SERVICE/METHOD JSON`: any method of any service.
struct CallCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "call", abstract: "Call any method with JSON; a streaming answer prints a line per message.",
        discussion: """
            danhba call contacts/LookUpByPhone '{"phone": "0901234567"}'
            danhba call danhba.contacts.v1.Contacts/GetContact '{"id": 1}'
            danhba call companies/danhba.rpc.v1.Health/Check
            danhba call contacts            lists the methods
            """)

    @OptionGroup var peers: PeerOptions
    @Option(help: "Milliseconds to wait; else the method's own limit.")
    var timeoutMs: Int64?
    @Argument(help: "SERVICE/METHOD, by full or by short name.")
    var method: String
    @Argument(help: "The request; - reads it from standard input.")
    var request = "{}"

    func run() async throws {
        let (peer, name) = try target()
        let text =
            request == "-" ? String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self) : request
        try await peers.withConnection(to: peer) { connection, options in
            var options = options
            options.timeout = timeoutMs.map { .milliseconds($0) }
            let description = try await RPCV1.ReflectionClient(connection)
                .getSchema(RPCV1.GetSchemaRequest(), options: CallOptions(timeout: .seconds(5)))
            guard let name else { return list(description) }
            let method = try find(name, in: description)
            try await call(method, text, connection, options, MessagePrinter(description))
        }
    }

    /// The process and the method's name in it, nil to list its methods.
    private func target() throws -> (Peer, String?) {
        let parts = method.split(separator: "/", maxSplits: 1).map(String.init)
        guard let first = parts.first else { throw ValidationError("Name a method, for example contacts/GetContact.") }
        if let peer = Peer(rawValue: first) { return (peer, parts.count > 1 ? parts[1] : nil) }
        let package = first.split(separator: ".")
        guard package.count > 2, let peer = Peer(rawValue: String(package[1])), parts.count > 1 else {
            let names = Peer.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("\(method) names no service; begin with one of \(names).")
        }
        return (peer, method)
    }

    private func list(_ description: RPCV1.GetSchemaResponse) {
        var table = Table("METHOD", "REQUEST", "ANSWER")
        for service in description.services {
            for method in service.methods {
                table.append(
                    "\(service.fullName)/\(method.name)", method.inputType,
                    (method.serverStreaming ? "stream of " : "") + method.outputType)
            }
        }
        table.print(empty: "no methods")
    }

    private func find(_ name: String, in description: RPCV1.GetSchemaResponse) throws -> MethodDescriptor {
        for service in description.services {
            for method in service.methods where [method.name, "\(service.fullName)/\(method.name)"].contains(name) {
                return MethodDescriptor(service, method)
            }
        }
        throw RPCError(.unimplemented, "There is no method \(name); call the service without a method to list them.")
    }

    private func call(
        _ method: MethodDescriptor, _ text: String, _ connection: any Connection, _ options: CallOptions,
        _ printer: MessagePrinter
    ) async throws {
        let payload = RawMessage(try printer.serialise(text, as: method.inputType))
        switch method.kind {
        case .unary:
            let answer: RawMessage = try await connection.unary(method, payload, options: options)
            print(try printer.json(answer.bytes, of: method.outputType))
        case .serverStreaming:
            let stream = try await connection.open(method, options: options)
            try await stream.send(payload)
            try await stream.finish()
            for try await answer in ResponseStream<RawMessage>(stream) {
                print(try printer.json(answer.bytes, of: method.outputType))
                fflush(nil)
            }
        case .clientStreaming, .bidirectionalStreaming:
            throw RPCError(.unimplemented, "\(method.fullName) takes a stream; use `danhba import` for files.")
        }
    }
}
