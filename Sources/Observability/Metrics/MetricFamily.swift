import CoreMetrics
import Synchronization

/// A number, or a histogram, that swift-metrics reports to.
protocol MetricSeries: AnyObject, Sendable {
    static var kind: PrometheusText.Kind { get }

    func write(_ labels: PrometheusText.Labels, to text: inout PrometheusText)
}

/// The series of one name.
final class MetricFamily: Sendable {
    private struct Entry {
        let labels: PrometheusText.Labels
        let series: any MetricSeries
    }

    let name: String
    let kind: PrometheusText.Kind
    /// By their labels in the order given.
    private let entries = Mutex<[String: Entry]>([:])

    init(name: String, kind: PrometheusText.Kind) {
        self.name = name
        self.kind = kind
    }

    /// The series of those labels; nil when the family is of another kind.
    func series<Series: MetricSeries>(
        _ dimensions: [(String, String)], limit: Int, _ make: () -> Series
    ) -> Series? {
        guard Series.kind == kind else { return nil }
        return entries.withLock { entries in
            var labels = dimensions.map { (name: $0.0, value: $0.1) }
            var key = Self.key(labels)
            if entries[key] == nil && entries.count >= limit {
                labels = labels.map { (name: $0.name, value: "other") }
                key = Self.key(labels)
            }
            if let entry = entries[key] { return entry.series as? Series }
            let series = make()
            entries[key] = Entry(labels: labels, series: series)
            return series
        }
    }

    func remove(_ series: AnyObject) {
        entries.withLock { entries in entries = entries.filter { $0.value.series !== series } }
    }

    func write(to text: inout PrometheusText) {
        let entries = entries.withLock { $0.sorted { $0.key < $1.key } }
        if entries.isEmpty { return }
        text.begin(name, kind, "Reported by the program.")
        for entry in entries { entry.value.series.write(entry.value.labels, to: &text) }
    }

    private static func key(_ labels: PrometheusText.Labels) -> String {
        labels.map { "\($0.name)\u{0}\($0.value)" }.joined(separator: "\u{0}")
    }
}

/// Where histograms have their buckets.
enum HistogramBounds {
    /// Powers of two of microseconds, 32 µs to 16.8 s; those of `LatencyHistogram`, so that its counts fit exactly.
    static let seconds = (5...24).map { Double(1 << $0) / 1e6 }
    /// Powers of two.
    static let sizes = (0...24).map { Double(1 << $0) }
}

/// A `Double` that several threads add to.
final class SharedDouble: Sendable {
    private let bits = Atomic<UInt64>(0)

    var value: Double {
        get { Double(bitPattern: bits.load(ordering: .relaxed)) }
        set { bits.store(newValue.bitPattern, ordering: .relaxed) }
    }

    func add(_ addition: Double) {
        var old = bits.load(ordering: .relaxed)
        while true {
            let new = (Double(bitPattern: old) + addition).bitPattern
            let result = bits.compareExchange(expected: old, desired: new, ordering: .relaxed)
            if result.exchanged { return }
            old = result.original
        }
    }
}

final class SumSeries: MetricSeries, CounterHandler, FloatingPointCounterHandler {
    static let kind = PrometheusText.Kind.counter
    private let whole = Atomic<Int64>(0)
    private let parts = SharedDouble()

    func increment(by amount: Int64) { whole.wrappingAdd(max(0, amount), ordering: .relaxed) }

    func increment(by amount: Double) {
        if amount > 0 { parts.add(amount) }
    }

    func reset() {
        whole.store(0, ordering: .relaxed)
        parts.value = 0
    }

    func write(_ labels: PrometheusText.Labels, to text: inout PrometheusText) {
        text.sample(Double(whole.load(ordering: .relaxed)) + parts.value, labels)
    }
}

final class GaugeSeries: MetricSeries, MeterHandler, RecorderHandler {
    static let kind = PrometheusText.Kind.gauge
    private let number = SharedDouble()

    func set(_ value: Int64) { number.value = Double(value) }
    func set(_ value: Double) { number.value = value }
    func increment(by amount: Double) { number.add(amount) }
    func decrement(by amount: Double) { number.add(-amount) }
    func record(_ value: Int64) { set(value) }
    func record(_ value: Double) { set(value) }

    func write(_ labels: PrometheusText.Labels, to text: inout PrometheusText) { text.sample(number.value, labels) }
}

final class HistogramSeries: MetricSeries, RecorderHandler, TimerHandler {
    static let kind = PrometheusText.Kind.histogram
    private let bounds: [Double]
    private let counts: [SharedCount]
    private let sum = SharedDouble()

    init(bounds: [Double]) {
        self.bounds = bounds
        counts = (0...bounds.count).map { _ in SharedCount() }
    }

    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        counts[bounds.firstIndex { value <= $0 } ?? bounds.count].increment()
        sum.add(value)
    }

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

    func write(_ labels: PrometheusText.Labels, to text: inout PrometheusText) {
        text.histogram(labels, bounds: bounds, counts: counts.map(\.value), sum: sum.value)
    }
}

/// A count that several threads add to.
final class SharedCount: Sendable {
    private let number = Atomic<UInt64>(0)

    var value: UInt64 { number.load(ordering: .relaxed) }

    func increment() { number.wrappingAdd(1, ordering: .relaxed) }
}
