import RPCCore
import Synchronization

/// Counts what a server does; made before the server so that a service of that very server can show it.
///
/// Counting costs no lock: every event loop has its own counters, and only it writes them.
public final class StatisticsRecorder: Sendable {
    private struct State {
        var loops: [LoopCounters] = []
        var connections: [UInt64: ConnectionCounters] = [:]
        var accepted: UInt64 = 0
        var refused: UInt64 = 0
    }

    private let state = Mutex(State())

    /// Nothing counted.
    public init() {}

    /// The numbers now; from any thread.
    ///
    /// Calls that end meanwhile may be counted in one number and not yet in another.
    public func snapshot() -> ServerStatistics {
        state.withLock { state in
            var statistics = ServerStatistics()
            if let first = state.loops.first {
                statistics.methods = first.methods.indices.map { index in
                    var method = MethodStatistics(fullName: first.methods[index].fullName)
                    for loop in state.loops { loop.methods[index].add(to: &method) }
                    return method
                }
                statistics.methods.removeAll { $0.started == 0 }
            }
            statistics.connections = state.connections.sorted { $0.key < $1.key }.map { $0.value.snapshot() }
            statistics.connectionsAccepted = state.accepted
            statistics.connectionsRefused = state.refused
            return statistics
        }
    }

    /// Counters for one event loop: one for each method, and a last one for unknown methods.
    func addLoop(methods: [String]) -> LoopCounters {
        let counters = LoopCounters(methods: (methods + ["other"]).map(MethodCounters.init))
        state.withLock { $0.loops.append(counters) }
        return counters
    }

    /// Counts an accepted connection.
    ///
    /// Nil, counted as refused, when there are `limit` already.
    func addConnection(_ connection: ConnectionCounters, limit: Int) -> UInt64? {
        state.withLock { state in
            state.accepted += 1
            guard state.connections.count < limit else {
                state.refused += 1
                return nil
            }
            state.connections[state.accepted] = connection
            return state.accepted
        }
    }

    func removeConnection(_ id: UInt64) {
        state.withLock { _ = $0.connections.removeValue(forKey: id) }
    }
}

/// The counters of one event loop.
struct LoopCounters: Sendable {
    let methods: [MethodCounters]
}

/// The counters of one method on one event loop.
///
/// Only that loop writes; anyone may read.
final class MethodCounters: Sendable {
    let fullName: String
    private let started = Counter()
    private let requestBytes = Counter()
    private let responseBytes = Counter()
    private let okLatencies = DurationCounters()
    private let otherLatencies = (0...16).map { _ in LazyDurationCounters() }
    private let queueWaits = LazyDurationCounters()

    init(fullName: String) { self.fullName = fullName }

    func callStarted(requestBytes count: Int) {
        started.add(1)
        requestBytes.add(UInt64(count))
    }

    func callEnded(_ code: StatusCode, responseBytes count: Int, microseconds duration: UInt64) {
        responseBytes.add(UInt64(count))
        if code == .ok {
            okLatencies.add(microseconds: duration)
        } else {
            otherLatencies[Int(code.rawValue)].counters.durations.add(microseconds: duration)
        }
    }

    /// A call of a queued method has ended, that had waited so long for a thread.
    func callWaited(microseconds duration: UInt64) { queueWaits.counters.durations.add(microseconds: duration) }

    func messageSent(bytes: Int) { responseBytes.add(UInt64(bytes)) }

    func messageReceived(bytes: Int) { requestBytes.add(UInt64(bytes)) }

    func add(to statistics: inout MethodStatistics) {
        statistics.started += started.value
        statistics.requestBytes += requestBytes.value
        statistics.responseBytes += responseBytes.value
        queueWaits.existing?.durations.add(to: &statistics.queueWait)
        var ok = LatencyHistogram()
        okLatencies.add(to: &ok)
        if ok.count > 0 { statistics.latencyByCode[.ok, default: LatencyHistogram()].add(ok) }
        for code in StatusCode.allCases {
            guard let latencies = otherLatencies[Int(code.rawValue)].existing else { continue }
            latencies.durations.add(to: &statistics.latencyByCode[code, default: LatencyHistogram()])
        }
    }
}

/// Durations of one kind, counted by one thread; anyone may read.
private struct DurationCounters: ~Copyable, Sendable {
    private let sum = Counter()
    private let max = Counter()
    private let buckets = CounterRow(count: LatencyHistogram.bucketCount)

    func add(microseconds duration: UInt64) {
        sum.add(duration)
        max.raise(to: duration)
        buckets.add(1, at: LatencyHistogram.bucket(ofMicroseconds: duration))
    }

    func add(to histogram: inout LatencyHistogram) {
        histogram.sumMicroseconds += sum.value
        histogram.maxMicroseconds = Swift.max(histogram.maxMicroseconds, max.value)
        for index in 0..<LatencyHistogram.bucketCount { histogram.buckets[index] += buckets.value(at: index) }
    }
}

/// Counters that are made when something is first counted: most methods never end with most codes.
private final class LazyDurationCounters: Sendable {
    final class Box: Sendable {
        let durations = DurationCounters()
    }

    private let reference = AtomicLazyReference<Box>()

    /// Nil when nothing was counted.
    var existing: Box? { reference.load() }

    var counters: Box { reference.load() ?? reference.storeIfNil(Box()) }
}

/// The numbers of one connection.
///
/// Only its event loop writes; anyone may read.
final class ConnectionCounters: Sendable {
    private let peer: String
    private let start = MonotonicClock.now
    let calls = Counter()
    let inFlight = Counter()
    let outboxBytes = Counter()

    init(peer: String) { self.peer = peer }

    func snapshot() -> ConnectionStatistics {
        ConnectionStatistics(
            peer: peer, age: .nanoseconds(Int64(clamping: MonotonicClock.now &- start)),
            inFlight: Int(clamping: inFlight.value), outboxBytes: Int(clamping: outboxBytes.value),
            calls: calls.value)
    }
}

/// A number that one thread writes and every thread may read; part of its owner, not an object of its own.
struct Counter: ~Copyable, Sendable {
    private let number = Atomic<UInt64>(0)

    init() {}

    var value: UInt64 { number.load(ordering: .relaxed) }

    /// Not a read-modify-write: there is one writer.
    func add(_ addition: UInt64) { number.store(number.load(ordering: .relaxed) &+ addition, ordering: .relaxed) }

    func set(_ value: UInt64) { number.store(value, ordering: .relaxed) }

    func raise(to value: UInt64) { if value > number.load(ordering: .relaxed) { set(value) } }
}

/// Counters that stand side by side in memory.
struct CounterRow: ~Copyable, @unchecked Sendable {
    // Proof for @unchecked: the pointer never changes, the memory lives as long as the one owner of this value, and all
    // access to it goes through counters, which any thread may read.

    private let counters: UnsafeMutableBufferPointer<Counter>

    init(count: Int) {
        counters = .allocate(capacity: count)
        for index in 0..<count { counters.initializeElement(at: index, to: Counter()) }
    }

    deinit {
        counters.deinitialize()
        counters.deallocate()
    }

    func add(_ addition: UInt64, at index: Int) {
        precondition(counters.indices.contains(index), "no such counter")
        counters[index].add(addition)
    }

    func value(at index: Int) -> UInt64 {
        precondition(counters.indices.contains(index), "no such counter")
        return counters[index].value
    }
}
