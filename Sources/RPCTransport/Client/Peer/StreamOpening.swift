import NIOCore
import RPCCore
import Synchronization

/// Finds a connection for a streaming call, over as many attempts as the policy allows.
final class StreamOpening: WaitingCall {
    private struct State {
        var continuation: CheckedContinuation<Result<Endpoint?, RPCError>, Never>?
        /// What came before anybody waited for it.
        var early: Result<Endpoint?, RPCError>?
        var failure: RPCError?
    }

    private let start: ClientCallStart
    private let client: PeerClient
    private let pool: EndpointPool
    private let state = Mutex(State())

    init(_ start: ClientCallStart, client: PeerClient, pool: EndpointPool) {
        self.start = start
        self.client = client
        self.pool = pool
    }

    var waitsForReady: Bool { start.waitForReady }

    /// Opens the stream; throws why it cannot be opened, `cancelled` when the task is.
    func run(_ machine: AttemptMachine) async throws -> any ClientStream {
        client.callStarted(at: MonotonicClock.now)
        let expiry = expireAtDeadline()
        defer { expiry?.cancel() }
        return try await withTaskCancellationHandler {
            try await attempt(machine)
        } onCancel: {
            end(RPCError(.cancelled, "The call was cancelled."))
        }
    }

    private func attempt(_ machine: AttemptMachine) async throws -> any ClientStream {
        var machine = machine
        var failedOn: Endpoint?
        while true {
            let failure: RPCError
            let wasSent: Bool
            switch await acquire(avoiding: failedOn) {
            case .success(let endpoint):
                wasSent = machine.sent()
                do {
                    let stream = try await endpoint.connection.open(start)
                    return PeerStream(stream, endpoint, pool)
                } catch {
                    pool.ended(on: endpoint)
                    failedOn = endpoint
                    failure = RPCError(handlerError: error)
                }
            case .failure(let error):
                wasSent = false
                failure = error
            }
            try await pause(after: failure, wasSent: wasSent, failedOn, &machine)
        }
    }

    /// Throws when there is no further attempt.
    private func pause(
        after failure: RPCError, wasSent: Bool, _ failedOn: Endpoint?, _ machine: inout AttemptMachine
    ) async throws {
        let now = MonotonicClock.now
        let next = machine.failed(
            failure, wasSent: wasSent, hasAlternative: pool.hasAlternative(to: failedOn), deadline: start.deadline,
            at: now, random: .random(in: 0..<1)
        ) { client.withdraw(at: now, isHedge: false) }
        guard case .retry(let pause) = next else { throw failure }
        client.noteRetry(of: start.method, failure, after: pause)
        if pause == 0 { return }
        client.pause(self, nanoseconds: pause)
        _ = try await outcome().get()
    }

    private func acquire(avoiding avoided: Endpoint?) async -> Result<Endpoint, RPCError> {
        switch pool.acquire(for: self, avoiding: avoided, at: MonotonicClock.now) {
        case .endpoint(let endpoint): return .success(endpoint)
        case .refused(let error): return .failure(error)
        case .waits:
            return await outcome().flatMap { endpoint in
                endpoint.map { .success($0) } ?? .failure(.clientShutDown)
            }
        }
    }

    // MARK: Waiting

    /// Suspends until `resume` is called, or was.
    private func outcome() async -> Result<Endpoint?, RPCError> {
        await withCheckedContinuation { continuation in
            let early = state.withLock { state -> Result<Endpoint?, RPCError>? in
                if let failure = state.failure { return .failure(failure) }
                if state.early == nil { state.continuation = continuation }
                return state.early.take()
            }
            if let early { continuation.resume(returning: early) }
        }
    }

    private func resume(_ outcome: Result<Endpoint?, RPCError>) {
        let (continuation, isUseless) = state.withLock { state in
            let continuation = state.continuation.take()
            if continuation == nil && state.failure == nil { state.early = outcome }
            return (continuation, state.failure != nil)
        }
        if isUseless { release(outcome) }
        continuation?.resume(returning: outcome)
    }

    /// Nobody uses the endpoint that was given.
    private func release(_ outcome: Result<Endpoint?, RPCError>?) {
        if case .success(let endpoint?) = outcome { pool.ended(on: endpoint) }
    }

    func proceed(with endpoint: Result<Endpoint, RPCError>) { resume(endpoint.map { $0 }) }

    func pauseEnded() { resume(.success(nil)) }

    func clientEnded() { end(.clientShutDown) }

    /// Nothing is waited for any more.
    private func end(_ error: RPCError) {
        let (continuation, early) = state.withLock { state in
            if state.failure == nil { state.failure = error }
            return (state.continuation.take(), state.early.take())
        }
        release(early)
        pool.forget(self)
        client.stopPausing(self)
        continuation?.resume(returning: .failure(error))
    }

    private func expireAtDeadline() -> LoopTimer? {
        guard start.deadline != .max else { return nil }
        return client.timers.schedule(at: start.deadline) {
            self.end(RPCError(.deadlineExceeded, "The deadline passed before there was a connection."))
        }
    }
}

/// A streaming call that counts as pending on its endpoint until it ends.
final class PeerStream: ClientStream {
    private let stream: any ClientStream
    private let endpoint: Endpoint
    private let pool: EndpointPool
    private let hasEnded = Atomic<Bool>(false)

    init(_ stream: any ClientStream, _ endpoint: Endpoint, _ pool: EndpointPool) {
        self.stream = stream
        self.endpoint = endpoint
        self.pool = pool
    }

    deinit { end() }

    func send(_ message: some Message) async throws { try await stream.send(message) }

    func finish() async throws { try await stream.finish() }

    func receive<M: Message>(_ type: M.Type) async throws -> M? {
        do {
            let message = try await stream.receive(type)
            if message == nil { end() }
            return message
        } catch {
            end()
            throw error
        }
    }

    func cancel() {
        end()
        stream.cancel()
    }

    private func end() {
        if !hasEnded.exchange(true, ordering: .relaxed) { pool.ended(on: endpoint) }
    }
}
