import Logging
import NIOConcurrencyHelpers
import NIOCore
import RPCCore

/// What other threads hand to a connection's event loop: frames of answers, calls that ended, messages of streams.
///
/// However much is handed over, the loop is woken once until it has taken all of it.
final class ServerOutbox: Sendable {
    /// A call whose terminal frame is in the outbox or was scheduled after its stream's messages.
    struct Ended {
        var streamID: UInt32
        var code: StatusCode
        var responseBytes: Int
    }

    private struct State {
        var frames = ByteBuffer()
        var ended: [Ended] = []
        var streams = DataScheduler()
        /// How the calls end whose closing frames wait in `streams`.
        var closings: [UInt32: StatusCode] = [:]
        var isDrainScheduled = false
        var isClosed = false
    }

    let eventLoop: any EventLoop
    /// Nil before the connection's handler was added and after it was removed.
    let handler: NIOLoopBoundBox<ServerConnectionHandler?>
    private let logger: Logger
    private let state = NIOLockedValueBox(State())

    /// Called on the event loop.
    init(eventLoop: any EventLoop, logger: Logger) {
        self.eventLoop = eventLoop
        self.logger = logger
        handler = NIOLoopBoundBox(nil, eventLoop: eventLoop)
    }

    /// Logs what a handler threw when it is nobody's answer: the peer only learns that the service failed.
    func log(_ error: RPCError, of context: CallContext) {
        guard error.code == .internal || error.code == .unknown || error.code == .dataLoss else { return }
        var metadata: Logger.Metadata = [
            "method": "\(context.method.fullName)", "request_id": "\(context.metadata.requestID)",
            "workspace": "\(context.workspace)", "code": "\(error.code.name)",
            "error": "\(error.cause.map { String(describing: $0) } ?? error.message)",
        ]
        if let trace = context.metadata.trace {
            metadata["trace_id"] = "\(trace.traceID)"
            metadata["span_id"] = "\(trace.spanID)"
        }
        logger.error("call failed", metadata: metadata)
    }

    /// Hands over a call's terminal frame.
    func push(_ frame: OutboundFrames, _ ended: Ended) {
        change { state in
            state.frames.writeImmutableBuffer(frame.buffer)
            state.ended.append(ended)
        }
    }

    /// Hands over a control frame.
    func push(_ header: FrameHeader) {
        var frame = OutboundFrames()
        frame.write(header)
        change { $0.frames.writeImmutableBuffer(frame.buffer) }
    }

    /// Hands over a stream's message, paid for with credit.
    func push(_ message: StreamMessage, on streamID: UInt32) {
        change { $0.streams.enqueue(message, on: streamID) }
    }

    /// Hands over a streaming call's terminal frame, to be sent after its messages.
    func close(_ streamID: UInt32, _ code: StatusCode, with frame: [UInt8]) {
        change { state in
            state.streams.close(streamID, with: frame)
            state.closings[streamID] = code
        }
    }

    /// Forgets a stream's messages and closing frame that are not sent.
    func dropStream(_ streamID: UInt32) {
        state.withLockedValue { state in
            state.streams.drop(streamID)
            state.closings[streamID] = nil
        }
    }

    private func change(_ body: (inout State) -> Void) {
        let mustWake = state.withLockedValue { state in
            guard !state.isClosed else { return false }
            body(&state)
            defer { state.isDrainScheduled = true }
            return !state.isDrainScheduled
        }
        if mustWake { eventLoop.execute { [handler] in handler.value?.drainOutbox() } }
    }

    /// Moves the frames to `frames` and returns the calls that they end.
    ///
    /// On the event loop.
    func drain(into frames: inout OutboundFrames) -> [Ended] {
        state.withLockedValue { state in
            state.isDrainScheduled = false
            if state.frames.readableBytes > 0 {
                frames.write(encoded: state.frames)
                state.frames.clear()
                if state.frames.capacity > OutboundFrames.keptCapacity { state.frames = ByteBuffer() }
            }
            guard !state.ended.isEmpty else { return [] }
            defer { state.ended.removeAll(keepingCapacity: true) }
            return state.ended
        }
    }

    /// What `takeStreamFrames` moved.
    struct Taken {
        var ended: [Ended] = []
        /// Message bytes by stream.
        var sent: [(streamID: UInt32, byteCount: Int)] = []
        /// Whether streams have more to send.
        var hasMore = false
    }

    /// Moves frames of streams, in turns, until `frames` holds `byteLimit` bytes.
    ///
    /// On the event loop.
    func takeStreamFrames(into frames: inout OutboundFrames, byteLimit: Int) -> Taken {
        state.withLockedValue { state in
            var taken = Taken()
            while frames.byteCount < byteLimit, let turn = state.streams.next() {
                switch turn {
                case .data(let streamID, let bytes, let flags):
                    frames.write(FrameHeader(.data, flags: flags, streamID: streamID), payload: bytes)
                    taken.sent.append((streamID, bytes.count))
                case .closing(let streamID, let frame):
                    frames.write(encoded: frame)
                    let code = state.closings.removeValue(forKey: streamID) ?? .internal
                    taken.ended.append(Ended(streamID: streamID, code: code, responseBytes: 0))
                }
            }
            taken.hasMore = !state.streams.isEmpty
            return taken
        }
    }

    /// The connection is gone: whatever is handed over from now on is dropped.
    ///
    /// On the event loop.
    func close() {
        handler.value = nil
        state.withLockedValue { state in
            state = State()
            state.isClosed = true
        }
    }
}
