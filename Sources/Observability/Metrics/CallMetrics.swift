import CoreMetrics
import RPCCore
import Synchronization

/// Reports the calls of one side through swift-metrics, by method: how many started and are in flight, their durations
/// by status, the bytes of their messages, and how long they waited for a thread.
///
/// A call costs a few atomic additions and no lock. Clients are measured by it. A server is so only where
/// swift-metrics report to something else than `MetricsRegistry`: it counts by itself, for less, what the registry
/// shows under the same names, and also what it refused before any interceptor was asked. The first 192 methods are
/// measured by name, all further ones together as `other`.
public final class CallMetrics: CallInterceptor {
    /// Whose calls they are.
    public enum Side: Sendable {
        /// Calls that are answered; `danhba_server_call_…`.
        case server
        /// Calls that are made to the peer of that name; `danhba_client_call_…`, with the label `peer`.
        case client(peer: String)
    }

    /// Three quarters of the table, so that a search soon meets an empty place.
    static let methodLimit = 192
    private static let placeCount = 256

    private let side: Side
    private let factory: any MetricsFactory
    /// By the descriptor's address, each in the first place after it that was empty; nothing is ever taken away.
    private let places = (0..<placeCount).map { _ in Lazy<MethodMeters>() }
    private let methodCount = Atomic<Int>(0)
    private let other = Lazy<MethodMeters>()

    /// Reports to `factory`, by default the process's.
    public init(_ side: Side, factory: any MetricsFactory = MetricsSystem.factory) {
        self.side = side
        self.factory = factory
    }

    /// Counts the start.
    public func started(_ call: inout InterceptedCall) -> (any Sendable)? {
        let meters = meters(of: call.method)
        meters.started.increment()
        meters.inFlight.increment()
        return meters
    }

    /// Reports the end.
    public func ended(_ call: InterceptedCall, _ outcome: CallOutcome, _ note: (any Sendable)?) {
        (note as? MethodMeters)?.ended(outcome)
    }

    private func meters(of method: MethodDescriptor) -> MethodMeters {
        var index = Int(truncatingIfNeeded: UInt(bitPattern: ObjectIdentifier(method)) >> 4) & (Self.placeCount - 1)
        for _ in 0..<Self.placeCount {
            guard let found = places[index].existing ?? add(method, at: index) else { break }
            if found.descriptor === method { return found }
            index = (index + 1) & (Self.placeCount - 1)
        }
        return other.value { MethodMeters(nil, side, factory) }
    }

    /// What is at that place now: a new method's unless another thread was faster; nil when there are enough.
    private func add(_ method: MethodDescriptor, at index: Int) -> MethodMeters? {
        guard methodCount.wrappingAdd(1, ordering: .relaxed).newValue <= Self.methodLimit else {
            methodCount.wrappingSubtract(1, ordering: .relaxed)
            return nil
        }
        let new = MethodMeters(method, side, factory)
        let stored = places[index].value { new }
        if stored !== new { methodCount.wrappingSubtract(1, ordering: .relaxed) }
        return stored
    }
}

/// What is reported of one method.
private final class MethodMeters: Sendable {
    /// Kept, so that no other method can be taken for it; nil for all that are measured together.
    let descriptor: MethodDescriptor?
    let started: Counter
    let inFlight: Meter
    private let requestBytes: Counter
    private let responseBytes: Counter
    private let durationsByCode = StatusCode.allCases.map { _ in Lazy<CoreMetrics.Timer>() }
    private let waits = Lazy<CoreMetrics.Timer>()
    private let prefix: String
    private let dimensions: [(String, String)]
    private let factory: any MetricsFactory

    init(_ descriptor: MethodDescriptor?, _ side: CallMetrics.Side, _ factory: any MetricsFactory) {
        self.descriptor = descriptor
        self.factory = factory
        let method = ("method", descriptor?.fullName ?? "other")
        let (requests, responses): (String, String)
        switch side {
        case .server:
            (prefix, requests, responses) = ("danhba_server_call", "received", "sent")
            dimensions = [method]
        case .client(let peer):
            (prefix, requests, responses) = ("danhba_client_call", "sent", "received")
            dimensions = [("peer", peer), method]
        }
        started = Counter(label: prefix + "_started", dimensions: dimensions, factory: factory)
        inFlight = Meter(label: prefix + "s_in_flight", dimensions: dimensions, factory: factory)
        requestBytes = Counter(label: "\(prefix)_\(requests)_bytes", dimensions: dimensions, factory: factory)
        responseBytes = Counter(label: "\(prefix)_\(responses)_bytes", dimensions: dimensions, factory: factory)
    }

    func ended(_ outcome: CallOutcome) {
        inFlight.decrement()
        requestBytes.increment(by: outcome.requestBytes)
        responseBytes.increment(by: outcome.responseBytes)
        durationsByCode[Int(outcome.code.rawValue)]
            .value { timer("duration", [("status", outcome.code.name)]) }
            .recordNanoseconds(outcome.duration.wholeNanoseconds)
        guard let wait = outcome.queueWait else { return }
        waits.value { timer("queue") }.recordNanoseconds(wait.wholeNanoseconds)
    }

    private func timer(_ name: String, _ more: [(String, String)] = []) -> CoreMetrics.Timer {
        CoreMetrics.Timer(label: "\(prefix)_\(name)_seconds", dimensions: dimensions + more, factory: factory)
    }
}

/// An object that is made when it is first needed, by whichever thread is first.
private final class Lazy<Object: AnyObject & Sendable>: Sendable {
    private let reference = AtomicLazyReference<Object>()

    /// Nil when nobody has needed it.
    var existing: Object? { reference.load() }

    func value(_ make: () -> Object) -> Object { reference.load() ?? reference.storeIfNil(make()) }
}

extension Duration {
    /// 0 for negative durations.
    var wholeMicroseconds: UInt64 { UInt64(max(0, wholeNanoseconds)) / 1_000 }

    fileprivate var wholeNanoseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds &* 1_000_000_000 &+ attoseconds / 1_000_000_000
    }
}
