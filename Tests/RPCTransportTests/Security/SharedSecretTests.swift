import Foundation
import Logging
import NIOCore
import NIOEmbedded
import NIOPosix
import RPCCore
import TestSupport
import Testing

@testable import RPCTransport

@Suite("The shared secret of plain connections", .timeLimit(.minutes(2)))
struct SharedSecretTests {
    private let folder: TemporaryFolder
    private let secret: SharedSecret

    init() throws {
        folder = try TemporaryFolder()
        secret = try #require(SharedSecret(Array("a secret of 27 bytes, no less".utf8)))
    }

    private func file(_ text: String) throws -> String {
        let path = folder.path + "/" + UUID().uuidString
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    private func server(_ secret: String?, _ address: PeerAddress? = nil) throws -> ServerConfiguration {
        var configuration = ServerConfiguration(addresses: [address ?? .tcp(host: "127.0.0.1", port: 0)])
        configuration.credentials.secretFile = try secret.map(file)
        return configuration
    }

    // MARK: Over sockets

    @Test("Who knows the secret may call; white space around it does not count", arguments: [false, true])
    func rightSecret(isUnix: Bool) async throws {
        let address = isUnix ? PeerAddress.unix(path: folder.path + "/s") : nil
        let right = Credentials(secretFile: try file("\n 0123456789abcdef \n"))
        try await withSecureServer(try server("0123456789abcdef", address)) { server in
            #expect(await server.call(right).text == "(secret)")
            let text = String(repeating: "x", count: 200_000)
            #expect(await server.call(right, method: SampleService.echo, text).text == text)
        }
    }

    @Test("Who knows another secret is refused, and learns why")
    func wrongSecret() async throws {
        let wrong = Credentials(secretFile: try file("0123456789abcdeX"))
        try await withSecureServer(try server("0123456789abcdef")) { server in
            let result = await server.call(wrong)
            #expect(result.code == .unauthenticated)
            #expect(result.message == "The server ended the connection: The client does not know the shared secret.")
        }
    }

    @Test("Calls after a refusal fail for the same reason, until there is a connection")
    func laterCalls() async throws {
        try await withSecureServer(try server("0123456789abcdef")) { server in
            var configuration = ClientConfiguration()
            configuration.credentials.secretFile = try file("0123456789abcdeX")
            configuration.reconnectInitialPause = .seconds(600)
            let client = ClientConnection(to: server.addresses, configuration: configuration)
            for _ in 0..<3 {
                let error = await rpcError { try await client.unary(whoAmI, ByteMessage()) as ByteMessage }
                #expect(error?.code == .unauthenticated)
            }
            await client.shutdown()
        }
    }

    @Test("Who has no secret is refused, and learns why")
    func missingSecret() async throws {
        try await withSecureServer(try server("0123456789abcdef")) { server in
            let result = await server.call(Credentials())
            #expect(result.code == .unauthenticated)
            #expect(result.message.contains("asks for the shared secret, and the client has none."))
        }
    }

    @Test("A server that has no secret is not called by a client that has one")
    func serverWithoutSecret() async throws {
        let credentials = Credentials(secretFile: try file("0123456789abcdef"))
        try await withSecureServer(try server(nil)) { server in
            let result = await server.call(credentials)
            #expect(result.code == .unauthenticated)
            #expect(result.message == "The client asks for the shared secret, and the server has none.")
        }
    }

    @Test("A file without a secret in it is refused by both ends, by name", arguments: ["", " short \n"])
    func unusableFile(text: String) async throws {
        let path = try file(text)
        var configuration = try server(nil)
        configuration.credentials.secretFile = path
        let error = await rpcError { try await withSecureServer(configuration) { _ in } }
        #expect(error?.message == "\(path) holds no secret of 16 to 4096 bytes.")
        try await withSecureServer(try server("0123456789abcdef")) { server in
            let result = await server.call(Credentials(secretFile: path))
            #expect(result.code == .failedPrecondition)
            #expect(result.message == "\(path) holds no secret of 16 to 4096 bytes.")
        }
    }

    @Test("A plain address that other machines reach needs TLS, a secret or a word", arguments: ["0.0.0.0", "::"])
    func openToNetwork(host: String) async throws {
        let address = PeerAddress.tcp(host: host, port: 0)
        let error = await rpcError { try await withSecureServer(ServerConfiguration(addresses: [address])) { _ in } }
        #expect(error?.code == .failedPrecondition)
        #expect(error?.message.contains("is open to other machines without protection") == true)
        var unprotected = ServerConfiguration(addresses: [address])
        unprotected.allowsUnprotectedNetwork = true
        try await withSecureServer(unprotected) { _ in }
        try await withSecureServer(try server("0123456789abcdef", address)) { _ in }
    }

    @Test(
        "Only loopback addresses count as this machine",
        arguments: [
            ("127.0.0.1", false), ("127.9.9.9", false), ("::1", false), ("localhost", false), ("10.0.0.1", true),
            ("::", true), ("::2", true), ("127.example.com", true), ("contacts", true),
        ])
    func loopback(host: String, isOpen: Bool) {
        #expect(PeerAddress.tcp(host: host, port: 1).isOpenToNetwork == isOpen)
        #expect(!PeerAddress.tls(host: host, port: 1).isOpenToNetwork)
        #expect(!PeerAddress.unix(path: host).isOpenToNetwork)
    }

    // MARK: Frame by frame

    private func embeddedServer() throws -> EmbeddedServer {
        try EmbeddedServer(sayHello: false, security: ConnectionSecurity(secret: secret))
    }

    private func hello(nonce: [UInt8] = [], proof: [UInt8] = []) -> Frame {
        var hello = Handshake.bare
        hello.nonce = nonce
        hello.proof = proof
        return Frame(FrameHeader(.hello, a: 1, b: Handshake.magic), payload: hello.encoded())
    }

    private func handshake(_ frame: Frame?) throws -> Handshake {
        let frame = try #require(frame)
        #expect(frame.header.type == .hello)
        return try frame.body.withUnsafeBytes { try Handshake(decoding: $0) }
    }

    private func expectRefusal(_ server: EmbeddedServer, _ code: StatusCode = .unauthenticated) throws {
        let frames = try server.frames()
        #expect(frames.map(\.header.type) == [.goAway])
        #expect(frames.first?.header.b == code.rawValue)
        #expect(server.isEnded)
    }

    @Test("The server tells its methods and proves itself only to who has proven itself")
    func order() throws {
        let server = try embeddedServer()
        let clientNonce = SharedSecret.nonce()
        try server.send(hello(nonce: clientNonce))
        let challenge = try handshake(try server.frames().first)
        #expect(challenge.nonce.count == 32 && challenge.proof.isEmpty && challenge.methods.isEmpty)
        let nonces = SharedSecret.Nonces(client: clientNonce, server: challenge.nonce)
        try server.send(hello(proof: secret.proof(of: .client, nonces)))
        let welcome = try handshake(try server.frames().first)
        #expect(!welcome.methods.isEmpty)
        #expect(secret.isValid(welcome.proof, of: .server, nonces))
        try server.send(server.request(1, SampleService.echo, "x"))
        #expect(try server.frames().map(\.text) == ["x"])
    }

    @Test("A recorded exchange is worth nothing on another connection")
    func replay() throws {
        let first = try embeddedServer()
        let clientNonce = SharedSecret.nonce()
        try first.send(hello(nonce: clientNonce))
        let challenge = try handshake(try first.frames().first)
        let recorded = secret.proof(
            of: .client, SharedSecret.Nonces(client: clientNonce, server: challenge.nonce))
        let second = try embeddedServer()
        try second.send(hello(nonce: clientNonce))
        #expect(try handshake(try second.frames().first).nonce != challenge.nonce)
        try second.send(hello(proof: recorded))
        try expectRefusal(second)
    }

    @Test("The server's own words are no proof of a client: not its nonce, and not a proof in its role")
    func reflectedToServer() throws {
        let server = try embeddedServer()
        let clientNonce = SharedSecret.nonce()
        try server.send(hello(nonce: clientNonce))
        let challenge = try handshake(try server.frames().first)
        let nonces = SharedSecret.Nonces(client: clientNonce, server: challenge.nonce)
        try server.send(hello(proof: secret.proof(of: .server, nonces)))
        try expectRefusal(server)
        let other = try embeddedServer()
        try other.send(hello(nonce: clientNonce))
        try other.send(hello(proof: try handshake(try other.frames().first).nonce))
        try expectRefusal(other)
    }

    @Test("A server that sends the client's own proof back is not believed")
    func reflectedToClient() throws {
        let client = try EmbeddedClient(sayHello: false, secret: secret)
        try client.send(hello(nonce: SharedSecret.nonce()))
        let proof = try handshake(try client.frames().first).proof
        #expect(proof.count == 32)
        try client.send(hello(proof: proof))
        #expect(client.owner.events == ["lost unauthenticated", "closed"])
    }

    @Test("A server that skips the client's proof, or its own, is not believed")
    func skippedByServer() throws {
        let skipping = try EmbeddedClient(sayHello: false, secret: secret)
        try skipping.send(hello())
        #expect(skipping.owner.events == ["lost unauthenticated", "closed"])
        let silent = try EmbeddedClient(sayHello: false, secret: secret)
        try silent.send(hello(nonce: SharedSecret.nonce()))
        try silent.send(hello())
        #expect(silent.owner.events == ["lost unauthenticated", "closed"])
    }

    @Test("A proof of any other length or with any bit changed is refused")
    func changedProof() throws {
        let nonces = SharedSecret.Nonces(client: SharedSecret.nonce(), server: SharedSecret.nonce())
        let proof = secret.proof(of: .client, nonces)
        #expect(secret.isValid(proof, of: .client, nonces))
        for bit in 0..<256 {
            var changed = proof
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(!secret.isValid(changed, of: .client, nonces))
        }
        for length in [0, 31, 33] {
            let other = Array((proof + [0]).prefix(length))
            #expect(!secret.isValid(other, of: .client, nonces))
        }
    }

    @Test("A nonce of another length is as good as none", arguments: [0, 31, 33])
    func shortNonce(length: Int) throws {
        let server = try embeddedServer()
        try server.send(hello(nonce: [UInt8](repeating: 1, count: length)))
        try expectRefusal(server)
    }

    // MARK: Before the end of the handshake

    @Test("Calls before the proof end the connection")
    func callBeforeProof() throws {
        let server = try embeddedServer()
        try server.send(hello(nonce: SharedSecret.nonce()))
        _ = try server.frames()
        try server.send(server.request(1, SampleService.echo, "x"))
        try expectRefusal(server, .failedPrecondition)
    }

    @Test(
        "Before the proof only HELLO and PING are taken",
        arguments: [FrameType.data, .cancel, .window, .pong, .goAway, .response, FrameType(rawValue: 77)])
    func onlyHelloAndPing(type: FrameType) throws {
        let server = try embeddedServer()
        try server.send(Frame(FrameHeader(.ping, a: 7)))
        #expect(try server.frames().map(\.header.type) == [.pong])
        try server.send(Frame(FrameHeader(type)))
        try expectRefusal(server, .failedPrecondition)
    }

    @Test("Before the end of the handshake a frame holds 64 KiB, after it 4 MiB")
    func frameLimit() throws {
        let early = try EmbeddedServer(sayHello: false)
        var hello = Handshake()
        hello.agent = String(repeating: "a", count: 65_500)
        try early.send(Frame(FrameHeader(.hello, a: 1, b: Handshake.magic), payload: hello.encoded()))
        #expect(try early.frames().map(\.header.type) == [.hello])
        let long = try EmbeddedServer(sayHello: false)
        try long.send([0x00, 0x01, 0x00, 0x01])
        try expectRefusal(long, .resourceExhausted)
        let large = early.request(1, SampleService.echo, String(repeating: "x", count: 4_000_000))
        try early.send(large)
        #expect(try early.frames().first?.body.count == 4_000_000)
        try early.send([0x00, 0x40, 0x00, 0x01])
        try expectRefusal(early, .resourceExhausted)
    }

    @Test("A client takes 64 KiB before the server has proven itself")
    func clientFrameLimit() throws {
        let client = try EmbeddedClient(sayHello: false)
        try client.send(
            Frame(FrameHeader(.hello, a: 1, b: Handshake.magic), payload: [UInt8](repeating: 0, count: 65_536)))
        #expect(client.owner.events == ["lost unavailable", "closed"])
    }

    @Test("A handshake that takes too long ends, whether nothing came or a nonce without its proof")
    func slowHandshake() throws {
        for isHalfDone in [false, true] {
            let server = try embeddedServer()
            if isHalfDone {
                try server.send(hello(nonce: SharedSecret.nonce()))
                _ = try server.frames()
            }
            #expect(server.loop.handshakeCount == 1)
            server.channel.embeddedEventLoop.advanceTime(by: .milliseconds(4999))
            #expect(!server.isEnded)
            server.channel.embeddedEventLoop.advanceTime(by: .milliseconds(3))
            try expectRefusal(server, .failedPrecondition)
            server.channel.embeddedEventLoop.advanceTime(by: .seconds(1))
            #expect(server.loop.connections.isEmpty && server.loop.handshakeCount == 0)
        }
    }

    @Test("Connections without a finished handshake are counted and bounded")
    func handshakeLimit() async throws {
        var configuration = ServerConfiguration()
        configuration.handshakeLimit = 1
        try await withSecureServer(configuration) { server in
            let port = try #require(server.port)
            let idle = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connect(host: "127.0.0.1", port: port).get()
            try await until { !server.statistics.connections.isEmpty }
            #expect(await server.call(Credentials()).code == .unavailable)
            try await idle.close()
            try await until { server.statistics.connections.isEmpty }
            #expect(await server.call(Credentials()).text == "nobody")
        }
    }
}
