import Foundation
import Logging
import NIOCore
import NIOEmbedded
import RPCCore
import Testing

@testable import RPCTransport

@Suite("The page that describes the protocol")
struct WireProtocolPageTests {
    /// The bytes of the page's example, of one side.
    private func example(_ side: String) throws -> [UInt8] {
        try page().split(separator: "\n").filter { $0.hasPrefix("\(side)> ") }
            .flatMap { $0.split(separator: " ").dropFirst().filter { $0.count == 2 } }
            .compactMap { UInt8($0, radix: 16) }
    }

    private func page() throws -> String {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(contentsOf: root.appendingPathComponent("docs/wire-protocol.md"), encoding: .utf8)
    }

    /// The bytes behind a name in the page's example of a secret.
    private func value(_ name: String) throws -> [UInt8] {
        let lines = try page().split(separator: "\n").drop {
            !$0.hasPrefix(name + " ") || $0.count < 13 || $0.dropFirst(13).first?.isHexDigit != true
        }
        let first = try #require(lines.first).dropFirst(13)
        let rest = lines.dropFirst().prefix { $0.hasPrefix("             ") }
        return ([first] + rest).flatMap { $0.split(separator: " ") }.compactMap { UInt8($0, radix: 16) }
    }

    @Test("The example's proofs are those of the secret and the nonces")
    func proofs() throws {
        let secret = try #require(SharedSecret(try value("secret")))
        let nonces = SharedSecret.Nonces(client: try value("client nonce"), server: try value("server nonce"))
        #expect(nonces.client.count == 32 && nonces.server.count == 32)
        #expect(secret.proof(of: .client, nonces) == (try value("client proof")))
        #expect(secret.proof(of: .server, nonces) == (try value("server proof")))
    }

    @Test("The example of a compressed message holds its message")
    func compression() throws {
        let message = try value("zlib").withUnsafeBytes { try Inflater.inflated($0, byteLimit: 20) }
        #expect(message == Array("danhba danhba danhba".utf8))
    }

    private func server() throws -> EmbeddedChannel {
        let echo = MethodDescriptor(
            service: "danhba.rpc.v1.Diagnostics", name: "Echo", kind: .unary, execution: .inline,
            idempotency: .noSideEffects, inputType: "danhba.rpc.v1.EchoRequest",
            outputType: "danhba.rpc.v1.EchoResponse")
        var router = Router()
        router.register(
            ServiceDescriptor(name: echo.service, methods: [echo]),
            methods: [RPCMethod(echo, .inline { bytes, _ in RawMessage(deserializing: bytes) })], lanes: DirectLanes())
        var configuration = ServerConfiguration()
        configuration.agent = "contacts/1.4.0"
        let channel = EmbeddedChannel()
        let loop = ServerLoop(
            eventLoop: channel.embeddedEventLoop, router: router, configuration: configuration,
            recorder: StatisticsRecorder(), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let handler = ServerConnectionHandler(
            loop: loop, eventLoop: channel.embeddedEventLoop, peer: "test", counters: ConnectionCounters(peer: "test"),
            connectionID: 1)
        try channel.pipeline.syncOperations.addHandler(handler)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        return channel
    }

    @Test("The server answers the example's bytes with the example's bytes")
    func workedExample() throws {
        let sent = try example("C")
        let channel = try server()
        try channel.writeInbound(ByteBuffer(bytes: sent))
        channel.embeddedEventLoop.run()
        var received: [UInt8] = []
        while let buffer = try channel.readOutbound(as: ByteBuffer.self) { received += buffer.readableBytesView }
        let answers = Frame.all(in: received).map { frame in
            var frame = frame
            if frame.header.type == .response { frame.header.b = 0 }
            return frame
        }
        #expect(answers.count == 4)
        #expect(answers == Frame.all(in: try example("S")))
    }
}
