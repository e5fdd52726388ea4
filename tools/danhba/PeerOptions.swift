import ArgumentParser
import Contracts
import Foundation
import RPCCore
import RPCTransport

/// A process that the command line talks to.
enum Peer: String, CaseIterable, ExpressibleByArgument {
    case contacts
    case companies
    case campaigns
    case imports

    var defaultAddress: String {
        switch self {
        case .contacts: "tcp:127.0.0.1:7101"
        case .companies: "tcp:127.0.0.1:7102"
        case .campaigns: "tcp:127.0.0.1:7103"
        case .imports: "tcp:127.0.0.1:7104"
        }
    }
}

/// Where the services are and whose data is meant; shared by every subcommand that calls one.
struct PeerOptions: ParsableArguments {
    @Option(
        help:
            "Address of contacts, for example tcp:127.0.0.1:7101, tls:contacts:7101 or unix:/run/contacts; or several.")
    var contacts: String?
    @Option(help: "Address of companies.")
    var companies: String?
    @Option(help: "Address of campaigns.")
    var campaigns: String?
    @Option(help: "Address of imports.")
    var imports: String?
    @OptionGroup var security: SecurityOptions
    @Option(help: "The workspace whose data is meant.")
    var workspace: String?
    @Option(help: "Who calls, for the audit log.")
    var caller: String?

    /// The addresses of a process: flag, else environment, else the usual port.
    func addresses(of peer: Peer) throws -> [PeerAddress] {
        let flag: String? =
            switch peer {
            case .contacts: contacts
            case .companies: companies
            case .campaigns: campaigns
            case .imports: imports
            }
        return try PeerAddress.list(flag ?? environment(peer.rawValue) ?? peer.defaultAddress)
    }

    /// What every call carries.
    var metadata: Metadata {
        Metadata(
            workspace: workspace ?? environment("workspace") ?? Metadata.defaultWorkspace,
            caller: caller ?? environment("caller") ?? NSUserName())
    }

    private func environment(_ name: String) -> String? {
        ProcessInfo.processInfo.environment["DANHBA_\(name.uppercased())"]
    }

    /// Runs `body` with a connection to `peer` and closes it.
    ///
    /// Errors of calls become `CommandFailure`.
    func withConnection<R: Sendable>(
        to peer: Peer, _ body: @Sendable (any Connection, CallOptions) async throws -> R
    ) async throws -> R {
        var configuration = PeerConfiguration()
        configuration.connection.credentials = try security.credentials()
        let addresses = try addresses(of: peer)
        let connection = PeerClient(to: addresses, configuration: configuration)
        do {
            let result = try await body(connection, CallOptions(metadata: metadata))
            await connection.shutdown()
            return result
        } catch {
            await connection.shutdown()
            var failure = CommandFailure(error)
            if failure.code == .unavailable { failure.add("\(peer.rawValue) is called at", addresses) }
            throw failure
        }
    }
}

/// An error as people read it.
struct CommandFailure: Error, CustomStringConvertible {
    private(set) var description: String
    let code: StatusCode

    init(_ error: any Error) {
        if let failure = error as? CommandFailure {
            self = failure
            return
        }
        let error = (error as? RPCError) ?? RPCError(.unknown, "\(error)")
        code = error.code
        var lines = ["\(error.message) (\(error.code.name))"]
        for detail in error.details where detail.type == RPCV1.ErrorInfo.fullName {
            guard let info = RPCError(.unknown, "", details: [detail]).detail(RPCV1.ErrorInfo.self) else { continue }
            lines.append("  " + CommandFailure.text(info))
        }
        description = lines.joined(separator: "\n")
    }

    /// Says where the call went.
    mutating func add(_ what: String, _ addresses: [PeerAddress]) {
        description += "\n  \(what) \(addresses.map(\.description).joined(separator: ", "))"
    }

    private static func text(_ info: RPCV1.ErrorInfo) -> String {
        var parts: [String] = []
        if info.number != 0 { parts.append("\(info.number) \(info.name)") }
        if !info.field.isEmpty { parts.append("field \(info.field)") }
        if info.row > 0 { parts.append("row \(info.row)") }
        if info.column > 0 { parts.append("column \(info.column)") }
        if !info.ids.isEmpty { parts.append("ids " + info.ids.map(String.init).joined(separator: ", ")) }
        if !info.message.isEmpty { parts.append(info.message) }
        return parts.joined(separator: ": ")
    }
}

/// Whether output is for programs.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print JSON for programs instead of a table.")
    var json = false

    /// Prints `message` as one line of JSON.
    func printJSON(_ message: some Message, _ printer: MessagePrinter) throws { print(try printer.json(message)) }
}
