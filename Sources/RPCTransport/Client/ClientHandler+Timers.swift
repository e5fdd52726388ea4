import Logging
import NIOCore
import RPCCore

extension ClientHandler {
    /// Runs `action` later unless the connection is gone by then.
    func schedule(after delay: Duration, _ action: @escaping (ClientHandler) -> Void) {
        // By way of the outbox, which forgets the handler: objects with weak references are slower to retain.
        timers.scheduleConfined(after: delay) { [outbox] in
            if let handler = outbox.handler.value { action(handler) }
        }
    }

    /// Sees to it that the call with the earliest deadline ends with it.
    func scheduleDeadlineCheck() {
        let current = MonotonicClock.now
        let wait = earliestDeadline > current ? earliestDeadline - current : 0
        schedule(after: .nanoseconds(Int64(clamping: wait))) { $0.endExpiredCalls() }
    }

    /// Ends the calls whose deadline has passed and finds the next deadline.
    ///
    /// The timer may come too early, never too late.
    private func endExpiredCalls() {
        let current = MonotonicClock.now
        guard earliestDeadline <= current else { return }
        var next = UInt64.max
        var expired: [any ClientCall] = []
        calls.forEach { call in
            if call.deadline <= current { expired.append(call) } else { next = min(next, call.deadline) }
        }
        earliestDeadline = next
        if next != .max { scheduleDeadlineCheck() }
        let error = RPCError(.deadlineExceeded, "The deadline passed before the call was answered.")
        for call in expired { cancel(call, error) }
    }

    /// The time for the server's HELLO is over.
    func handshakeTimedOut() {
        if machine.isAwaitingHello {
            endAll(RPCError(.unavailable, "The server did not say HELLO in time.", isRetryable: true))
        } else {
            checkKeepalive()
        }
    }

    /// Asks a silent server whether it lives, and gives the connection up when it does not answer.
    private func checkKeepalive() {
        guard !isEnding else { return }
        if !hasHeard && isPingOutstanding {
            logger.info("server is silent")
            context?.close(promise: nil)
            return
        }
        isPingOutstanding = !hasHeard
        hasHeard = false
        if isPingOutstanding {
            out.write(FrameHeader(.ping))
            setNeedsFlush()
        }
        schedule(after: isPingOutstanding ? configuration.keepaliveTimeout : configuration.keepaliveInterval) {
            $0.checkKeepalive()
        }
    }
}
