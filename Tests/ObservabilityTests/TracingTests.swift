import Logging
import RPCCore
import RPCTransport
import Synchronization
import TestSupport
import Testing
import Tracing

@testable import Observability

/// Keeps the spans that end.
final class SpanCollector: Sendable {
    private let ended = Mutex<[FinishedSpan]>([])

    var spans: [FinishedSpan] { ended.withLock { $0 } }

    func tracer(fraction: Double = 1) -> SpanTracer {
        SpanTracer(fraction: fraction) { [self] span in ended.withLock { $0.append(span) } }
    }
}

@Suite("Traces", .timeLimit(.minutes(1)))
struct TracingTests {
    private let collector = SpanCollector()

    /// A method that calls `next`, and the context that its handler saw.
    private func method(_ name: String, calling next: (any Connection)?, _ seen: SeenTraces) -> Router {
        let descriptor = Self.descriptor(name)
        let method = RPCMethod(
            descriptor,
            .async { _, context in
                seen.append(context.metadata.trace)
                return {
                    guard let next else { return ByteMessage() }
                    return try await next.unary(Self.descriptor("companies"), ByteMessage()) as ByteMessage
                }
            })
        var router = Router()
        router.register(
            ServiceDescriptor(name: "chain", methods: [descriptor]), methods: [method], lanes: DirectLanes())
        return router
    }

    private static func descriptor(_ name: String) -> MethodDescriptor {
        MethodDescriptor(
            service: "chain", name: name, kind: .unary, execution: .async, inputType: ByteMessage.fullName,
            outputType: ByteMessage.fullName)
    }

    private func server(_ router: Router, _ tracer: SpanTracer) async throws -> (RPCServer, ClientConnection) {
        var configuration = ServerConfiguration()
        configuration.interceptors = [TracingInterceptor(tracer, .server)]
        let server = RPCServer(
            router: router, configuration: configuration,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await server.start()
        return (server, ClientConnection(to: server.addresses))
    }

    /// Calls contacts, which calls companies; returns what their handlers saw.
    private func callChain(_ trace: TraceContext?, fraction: Double = 1) async throws -> [TraceContext?] {
        let tracer = collector.tracer(fraction: fraction)
        let seen = SeenTraces()
        func traced(_ connection: ClientConnection, _ peer: String) -> any Connection {
            InterceptedConnection(connection, peer: peer, interceptors: [TracingInterceptor(tracer, .client)])
        }
        let companies = try await server(method("companies", calling: nil, seen), tracer)
        let contacts = try await server(
            method("contacts", calling: traced(companies.1, "companies"), seen), tracer)
        let _: ByteMessage = try await traced(contacts.1, "contacts").unary(
            Self.descriptor("contacts"), ByteMessage(), options: CallOptions(metadata: Metadata(trace: trace)))
        for (server, connection) in [contacts, companies] {
            await connection.shutdown()
            await server.shutdown(grace: .zero)
        }
        return seen.all
    }

    @Test("One trace goes through every hop; each span's parent is the one that caused it")
    func chain() async throws {
        let trace = TraceContext(traceIDHigh: 1, traceIDLow: 2, parentID: 3, flags: 1)
        let seen = try await callChain(trace)
        let spans = collector.spans
        #expect(spans.allSatisfy { $0.trace.traceID == trace.traceID && $0.trace.isSampled })
        // They end from the inside to the outside: server before client, callee before caller.
        let chain = spans.sorted { $0.duration > $1.duration }
        #expect(chain.map(\.name) == ["chain/contacts", "chain/contacts", "chain/companies", "chain/companies"])
        #expect(chain.map(\.kind) == [.client, .server, .client, .server])
        var parent: UInt64? = 3
        for span in chain {
            #expect(span.parentID == parent)
            parent = span.trace.parentID
        }
        #expect(Set(chain.map(\.trace.parentID)).count == 4)
        #expect(seen == [chain[1].trace, chain[3].trace])
        #expect(chain[1].attributes["rpc.method"]?.toSpanAttribute() == .string("contacts"))
    }

    @Test("Without a context a trace begins at the first hop")
    func root() async throws {
        _ = try await callChain(nil)
        let spans = collector.spans
        #expect(spans.count == 4 && Set(spans.map(\.trace.traceID)).count == 1)
        #expect(spans.filter { $0.parentID == nil }.map(\.kind) == [.client])
    }

    @Test("A trace that is not sampled stays so: its context passes through, no span is recorded")
    func unsampled() async throws {
        let trace = TraceContext(traceIDHigh: 1, traceIDLow: 2, parentID: 3, flags: 0)
        #expect(try await callChain(trace) == [trace, trace])
        #expect(collector.spans.isEmpty)
    }

    @Test("What the first hop decides not to record nobody behind it records")
    func unsampledRoot() async throws {
        let seen = try await callChain(nil, fraction: 0)
        #expect(collector.spans.isEmpty)
        #expect(seen.count == 2 && seen[0] == seen[1] && seen[0]?.isSampled == false)
    }

    @Test("A failed call's span has failed, as far as its side is to blame")
    func failures() throws {
        for (side, isError) in [(TracingInterceptor.Side.server, false), (.client, true)] {
            let collector = SpanCollector()
            let chain = InterceptorChain([TracingInterceptor(collector.tracer(), side)])
            let call = InterceptedCall(method: SampleService.echo, peer: .unknown, metadata: Metadata())
            try chain.start(call).end(CallOutcome(.notFound))
            #expect(collector.spans.map(\.isError) == [isError])
            try chain.start(call).end(CallOutcome(.internal))
            #expect(collector.spans.last?.isError == true)
        }
    }

    @Test("Other headers of a tracer travel as further pairs")
    func carriers() {
        var metadata = Metadata()
        MetadataInjector().inject("a=b", forKey: "tracestate", into: &metadata)
        MetadataInjector().inject("c=d", forKey: "tracestate", into: &metadata)
        #expect(metadata.entries == [Metadata.Entry(key: "tracestate", value: "c=d")])
        #expect(MetadataExtractor().extract(key: "tracestate", from: metadata) == "c=d")
        #expect(MetadataExtractor().extract(key: "traceparent", from: metadata) == nil)
    }
}

/// The trace contexts that handlers saw.
private final class SeenTraces: Sendable {
    private let list = Mutex<[TraceContext?]>([])

    var all: [TraceContext?] { list.withLock { $0 } }

    func append(_ trace: TraceContext?) { list.withLock { $0.append(trace) } }
}
