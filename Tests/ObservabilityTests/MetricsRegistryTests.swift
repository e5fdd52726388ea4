import CoreMetrics
import Testing

@testable import Observability

@Suite("Metrics reported through swift-metrics")
struct MetricsRegistryTests {
    private let registry = MetricsRegistry()

    private func page() throws -> PrometheusPage { try PrometheusPage(registry.prometheusText()) }

    @Test("Counters, gauges, recorders and timers come out with their type, labels and conventional name")
    func kinds() throws {
        Counter(label: "jobs", dimensions: [("kind", "a")], factory: registry).increment(by: 3)
        Counter(label: "jobs_total", dimensions: [("kind", "a")], factory: registry).increment()
        FloatingPointCounter(label: "work", dimensions: [], factory: registry).increment(by: 0.5)
        let open = Meter(label: "open.things", dimensions: [], factory: registry)
        open.increment(by: 5)
        open.decrement()
        Gauge(label: "level", dimensions: [], factory: registry).record(7)
        let sizes = Recorder(label: "sizes", dimensions: [], aggregate: true, factory: registry)
        for size in [1, 3, 4, 1 << 30] { sizes.record(size) }
        Timer(label: "waiting", dimensions: [], factory: registry).recordMilliseconds(100)

        let page = try page()
        #expect(page.value("jobs_total", ["kind": "a"]) == 4)
        #expect(page.value("work_total") == 0.5)
        #expect(page.value("open_things") == 4)
        #expect(page.value("level") == 7)
        #expect(page.families["jobs_total"]?.type == "counter" && page.families["level"]?.type == "gauge")
        #expect(page.value("sizes_bucket", ["le": "1"]) == 1)
        #expect(page.value("sizes_bucket", ["le": "4"]) == 3)
        #expect(page.value("sizes_bucket", ["le": "+Inf"]) == 4 && page.value("sizes_count") == 4)
        #expect(page.value("sizes_sum") == 8 + Double(1 << 30))
        #expect(page.value("waiting_seconds_sum") == 0.1)
        #expect(page.value("waiting_seconds_bucket", ["le": "0.131072"]) == 1)
        #expect(page.value("waiting_seconds_bucket", ["le": "0.065536"]) == 0)
    }

    @Test("Texts are escaped and names made valid")
    func escaping() throws {
        let value = "a \"quoted\" \\ back\nslash, }"
        Counter(label: "9 things/second", dimensions: [("some.label", value)], factory: registry).increment()
        #expect(try page().value("_9_things_second_total", ["some_label": value]) == 1)
        var text = PrometheusText()
        text.begin("x", .gauge, "two\nlines \\ and \"quotes\"")
        text.sample(Double.infinity)
        let page = try PrometheusPage(text.text)
        #expect(page.families["x"]?.help == #"two\nlines \\ and "quotes""#)
        #expect(page.value("x") == .infinity)
    }

    @Test("Series beyond the limit are counted together as other")
    func seriesLimit() throws {
        for number in 0..<MetricsRegistry.seriesLimit + 100 {
            Counter(label: "many", dimensions: [("who", "\(number)")], factory: registry).increment()
        }
        let samples = try #require(try page().families["many_total"]?.samples)
        #expect(samples.count == MetricsRegistry.seriesLimit + 1)
        #expect(try page().value("many_total", ["who": "other"]) == 100)
    }

    @Test("Families beyond the limit are not kept, and a name keeps its kind")
    func familyLimit() throws {
        let gauge = Gauge(label: "kept", dimensions: [], factory: registry)
        gauge.record(1)
        Recorder(label: "kept", dimensions: [], aggregate: true, factory: registry).record(2)
        #expect(try page().value("kept") == 1)
        for number in 0..<MetricsRegistry.familyLimit + 10 {
            Counter(label: "family_\(number)", dimensions: [], factory: registry).increment()
        }
        #expect(try page().families.count == MetricsRegistry.familyLimit)
    }

    @Test("A destroyed metric is gone")
    func destroyed() throws {
        let counter = Counter(label: "short", dimensions: [], factory: registry)
        counter.increment()
        #expect(try page().value("short_total") == 1)
        counter.destroy()
        #expect(try page().value("short_total") == nil)
    }

    @Test("Threads that count at once lose nothing")
    func concurrent() async throws {
        await withTaskGroup { group in
            for _ in 0..<4 {
                group.addTask { [registry] in
                    let counter = Counter(label: "shared", dimensions: [], factory: registry)
                    let parts = FloatingPointCounter(label: "parts", dimensions: [], factory: registry)
                    for _ in 0..<1_000 {
                        counter.increment()
                        parts.increment(by: 0.5)
                    }
                }
            }
        }
        #expect(try page().value("shared_total") == 4_000)
        #expect(try page().value("parts_total") == 2_000)
    }
}
