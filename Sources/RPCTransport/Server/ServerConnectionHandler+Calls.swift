import NIOCore
import RPCCore

extension ServerConnectionHandler {
    /// In field `b` of the PING that announces a drain.
    static let drainPing: UInt32 = 0x4452_4149

    // MARK: Starting calls

    func receiveRequest(_ header: FrameHeader, _ body: UnsafeRawBufferPointer) {
        switch machine.request(header.streamID, byteCount: body.count) {
        case .accept: if !mayHold || !hold(header, body) { start(header, body) }
        case .refuse: refuse(header)
        case .ignore: break
        case .violation(let violation): fail(violation)
        }
    }

    private func refuse(_ header: FrameHeader) {
        let counters = methodCounters(header.a)
        counters.callStarted(requestBytes: 0)
        counters.callEnded(.unavailable, responseBytes: 0, microseconds: 0)
        prepareOut()
        out.write(ServerConnectionHandler.tooManyCalls, streamID: header.streamID, microseconds: 0)
    }

    private func methodCounters(_ id: UInt32) -> MethodCounters {
        id < loop.methods.count ? loop.methods[Int(id)].counters : loop.unknownMethod
    }

    func start(_ header: FrameHeader, _ body: UnsafeRawBufferPointer) {
        counters.calls.add(1)
        guard header.a < loop.methods.count else {
            loop.unknownMethod.callStarted(requestBytes: 0)
            let error = RPCError(.unimplemented, "The server has no method \(header.a).")
            return reject(header, body.count, loop.unknownMethod, error)
        }
        var header = header
        let method = loop.methods[Int(header.a)]
        let payload = body.droppingFirst(header.preambleByteCount)
        method.counters.callStarted(requestBytes: payload.count)
        do throws(RPCError) {
            let isStreaming = method.descriptor.kind != .unary
            guard header.flags.contains(.noData) == isStreaming else {
                throw RPCError(.invalidArgument, "A unary call carries its message in the REQ frame, others never do.")
            }
            guard permissions.allows(header.a) else { throw peer.deniedCall(of: method.descriptor) }
            let metadata = try metadataCache.metadata(of: header, body)
            let deadline = try deadline(of: header)
            if header.flags.contains(.compressed) {
                let message = try inflate(&header, payload)
                method.counters.messageReceived(bytes: max(0, message.count - payload.count))
                let result = message.withUnsafeBytes { message in
                    Result { () throws(RPCError) in try intercept(method, header, message, metadata, deadline) }
                }
                try result.get()
            } else {
                try intercept(method, header, payload, metadata, deadline)
            }
        } catch {
            reject(header, Int(header.length) - FrameHeader.countedByteCount, method.counters, error)
        }
    }

    /// Inflates a request; `header` and the bytes in flight become those of a plain one.
    private func inflate(_ header: inout FrameHeader, _ payload: UnsafeRawBufferPointer) throws(RPCError) -> [UInt8] {
        let message: [UInt8]
        do {
            message = try Inflater.inflated(payload, byteLimit: loop.configuration.frameByteLimit)
        } catch {
            throw error.requestError
        }
        let growth = message.count - payload.count
        guard machine.requestGrew(by: growth) else { throw ServerConnectionHandler.tooManyCalls }
        header.length = UInt32(Int(header.length) + growth)
        return message
    }

    private func intercept(
        _ method: ServerLoop.Method, _ header: FrameHeader, _ payload: UnsafeRawBufferPointer, _ metadata: Metadata,
        _ deadline: Deadline
    ) throws(RPCError) {
        if loop.interceptors.isEmpty { return dispatch(method, header, payload, metadata, deadline, nil) }
        let call = InterceptedCall(method: method.descriptor, peer: peer, metadata: metadata)
        let interception = try loop.interceptors.start(call)
        dispatch(method, header, payload, interception.call.metadata, deadline, interception)
    }

    /// How the messages of a call are compressed.
    private func compression(of header: FrameHeader) -> MessageCompression? {
        header.flags.contains(.plain) ? nil : compression
    }

    /// Throws when it has passed while calls that came before were answered.
    private func deadline(of header: FrameHeader) throws(RPCError) -> Deadline {
        if header.b == 0 { return .never }
        let deadline = Deadline(uptimeNanoseconds: arrival &+ UInt64(header.b) &* 1_000_000)
        guard now < deadline.uptimeNanoseconds else {
            throw RPCError(.deadlineExceeded, "The deadline passed before the call was answered.")
        }
        return deadline
    }

