import RPCCore
import Tracing

/// Makes a span of every call: of kind server where it is answered, of kind client where it is made.
///
/// The span's parent is what travelled with the call; a client's is the task's current span when there is one. The call
/// goes on with its span's trace context in its metadata, so what it causes, here or at the peer, becomes the span's
/// child: calls made while answering another inherit that one's metadata. A trace that its beginner does not want
/// recorded passes through as it is and costs nothing. Install it only where there is a tracer, and first, so that the
/// interceptors behind it see the call's own span.
public struct TracingInterceptor: CallInterceptor {
    /// Whose calls they are.
    public enum Side: Sendable {
        /// Calls that are answered.
        case server
        /// Calls that are made.
        case client
    }

    private let tracer: any Tracer
    private let side: Side

    /// Reports the calls of one side to `tracer`.
    public init(_ tracer: any Tracer, _ side: Side) {
        self.tracer = tracer
        self.side = side
    }

    /// Starts the call's span and makes it the parent of what follows.
    public func started(_ call: inout InterceptedCall) -> (any Sendable)? {
        if let trace = call.metadata.trace, !trace.isSampled { return nil }
        let span = tracer.startSpan(
            call.method.fullName, context: parent(of: call), ofKind: side == .server ? .server : .client)
        var metadata = call.metadata
        tracer.inject(span.context, into: &metadata, using: MetadataInjector())
        call.metadata = metadata
        return SpanNote(span: span)
    }

    private func parent(of call: InterceptedCall) -> ServiceContext {
        if side == .client, let current = ServiceContext.current { return current }
        var context = ServiceContext.topLevel
        tracer.extract(call.metadata, into: &context, using: MetadataExtractor())
        return context
    }

    /// Ends the span with the call's status and sizes, named as OpenTelemetry does.
    public func ended(_ call: InterceptedCall, _ outcome: CallOutcome, _ note: (any Sendable)?) {
        guard let span = (note as? SpanNote)?.span else { return }
        if span.isRecording {
            span.updateAttributes { attributes in
                attributes["rpc.system"] = "danhba"
                attributes["rpc.service"] = call.method.service
                attributes["rpc.method"] = call.method.name
                attributes["rpc.status_code"] = Int(outcome.code.rawValue)
                attributes["network.peer.address"] = call.peer.address
                attributes["rpc.request.bytes"] = outcome.requestBytes
                attributes["rpc.response.bytes"] = outcome.responseBytes
                if let wait = outcome.queueWait { attributes["rpc.queue_us"] = Int(wait.wholeMicroseconds) }
            }
        }
        if isFailure(outcome.code) { span.setStatus(SpanStatus(code: .error, message: outcome.code.name)) }
        span.end()
    }

    /// A server has not failed when its caller asked for the impossible or went away.
    private func isFailure(_ code: StatusCode) -> Bool {
        if side == .client { return code != .ok }
        return [.unknown, .deadlineExceeded, .unimplemented, .internal, .unavailable, .dataLoss].contains(code)
    }
}

private struct SpanNote: Sendable {
    let span: any Tracing.Span
}

/// Reads trace headers from a call's metadata: `traceparent` from its binary form, others from the further pairs.
struct MetadataExtractor: Extractor {
    func extract(key: String, from carrier: Metadata) -> String? {
        if key == "traceparent" { return carrier.trace?.traceparent }
        return carrier.entries.first { $0.key == key }?.value
    }
}

/// Writes trace headers to a call's metadata, `traceparent` in its binary form.
struct MetadataInjector: Injector {
    func inject(_ value: String, forKey key: String, into carrier: inout Metadata) {
        if key == "traceparent" {
            carrier.trace = TraceContext(traceparent: value)
        } else {
            carrier.entries.removeAll { $0.key == key }
            carrier.entries.append(Metadata.Entry(key: key, value: value))
        }
    }
}
