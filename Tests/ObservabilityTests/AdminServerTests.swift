import Foundation
import FoundationNetworking
import Logging
import ServiceLifecycle
import Synchronization
import Testing

@testable import Observability

@Suite("The admin port", .timeLimit(.minutes(1)))
struct AdminServerTests {
    @Test("It serves metrics and health, and nothing else")
    func serving() async throws {
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let metrics = MetricsRegistry()
        metrics.addCollector { text in
            text.begin("answer", .gauge, "Of everything.")
            text.sample(42)
        }
        let isServing = Flag()
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let admin = AdminServer(
            host: "127.0.0.1", port: 0, metrics: metrics, isServing: { isServing.value }, logger: logger
        ) { number in
            port.yield(number)
            port.finish()
        }
        let group = ServiceGroup(services: [admin], logger: logger)
        let running = Task { try await group.run() }
        let number = try #require(await ports.first { _ in true })

        let page = try await get("http://127.0.0.1:\(number)/metrics")
        #expect(page.status == 200 && page.type == "text/plain; version=0.0.4; charset=utf-8")
        #expect(try PrometheusPage(page.text).value("answer") == 42)
        #expect(try await get("http://127.0.0.1:\(number)/healthz").status == 503)
        isServing.value = true
        #expect(try await get("http://127.0.0.1:\(number)/healthz").status == 200)
        #expect(try await get("http://127.0.0.1:\(number)/").status == 404)
        await group.triggerGracefulShutdown()
        try await running.value
    }

    private final class Flag: Sendable {
        private let flag = Mutex(false)

        var value: Bool {
            get { flag.withLock { $0 } }
            set { flag.withLock { $0 = newValue } }
        }
    }

    private func get(_ url: String) async throws -> (status: Int, type: String?, text: String) {
        let (data, response) = try await URLSession.shared.data(from: try #require(URL(string: url)))
        let http = try #require(response as? HTTPURLResponse)
        return (http.statusCode, http.value(forHTTPHeaderField: "Content-Type"), String(decoding: data, as: UTF8.self))
    }
}
