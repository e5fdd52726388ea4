import Logging
import RPCCore

/// Writes a line at `debug` for every call that a server has answered.
///
/// Install it where the level is shown only: what it writes is made for each call. Failures of the service itself are
/// logged by the server in any case, at `error` and with their cause.
public struct CallLog: CallInterceptor {
    private let logger: Logger

    /// Writes to `logger`.
    public init(_ logger: Logger) { self.logger = logger }

    /// Writes the line.
    public func ended(_ call: InterceptedCall, _ outcome: CallOutcome, _ note: (any Sendable)?) {
        var metadata: Logger.Metadata = [
            "method": "\(call.method.fullName)", "code": "\(outcome.code.name)",
            "duration_us": "\(outcome.duration.wholeMicroseconds)", "request_bytes": "\(outcome.requestBytes)",
            "response_bytes": "\(outcome.responseBytes)", "workspace": "\(call.metadata.workspace)",
            "peer": "\(call.peer.address)",
        ]
        if let wait = outcome.queueWait { metadata["queue_us"] = "\(wait.wholeMicroseconds)" }
        if let identity = call.peer.identity { metadata["identity"] = "\(identity)" }
        if !call.metadata.caller.isEmpty { metadata["caller"] = "\(call.metadata.caller)" }
        if !call.metadata.requestID.isEmpty { metadata["request_id"] = "\(call.metadata.requestID)" }
        if let trace = call.metadata.trace {
            metadata["trace_id"] = "\(trace.traceID)"
            metadata["span_id"] = "\(trace.spanID)"
        }
        logger.debug("call", metadata: metadata)
    }
}
