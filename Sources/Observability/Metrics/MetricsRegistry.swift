import CoreMetrics
import Synchronization

/// The process's metrics: what code reports through swift-metrics, and what is read from its parts when it is asked for.
///
/// Bounded: a family holds 512 series, and what is reported beyond them is counted together in one whose labels all say
/// `other`; families beyond 256 are not kept. Names are adapted to Prometheus' conventions: a counter ends with
/// `_total`, a timer with `_seconds`.
public final class MetricsRegistry: Sendable {
    /// Writes families when the metrics are asked for; must not block.
    public typealias Collector = @Sendable (inout PrometheusText) -> Void

    static let familyLimit = 256
    static let seriesLimit = 512

    private struct State {
        var families: [String: MetricFamily] = [:]
        var collectors: [Collector] = []
    }

    private let state = Mutex(State())

    /// No metrics.
    public init() {}

    /// The registry that swift-metrics reports to in this process; the first use makes it so, which must come before
    /// the first metric.
    public static let process: MetricsRegistry = {
        let registry = MetricsRegistry()
        MetricsSystem.bootstrap(registry)
        return registry
    }()

    /// Adds what writes further families, under names that nobody else uses.
    public func addCollector(_ collector: @escaping Collector) {
        state.withLock { $0.collectors.append(collector) }
    }

    /// All metrics in Prometheus' text format, as they are now.
    public func prometheusText() -> String {
        let (families, collectors) = state.withLock { ($0.families, $0.collectors) }
        var text = PrometheusText()
        for collect in collectors { collect(&text) }
        for family in families.values.sorted(by: { $0.name < $1.name }) { family.write(to: &text) }
        return text.text
    }

    /// The series of that name and those labels, made when it is new.
    ///
    /// One that is not kept when the name has another kind already, or there are too many names.
    private func series<Series: MetricSeries>(
        _ name: String, _ dimensions: [(String, String)], _ make: @Sendable () -> Series
    ) -> Series {
        let name = PrometheusText.validName(name)
        let family = state.withLock { state -> MetricFamily? in
            if let family = state.families[name] { return family }
            guard state.families.count < Self.familyLimit else { return nil }
            let family = MetricFamily(name: name, kind: Series.kind)
            state.families[name] = family
            return family
        }
        return family?.series(dimensions, limit: Self.seriesLimit, make) ?? make()
    }

    private func forget(_ series: AnyObject) {
        let families = state.withLock { Array($0.families.values) }
        for family in families { family.remove(series) }
    }

    private static func name(_ label: String, ending: String) -> String {
        label.hasSuffix(ending) ? label : label + ending
    }
}

extension MetricsRegistry: MetricsFactory {
    /// A counter.
    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        series(Self.name(label, ending: "_total"), dimensions) { SumSeries() }
    }

    /// A counter of parts.
    public func makeFloatingPointCounter(
        label: String, dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        series(Self.name(label, ending: "_total"), dimensions) { SumSeries() }
    }

    /// A gauge.
    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        series(label, dimensions) { GaugeSeries() }
    }

    /// A histogram with a bucket for each power of two from 1 to 2^24, or a gauge when nothing is to be aggregated.
    public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        guard aggregate else { return series(label, dimensions) { GaugeSeries() } }
        return series(label, dimensions) { HistogramSeries(bounds: HistogramBounds.sizes) }
    }

    /// A histogram in seconds, with a bucket for each power of two from 32 µs to 16.8 s.
    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        series(Self.name(label, ending: "_seconds"), dimensions) { HistogramSeries(bounds: HistogramBounds.seconds) }
    }

    /// Forgets the series.
    public func destroyCounter(_ handler: any CounterHandler) { forget(handler) }
    /// Forgets the series.
    public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) { forget(handler) }
    /// Forgets the series.
    public func destroyMeter(_ handler: any MeterHandler) { forget(handler) }
    /// Forgets the series.
    public func destroyRecorder(_ handler: any RecorderHandler) { forget(handler) }
    /// Forgets the series.
    public func destroyTimer(_ handler: any TimerHandler) { forget(handler) }
}
