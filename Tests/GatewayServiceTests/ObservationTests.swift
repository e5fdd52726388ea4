import Contracts
import CoreMetrics
import Foundation
import GatewayService
import Logging
import Observability
import RPCCore
import RPCTransport
import ServiceRuntime
import Synchronization
import Testing
import Tracing

/// What operators see of requests that go through the gateway.
@Suite(.timeLimit(.minutes(1)))
struct ObservationTests {
    /// The tracer of this process: the HTTP server asks the bootstrapped one.
    private static let tracing: (tracer: SpanTracer, spans: Spans) = {
        let spans = Spans()
        let tracer = SpanTracer(fraction: 0) { span in spans.append(span) }
        InstrumentationSystem.bootstrap(tracer)
        return (tracer, spans)
    }()

    private final class Spans: Sendable {
        private let ended = Mutex<[FinishedSpan]>([])

        func append(_ span: FinishedSpan) { ended.withLock { $0.append(span) } }

        func of(_ traceID: String) -> [FinishedSpan] {
            ended.withLock { $0.filter { $0.trace.traceID == traceID } }
        }
    }

    @Test("Requests are counted by route template and status, never by path")
    func requests() async throws {
        let metrics = MetricsRegistry()
        try await GatewayHarness.serving([GatewayHarness.backend("contacts")], metrics: metrics) { url in
            for _ in 0..<2 { _ = try await GatewayHarness.post(url + "/test.v1.Sample/Echo", #"{"payload":"aGk="}"#) }
            _ = try await GatewayHarness.post(url + "/test.v1.Sample/Missing", "{}")
            for path in ["/a", "/b", "/c/d/e/f"] { _ = try await GatewayHarness.send("GET", url + path) }
        }
        let text = metrics.prometheusText()
        let name = "danhba_gateway_request_duration_seconds_count"
        #expect(text.contains("\(name){route=\"/{first}/{second}\",status=\"200\"} 2\n"))
        #expect(text.contains("\(name){route=\"/{first}/{second}\",status=\"404\"} 1\n"))
        #expect(text.contains("\(name){route=\"NotFound\",status=\"404\"} 3\n"))
        #expect(text.contains("danhba_gateway_open_requests 0\n"))
    }

    @Test("A traceparent of a client goes through gateway, contacts and companies, each span the child of the last")
    func chain() async throws {
        let (tracer, spans) = Self.tracing
        let companies = try await TracedService("companies", tracer, next: nil)
        let contacts = try await TracedService("contacts", tracer, next: companies.connection)
        let traceID = "0af7651916cd43dd8448eb211c80319c"
        let backend = Backend(name: "contacts", connection: contacts.connection)
        try await GatewayHarness.serving([backend], isTraced: true) { url in
            let answer = try await GatewayHarness.post(
                url + "/danhba.rpc.v1.Diagnostics/Echo", #"{"payload":"aGk="}"#,
                headers: ["traceparent": "00-\(traceID)-b7ad6b7169203331-01"])
            #expect(answer.status == 200 && answer.text == #"{"payload":"aGk="}"#)
        }
        for service in [contacts, companies] { await service.close() }

        let all = spans.of(traceID)
        // The gateway also asked for the methods that there are, in the same trace.
        var chain: [FinishedSpan] = []
        var parent: UInt64 = 0xb7ad_6b71_6920_3331
        while let next = all.first(where: { $0.parentID == parent && !$0.name.contains("Reflection") }) {
            chain.append(next)
            parent = next.trace.parentID
        }
        let echo = "danhba.rpc.v1.Diagnostics/Echo"
        #expect(chain.map(\.name) == ["/{first}/{second}", echo, echo, echo, echo])
        #expect(chain.map(\.kind) == [.server, .client, .server, .client, .server])
    }
}

/// A service on a socket whose `Echo` asks the next one, traced on both sides.
private struct TracedService {
    let server: RPCServer
    let connection: any Connection
    private let client: ClientConnection

    init(_ name: String, _ tracer: SpanTracer, next: (any Connection)?) async throws {
        let echo = RPCV1.DiagnosticsMethods.echo
        let method = RPCMethod(
            echo,
            .async { bytes, _ in
                let request = try RPCV1.EchoRequest(deserializing: bytes)
                return {
                    guard let next else { return RPCV1.EchoResponse(payload: request.payload) }
                    return try await next.unary(echo, request) as RPCV1.EchoResponse
                }
            })
        var router = Router()
        router.register(
            ServiceDescriptor(name: echo.service, methods: [echo]), methods: [method], lanes: DirectLanes())
        router.register(
            ReflectionHandlers(router.services + [RPCV1.ReflectionMethods.descriptor]), lanes: DirectLanes())
        var configuration = ServerConfiguration()
        configuration.interceptors = [TracingInterceptor(tracer, .server)]
        server = RPCServer(
            router: router, configuration: configuration,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
        try await server.start()
        client = ClientConnection(to: server.addresses)
        connection = InterceptedConnection(
            client, peer: name, interceptors: [TracingInterceptor(tracer, .client)])
    }

    func close() async {
        await client.shutdown()
        await server.shutdown(grace: .zero)
    }
}
