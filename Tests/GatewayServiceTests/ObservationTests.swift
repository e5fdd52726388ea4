import Foundation
import GatewayService
import Observability
import Testing

/// What operators see of requests that go through the gateway.
@Suite(.timeLimit(.minutes(1)))
struct ObservationTests {
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
}
