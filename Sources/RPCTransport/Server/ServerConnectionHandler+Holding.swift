import RPCCore

/// Requests wait here, not in the socket, while their answers would only pile up: what else the client sends is
/// always dealt with.
extension ServerConnectionHandler {
    /// Keeps a unary request while the client does not take its answers, or, where it runs elsewhere, while the answers
    /// that are being made may fill what the connection holds for the client.
    ///
    /// Streams start at once: their credit bounds what they send. False: start it.
    func hold(_ header: FrameHeader, _ body: UnsafeRawBufferPointer) -> Bool {
        if header.flags.contains(.noData) || header.a >= loop.methods.count { return false }
        let request = HeldRequests.Request(header: header, body: Array(body), arrival: arrival)
        if loop.methods[Int(header.a)].isInline {
            guard isPaused || !heldInline.isEmpty else { return false }
            heldInline.append(request)
        } else {
            guard isPaused || isReserveUsed || !heldOther.isEmpty else { return false }
            heldOther.append(request)
        }
        mayHold = true
        note(deadline: request.deadline)
        return true
    }

    /// What may be held back has changed.
    func updateHolding() {
        mayHold = isPaused || isReserveUsed || !heldInline.isEmpty || !heldOther.isEmpty
    }

    /// Whether no further answer of the greatest length may come from other threads: what they are making, one of the
    /// event loop's own, and what the socket has not taken must stay below the limit beyond which the client is given
    /// up.
    var isReserveUsed: Bool {
        reservedByteCount > 0
            && reservedByteCount + 2 * Int(peerFrameByteLimit) + Self.answerWriteByteCount
                > loop.configuration.outboundByteLimit
    }

    /// Reserves room for the answer of a call that starts.
    func reserve(_ call: ServerCall) {
        guard call.stream == nil else { return }
        call.reservedByteCount = min(call.method.answerEstimate, Int(peerFrameByteLimit))
        reservedByteCount += call.reservedByteCount
        if isReserveUsed { mayHold = true }
    }

    /// The answer of a call is there, or never comes.
    func unreserve(_ call: ServerCall, responseBytes: Int) {
        guard call.stream == nil else { return }
        call.method.noteAnswer(byteCount: responseBytes)
        reservedByteCount -= call.reservedByteCount
        if mayHold { scheduleHeld() }
    }

    /// Goes on with what is held, not now: what the caller does may have to be written before.
    func scheduleHeld() {
        guard !isHeldScheduled, !heldInline.isEmpty || !heldOther.isEmpty else { return updateHolding() }
        isHeldScheduled = true
        execute { handler in
            handler.isHeldScheduled = false
            handler.startHeld()
        }
    }

    /// Starts the requests that need not be held any more.
    ///
    /// They still count as arrived when they were read, so that deadlines which passed meanwhile are seen.
    private func startHeld() {
        guard !isEnding, !isPaused else { return }
        handleTogether {
            now = MonotonicClock.now
            while !isPaused, !isEnding,
                let request = heldInline.popFirst() ?? (isReserveUsed ? nil : heldOther.popFirst())
            {
                arrival = request.arrival
                request.body.withUnsafeBytes { start(request.header, $0) }
                frameHandled()
            }
            updateHolding()
        }
    }

    /// Ends a call that is held; false when it is not.
    func endHeld(_ streamID: UInt32, _ error: RPCError) -> Bool {
        guard mayHold, let request = heldInline.remove(streamID) ?? heldOther.remove(streamID) else { return false }
        end(request, error)
        return true
    }

    /// Ends every call that is held: none has started.
    func endAllHeld(_ error: RPCError) {
        var error = error
        error.isRetryable = true
        while let request = heldInline.popFirst() ?? heldOther.popFirst() { end(request, error) }
    }

    /// Ends the calls that are held and whose deadline has passed; returns the next deadline.
    func endExpiredHeld(_ error: RPCError, at now: UInt64) -> UInt64 {
        guard mayHold else { return .max }
        for request in heldInline.removeExpired(at: now) + heldOther.removeExpired(at: now) { end(request, error) }
        return min(heldInline.earliestDeadline, heldOther.earliestDeadline)
    }

    private func end(_ request: HeldRequests.Request, _ error: RPCError) {
        let counters = loop.methods[Int(request.header.a)].counters
        counters.callStarted(requestBytes: 0)
        arrival = request.arrival
        reject(request.header, request.body.count, counters, error)
        setNeedsFlush()
        updateHolding()
    }
}
