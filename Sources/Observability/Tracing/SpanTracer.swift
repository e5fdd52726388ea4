import Logging
import RPCCore
import Synchronization
import Tracing

/// A span that has ended.
public struct FinishedSpan: Sendable {
    /// The method or route.
    public let name: String
    /// What kind of work it was.
    public let kind: SpanKind
    /// The span itself: `spanID` is its own id.
    public let trace: TraceContext
    /// The id of the span that caused it; nil for a trace's first.
    public let parentID: UInt64?
    /// How long it took.
    public let duration: Duration
    /// Whether it failed.
    public let isError: Bool
    /// Facts about it.
    public let attributes: SpanAttributes
}

/// A tracer that speaks W3C trace context and hands every finished span of a sampled trace to a function.
///
/// A trace that arrives keeps its beginner's decision whether it is recorded; of those that begin here a fraction is.
/// Where spans are to be collected elsewhere, bootstrap another implementation of swift-distributed-tracing instead.
public struct SpanTracer: Tracer {
    private let fraction: Double
    private let export: @Sendable (FinishedSpan) -> Void

    /// - Parameters:
    ///   - fraction: How many of the traces that begin here are recorded, 0 to 1.
    ///   - export: Called on the thread that ends a span; must not block.
    public init(fraction: Double, export: @escaping @Sendable (FinishedSpan) -> Void) {
        self.fraction = fraction
        self.export = export
    }

    /// Writes finished spans to `logger`, one line each, at `info`.
    public init(fraction: Double, logger: Logger) {
        self.init(fraction: fraction) { span in
            logger.info(
                "span",
                metadata: [
                    "name": "\(span.name)", "kind": "\(span.kind)", "trace_id": "\(span.trace.traceID)",
                    "span_id": "\(span.trace.spanID)",
                    "parent_id": "\(span.parentID.map { TraceContext.spanText($0) } ?? "")",
                    "duration_us": "\(span.duration.wholeMicroseconds)", "error": "\(span.isError)",
                ])
        }
    }

    /// Starts a span; its parent is the trace in `context`, without one a trace begins.
    public func startSpan<Instant: TracerInstant>(
        _ operationName: String, context: @autoclosure () -> ServiceContext, ofKind kind: SpanKind,
        at instant: @autoclosure () -> Instant, function: String, file fileID: String, line: UInt
    ) -> RecordedSpan {
        var context = context()
        let parent = context.trace
        let trace = parent?.child ?? .root(isSampled: Double.random(in: 0..<1) < fraction)
        context.trace = trace
        return RecordedSpan(
            operationName, kind, context, trace, parentID: parent?.parentID, export: trace.isSampled ? export : nil)
    }

    /// Does nothing: spans are handed on as they end.
    public func forceFlush() {}

    /// Reads `traceparent`.
    public func extract<Carrier, Extract: Extractor>(
        _ carrier: Carrier, into context: inout ServiceContext, using extractor: Extract
    ) where Extract.Carrier == Carrier {
        guard let text = extractor.extract(key: "traceparent", from: carrier) else { return }
        context.trace = TraceContext(traceparent: text)
    }

    /// Writes `traceparent`.
    public func inject<Carrier, Inject: Injector>(
        _ context: ServiceContext, into carrier: inout Carrier, using injector: Inject
    ) where Inject.Carrier == Carrier {
        guard let trace = context.trace else { return }
        injector.inject(trace.traceparent, forKey: "traceparent", into: &carrier)
    }
}

/// A span of `SpanTracer`.
///
/// Only what its export shows is kept: no events and no links.
public final class RecordedSpan: Tracing.Span {
    private struct State {
        var name: String
        var attributes = SpanAttributes()
        var isError = false
        var hasEnded = false
    }

    /// The context of what happens inside of the span.
    public let context: ServiceContext
    private let kind: SpanKind
    private let trace: TraceContext
    private let parentID: UInt64?
    private let start = MonotonicClock.now
    private let export: (@Sendable (FinishedSpan) -> Void)?
    private let state: Mutex<State>

    fileprivate init(
        _ name: String, _ kind: SpanKind, _ context: ServiceContext, _ trace: TraceContext, parentID: UInt64?,
        export: (@Sendable (FinishedSpan) -> Void)?
    ) {
        self.kind = kind
        self.context = context
        self.trace = trace
        self.parentID = parentID
        self.export = export
        state = Mutex(State(name: name))
    }

    /// The method or route.
    public var operationName: String {
        get { state.withLock { $0.name } }
        set { state.withLock { $0.name = newValue } }
    }

    /// Facts about it.
    public var attributes: SpanAttributes {
        get { state.withLock { $0.attributes } }
        set { if isRecording { state.withLock { $0.attributes = newValue } } }
    }

    /// Whether somebody will see it.
    public var isRecording: Bool { export != nil }

    /// Remembers whether it failed.
    public func setStatus(_ status: SpanStatus) { state.withLock { $0.isError = status.code == .error } }

    /// Does nothing.
    public func addEvent(_ event: SpanEvent) {}

    /// Remembers that it failed.
    public func recordError<Instant: TracerInstant>(
        _ error: any Error, attributes: SpanAttributes, at instant: @autoclosure () -> Instant
    ) {
        state.withLock { $0.isError = true }
    }

    /// Does nothing.
    public func addLink(_ link: SpanLink) {}

    /// Hands the span on; later ends do nothing.
    public func end<Instant: TracerInstant>(at instant: @autoclosure () -> Instant) {
        let state = state.withLock { state in
            defer { state.hasEnded = true }
            return state
        }
        guard !state.hasEnded, let export else { return }
        export(
            FinishedSpan(
                name: state.name, kind: kind, trace: trace, parentID: parentID,
                duration: .nanoseconds(Int64(clamping: MonotonicClock.now &- start)), isError: state.isError,
                attributes: state.attributes))
    }
}

private enum TraceContextKey: ServiceContextKey {
    typealias Value = TraceContext
    static let nameOverride: String? = "trace"
}

extension ServiceContext {
    /// The current span of a `SpanTracer`.
    fileprivate var trace: TraceContext? {
        get { self[TraceContextKey.self] }
        set { self[TraceContextKey.self] = newValue }
    }
}

extension TraceContext {
    /// The same trace with a new span.
    fileprivate var child: TraceContext {
        var child = self
        child.parentID = .random(in: 1 ... .max)
        return child
    }

    fileprivate static func root(isSampled: Bool) -> TraceContext {
        TraceContext(
            traceIDHigh: .random(in: 0 ... .max), traceIDLow: .random(in: 1 ... .max),
            parentID: .random(in: 1 ... .max),
            flags: isSampled ? 1 : 0)
    }

    fileprivate static func spanText(_ id: UInt64) -> String {
        TraceContext(traceIDHigh: 0, traceIDLow: 0, parentID: id, flags: 0).spanID
    }
}
