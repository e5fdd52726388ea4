import Logging
import NIOCore
import NIOPosix
import NIOSSL
import RPCCore

/// By what a client shows who it is, and whom it believes.
final class ClientSecurity: Sendable {
    private let tls: ReloadedFiles<NIOSSLContext>?
    private let secret: ReloadedFiles<SharedSecret>?
    private let serverName: String?

    init(_ configuration: ClientConfiguration, logger: Logger) {
        let credentials = configuration.credentials
        let clock = configuration.fileClock
        tls = credentials.tls.map { TLSContext.following($0, .client, clock: clock, logger: logger) }
        serverName = configuration.serverName
        secret = credentials.secretFile.map { SharedSecret.following($0, clock: clock, logger: logger) }
    }

    /// Puts what the address asks for into the pipeline of a new connection, then `handler`.
    ///
    /// The server's certificate must be for the name that the address was found by, where it was given as a name.
    /// Fails with `failedPrecondition` when a file is missing or cannot be used.
    func install(
        _ handler: NIOLoopBound<ClientHandler>, on channel: any Channel, for entry: AddressBook.Entry
    ) -> EventLoopFuture<Void> {
        guard case .tls(let host, _) = entry.address else { return install(handler, on: channel) }
        guard let tls else { return channel.eventLoop.makeFailedFuture(PeerAddress.withoutTLSFiles(entry.address)) }
        let serverName = ClientSecurity.serverName(serverName ?? entry.name ?? host)
        return tls.value(on: channel.eventLoop).flatMapThrowing { context in
            let tlsHandler = try NIOSSLClientHandler(
                context: context, serverHostname: serverName, customVerificationCallback: nil,
                configuration: TLSContext.handlerConfiguration)
            handler.value.serverName = serverName
            try channel.pipeline.syncOperations.addHandler(tlsHandler)
            try channel.pipeline.syncOperations.addHandler(handler.value)
        }
    }

    private func install(_ handler: NIOLoopBound<ClientHandler>, on channel: any Channel) -> EventLoopFuture<Void> {
        guard let secret else {
            return channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(handler.value)
            }
        }
        return secret.value(on: channel.eventLoop).flatMapThrowing { secret in
            handler.value.ask(secret)
            try channel.pipeline.syncOperations.addHandler(handler.value)
        }
    }

    /// Why no connection was made.
    static func reason(_ error: any Error) -> RPCError {
        if let error = error as? RPCError { return error }
        return RPCError(.unavailable, "The server cannot be reached.", isRetryable: true, cause: error)
    }

    /// The name that the server's certificate must have; nil for an IP address: then the address that is connected to
    /// must be among those in the certificate.
    private static func serverName(_ host: String) -> String? {
        // What is no IP address is a name.
        (try? SocketAddress(ipAddress: host, port: 0)) == nil ? host : nil
    }
}
