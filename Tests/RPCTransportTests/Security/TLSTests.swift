import Foundation
import Logging
import NIOCore
import NIOPosix
import NIOSSL
import RPCCore
import TestSupport
import Testing

@testable import RPCTransport

@Suite("TLS", .timeLimit(.minutes(2)))
struct TLSTests {
    private static let loopback = "DNS:localhost,IP:127.0.0.1"
    private let authority: TestAuthority
    /// Of nobody's trust.
    private let stranger: TestAuthority
    private let serverFiles: TLSFiles
    private let clientFiles: TLSFiles

    init() throws {
        authority = try TestAuthority()
        stranger = try TestAuthority()
        serverFiles = try authority.issue("server", names: TLSTests.loopback)
        clientFiles = try authority.issue("client", names: "DNS:Gateway.test,URI:spiffe://danhba/gateway")
    }

    @Test("Both ends show certificates; the caller is the first name of its own")
    func mutual() async throws {
        try await withSecureServer(tlsConfiguration(serverFiles)) { server in
            #expect(await server.call(Credentials(tls: clientFiles)).text == "gateway.test")
            #expect(await server.call(Credentials(tls: clientFiles), host: "localhost").text == "gateway.test")
            let service = try authority.issue("imports", names: "IP:127.0.0.1,URI:spiffe://danhba/imports")
            #expect(await server.call(Credentials(tls: service)).text == "spiffe://danhba/imports")
        }
    }

    @Test("A large message passes, split over many records")
    func largeMessage() async throws {
        try await withSecureServer(tlsConfiguration(serverFiles)) { server in
            let text = String(repeating: "0123456789", count: 300_000)
            #expect(await server.call(Credentials(tls: clientFiles), method: SampleService.echo, text).text == text)
        }
    }

    @Test("The version is 1.3, and a client that has only 1.2 is refused")
    func version() async throws {
        let files = clientFiles
        try await withSecureServer(tlsConfiguration(serverFiles)) { server in
            let port = try #require(server.port)
            #expect(try await handshake(port, files, maximum: .tlsv13) == .tlsv13)
            await #expect(throws: (any Error).self) { try await handshake(port, files, maximum: .tlsv12) }
        }
    }

    /// Makes a connection with NIOSSL alone; the version that was agreed.
    private func handshake(_ port: Int, _ files: TLSFiles, maximum: TLSVersion) async throws -> TLSVersion? {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .file(files.trustRoots)
        configuration.certificateChain = try NIOSSLCertificate.fromPEMFile(files.certificateChain).map {
            .certificate($0)
        }
        configuration.privateKey = .privateKey(try NIOSSLPrivateKey(file: files.privateKey, format: .pem))
        configuration.maximumTLSVersion = maximum
        let context = try NIOSSLContext(configuration: configuration)
        let outcome = MultiThreadedEventLoopGroup.singleton.next().makePromise(of: TLSVersion?.self)
        let channel = try await ClientBootstrap(group: outcome.futureResult.eventLoop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        NIOSSLClientHandler(context: context, serverHostname: "localhost"))
                    try channel.pipeline.syncOperations.addHandler(HandshakeProbe(outcome))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        defer { channel.close(promise: nil) }
        return try await outcome.futureResult.get()
    }

    @Test("A client without the files of TLS does not connect")
    func withoutFiles() async throws {
        try await withSecureServer(tlsConfiguration(serverFiles)) { server in
            let result = await server.call(Credentials())
            #expect(result.code == .failedPrecondition)
            #expect(result.message.contains("needs the files of TLS"))
        }
    }

