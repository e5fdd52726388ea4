import NIOConcurrencyHelpers
import NIOCore
import RPCCore

/// What other threads hand to a client's connection: messages of streams and control frames.
final class ClientOutbox: Sendable {
    private struct State {
        var frames = ByteBuffer()
        var streams = DataScheduler()
        var isDrainScheduled = false
        var isClosed = false
    }

    let eventLoop: any EventLoop
    /// Nil before the connection's handler was added and after it was removed.
    let handler: NIOLoopBoundBox<ClientHandler?>
    private let state = NIOLockedValueBox(State())

    /// Called on the event loop.
    init(eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
        handler = NIOLoopBoundBox(nil, eventLoop: eventLoop)
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

    /// Says END_STREAM after the stream's messages.
    func close(_ streamID: UInt32) {
        var frame = OutboundFrames()
        frame.write(FrameHeader(.data, flags: [.endStream, .noData], streamID: streamID))
        let bytes = Array(frame.buffer.readableBytesView)
        change { $0.streams.close(streamID, with: bytes) }
    }

    /// Forgets a stream's messages that are not sent.
    func dropStream(_ streamID: UInt32) {
        state.withLockedValue { $0.streams.drop(streamID) }
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

    /// Moves the frames to `frames`.
    ///
    /// On the event loop.
    func drain(into frames: inout OutboundFrames) {
        state.withLockedValue { state in
            state.isDrainScheduled = false
            guard state.frames.readableBytes > 0 else { return }
            frames.write(encoded: state.frames)
            state.frames.clear()
        }
    }

    /// Moves frames of streams, in turns, until `frames` holds `byteLimit` bytes.
    ///
    /// True when there are more. On the event loop.
    func takeStreamFrames(into frames: inout OutboundFrames, byteLimit: Int) -> Bool {
        state.withLockedValue { state in
            while frames.byteCount < byteLimit, let turn = state.streams.next() {
                switch turn {
                case .data(let streamID, let bytes, let flags):
                    frames.write(FrameHeader(.data, flags: flags, streamID: streamID), payload: bytes)
                case .closing(_, let frame): frames.write(encoded: frame)
                }
            }
            return !state.streams.isEmpty
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
