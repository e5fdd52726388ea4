import NIOCore
import RPCCore
import Synchronization

/// A unary call of a `PeerClient`, from `start` to its outcome, over as many attempts as its policy allows.
final class PeerCall: WaitingCall, CancellableCall {
    private struct Attempt {
        let number: Int
        let endpoint: Endpoint
        let call: UnaryCall
    }

    private struct State {
        var machine: AttemptMachine
        var lastNumber = 0
        /// In flight; the second place is a hedge's.
        var first: Attempt?
        var second: Attempt?
        /// Where the last attempt failed.
        var failedOn: Endpoint?
        /// Ends the call's waiting at its deadline.
        var expiry: LoopTimer?
        var hedge: LoopTimer?

        mutating func remove(_ number: Int) {
            if first?.number == number { first = nil } else { second = nil }
        }

        /// Everything that the end of the call leaves to be ended.
        mutating func takeRest() -> Rest {
            defer { (first, second, expiry, hedge) = (nil, nil, nil, nil) }
            return Rest(first: first, second: second, expiry: expiry, hedge: hedge)
        }
    }

    private struct Rest {
        var first: Attempt?
        var second: Attempt?
        var expiry: LoopTimer?
        var hedge: LoopTimer?

        func end() {
            first?.call.cancel()
            second?.call.cancel()
            expiry?.cancel()
            hedge?.cancel()
        }
    }

    private let start: ClientCallStart
    private let request: any Message
    /// Nil where the call is not hedged.
    private let hedgingDelay: Duration?
    private let client: PeerClient
    private let pool: EndpointPool
    private let receive: @Sendable (Result<UnsafeRawBufferPointer, RPCError>) -> Void
    private let state: Mutex<State>

    init(
        _ start: ClientCallStart, _ request: any Message, machine: AttemptMachine, hedgingDelay: Duration?,
        client: PeerClient, pool: EndpointPool,
        _ receive: @escaping @Sendable (Result<UnsafeRawBufferPointer, RPCError>) -> Void
    ) {
        self.start = start
        self.request = request
        self.hedgingDelay = start.method.idempotency == .noSideEffects ? hedgingDelay : nil
        self.client = client
        self.pool = pool
        self.receive = receive
        state = Mutex(State(machine: machine))
    }

    var waitsForReady: Bool { start.waitForReady }

    // MARK: Attempts

    /// Makes the first attempt.
    func begin() {
        let now = MonotonicClock.now
        client.callStarted(at: now)
        acquire(at: now)
    }

    private func acquire(at now: UInt64, avoiding avoided: Endpoint? = nil) {
        switch pool.acquire(for: self, avoiding: avoided, at: now) {
        case .endpoint(let endpoint): send(over: endpoint)
        case .waits: expireAtDeadline()
        case .refused(let error):
            // Not here: a caller that starts a call from its answer must not come back to itself.
            client.eventLoop.execute { self.failed(error, attempt: nil) }
        }
    }

    private func send(over endpoint: Endpoint) {
        let (call, expiry, number) = state.withLock { state -> (UnaryCall?, LoopTimer?, Int) in
            guard state.machine.sent() else { return (nil, nil, 0) }
            state.lastNumber += 1
            let number = state.lastNumber
            let call = UnaryCall(start, request, on: endpoint.connection) { result in
                self.ended(number, endpoint, result)
            }
            let attempt = Attempt(number: number, endpoint: endpoint, call: call)
            if state.first == nil { state.first = attempt } else { state.second = attempt }
            return (call, state.expiry.take(), number)
        }
        guard let call else { return pool.ended(on: endpoint) }
        expiry?.cancel()
        endpoint.connection.submit(call)
        if number == 1, let hedgingDelay { scheduleHedge(after: hedgingDelay) }
    }

    private func scheduleHedge(after delay: Duration) {
        let hedge = client.timers.schedule(after: delay) { self.sendHedge() }
        let isLate = state.withLock { state in
            if !state.machine.hasEnded { state.hedge = hedge }
            return state.machine.hasEnded
        }
        if isLate { hedge.cancel() }
    }

