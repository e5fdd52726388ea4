import Logging
import NIOCore
import NIOPosix
import RPCCore
import RPCTransport
import TestSupport
import Testing

@testable import Observability

@Suite("Metrics of calls", .timeLimit(.minutes(1)))
struct CallMetricsTests {
    private let registry = MetricsRegistry()

    /// A page of the metrics after `body` has made calls over a socket.
    private func page(
        _ service: SampleService = SampleService(), _ body: (any Connection, RPCServer) async throws -> Void
    ) async throws -> PrometheusPage {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let server = RPCServer(router: service.router(), logger: logger)
        try await server.start()
        let client = ClientConnection(to: server.addresses)
        let metrics = CallMetrics(.client(peer: "sample"), factory: registry)
        try await body(InterceptedConnection(client, peer: "sample", interceptors: [metrics]), server)
        await client.shutdown()
        await server.shutdown(grace: .zero)
        registry.addCollector { text in text.write(server.statistics) }
        return try PrometheusPage(registry.prometheusText())
    }

    @Test("Server and client count the calls that were made, by method, status and bytes")
    func calls() async throws {
        let page = try await page { connection, _ in
            for _ in 0..<5 {
                let _: ByteMessage = try await connection.unary(SampleService.echo, "1234" as ByteMessage)
            }
            for code in ["not_found", "not_found", "internal"] {
                await #expect(throws: RPCError.self) {
                    let _: ByteMessage = try await connection.unary(
                        SampleService.fail, ByteMessage(Array(code.utf8)))
                }
            }
        }
        for (prefix, more) in [("danhba_server_call", [:]), ("danhba_client_call", ["peer": "sample"])] {
            let echo = more.merging(["method": SampleService.echo.fullName]) { $1 }
            let fail = more.merging(["method": SampleService.fail.fullName]) { $1 }
            #expect(page.value("\(prefix)_started_total", echo) == 5)
            #expect(page.value("\(prefix)_received_bytes_total", echo) == 20)
            #expect(page.value("\(prefix)_sent_bytes_total", echo) == 20)
            #expect(page.value("\(prefix)s_in_flight", echo) == 0)
            let ok = echo.merging(["status": "ok"]) { $1 }
            #expect(page.value("\(prefix)_duration_seconds_count", ok) == 5)
            #expect(page.value("\(prefix)_duration_seconds_bucket", ok.merging(["le": "16.777216"]) { $1 }) == 5)
            #expect((page.value("\(prefix)_duration_seconds_sum", ok) ?? -1) >= 0)
            let notFound = fail.merging(["status": "not_found"]) { $1 }
            #expect(page.value("\(prefix)_duration_seconds_count", notFound) == 2)
            #expect(page.value("\(prefix)_duration_seconds_count", fail.merging(["status": "internal"]) { $1 }) == 1)
        }
        #expect(page.value("danhba_server_connections_accepted_total") == 1)
    }

    @Test("A queued call's wait is in the histogram of waits, those of other methods are not")
    func queueWait() async throws {
        let service = SampleService()
        let page = try await page(service) { connection, _ in
            let _: ByteMessage = try await connection.unary(SampleService.echo, ByteMessage())
            async let held: ByteMessage = connection.unary(SampleService.hold, "a" as ByteMessage)
            await service.awaitHeld(1)
            service.release("a")
            _ = try await held
        }
        let name = "danhba_server_call_queue_seconds_count"
        #expect(page.value(name, ["method": SampleService.hold.fullName]) == 1)
        #expect(page.value(name, ["method": SampleService.echo.fullName]) == nil)
    }

    @Test("A peer that calls methods that are not there adds one series, other")
    func unknownMethods() async throws {
        let page = try await page { _, server in
            let port = try #require(server.port)
            try await send(unknownMethods: 3, to: port)
        }
        #expect(page.value("danhba_server_call_started_total", ["method": "other"]) == 3)
        #expect(
            page.value("danhba_server_call_duration_seconds_count", ["method": "other", "status": "unimplemented"])
                == 3)
        #expect(page.families["danhba_server_call_started_total"]?.samples.count == 1)
    }

    /// Speaks the wire protocol, as our client would refuse the call itself; returns when all are answered.
    private func send(unknownMethods count: UInt32, to port: Int) async throws {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        var bytes = frame(FrameHeader(.hello, a: Handshake.version, b: Handshake.magic), Handshake().encoded())
        for index in 0..<count {
            bytes += frame(FrameHeader(.request, streamID: index * 2 + 1, a: 9_000 + index), [])
        }
        try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(bytes: bytes))
            var received: [UInt8] = []
            for try await buffer in inbound {
                received += buffer.readableBytesView
                if frameCount(in: received) == Int(count) + 1 { break }
            }
        }
    }

    private func frame(_ header: FrameHeader, _ payload: [UInt8]) -> [UInt8] {
        var header = header
        header.length = UInt32(FrameHeader.countedByteCount + payload.count)
        var bytes = [UInt8](repeating: 0, count: FrameHeader.byteCount)
        bytes.withUnsafeMutableBytes { header.encode(into: $0) }
        return bytes + payload
    }

    private func frameCount(in bytes: [UInt8]) -> Int {
        let scanner = FrameScanner(frameByteLimit: .max, metadataByteLimit: .max)
        var rest = bytes[...]
        var count = 0
        while case .frame(_, let byteCount) = rest.withUnsafeBytes({ scanner.scan($0) }) {
            rest = rest.dropFirst(byteCount)
            count += 1
        }
        return count
    }

    @Test("A side that is measured through swift-metrics reports starts, statuses, durations, bytes and waits")
    func throughSwiftMetrics() throws {
        let chain = InterceptorChain([CallMetrics(.server, factory: registry)])
        let call = InterceptedCall(method: SampleService.hold, peer: .unknown, metadata: Metadata())
        let interceptions = try (0..<3).map { _ in try chain.start(call) }
        let outcome = CallOutcome(
            .ok, requestBytes: 3, responseBytes: 40, duration: .milliseconds(30), queueWait: .milliseconds(20))
        interceptions[0].end(outcome)
        interceptions[1].end(CallOutcome(.notFound, requestBytes: 5, duration: .milliseconds(1)))

        let page = try PrometheusPage(registry.prometheusText())
        let method = ["method": SampleService.hold.fullName]
        #expect(page.value("danhba_server_call_started_total", method) == 3)
        #expect(page.value("danhba_server_calls_in_flight", method) == 1)
        #expect(page.value("danhba_server_call_received_bytes_total", method) == 8)
        #expect(page.value("danhba_server_call_sent_bytes_total", method) == 40)
        let ok = method.merging(["status": "ok"]) { $1 }
        #expect(page.value("danhba_server_call_duration_seconds_sum", ok) == 0.03)
        let notFound = method.merging(["status": "not_found"]) { $1 }
        #expect(page.value("danhba_server_call_duration_seconds_count", notFound) == 1)
        #expect(page.value("danhba_server_call_queue_seconds_sum", method) == 0.02)
        #expect(page.value("danhba_server_call_queue_seconds_count", method) == 1)
    }

    @Test("Only so many methods are measured by name, the others together, and methods of one name together")
    func methodLimit() throws {
        let chain = InterceptorChain([CallMetrics(.client(peer: "sample"), factory: registry)])
        func call(_ name: String) throws {
            let method = MethodDescriptor(
                service: "s", name: name, kind: .unary, execution: .inline, inputType: "", outputType: "")
            try chain.start(InterceptedCall(method: method, peer: .unknown, metadata: Metadata())).end(CallOutcome(.ok))
        }
        for _ in 0..<2 { try call("twice") }
        for number in 0..<CallMetrics.methodLimit + 50 { try call("m\(number)") }
        let page = try PrometheusPage(registry.prometheusText())
        let name = "danhba_client_call_started_total"
        #expect(page.value(name, ["peer": "sample", "method": "s/twice"]) == 2)
        #expect(page.value(name, ["peer": "sample", "method": "other"]) == 52)
        #expect(page.families[name]?.samples.count == CallMetrics.methodLimit)
        let inFlight = try #require(page.families["danhba_client_calls_in_flight"]?.samples)
        #expect(inFlight.count == CallMetrics.methodLimit && inFlight.allSatisfy { $0.value == 0 })
    }

    @Test("Threads that call the same new methods at once lose no call")
    func concurrent() async throws {
        let chain = InterceptorChain([CallMetrics(.client(peer: "sample"), factory: registry)])
        let methods = (0..<20).map { number in
            MethodDescriptor(
                service: "s", name: "m\(number)", kind: .unary, execution: .inline, inputType: "", outputType: "")
        }
        try await withThrowingTaskGroup { group in
            for _ in 0..<4 {
                group.addTask {
                    for method in methods {
                        let call = InterceptedCall(method: method, peer: .unknown, metadata: Metadata())
                        for _ in 0..<50 { try chain.start(call).end(CallOutcome(.ok, requestBytes: 1)) }
                    }
                }
            }
            try await group.waitForAll()
        }
        let page = try PrometheusPage(registry.prometheusText())
        for family in ["danhba_client_call_started_total", "danhba_client_call_sent_bytes_total"] {
            let samples = try #require(page.families[family]?.samples)
            #expect(samples.count == methods.count && samples.allSatisfy { $0.value == 200 })
        }
    }
}