    @Test("A client without a certificate is refused")
    func withoutCertificate() async throws {
        let files = clientFiles
        try await withSecureServer(tlsConfiguration(serverFiles)) { server in
            var configuration = TLSConfiguration.makeClientConfiguration()
            configuration.trustRoots = .file(files.trustRoots)
            let result = await bareCall(try #require(server.port), try NIOSSLContext(configuration: configuration))
            #expect(result == "The server refused the TLS connection: certificate required.")
        }
    }

    /// Says HELLO over a connection with NIOSSL alone; why it ended.
    private func bareCall(_ port: Int, _ context: NIOSSLContext) async -> String {
        let outcome = MultiThreadedEventLoopGroup.singleton.next().makePromise(of: String.self)
        do {
            let channel = try await ClientBootstrap(group: outcome.futureResult.eventLoop)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(
                            NIOSSLClientHandler(context: context, serverHostname: "localhost"))
                        try channel.pipeline.syncOperations.addHandler(FailureProbe(outcome))
                    }
                }
                .connect(host: "127.0.0.1", port: port).get()
            let message = try await outcome.futureResult.get()
            channel.close(promise: nil)
            return message
        } catch {
            return "\(error)"
        }
    }

    @Test("A client whose certificate comes from another authority is refused, and learns why")
    func unknownClientAuthority() async throws {
        var foreign = try stranger.issue("client", names: "DNS:gateway.test")
        foreign.trustRoots = authority.trustRoots
        let files = foreign
        try await withSecureServer(tlsConfiguration(serverFiles)) { server in
            let result = await server.call(Credentials(tls: files))
            #expect(result.code == .unauthenticated)
            #expect(result.message == "The server refused the TLS connection: unknown ca.")
        }
    }

    @Test("A client whose certificate has expired is refused, and learns why")
    func expiredClient() async throws {
        let expired = try authority.issue("expired", names: "DNS:gateway.test", .past)
        try await withSecureServer(tlsConfiguration(serverFiles)) { server in
            let result = await server.call(Credentials(tls: expired))
            #expect(result.code == .unauthenticated)
            #expect(result.message == "The server refused the TLS connection: certificate expired.")
        }
    }

    @Test("A client whose certificate names nobody is refused, and learns why")
    func namelessClient() async throws {
        let nameless = try authority.issue("nameless", names: "IP:127.0.0.1,email:a@example.com")
        try await withSecureServer(tlsConfiguration(serverFiles)) { server in
            let result = await server.call(Credentials(tls: nameless))
            #expect(result.code == .unauthenticated)
            #expect(result.message.contains("names nobody"))
        }
    }

    @Test("A server whose certificate comes from another authority is not believed")
    func unknownServerAuthority() async throws {
        var foreign = try stranger.issue("server", names: TLSTests.loopback)
        foreign.trustRoots = authority.trustRoots
        try await withSecureServer(tlsConfiguration(foreign)) { server in
            let result = await server.call(Credentials(tls: clientFiles))
            #expect(result.code == .unauthenticated)
            #expect(
                result.message == "The server's certificate does not come from an authority that is trusted here.")
        }
    }

    @Test("A server whose certificate has expired is not believed")
    func expiredServer() async throws {
        let expired = try authority.issue("expired", names: TLSTests.loopback, .past)
        try await withSecureServer(tlsConfiguration(expired)) { server in
            let result = await server.call(Credentials(tls: clientFiles))
            #expect(result.code == .unauthenticated)
            #expect(result.message == "The server's certificate has expired.")
        }
    }

    @Test("A server whose certificate is for another host is not believed", arguments: ["localhost", "127.0.0.1"])
    func wrongName(host: String) async throws {
        let other = try authority.issue("other", names: "DNS:elsewhere.test,IP:127.0.0.9")
        try await withSecureServer(tlsConfiguration(other)) { server in
            let result = await server.call(Credentials(tls: clientFiles), host: host)
            #expect(result.code == .unauthenticated)
            #expect(result.message == "The server's certificate is for another host.")
        }
    }

    @Test("A client that speaks plain text to a port for TLS is told so")
    func plainText() async throws {
        try await withSecureServer(tlsConfiguration(serverFiles)) { server in
            let port = try #require(server.port)
            let client = ClientConnection(to: [.tcp(host: "127.0.0.1", port: port)])
            let error = await rpcError { try await client.unary(whoAmI, ByteMessage()) as ByteMessage }
            #expect(error?.code == .unauthenticated)
            #expect(error?.message.contains("This port speaks TLS; use an address of the form tls:host:port.") == true)
            await client.shutdown()
        }
    }

    @Test("A client that speaks TLS to a port for plain text is told so")
    func tlsToPlainText() async throws {
        try await withSecureServer(ServerConfiguration()) { server in
            var configuration = ClientConfiguration()
            configuration.credentials.tls = clientFiles
            let port = try #require(server.port)
            let client = ClientConnection(to: [.tls(host: "127.0.0.1", port: port)], configuration: configuration)
            let error = await rpcError { try await client.unary(whoAmI, ByteMessage()) as ByteMessage }
            #expect(error?.code == .unauthenticated)
            #expect(error?.message == "The server does not speak TLS.")
            await client.shutdown()
        }
    }

    @Test("Who is silent in the middle of TLS, or after plain text, is sent away when the time is over")
    func slowHandshake() async throws {
        var configuration = tlsConfiguration(serverFiles)
        configuration.handshakeTimeout = .milliseconds(50)
        try await withSecureServer(configuration) { server in
            let port = try #require(server.port)
            for (index, bytes) in [[], [0x16, 0x03, 0x01], Frame.hello.bytes].enumerated() {
                let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                    .channelOption(.allowRemoteHalfClosure, value: true)
                    .connect(host: "127.0.0.1", port: port).get()
                try await channel.writeAndFlush(ByteBuffer(bytes: bytes))
                try await until { server.statistics.connectionsAccepted > index }
                try await until { server.statistics.connections.isEmpty }
                channel.close(promise: nil)
            }
        }
    }

    @Test("A server does not start with files that cannot be used, and names the one")
    func unusableFiles() async throws {
        let empty = try authority.file("empty", "")
        let mixed = TLSFiles(
            certificateChain: serverFiles.certificateChain, privateKey: clientFiles.privateKey,
            trustRoots: serverFiles.trustRoots)
        var noChain = serverFiles
        noChain.certificateChain = empty
        var noKey = serverFiles
        noKey.privateKey = empty
        var noRoots = serverFiles
        noRoots.trustRoots = "/nowhere/roots.pem"
        let cases = [
            (noChain, "\(empty) holds no certificate in PEM."), (noKey, "\(empty) holds no private key in PEM."),
            (noRoots, "/nowhere/roots.pem cannot be read."),
            (mixed, "\(clientFiles.privateKey) is not the key of the certificate in \(serverFiles.certificateChain)."),
        ]
        for (files, message) in cases {
            let error = await rpcError { try await withSecureServer(tlsConfiguration(files)) { _ in } }
            #expect(error?.code == .failedPrecondition)
            #expect(error?.message == message)
        }
        var without = tlsConfiguration(serverFiles)
        without.credentials.tls = nil
        let error = await rpcError { try await withSecureServer(without) { _ in } }
        #expect(
            error?.message == "tls:127.0.0.1:0 needs the files of TLS: a certificate, its private key and trust roots.")
    }
}

/// Tells the version of TLS once there is one.
private final class HandshakeProbe: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private let outcome: EventLoopPromise<TLSVersion?>

    init(_ outcome: EventLoopPromise<TLSVersion?>) { self.outcome = outcome }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        // The only event of a connection's start.
        outcome.assumeIsolated().completeWith(Result { try context.pipeline.syncOperations.nioSSL_tlsVersion() })
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        outcome.fail(error)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) { outcome.fail(ChannelError.eof) }
}

/// Says HELLO and tells why the connection failed.
private final class FailureProbe: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer
    private let outcome: EventLoopPromise<String>

    init(_ outcome: EventLoopPromise<String>) { self.outcome = outcome }

    func channelActive(context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: Frame.hello.bytes)), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) { outcome.succeed("answered") }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        outcome.succeed(context.tlsFailure(error, peer: "server")?.message ?? "\(error)")
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) { outcome.succeed("closed") }
}
