import Histogram
import NIOCore
import RPCCore
import RPCTransport
import Synchronization

/// Makes the calls of one connection and measures them.
///
/// Calls are started on the connection's own event loop and answered there, so a call costs no hop; the state is
/// touched on that loop only, and the lock around it is never contended.
final class LoadGenerator<Request: Message, Response: Message>: Sendable {
    private struct State {
        var result = LoadResult()
        var started = 0
        var open = 0
        var phase = Phase.warmingUp
        var finished: EventLoopPromise<LoadResult>?
        var measuredFrom: UInt64 = 0
    }

    private enum Phase { case warmingUp, measuring, ending }

    private let connection: ClientConnection
    private let method: MethodDescriptor
    private let other: MethodDescriptor?
    private let request: @Sendable (Int) -> Request
    private let accepts: @Sendable (Response) -> Bool
    private let state = Mutex(State())

    /// - Parameters:
    ///   - other: Called beside every hundredth call; not measured, but a failure counts.
    ///   - request: The request of the n-th call.
    ///   - accepts: Whether an answer is right; a wrong one counts as an error of code `dataLoss`.
    init(
        _ connection: ClientConnection, _ method: MethodDescriptor, beside other: MethodDescriptor? = nil,
        request: @escaping @Sendable (Int) -> Request, accepts: @escaping @Sendable (Response) -> Bool
    ) {
        self.connection = connection
        self.method = method
        self.other = other
        self.request = request
        self.accepts = accepts
    }

    /// Runs until `warmUp` and `seconds` have passed and every open call is answered.
    func run(inFlight: Int, ratePerSecond: Double, warmUp: Double, seconds: Double) async throws -> LoadResult {
        try await preflight()
        let loop = connection.eventLoop
        let promise = loop.makePromise(of: LoadResult.self)
        loop.execute {
            self.state.withLock { $0.finished = promise }
            if ratePerSecond > 0 {
                self.startOpenLoop(ratePerSecond, until: NIODeadline.now() + .seconds(warmUp + seconds))
            } else {
                for _ in 0..<inFlight { self.call(dueAt: MonotonicClock.now, closedLoop: true) }
            }
        }
        loop.scheduleTask(in: .seconds(warmUp)) { self.beginMeasuring() }
        loop.scheduleTask(in: .seconds(warmUp + seconds)) { self.end() }
        return try await promise.futureResult.get()
    }

    /// One call, so that a wrong address or request ends the run at once with its error.
    private func preflight() async throws {
        let answer: Response = try await connection.unary(
            method, request(0), options: CallOptions(timeout: .seconds(10), waitForReady: true))
        if !accepts(answer) { throw RPCError(.dataLoss, "The answer of \(method.fullName) is not the expected one.") }
    }

    private func startOpenLoop(_ rate: Double, until end: NIODeadline) {
        let begin = MonotonicClock.now
        let interval = 1_000_000_000 / rate
        connection.eventLoop.scheduleRepeatedTask(initialDelay: .zero, delay: .microseconds(100)) { task in
            if NIODeadline.now() >= end { return task.cancel() }
            let now = MonotonicClock.now
            while true {
                let due = begin + UInt64(Double(self.state.withLock { $0.started }) * interval)
                if due > now { return }
                self.call(dueAt: due, closedLoop: false)
            }
        }
    }

    private func call(dueAt due: UInt64, closedLoop: Bool) {
        let number = state.withLock { state in
            state.started += 1
            state.open += 1
            return state.started
        }
        connection.start(method, request(number)) { (result: Result<Response, RPCError>) in
            let now = MonotonicClock.now
            if self.answered(result, after: now &- due), closedLoop { self.call(dueAt: now, closedLoop: true) }
        }
        if let other, number % 100 == 0 { callBeside(other, request(number)) }
    }

    private func callBeside(_ method: MethodDescriptor, _ request: Request) {
        state.withLock { $0.open += 1 }
        connection.start(method, request) { (result: Result<Response, RPCError>) in
            _ = self.answered(result, after: nil)
        }
    }

    /// Whether the run goes on; without a time the call does not count unless it failed.
    private func answered(_ result: Result<Response, RPCError>, after nanoseconds: UInt64?) -> Bool {
        let code = outcome(of: result)
        let (phase, promise) = state.withLock { state in
            state.open -= 1
            if state.phase == .measuring {
                if code != .ok { state.result.errors[code, default: 0] += 1 }
                if let nanoseconds {
                    state.result.requests += 1
                    _ = state.result.latencies.record(max(1, nanoseconds))
                }
            }
            return (state.phase, state.phase == .ending && state.open == 0 ? state.finished : nil)
        }
        if let promise { promise.succeed(state.withLock { $0.result }) }
        return phase != .ending
    }

    private func outcome(of result: Result<Response, RPCError>) -> StatusCode {
        switch result {
        case .success(let answer): accepts(answer) ? .ok : .dataLoss
        case .failure(let error): error.code
        }
    }

    private func beginMeasuring() {
        state.withLock { state in
            state.phase = .measuring
            state.measuredFrom = MonotonicClock.now
        }
    }

    private func end() {
        let promise = state.withLock { state -> EventLoopPromise<LoadResult>? in
            state.phase = .ending
            state.result.seconds = Double(MonotonicClock.now - state.measuredFrom) / 1e9
            return state.open == 0 ? state.finished : nil
        }
        if let promise { promise.succeed(state.withLock { $0.result }) }
    }
}

extension TimeAmount {
    static func seconds(_ seconds: Double) -> TimeAmount { .nanoseconds(Int64(seconds * 1e9)) }
}

extension LoadOptions {
    /// Runs one generator on each connection and returns what they found together.
    func run<Request: Message, Response: Message>(
        _ method: MethodDescriptor, defaultAddress: String, beside other: MethodDescriptor? = nil,
        request: @escaping @Sendable (Int) -> Request, accepts: @escaping @Sendable (Response) -> Bool
    ) async throws -> LoadResult {
        let connections = try connect(defaultAddress: defaultAddress)
        let rate = Double(rate) / Double(connections.count)
        let before = try await ServerUsage(of: method, connections[0])
        var result = try await withThrowingTaskGroup(of: LoadResult.self) { group in
            for connection in connections {
                let generator = LoadGenerator(
                    connection, method, beside: other, request: request, accepts: accepts)
                group.addTask {
                    try await generator.run(
                        inFlight: inFlight, ratePerSecond: rate, warmUp: warmUp, seconds: seconds)
                }
            }
            var total = LoadResult()
            for try await result in group {
                total.add(result)
                total.seconds = max(total.seconds, result.seconds)
            }
            return total
        }
        let after = try await ServerUsage(of: method, connections[0])
        result.serverMicroseconds = after.processorMicroseconds(since: before)
        for connection in connections { await connection.shutdown() }
        return result
    }
}
