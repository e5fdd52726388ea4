import RPCCore
import Synchronization

/// Runs the calls of an in-process connection.
final class InProcessServer: Sendable {
    /// As over a socket.
    static let messageByteLimit = 4 << 20

    let streamWindow: Int
    private let router: Router
    private let calls = Mutex<[ObjectIdentifier: InProcessCall]>([:])
    private let thread: CallThread
    private let onAlarm = AlarmTarget()

    init(router: Router, streamWindow: Int) {
        self.router = router
        self.streamWindow = streamWindow
        thread = CallThread(batchEnded: { router.batchEnded() }, alarm: { [onAlarm] in onAlarm.fire() })
    }

    /// Breaks the circle between a thread and what it runs.
    private final class AlarmTarget: Sendable {
        private let target = Mutex<(@Sendable () -> Void)?>(nil)

        func set(_ action: @escaping @Sendable () -> Void) { target.withLock { $0 = action } }

        func fire() { target.withLock { $0 }?() }
    }

    func run() {
        onAlarm.set { [weak self] in self?.endExpiredCalls() }
        thread.start()
    }

    func shutdown() {
        let calls = self.calls.withLock { Array($0.values) }
        for call in calls { end(call, .clientShutDown) }
        thread.stop()
    }

    // MARK: Starting calls

    func start(_ call: InProcessCall, _ request: [UInt8]) {
        calls.withLock { $0[ObjectIdentifier(call)] = call }
        call.onEnd { [weak self] in self?.forget(call) }
        if call.context.deadline != .never { thread.setAlarm(call.context.deadline.uptimeNanoseconds) }
        let isRunning = thread.submit { [self] in run(call, request) }
        if !isRunning { end(call, .clientShutDown) }
    }

    private func forget(_ call: InProcessCall) {
        calls.withLock { _ = $0.removeValue(forKey: ObjectIdentifier(call)) }
    }

    private func run(_ call: InProcessCall, _ request: [UInt8]) {
        guard !call.isEnded else { return }
        if call.context.deadline.isPast { return end(call, .deadlinePassed) }
        guard let method = router[call.context.method.fullName] else {
            return call.end(.failure(RPCError(.unimplemented, "The server has no such method.")))
        }
        guard request.count <= InProcessServer.messageByteLimit else {
            return call.end(.failure(RPCError(.resourceExhausted, "The request is too long.")))
        }
        do {
            try request.withUnsafeBytes { payload in try run(call, method.implementation, payload) }
        } catch {
            call.respond(.failure(error))
        }
    }

    private func run(
        _ call: InProcessCall, _ implementation: RPCMethod.Implementation, _ payload: UnsafeRawBufferPointer
    ) throws {
        switch implementation {
        case .inline(let body): call.respond(.success(try body(payload, call.context)))
        case .queued(let body): try body(payload, call.context, call)
        case .async(let prepare):
            let body = try prepare(payload, call.context)
            // Starts here and now, as over a socket: handlers begin in the order of their calls.
            let task = Task.immediate { await Self.perform(call) { call.respond(.success(try await body())) } }
            call.context.cancellation.onCancel { task.cancel() }
        case .streaming(let body):
            guard let stream = call.stream else {
                throw RPCError(.internal, "A unary method is registered as a stream.")
            }
            let task = Task {
                await Self.perform(call) {
                    try await body(InProcessServerStream(stream), call.context)
                    call.end(.success([]))
                }
            }
            call.context.cancellation.onCancel { task.cancel() }
        }
    }

    private static func perform(_ call: InProcessCall, _ body: @Sendable () async throws -> Void) async {
        await CallContext.$current.withValue(call.context) {
            do {
                try await body()
            } catch {
                call.respond(.failure(error))
            }
        }
    }

    // MARK: Ending calls

    /// Ends a call from outside, unless it has ended, and tells its handler.
    func end(_ call: InProcessCall, _ error: RPCError) {
        call.end(.failure(error))
        call.context.cancellation.cancel()
    }

    private func endExpiredCalls() {
        let calls = self.calls.withLock { Array($0.values) }
        var next = UInt64.max
        for call in calls {
            if call.context.deadline.isPast {
                end(call, .deadlinePassed)
            } else {
                next = min(next, call.context.deadline.uptimeNanoseconds)
            }
        }
        if next != .max { thread.setAlarm(next) }
    }
}

extension RPCError {
    fileprivate static let clientShutDown = RPCError(.cancelled, "The client has shut down.")
    fileprivate static let deadlinePassed = RPCError(
        .deadlineExceeded, "The deadline passed before the call was answered.")
}