    private func dispatch(
        _ method: ServerLoop.Method, _ header: FrameHeader, _ payload: UnsafeRawBufferPointer, _ metadata: Metadata,
        _ deadline: Deadline, _ interception: Interception?
    ) {
        hasDispatched = true
        if case .inline(let body) = method.implementation {
            let context = CallContext(
                method: method.descriptor, metadata: metadata, deadline: deadline,
                cancellation: ServerConnectionHandler.neverCancelled, peer: peer)
            let (code, byteCount) = answerInline(method, header, payload, context, body)
            interception?.end(
                CallOutcome(
                    code, requestBytes: payload.count, responseBytes: byteCount,
                    duration: .nanoseconds(Int64(clamping: now &- arrival))))
            return
        }
        let context = CallContext(method: method.descriptor, metadata: metadata, deadline: deadline, peer: peer)
        let call = register(method, header, payload, context, interception)
        switch method.implementation {
        case .inline: break
        case .queued(let body): startQueued(call, payload, body)
        case .async(let prepare): startAsync(call, payload, prepare)
        case .streaming(let body): startStreaming(call, body)
        }
    }

    /// What it answered, and in how many bytes; `now` is when.
    private func answerInline(
        _ method: ServerLoop.Method, _ header: FrameHeader, _ payload: UnsafeRawBufferPointer, _ context: CallContext,
        _ body: (UnsafeRawBufferPointer, CallContext) throws -> any Message
    ) -> (StatusCode, Int) {
        prepareOut()
        do {
            let message = try body(payload, context)
            now = MonotonicClock.now
            let microseconds = (now &- arrival) / 1000
            let response = FrameHeader(.response, streamID: header.streamID, b: UInt32(clamping: microseconds))
            guard
                let byteCount = out.write(
                    response, message, limit: peerFrameByteLimit, compression: compression(of: header))
            else {
                throw RPCError.responseTooLong(limit: peerFrameByteLimit)
            }
            method.counters.callEnded(.ok, responseBytes: byteCount, microseconds: microseconds)
            release(Int(header.length) - FrameHeader.countedByteCount)
            return (.ok, byteCount)
        } catch {
            let error = RPCError(handlerError: error)
            outbox.log(error, of: context)
            reject(header, Int(header.length) - FrameHeader.countedByteCount, method.counters, error)
            return (error.code, 0)
        }
    }

    private func register(
        _ method: ServerLoop.Method, _ header: FrameHeader, _ payload: UnsafeRawBufferPointer, _ context: CallContext,
        _ interception: Interception?
    ) -> ServerCall {
        let compression = compression(of: header)
        var stream: ServerCallStream?
        if method.descriptor.kind != .unary {
            stream = ServerCallStream(
                method.descriptor, streamID: header.streamID, outbox: outbox, peerWindow: peerStreamWindow,
                configuration: loop.configuration, compression: compression)
        }
        let call = ServerCall(
            streamID: header.streamID, method: method, context: context, arrival: arrival,
            requestByteCount: Int(header.length) - FrameHeader.countedByteCount, messageByteCount: payload.count,
            stream: stream, outbox: outbox, frameByteLimit: peerFrameByteLimit, compression: compression,
            interception: interception)
        calls[header.streamID] = call
        reserve(call)
        counters.inFlight.set(UInt64(calls.count))
        note(deadline: context.deadline.uptimeNanoseconds)
        return call
    }

    private func startQueued(
        _ call: ServerCall, _ payload: UnsafeRawBufferPointer,
        _ body: (UnsafeRawBufferPointer, CallContext, any Responder) throws -> Void
    ) {
        do {
            try body(payload, call.context, call)
        } catch {
            call.respond(.failure(error))
        }
    }

    private func startAsync(
        _ call: ServerCall, _ payload: UnsafeRawBufferPointer,
        _ prepare: (UnsafeRawBufferPointer, CallContext) throws -> @Sendable () async throws -> any Message
    ) {
        let body: @Sendable () async throws -> any Message
        do {
            body = try prepare(payload, call.context)
        } catch {
            return call.respond(.failure(error))
        }
        // Starts here and now: a handler that does not suspend costs no hop.
        let task = Task.immediate {
            await CallContext.$current.withValue(call.context) {
                do {
                    call.respond(.success(try await body()))
                } catch {
                    call.respond(.failure(error))
                }
            }
        }
        if !call.isClaimed { call.context.cancellation.onCancel { task.cancel() } }
    }

    private func startStreaming(
        _ call: ServerCall, _ body: @escaping @Sendable (any ServerStream, CallContext) async throws -> Void
    ) {
        guard let stream = call.stream else {
            return call.respond(.failure(RPCError(.internal, "A unary method is registered as a stream.")))
        }
        let task = Task {
            await CallContext.$current.withValue(call.context) {
                do {
                    try await body(stream, call.context)
                    call.finish(nil)
                } catch {
                    call.finish(RPCError(handlerError: error))
                }
            }
        }
        call.context.cancellation.onCancel { task.cancel() }
    }

    // MARK: Ending calls

    /// Answers a call that was accepted and is in no table.
    func reject(_ header: FrameHeader, _ byteCount: Int, _ counters: MethodCounters, _ error: RPCError) {
        prepareOut()
        now = MonotonicClock.now
        let microseconds = (now &- arrival) / 1000
        out.write(error, streamID: header.streamID, microseconds: UInt32(clamping: microseconds))
        counters.callEnded(error.code, responseBytes: 0, microseconds: microseconds)
        release(byteCount)
    }

