import Logging
import RPCCore
import RPCTransport
import TestSupport
import Testing

@Suite("Metadata over a socket", .timeLimit(.minutes(1)))
struct MetadataTests {
    private static let method = MethodDescriptor(
        service: "danhba.test.v1.Mirror", name: "Metadata", kind: .unary, execution: .inline,
        inputType: ByteMessage.fullName, outputType: ByteMessage.fullName)
    private static let asyncMethod = MethodDescriptor(
        service: "danhba.test.v1.Mirror", name: "MetadataAsync", kind: .unary, execution: .async,
        inputType: ByteMessage.fullName, outputType: ByteMessage.fullName)

    /// What a handler sees, as text.
    private static func text(_ metadata: Metadata) -> ByteMessage {
        let entries = metadata.entries.map { "\($0.key)=\($0.value)" }
        let parts = [metadata.workspace, metadata.caller, metadata.requestID, metadata.trace?.traceparent ?? "-"]
        return ByteMessage(Array((parts + entries).joined(separator: "|").utf8))
    }

    private func withMirror(_ metadata: Metadata, _ body: (ClientConnection) async throws -> Void) async throws {
        var router = Router()
        router.register(
            ServiceDescriptor(name: "danhba.test.v1.Mirror", methods: [Self.method, Self.asyncMethod]),
            methods: [
                RPCMethod(Self.method, .inline { _, context in Self.text(context.metadata) }),
                RPCMethod(Self.asyncMethod, .async { _, context in { Self.text(context.metadata) } }),
            ], lanes: DirectLanes())
        let server = RPCServer(router: router, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await server.start()
        var configuration = ClientConfiguration()
        configuration.metadata = metadata
        let client = ClientConnection(to: server.addresses, configuration: configuration)
        do {
            try await body(client)
        } catch {
            await client.shutdown()
            await server.shutdown(grace: .zero)
            throw error
        }
        await client.shutdown()
        await server.shutdown(grace: .zero)
    }

    private func seen(_ client: ClientConnection, _ options: CallOptions = CallOptions()) async throws -> String {
        let inline: ByteMessage = try await client.unary(Self.method, ByteMessage(), options: options)
        let asynchronous: ByteMessage = try await client.unary(Self.asyncMethod, ByteMessage(), options: options)
        #expect(inline == asynchronous)
        return String(decoding: inline.bytes, as: UTF8.self)
    }

    @Test("Workspace, caller, request id and trace reach the handler, call after call and whatever came before")
    func everyCall() async throws {
        let traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
        let trace = try #require(TraceContext(traceparent: traceparent))
        let standing = Metadata(workspace: "acme", caller: "tests", requestID: "r-1", trace: trace)
        try await withMirror(standing) { client in
            let other = Metadata(
                workspace: "other", caller: "someone", requestID: "r-2", entries: [.init(key: "k", value: "v")])
            let standingText = "acme|tests|r-1|\(traceparent)"
            let cases: [(sent: Metadata?, seen: String)] = [
                (nil, standingText), (nil, standingText), (other, "other|someone|r-2|-|k=v"), (nil, standingText),
                (Metadata(), "main|||-"), (Metadata(trace: trace), "main|||\(traceparent)"), (nil, standingText),
            ]
            for (sent, expected) in cases {
                let text = try await seen(client, CallOptions(metadata: sent))
                #expect(text == expected)
            }
        }
    }

    @Test("Calls in flight together each have their own")
    func together() async throws {
        try await withMirror(Metadata()) { client in
            try await withThrowingTaskGroup(of: (Int, String).self) { group in
                for number in 0..<200 {
                    group.addTask {
                        // Neighbours differ, and some are alike.
                        let metadata = Metadata(workspace: "w\(number % 7)", requestID: "r-\(number / 2)")
                        return (number, try await self.seen(client, CallOptions(metadata: metadata)))
                    }
                }
                for try await (number, text) in group { #expect(text == "w\(number % 7)||r-\(number / 2)|-") }
            }
        }
    }
}
