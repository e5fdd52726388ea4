import Logging
import NIOCore
import RPCCore

/// One client's connection: frames in, calls run, answers out, everything that belongs together in one write.
///
/// The only handler of its channel but for TLS, confined to the channel's event loop.
final class ServerConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// Bytes of stream frames that are put into one write, so that a unary answer never waits behind more.
    static let streamWriteByteLimit = 256 << 10
    /// Bytes of answers after which they are written although the read is not over: the client may not take them.
    static let answerWriteByteCount = 256 << 10

    let loop: ServerLoop
    let outbox: ServerOutbox
    let counters: ConnectionCounters
    let security: ConnectionSecurity
    /// Knows its identity once the client has said HELLO.
    var peer: CallPeer
    /// What the client may call.
    var permissions = MethodPermissions.all
    /// Of a handshake with a secret, while it lasts.
    var nonces: SharedSecret.Nonces?
    /// Set by the end of the handshake until the current read is over.
    var raisedFrameByteLimit: UInt32?
    /// The client has not yet shown all that it must.
    private(set) var isPending = true
    private let connectionID: UInt64
    var machine: ServerConnectionMachine
    private var accumulator: FrameAccumulator
    var out = OutboundFrames()
    private(set) var context: ChannelHandlerContext?

    /// Calls in flight that are not answered on the spot.
    var calls: [UInt32: ServerCall] = [:]
    /// No call in `calls` has an earlier deadline; often later than needed is impossible, earlier is common.
    var earliestDeadline = UInt64.max
    var metadataCache = MetadataCache()
    var peerFrameByteLimit = Handshake().frameByteLimit
    var peerStreamWindow = Handshake().streamWindow
    /// Of messages in both directions, where both sides want it.
    var compression: MessageCompression?
    /// When the bytes of the current read were received.
    var arrival = MonotonicClock.now
    /// The last known time, never before `arrival`: not every call asks the clock.
    var now: UInt64 = 0

    private var isReading = false
    /// Frames of the current read until the next write; the rest of it is written at its end.
    private var framesUntilFlush = 0
    private var isFlushScheduled = false
    /// Calls were handed to lanes since the last `batchEnded`.
    var hasDispatched = false
    /// The socket takes no more; unary requests wait until it does.
    private(set) var isPaused = false
    /// Unary requests of methods that answer on the spot, and of others, that wait.
    var heldInline = HeldRequests()
    var heldOther = HeldRequests()
    /// Whether requests may have to wait; with false, none has to and none does.
    var mayHold = false
    var isHeldScheduled = false
    /// For the answers of the calls that other threads and tasks run.
    var reservedByteCount = 0
    /// The last words are being written; whatever still comes is dropped.
    private(set) var isEnding = false
    /// The peer was heard, or took what was written, since the last check.
    private var hasHeard = true
    private var isPingOutstanding = false

    init(
        loop: ServerLoop, eventLoop: any EventLoop, peer: String, counters: ConnectionCounters, connectionID: UInt64,
        security: ConnectionSecurity = .open
    ) {
        self.loop = loop
        self.security = security
        self.peer = CallPeer(address: peer)
        self.counters = counters
        self.connectionID = connectionID
        outbox = ServerOutbox(eventLoop: eventLoop, logger: loop.logger)
        let configuration = loop.configuration
        machine = ServerConnectionMachine(
            limits: ServerConnectionMachine.Limits(
                inFlightCalls: configuration.inFlightCallLimit, inFlightBytes: configuration.inFlightByteLimit),
            asksProof: security.secret != nil)
        accumulator = FrameAccumulator(
            scanner: FrameScanner(
                frameByteLimit: min(
                    UInt32(clamping: configuration.frameByteLimit), Handshake.handshakeFrameByteLimit),
                metadataByteLimit: UInt16(clamping: configuration.metadataByteLimit)))
    }

    // MARK: Channel events

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        outbox.handler.value = self
        loop.add(self)
        if context.channel.isActive { channelActive(context: context) }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        connectionEnded()
        self.context = nil
    }

    func channelActive(context: ChannelHandlerContext) {
        schedule(after: loop.configuration.handshakeTimeout) { $0.handshakeTimedOut() }
        if loop.isDraining { drain() }
    }

    func channelInactive(context: ChannelHandlerContext) {
        connectionEnded()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if isEnding { return }
        hasHeard = true
        arrival = MonotonicClock.now
        now = arrival
        handleFrames(unwrapInboundIn(data))
    }

    private func handleFrames(_ received: ByteBuffer) {
        isReading = true
        framesUntilFlush = ReadTurn.take(self) ? ReadTurn.frameCount : .max
        var violation = handOver(received)
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
            frameHandled()
            if isEnding { return .drop }
            return raisedFrameByteLimit == nil ? .handOver : .hold
        }
    }

    /// Writes the first answers to a long read before its end.
    func frameHandled() {
        framesUntilFlush -= 1
        if framesUntilFlush == 0 || out.byteCount >= Self.answerWriteByteCount { flush() }
    }

    /// What `body` brings about is written together.
    func handleTogether(_ body: () -> Void) {
        isReading = true
        framesUntilFlush = ReadTurn.frameCount
        body()
        endRead()
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        endRead()
    }

    private func endRead() {
        isReading = false
        if hasDispatched {
            hasDispatched = false
            loop.router.batchEnded()
        }
        flush()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        guard context.channel.isWritable else { return }
        hasHeard = true
        flush()
        guard isPaused, context.channel.isWritable else { return }
        isPaused = false
        scheduleHeld()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if let failure = context.tlsFailure(error, peer: "client") {
            loop.logger.info("TLS failed", metadata: ["peer": "\(peer.address)", "error": "\(failure.message)"])
        } else {
            loop.logger.debug("connection failed", metadata: ["peer": "\(peer.address)", "error": "\(error)"])
        }
        context.close(promise: nil)
    }

    // MARK: Writing

    /// Writes what has gathered at the end of the current read or loop tick.
    func setNeedsFlush() {
        guard !isReading, !isFlushScheduled, context != nil else { return }
        isFlushScheduled = true
        execute { handler in
            handler.isFlushScheduled = false
            handler.flush()
        }
    }

    /// Runs `action` in the next turn of the loop unless the connection is gone by then.
    func execute(_ action: @escaping (ServerConnectionHandler) -> Void) {
        // By way of the outbox, which forgets the handler: objects with weak references are slower to retain.
        context?.eventLoop.assumeIsolated().execute { [outbox] in
            if let handler = outbox.handler.value { action(handler) }
        }
    }

    private func flush() {
        framesUntilFlush = ReadTurn.frameCount
        guard let context else { return }
        var hasMore = write(context)
        // A bound on how long one connection holds the loop.
        for _ in 0..<8 where hasMore && context.channel.isWritable { hasMore = write(context) }
        if hasMore && context.channel.isWritable { setNeedsFlush() }
        guard !context.channel.isWritable else { return }
        isPaused = true
        mayHold = true
        checkOutboundBytes(context)
    }

    /// Puts answers, then frames of streams, into one write.
    ///
    /// True when streams have more.
    private func write(_ context: ChannelHandlerContext) -> Bool {
        var hasMore = false
        if context.channel.isWritable && !isEnding {
            let taken = outbox.takeStreamFrames(into: &out, byteLimit: ServerConnectionHandler.streamWriteByteLimit)
            for (streamID, byteCount) in taken.sent { calls[streamID]?.method.counters.messageSent(bytes: byteCount) }
            for ended in taken.ended { callEnded(ended) }
            hasMore = taken.hasMore
        }
        guard out.byteCount > 0 else { return hasMore }
        // Taken first: writing may call back here, when the socket has room again.
        var frames = OutboundFrames()
        swap(&frames, &out)
        context.writeAndFlush(wrapOutboundOut(frames.buffer), promise: nil)
        loop.giveBack(frames)
        return hasMore
    }

    /// Closes the connection of a client that has long stopped reading.
    private func checkOutboundBytes(_ context: ChannelHandlerContext) {
        // Channels for tests do not have the option; they buffer nothing.
        let waiting = (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
        counters.outboxBytes.set(UInt64(waiting))
        guard waiting > loop.configuration.outboundByteLimit else { return }
        loop.logger.info("client does not read", metadata: ["peer": "\(peer.address)", "waiting_bytes": "\(waiting)"])
        context.close(promise: nil)
    }

    /// Takes what other threads have handed over.
    func drainOutbox() {
        prepareOut()
        for ended in outbox.drain(into: &out) { callEnded(ended) }
        if !isReading { flush() }
    }

    /// Gives `out` room, from the loop's spare.
    func prepareOut() {
        if out.byteCount == 0 { out = loop.takeFrames() }
    }

    // MARK: The end

    /// The peer broke the protocol: tells it why and closes.
    func fail(_ violation: ProtocolViolation) {
        let error = violation.error
        loop.logger.info("protocol violation", metadata: ["peer": "\(peer.address)", "error": "\(error.message)"])
        prepareOut()
        out.write(
            FrameHeader(.goAway, a: machine.lastStreamID, b: error.code.rawValue), payload: error.encodedStatus())
        endAfterLastWords()
    }

    /// Writes what is left, then closes once the peer has read it, or after a second.
    func endAfterLastWords() {
        guard let context, machine.close() else { return }
        isReading = false
        flush()
        isEnding = true
        // Closing with unread bytes in the socket would reset the connection and lose the last words.
        context.close(mode: .output, promise: nil)
        schedule(after: .seconds(1)) { $0.context?.close(promise: nil) }
    }

    /// The handshake is over, well or not.
    func settle() {
        guard isPending else { return }
        isPending = false
        loop.handshakeEnded()
    }

    private func connectionEnded() {
        guard outbox.handler.value != nil else { return }
        _ = machine.close()
        isEnding = true
        outbox.close()
        settle()
        loop.remove(self)
        loop.recorder.removeConnection(connectionID)
        let error = RPCError(.cancelled, "The connection to the caller was lost.")
        for call in Array(calls.values) { abandon(call, error) }
        if !out.buffer.isEmptyAndUnused {
            var frames = OutboundFrames()
            swap(&frames, &out)
            loop.giveBack(frames)
        }
    }

    // MARK: Timers

    /// Runs `action` later unless the connection is gone by then.
    func schedule(after delay: Duration, _ action: @escaping (ServerConnectionHandler) -> Void) {
        loop.timers.scheduleConfined(after: delay) { [outbox] in
            if let handler = outbox.handler.value { action(handler) }
        }
    }

    private func handshakeTimedOut() {
        if machine.isAwaitingHello {
            loop.logger.info("no handshake in time", metadata: ["peer": "\(peer.address)"])
            // Words would wait for the end of a handshake of TLS that never comes.
            if security.isTLS { context?.close(promise: nil) } else { fail(.noHello) }
        } else {
            checkKeepalive()
        }
    }

    /// Asks a silent peer whether it lives, and gives it up when it does not answer.
    private func checkKeepalive() {
        guard !isEnding else { return }
        if !hasHeard && isPingOutstanding {
            loop.logger.info("client is silent", metadata: ["peer": "\(peer.address)"])
            context?.close(promise: nil)
            return
        }
        isPingOutstanding = !hasHeard
        hasHeard = false
        if isPingOutstanding {
            prepareOut()
            out.write(FrameHeader(.ping))
            setNeedsFlush()
        }
        let configuration = loop.configuration
        schedule(after: isPingOutstanding ? configuration.keepaliveTimeout : configuration.keepaliveInterval) {
            $0.checkKeepalive()
        }
    }
}

extension ByteBuffer {
    /// Whether there is no memory worth giving back.
    fileprivate var isEmptyAndUnused: Bool { capacity == 0 }
}