    /// Answers a claimed unary call from the event loop.
    func answer(_ call: ServerCall, _ result: Result<any Message, any Error>) {
        prepareOut()
        callEnded(call.encode(result, to: &out))
        setNeedsFlush()
    }

    /// Ends a call from this side unless it was answered already: cancel, deadline, drain.
    func end(_ call: ServerCall, _ error: RPCError) {
        if call.claim() {
            outbox.dropStream(call.streamID)
            prepareOut()
            out.write(error, streamID: call.streamID, microseconds: UInt32(clamping: call.microseconds()))
            callEnded(ServerOutbox.Ended(streamID: call.streamID, code: error.code, responseBytes: 0))
            setNeedsFlush()
        }
        call.stream?.end(error)
        call.context.cancellation.cancel()
    }

    /// A call's terminal frame is on its way out: forgets the call.
    func callEnded(_ ended: ServerOutbox.Ended) {
        guard let call = calls.removeValue(forKey: ended.streamID) else { return }
        let now = MonotonicClock.now
        call.method.counters.callEnded(
            ended.code, responseBytes: ended.responseBytes, microseconds: call.microseconds(at: now))
        if call.method.isQueued { call.method.counters.callWaited(microseconds: call.queueWait(at: now) / 1000) }
        counters.inFlight.set(UInt64(calls.count))
        unreserve(call, responseBytes: ended.responseBytes)
        release(call.requestByteCount)
        call.interceptionEnded(ended, at: now)
    }

    /// The connection is gone: ends a call that nobody can be told about.
    func abandon(_ call: ServerCall, _ error: RPCError) {
        let code = call.claim() ? error.code : .unavailable
        callEnded(ServerOutbox.Ended(streamID: call.streamID, code: code, responseBytes: 0))
        call.stream?.end(error)
        call.context.cancellation.cancel()
    }

    private func release(_ byteCount: Int) {
        if machine.callEnded(byteCount: byteCount) == .close { endAfterLastWords() }
    }

    // MARK: Deadlines

    /// Sees to it that calls are ended at this instant, in nanoseconds.
    func note(deadline: UInt64) {
        guard deadline < earliestDeadline else { return }
        earliestDeadline = deadline
        scheduleDeadlineCheck()
    }

    private func scheduleDeadlineCheck() {
        let current = MonotonicClock.now
        let wait = earliestDeadline > current ? earliestDeadline - current : 0
        schedule(after: .nanoseconds(Int64(clamping: wait))) { $0.endExpiredCalls() }
    }

    /// Ends the calls whose deadline has passed and finds the next deadline.
    ///
    /// Calls that were answered in time cost nothing here: the timer may come too early, never too late.
    private func endExpiredCalls() {
        let current = MonotonicClock.now
        guard earliestDeadline <= current else { return }
        let error = RPCError(.deadlineExceeded, "The deadline passed before the call was answered.")
        var next = endExpiredHeld(error, at: current)
        for call in Array(calls.values) {
            let deadline = call.context.deadline.uptimeNanoseconds
            if deadline <= current {
                end(call, error)
            } else {
                next = min(next, deadline)
            }
        }
        earliestDeadline = next
        if next != .max { scheduleDeadlineCheck() }
    }

    // MARK: Drain

    /// Tells the client that no further calls are taken; lets those in flight finish.
    func drain() {
        switch machine.drain() {
        case .announce:
            prepareOut()
            out.write(FrameHeader(.goAway, a: UInt32(Int32.max)))
            out.write(FrameHeader(.ping, b: ServerConnectionHandler.drainPing))
            setNeedsFlush()
            schedule(after: loop.configuration.drainAnnouncement) { $0.announced() }
            endWatches()
        case .close: endAfterLastWords()
        case .nothing: break
        }
    }

    /// Streams without a deadline would never end by themselves.
    private func endWatches() {
        for call in Array(calls.values) where call.stream != nil && call.context.deadline == .never {
            end(call, ServerConnectionHandler.shuttingDown)
        }
    }

    /// The client knows, or has had its time: later calls are not accepted.
    func announced() {
        guard case .goAway(let last, let mustClose) = machine.announced() else { return }
        prepareOut()
        out.write(FrameHeader(.goAway, a: last))
        setNeedsFlush()
        endWatches()
        if mustClose { endAfterLastWords() }
    }

    /// The grace period is over: says what was never accepted, ends the rest, and closes with the last answer.
    func endCallsAndClose() {
        announced()
        endAllHeld(ServerConnectionHandler.shuttingDown)
        for call in Array(calls.values) { end(call, ServerConnectionHandler.shuttingDown) }
        // Calls that a handler has just answered have an answer on its way from another thread, or behind messages.
        schedule(after: .milliseconds(500)) { $0.endAfterLastWords() }
    }

    private static let neverCancelled = Cancellation()
    private static let shuttingDown = RPCError(.unavailable, "The server is shutting down.")
    private static let tooManyCalls = RPCError(
        .unavailable, "Too many calls are in flight on this connection.", details: [.retryInfo(milliseconds: 50)],
        isRetryable: true)
}
