import Logging
import RPCCore
import Synchronization
import TestSupport
import Testing

@testable import Observability

@Suite("The log of calls")
struct CallLogTests {
    /// Keeps what is logged.
    private final class Lines: Sendable {
        let all = Mutex<[(message: String, metadata: Logger.Metadata)]>([])
    }

    private struct Handler: LogHandler {
        let lines: Lines
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.debug

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            lines.all.withLock { $0.append((event.message.description, event.metadata ?? [:])) }
        }
    }

    @Test("A line names the call, its outcome, and the span that tracing made for it")
    func line() throws {
        let lines = Lines()
        let collector = SpanCollector()
        let chain = InterceptorChain([
            TracingInterceptor(collector.tracer(), .server),
            CallLog(Logger(label: "test") { _ in Handler(lines: lines) }),
        ])
        let metadata = Metadata(workspace: "acme", caller: "lan", requestID: "r-1")
        let peer = CallPeer(address: "tcp:1.2.3.4:5", identity: "gateway")
        let call = InterceptedCall(method: SampleService.echo, peer: peer, metadata: metadata)
        try chain.start(call).end(
            CallOutcome(
                .notFound, requestBytes: 7, responseBytes: 0, duration: .microseconds(1_500),
                queueWait: .microseconds(20)))
        let line = try #require(lines.all.withLock { $0.first })
        let span = try #require(collector.spans.first)
        #expect(line.message == "call")
        #expect(
            line.metadata == [
                "method": "\(SampleService.echo.fullName)", "code": "not_found", "duration_us": "1500",
                "request_bytes": "7", "response_bytes": "0", "workspace": "acme", "peer": "tcp:1.2.3.4:5",
                "queue_us": "20", "caller": "lan", "identity": "gateway", "request_id": "r-1",
                "trace_id": "\(span.trace.traceID)",
                "span_id": "\(span.trace.spanID)",
            ])
    }
}