    private func sendHedge() {
        let now = MonotonicClock.now
        let inFlight = state.withLock { state -> Attempt? in
            let isDue = state.machine.hedge { client.withdraw(at: now, isHedge: true) }
            return isDue ? state.first ?? state.second : nil
        }
        guard let inFlight else { return }
        switch pool.acquire(for: nil, avoiding: inFlight.endpoint, at: now) {
        case .endpoint(let endpoint): send(over: endpoint)
        case .refused(let error): failed(error, attempt: nil)
        // Only where there is a call to tell.
        case .waits: break
        }
    }

    private func ended(_ number: Int, _ endpoint: Endpoint, _ result: Result<UnsafeRawBufferPointer, RPCError>) {
        pool.ended(on: endpoint)
        if case .failure(let error) = result { return failed(error, attempt: (number, endpoint)) }
        let rest = state.withLock { state -> Rest? in
            state.remove(number)
            return state.machine.answered() ? state.takeRest() : nil
        }
        guard let rest else { return }
        rest.end()
        receive(result)
    }

    /// `attempt` is nil when there was no endpoint for it.
    private func failed(_ error: RPCError, attempt: (number: Int, endpoint: Endpoint)?) {
        let now = MonotonicClock.now
        let hasAlternative = pool.hasAlternative(to: attempt?.endpoint)
        let (next, rest) = state.withLock { state -> (AttemptMachine.OnFailure, Rest?) in
            if let attempt {
                state.remove(attempt.number)
                state.failedOn = attempt.endpoint
            }
            let next = state.machine.failed(
                error, wasSent: attempt != nil, hasAlternative: hasAlternative, deadline: start.deadline, at: now,
                random: .random(in: 0..<1)
            ) { client.withdraw(at: now, isHedge: false) }
            if case .fail = next { return (next, state.takeRest()) }
            return (next, nil)
        }
        switch next {
        case .nothing: break
        case .retry(let pause):
            client.noteRetry(of: start.method, error, after: pause)
            if pause == 0 { pauseEnded() } else { client.pause(self, nanoseconds: pause) }
        case .fail(let isRetryable):
            rest?.end()
            var error = error
            error.isRetryable = isRetryable
            receive(.failure(error))
        }
    }

    // MARK: Waiting

    func pauseEnded() {
        let avoided = state.withLock { $0.failedOn }
        acquire(at: MonotonicClock.now, avoiding: avoided)
    }

    func proceed(with endpoint: Result<Endpoint, RPCError>) {
        switch endpoint {
        case .success(let endpoint): send(over: endpoint)
        case .failure(let error): failed(error, attempt: nil)
        }
    }

    private func expireAtDeadline() {
        guard start.deadline != .max else { return forgetIfEnded() }
        let expiry = client.timers.schedule(at: start.deadline) {
            self.end(RPCError(.deadlineExceeded, "The deadline passed before there was a connection."))
        }
        let isLate = state.withLock { state in
            // It may have been given an endpoint meanwhile, or wait for the second time.
            let isLate = !state.machine.needsEndpoint || state.expiry != nil
            if !isLate { state.expiry = expiry }
            return isLate
        }
        if isLate { expiry.cancel() }
        forgetIfEnded()
    }

    /// The call may have been cancelled before it waited.
    private func forgetIfEnded() {
        if state.withLock({ $0.machine.hasEnded }) { pool.forget(self) }
    }

    // MARK: The end

    func cancel() {
        client.eventLoop.execute { self.end(RPCError(.cancelled, "The call was cancelled.")) }
    }

    func clientEnded() { end(.clientShutDown) }

    private func end(_ error: RPCError) {
        let rest = state.withLock { state in state.machine.end() ? state.takeRest() : nil }
        guard let rest else { return }
        pool.forget(self)
        client.stopPausing(self)
        rest.end()
        receive(.failure(error))
    }
}
