import Logging
import NIOCore
import RPCCore

/// One established connection of a client: frames out, answers to the calls that wait for them.
///
/// The only handler of its channel but for TLS, confined to the channel's event loop.
final class ClientHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// What the owner of a connection wants to know.
    ///
    /// On the event loop.
    protocol Owner: AnyObject {
        /// The server said HELLO: calls may be sent.
        func connectionReady(_ handler: ClientHandler)
        /// No further calls may be sent; also told when the connection ends before it was ready.
        func connectionLost(_ handler: ClientHandler, _ error: RPCError)
        /// There is room for calls that wait.
        func connectionHasRoom(_ handler: ClientHandler)
        /// The channel is closed; told last and once.
        func connectionClosed(_ handler: ClientHandler)
    }

    let configuration: ClientConfiguration
    let outbox: ClientOutbox
    /// Nil after the channel is closed.
    private(set) var owner: (any Owner)?
    let logger: Logger
    var machine = ClientConnectionMachine()
    private var accumulator: FrameAccumulator
    var out = OutboundFrames()
    let timers: LoopTimers
    var context: ChannelHandlerContext?
    var calls = CallTable<any ClientCall>()
    /// No call in `calls` has an earlier deadline.
    var earliestDeadline = UInt64.max
    var methods: [String: UInt32] = [:]
    private var lastMethod: (descriptor: MethodDescriptor, id: UInt32)?
    var server = Handshake()
    /// Of messages in both directions, where both sides want it.
    var compression: MessageCompression?
    /// What both ends must know; nil where none is asked for.
    var secret: SharedSecret?
    var nonces: SharedSecret.Nonces?
    /// The DNS name that the server's certificate must have; nil where the address was given as such, or without TLS.
    var serverName: String?
    /// Set by the end of the handshake until the current read is over.
    var raisedFrameByteLimit: UInt32?
    private var isReading = false
    private var isFlushScheduled = false
    var isEnding = false
    private var hasToldLost = false
    /// Frames of the current read until the next write; the rest of it is written at its end.
    private var framesUntilFlush = 0
    /// The time of the current read; 0 outside of one.
    private var readTime: UInt64 = 0
    /// The server was heard since the last check.
    var hasHeard = true
    var isPingOutstanding = false

    init(owner: any Owner, eventLoop: any EventLoop, configuration: ClientConfiguration, logger: Logger) {
        self.owner = owner
        self.configuration = configuration
        self.logger = logger
        timers = LoopTimers.of(eventLoop)
        outbox = ClientOutbox(eventLoop: eventLoop)
        accumulator = FrameAccumulator(
            scanner: FrameScanner(
                frameByteLimit: min(
                    UInt32(clamping: configuration.frameByteLimit), Handshake.handshakeFrameByteLimit),
                metadataByteLimit: UInt16(Metadata.byteLimit)))
    }

    // MARK: Channel events

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        outbox.handler.value = self
        if context.channel.isActive { channelActive(context: context) }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        ended()
        self.context = nil
    }

    func channelActive(context: ChannelHandlerContext) {
        var hello = Handshake()
        hello.frameByteLimit = UInt32(clamping: configuration.frameByteLimit)
        hello.streamWindow = UInt32(clamping: configuration.streamWindow)
        hello.agent = configuration.agent
        hello.compressions = configuration.compression == nil ? 0 : Handshake.zlib
        hello.nonce = nonces?.client ?? []
        out.write(FrameHeader(.hello, a: Handshake.version, b: Handshake.magic), payload: hello.encoded())
        flush()
        schedule(after: configuration.connectTimeout) { $0.handshakeTimedOut() }
    }

    func channelInactive(context: ChannelHandlerContext) {
        ended()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if isEnding { return }
        readTime = MonotonicClock.now
        hasHeard = true
        isReading = true
        framesUntilFlush = ReadTurn.take(self) ? ReadTurn.frameCount : .max
        var violation = handOver(unwrapInboundIn(data))
        if let limit = raisedFrameByteLimit {
            accumulator.limitFrames(to: limit)
            raisedFrameByteLimit = nil
            if violation == nil, !isEnding { violation = handOver(ByteBuffer()) }
        }
        if let violation, !isEnding { fail(.frame(violation)) }
    }

    /// Stops behind the frame that raised the limit of frames, which holds for those behind it.
    private func handOver(_ received: ByteBuffer) -> FrameViolation? {
        accumulator.receive(received) { header, body in
            receive(header, body)
            framesUntilFlush -= 1
            if framesUntilFlush == 0 { flush() }
            if isEnding { return .drop }
            return raisedFrameByteLimit == nil ? .handOver : .hold
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        readTime = 0
        flush()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { flush() }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        logger.debug("connection failed", metadata: ["error": "\(error)"])
        if let failure = context.tlsFailure(error, peer: "server") { fail(failure) }
        context.close(promise: nil)
    }

    // MARK: Calls

    /// Set by the owner: it wants to know when there is room.
    var hasWaitingCalls = false

    /// Calls in flight.
    var callCount: Int { calls.count }

    /// Whether a further call may be sent now.
    var hasRoom: Bool { machine.isReady && calls.count < server.inFlightCallLimit && !calls.isExhausted }

    /// Sends a call.
    ///
    /// The caller asks `hasRoom` before.
    func send(_ call: any ClientCall) {
        let deadline = call.deadline
        guard let methodID = id(of: call.method) else {
            return call.fail(RPCError(.unimplemented, "The server has no method \(call.method.fullName)."))
        }
        var remaining: UInt32 = 0
        if deadline != .max {
            let now = readTime == 0 ? MonotonicClock.now : readTime
            guard deadline > now else {
                return call.fail(RPCError(.deadlineExceeded, "The deadline passed before the call was sent."))
            }
            remaining = UInt32(clamping: max(1, (deadline - now) / 1_000_000))
        }
        let streamID = calls.insert(call)
        let header = FrameHeader(.request, streamID: streamID, a: methodID, b: remaining)
        guard call.write(to: &out, header, limit: server.frameByteLimit, on: self) else {
            _ = calls.remove(streamID)
            return call.fail(.requestTooLong(limit: server.frameByteLimit))
        }
        if deadline < earliestDeadline {
            earliestDeadline = deadline
            scheduleDeadlineCheck()
        }
        setNeedsFlush()
        if calls.isExhausted { retire(RPCError(.unavailable, "The connection's call ids are used up.")) }
    }

    private func id(of method: MethodDescriptor) -> UInt32? {
        if let lastMethod, lastMethod.descriptor === method { return lastMethod.id }
        guard let id = methods[method.fullName] else { return nil }
        lastMethod = (method, id)
        return id
    }

    /// Gives a call up, unless it has ended: tells the server and the caller.
    func cancel(_ call: any ClientCall, _ error: RPCError) {
        guard calls[call.streamID] === call else { return }
        _ = calls.remove(call.streamID)
        outbox.dropStream(call.streamID)
        let reason = error.code == .deadlineExceeded ? error.code : .cancelled
        out.write(FrameHeader(.cancel, streamID: call.streamID, a: reason.rawValue))
        setNeedsFlush()
        call.fail(error)
        callRemoved()
    }

    func callRemoved() {
        if machine.isDraining {
            if calls.count == 0 { endAfterLastWords() }
        } else if hasWaitingCalls {
            owner?.connectionHasRoom(self)
        }
    }

    // MARK: Writing

    /// Writes what has gathered at the end of the current read or loop tick.
    func setNeedsFlush() {
        guard !isReading, !isFlushScheduled, let context else { return }
        isFlushScheduled = true
        context.eventLoop.assumeIsolated().execute { [outbox] in
            guard let handler = outbox.handler.value else { return }
            handler.isFlushScheduled = false
            handler.flush()
        }
    }

    func flush() {
        framesUntilFlush = ReadTurn.frameCount
        guard let context else { return }
        var hasMore = write(context)
        // A bound on how long one connection holds the loop.
        for _ in 0..<8 where hasMore && context.channel.isWritable { hasMore = write(context) }
        if hasMore && context.channel.isWritable { setNeedsFlush() }
    }

    /// Puts requests, then frames of streams, into one write.
    ///
    /// True when streams have more.
    private func write(_ context: ChannelHandlerContext) -> Bool {
        var hasMore = false
        if context.channel.isWritable && !isEnding {
            hasMore = outbox.takeStreamFrames(into: &out, byteLimit: ServerConnectionHandler.streamWriteByteLimit)
        }
        guard out.byteCount > 0 else { return hasMore }
        // Taken first: writing may call back here, when the socket has room again.
        var frames = OutboundFrames()
        swap(&frames, &out)
        context.writeAndFlush(wrapOutboundOut(frames.buffer), promise: nil)
        frames.removeAll()
        if out.byteCount == 0 { swap(&frames, &out) }
        return hasMore
    }

    /// Takes what other threads have handed over.
    func drainOutbox() {
        outbox.drain(into: &out)
        if !isReading { flush() }
    }

    // MARK: The end

    /// Takes no more calls; closes when those in flight have ended.
    func retire(_ error: RPCError) {
        machine.retire()
        tellLost(error)
        if calls.count == 0 { endAfterLastWords() }
    }

    /// Fails what is in flight and closes.
    func endAll(_ error: RPCError) {
        tellLost(error)
        for call in calls.removeAll(where: { _, _ in true }) {
            outbox.dropStream(call.streamID)
            call.fail(error)
        }
        endAfterLastWords()
    }

    func fail(_ violation: ProtocolViolation) {
        let error = violation.error
        logger.info("protocol violation by the server", metadata: ["error": "\(error.message)"])
        out.write(FrameHeader(.goAway, b: error.code.rawValue), payload: error.encodedStatus())
        endAll(ClientHandler.failure(of: violation))
    }

    /// Tells the owner, once, that no further calls can be sent.
    func tellLost(_ error: RPCError) {
        guard !hasToldLost else { return }
        hasToldLost = true
        owner?.connectionLost(self, error)
    }

    func endAfterLastWords() {
        guard let context, !isEnding else { return }
        _ = machine.close()
        isReading = false
        flush()
        isEnding = true
        context.close(mode: .output, promise: nil)
        schedule(after: .seconds(1)) { $0.context?.close(promise: nil) }
    }

    private func ended() {
        guard outbox.handler.value != nil else { return }
        outbox.close()
        isEnding = true
        _ = machine.close()
        let error = RPCError(.unavailable, "The connection to the server was lost.")
        tellLost(error)
        for call in calls.removeAll(where: { _, _ in true }) { call.fail(error) }
        owner?.connectionClosed(self)
        owner = nil
    }
}

extension RPCError {
    static func requestTooLong(limit: UInt32) -> RPCError {
        RPCError(
            .resourceExhausted, "The request is longer than the \(limit) bytes of a frame that the server accepts.")
    }
}
