import NIOCore
import RPCCore
import Synchronization

/// One accepted call that is not answered on the spot; answers it exactly once.
///
/// Whoever claims it first, a handler's thread or the event loop (cancel, deadline, drain), sends the terminal frame.
final class ServerCall: Responder {
    let streamID: UInt32
    let method: ServerLoop.Method
    let context: CallContext
    /// Nanoseconds of the monotonic clock.
    let arrival: UInt64
    let requestByteCount: Int
    /// The part of them that is the message.
    let messageByteCount: Int
    /// Nil for unary calls.
    let stream: ServerCallStream?
    private let outbox: ServerOutbox
    private let frameByteLimit: UInt32
    /// Of its response; nil: not at all.
    private let compression: MessageCompression?
    private let interception: Interception?
    /// When a thread of the store took the call, in nanoseconds of the monotonic clock; 0 before.
    private let beginning = Atomic<UInt64>(0)
    /// For its answer, of what the connection holds for the client.
    ///
    /// Written on the event loop only.
    var reservedByteCount: Int {
        get { reserved.load(ordering: .relaxed) }
        set { reserved.store(newValue, ordering: .relaxed) }
    }
    private let reserved = Atomic<Int>(0)
    private let claimed = Atomic<Bool>(false)

    init(
        streamID: UInt32, method: ServerLoop.Method, context: CallContext, arrival: UInt64, requestByteCount: Int,
        messageByteCount: Int, stream: ServerCallStream?, outbox: ServerOutbox, frameByteLimit: UInt32,
        compression: MessageCompression?, interception: Interception?
    ) {
        self.streamID = streamID
        self.method = method
        self.context = context
        self.arrival = arrival
        self.requestByteCount = requestByteCount
        self.messageByteCount = messageByteCount
        self.stream = stream
        self.outbox = outbox
        self.frameByteLimit = frameByteLimit
        self.compression = compression
        self.interception = interception
    }

    /// Whether somebody has claimed the call.
    var isClaimed: Bool { claimed.load(ordering: .acquiring) }

    /// True for the first to ask, who then must see to the terminal frame.
    func claim() -> Bool { !claimed.exchange(true, ordering: .acquiringAndReleasing) }

    /// Microseconds since the request arrived.
    func microseconds(at now: UInt64 = MonotonicClock.now) -> UInt64 { (now &- min(now, arrival)) / 1000 }

    /// A thread of the store has taken the call.
    func began() {
        if beginning.load(ordering: .relaxed) == 0 { beginning.store(MonotonicClock.now, ordering: .relaxed) }
    }

    /// Nanoseconds that the call waited for a thread, all the time when it never got one.
    func queueWait(at now: UInt64) -> UInt64 {
        let beginning = beginning.load(ordering: .relaxed)
        let end = beginning == 0 ? now : beginning
        return end &- min(end, arrival)
    }

    /// Tells the interceptors the end, once, on the event loop.
    func interceptionEnded(_ ended: ServerOutbox.Ended, at now: UInt64) {
        guard let interception else { return }
        interception.end(
            CallOutcome(
                ended.code, requestBytes: stream?.receivedBytes ?? messageByteCount,
                responseBytes: stream?.sentBytes ?? ended.responseBytes,
                duration: .nanoseconds(Int64(clamping: now &- min(now, arrival))),
                queueWait: method.isQueued ? .nanoseconds(Int64(clamping: queueWait(at: now))) : nil))
    }

    /// Answers a unary call.
    ///
    /// After a cancel, a deadline or a drain it does nothing.
    func respond(_ result: Result<any Message, any Error>) {
        guard claim() else { return }
        if outbox.eventLoop.inEventLoop {
            outbox.handler.value?.answer(self, result)
            return
        }
        AnswerBuffer.ofThread { frame in
            let ended = encode(result, to: &frame)
            outbox.push(frame, ended)
        }
    }

    /// Appends the terminal frame of a unary call.
    func encode(_ result: Result<any Message, any Error>, to frames: inout OutboundFrames) -> ServerOutbox.Ended {
        let microseconds = UInt32(clamping: microseconds())
        switch result {
        case .success(let message):
            let header = FrameHeader(.response, streamID: streamID, b: microseconds)
            if let byteCount = frames.write(header, message, limit: frameByteLimit, compression: compression) {
                return ServerOutbox.Ended(streamID: streamID, code: .ok, responseBytes: byteCount)
            }
            return encode(.responseTooLong(limit: frameByteLimit), microseconds, to: &frames)
        case .failure(let error):
            let error = RPCError(handlerError: error)
            outbox.log(error, of: context)
            return encode(error, microseconds, to: &frames)
        }
    }

    private func encode(
        _ error: RPCError, _ microseconds: UInt32, to frames: inout OutboundFrames
    ) -> ServerOutbox.Ended {
        frames.write(error, streamID: streamID, microseconds: microseconds)
        return ServerOutbox.Ended(streamID: streamID, code: error.code, responseBytes: 0)
    }

    /// Ends a streaming call after the messages that were sent.
    func finish(_ error: RPCError?) {
        guard claim() else { return }
        var frame = OutboundFrames()
        let microseconds = UInt32(clamping: microseconds())
        if let error {
            outbox.log(error, of: context)
            frame.write(error, streamID: streamID, microseconds: microseconds)
        } else {
            frame.write(FrameHeader(.response, flags: .noData, streamID: streamID, b: microseconds))
        }
        stream?.end(RPCError(.cancelled, "The call has ended."))
        outbox.close(streamID, error?.code ?? .ok, with: Array(frame.buffer.readableBytesView))
    }
}

extension RPCError {
    static func responseTooLong(limit: UInt32) -> RPCError {
        RPCError(.resourceExhausted, "The response is longer than the \(limit) bytes of a frame that the peer accepts.")
    }
}
