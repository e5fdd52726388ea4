import Logging
import NIOCore
import NIOSSL
import RPCCore

/// What a server asks of those who connect, and by what it shows who it is itself.
final class ServerSecurity: Sendable {
    private let tls: ReloadedFiles<NIOSSLContext>?
    private let secret: ReloadedFiles<SharedSecret>?
    private let allowList: ReloadedFiles<AllowList>?
    private let allowsUnprotectedNetwork: Bool

    init(_ configuration: ServerConfiguration, logger: Logger) {
        let credentials = configuration.credentials
        let clock = configuration.fileClock
        tls = credentials.tls.map { TLSContext.following($0, .server, clock: clock, logger: logger) }
        secret = credentials.secretFile.map { SharedSecret.following($0, clock: clock, logger: logger) }
        allowList = configuration.allowListFile.map { AllowList.following($0, clock: clock, logger: logger) }
        allowsUnprotectedNetwork = configuration.allowsUnprotectedNetwork
    }

    /// Reads the files.
    ///
    /// Throws `failedPrecondition` with a sentence that names what is missing or cannot be used, or the address that
    /// other machines reach without TLS or a secret.
    func prepare(for addresses: [PeerAddress]) throws(RPCError) {
        for address in addresses {
            if case .tls = address, tls == nil { throw PeerAddress.withoutTLSFiles(address) }
            if address.isOpenToNetwork, secret == nil, !allowsUnprotectedNetwork {
                throw RPCError(
                    .failedPrecondition,
                    "\(address) is open to other machines without protection: use tls:, set a secret's file, or say that it shall be unprotected."
                )
            }
        }
        try tls?.refresh()
        try secret?.refresh()
        try allowList?.refresh()
    }

    /// Puts what the address asks for into the pipeline of an accepted connection.
    func admit(_ channel: any Channel, to address: PeerAddress) -> EventLoopFuture<ConnectionSecurity> {
        let eventLoop = channel.eventLoop
        let list = ServerSecurity.value(allowList, on: eventLoop)
        guard case .tls = address, let tls else {
            return ServerSecurity.value(secret, on: eventLoop).and(list).map { secret, list in
                ConnectionSecurity(secret: secret, allowList: list)
            }
        }
        return tls.value(on: eventLoop).and(list).flatMapThrowing { context, list in
            try channel.pipeline.syncOperations.addHandler(PlainTextGuard())
            try channel.pipeline.syncOperations.addHandler(
                NIOSSLServerHandler(
                    context: context, customVerificationCallback: nil, configuration: TLSContext.handlerConfiguration))
            return ConnectionSecurity(isTLS: true, allowList: list)
        }
    }

    private static func value<Value>(
        _ files: ReloadedFiles<Value>?, on eventLoop: any EventLoop
    ) -> EventLoopFuture<Value?> {
        files?.value(on: eventLoop).map(Optional.some) ?? eventLoop.makeSucceededFuture(nil)
    }
}

/// What one accepted connection must show before it may make calls, and what it may call then.
struct ConnectionSecurity: Sendable {
    /// Anyone may make any call.
    static let open = ConnectionSecurity()

    /// The client's certificate says who it is.
    var isTLS = false
    /// The client must prove that it knows it.
    var secret: SharedSecret?
    /// Nil: every method.
    var allowList: AllowList?
}

extension PeerAddress {
    static func withoutTLSFiles(_ address: PeerAddress) -> RPCError {
        RPCError(
            .failedPrecondition, "\(address) needs the files of TLS: a certificate, its private key and trust roots.")
    }

    /// Whether other machines may connect, in plain text.
    ///
    /// A name other than `localhost` may be any address.
    var isOpenToNetwork: Bool {
        guard case .tcp(let host, _) = self, host != "localhost" else { return false }
        // What is no IP address is a name; the system's text of an address has one form.
        guard let address = (try? SocketAddress(ipAddress: host, port: 0))?.ipAddress else { return true }
        return !address.hasPrefix("127.") && address != "::1"
    }
}
