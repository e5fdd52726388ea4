import Synchronization

/// The received messages of one stream, between the transport that adds them and the one task that reads them.
package final class MessageInbox: Sendable {
    /// How a stream's messages end.
    package enum Ending: Sendable {
        case finished
        case failed(RPCError)
    }

    private struct State {
        var window: ReceiveWindow
        var ending: Ending?
        var waiter: CheckedContinuation<Void, Never>?
        var isWaitCancelled = false

        mutating func takeWaiter() -> CheckedContinuation<Void, Never>? {
            defer { waiter = nil }
            return waiter
        }
    }

    private enum Step {
        case message(StreamMessage, credit: UInt32?)
        case ended
        case failed(RPCError)
        case wait
    }

    private let state: Mutex<State>
    private let returnCredit: @Sendable (UInt32) -> Void

    /// `returnCredit` sends a WINDOW frame; called on the reader's thread.
    package init(window: ReceiveWindow, returnCredit: @escaping @Sendable (UInt32) -> Void) {
        state = Mutex(State(window: window))
        self.returnCredit = returnCredit
    }

    /// Takes a DATA frame of those flags.
    package func receive(_ flags: FrameFlags, _ payload: UnsafeRawBufferPointer) throws(StreamViolation) {
        let waiter = try state.withLock { state throws(StreamViolation) -> CheckedContinuation<Void, Never>? in
            if case .finished = state.ending { throw .afterEnd }
            // What arrives for a stream that failed here was sent before the peer knew.
            guard state.ending == nil else { return nil }
            let isEnd = flags.contains(.endStream)
            if flags.contains(.noData) {
                if isEnd && state.window.isPartial { throw .cutMessage }
            } else {
                if isEnd && flags.contains(.more) { throw .cutMessage }
                let isComplete = try state.window.receive(
                    payload, isLastOfMessage: !flags.contains(.more), isCompressed: flags.contains(.compressed))
                guard isComplete else { return nil }
            }
            if isEnd { state.ending = .finished }
            return state.takeWaiter()
        }
        waiter?.resume()
    }

    /// No further message follows.
    ///
    /// The first ending counts; `discarding` drops what was not read yet.
    package func end(_ ending: Ending, discarding: Bool = false) {
        let waiter = state.withLock { state in
            if discarding { state.window.discard() }
            if state.ending == nil || discarding { state.ending = ending }
            return state.takeWaiter()
        }
        waiter?.resume()
    }

    /// The call has ended well: no further message follows, or with `failure` where one has begun that never ends.
    package func finish(orFailWith failure: (StreamViolation) -> RPCError) {
        let waiter = state.withLock { state in
            if state.ending == nil {
                state.ending = state.window.isPartial ? .failed(failure(.cutMessage)) : .finished
            }
            return state.takeWaiter()
        }
        waiter?.resume()
    }

    /// The next message, nil after the last one.
    ///
    /// For one task at a time.
    package func next() async throws(RPCError) -> StreamMessage? {
        while true {
            switch step() {
            case .message(let message, let credit):
                if let credit { returnCredit(credit) }
                return message
            case .ended: return nil
            case .failed(let error): throw error
            case .wait: try await wait()
            }
        }
    }

    private func step() -> Step {
        state.withLock { state in
            if let message = state.window.take() { return .message(message, credit: state.window.takeCredit()) }
            switch state.ending {
            case .finished: return .ended
            case .failed(let error): return .failed(error)
            case nil: return .wait
            }
        }
    }

    private func wait() async throws(RPCError) {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isReady = state.withLock { state in
                    if state.isWaitCancelled || state.ending != nil || state.waiter != nil { return true }
                    if state.window.hasMessage { return true }
                    state.waiter = continuation
                    state.window.readerWaits()
                    return false
                }
                if isReady { continuation.resume() }
            }
        } onCancel: {
            let waiter = state.withLock { state in
                state.isWaitCancelled = true
                return state.takeWaiter()
            }
            waiter?.resume()
        }
        let isCancelled = state.withLock { state in
            defer { state.isWaitCancelled = false }
            return state.isWaitCancelled
        }
        if isCancelled { throw RPCError(.cancelled, "The task that read the stream was cancelled.") }
    }
}
