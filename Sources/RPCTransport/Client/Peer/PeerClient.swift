import Logging
import NIOCore
import NIOPosix
import RPCCore
import Synchronization

/// A client's way to one peer, with policies: shares calls between the peer's addresses, sends failed calls again
/// where that is safe and within a budget, hedges where it is asked to, and keeps bulk transfers on a connection of
/// their own.
///
/// Connections are made when the first call needs them, and made anew when they are lost. Thread-safe; end it with
/// `shutdown`. The policies and their limits are in docs/clients.md.
public final class PeerClient: Connection {
    /// What calls share beside connections; bounded by the budget's window and the limit of `pausing`.
    struct Shared {
        var budget: RetryBudget
        var statistics = PeerStatistics()
        /// Calls between two attempts.
        var pausing: WaitingCalls
        var isShutDown = false
    }

    let eventLoop: any EventLoop
    let timers: LoopTimers
    let configuration: PeerConfiguration
    private let logger: Logger
    private let defaults: CallDefaults
    private let pool: EndpointPool
    private let bulkPool: EndpointPool
    private let shared: Mutex<Shared>

    /// - Parameter addresses: Of the peer, in the order in which they are preferred. At least one.
    public init(
        to addresses: [PeerAddress], configuration: PeerConfiguration = PeerConfiguration(),
        logger: Logger = Logger(label: "rpc.client", factory: { _ in SwiftLogNoOpLogHandler() })
    ) {
        precondition(!addresses.isEmpty, "a peer has an address")
        self.configuration = configuration
        self.logger = logger
        eventLoop = MultiThreadedEventLoopGroup.singleton.next()
        timers = LoopTimers.of(eventLoop)
        defaults = CallDefaults(configuration.connection)
        pool = EndpointPool(addresses, configuration, eventLoop: eventLoop, logger: logger)
        bulkPool = EndpointPool(addresses, configuration, eventLoop: eventLoop, logger: logger)
        shared = Mutex(
            Shared(
                budget: RetryBudget(configuration.retry),
                pausing: WaitingCalls(limit: configuration.waitingCallLimit)))
    }

    /// Starts a unary call.
    ///
    /// When called on a transport thread, `receive` may be called before this returns.
    @discardableResult
    public func start(
        _ method: MethodDescriptor, _ request: any Message, options: CallOptions,
        receive: @escaping @Sendable (Result<UnsafeRawBufferPointer, RPCError>) -> Void
    ) -> CallHandle {
        do throws(RPCError) {
            let call = PeerCall(
                try defaults.start(of: method, options), request, machine: machine(for: method, options),
                hedgingDelay: options.hedgingDelay, client: self, pool: pool(for: method, options), receive)
            call.begin()
            return CallHandle(call)
        } catch {
            receive(.failure(error))
            return CallHandle(nil)
        }
    }

    /// Opens a streaming call; suspends until there is a connection for it.
    ///
    /// It is tried again, as the policy says, until it is on a connection; what ends the stream after that is the
    /// caller's to deal with.
    public func open(_ method: MethodDescriptor, options: CallOptions) async throws -> any ClientStream {
        let opening = StreamOpening(
            try defaults.start(of: method, options), client: self, pool: pool(for: method, options))
        return try await opening.run(machine(for: method, options, opensStream: true))
    }

    /// What the client has done so far.
    public var statistics: PeerStatistics {
        var statistics = shared.withLock { $0.statistics }
        statistics.endpoints = pool.endpoints
        statistics.bulkEndpoints = bulkPool.endpoints
        return statistics
    }

    /// Ends the client for good: calls in flight, calls that wait or pause, and all later ones fail with `cancelled`.
    ///
    /// Returns when all sockets are closed. Harmless when called again.
    public func shutdown() async {
        let calls = shared.withLock { shared in
            shared.isShutDown = true
            return shared.pausing.take()
        }
        for call in calls { call.clientEnded() }
        async let bulk: Void = bulkPool.shutdown()
        await pool.shutdown()
        await bulk
    }

    // MARK: Policies

    private func pool(for method: MethodDescriptor, _ options: CallOptions) -> EndpointPool {
        options.isBulk ?? method.isBulk ? bulkPool : pool
    }

    private func machine(
        for method: MethodDescriptor, _ options: CallOptions, opensStream: Bool = false
    ) -> AttemptMachine {
        let current = CallContext.current
        return AttemptMachine(
            policy: configuration.retry, idempotency: opensStream ? .unknown : method.idempotency,
            isNested: current != nil, mayRetry: options.mayRetry)
    }

    /// A call starts; it adds to the budget.
    func callStarted(at now: UInt64) {
        shared.withLock { $0.budget.callStarted(at: now) }
    }

    /// Asks the budget for a further attempt.
    func withdraw(at now: UInt64, isHedge: Bool) -> Bool {
        shared.withLock { shared in
            guard !shared.pausing.isFull, shared.budget.withdraw(at: now) else {
                shared.statistics.budgetRefusals += 1
                return false
            }
            if isHedge { shared.statistics.hedges += 1 } else { shared.statistics.retries += 1 }
            return true
        }
    }

    // MARK: Pauses

    /// Calls `pauseEnded` on the client's event loop after a pause, or `clientEnded` when the client ends before.
    func pause(_ call: any WaitingCall, nanoseconds: UInt64) {
        let isKept = shared.withLock { shared in !shared.isShutDown && shared.pausing.insert(call) }
        guard isKept else { return call.clientEnded() }
        timers.schedule(after: .nanoseconds(Int64(clamping: nanoseconds))) {
            // A call that was cancelled meanwhile is not kept for the timer.
            [weak self, weak call] in
            guard let self, let call else { return }
            if shared.withLock({ $0.pausing.remove(call) }) { call.pauseEnded() }
        }
    }

    /// The call pauses no more: it has ended.
    func stopPausing(_ call: any WaitingCall) {
        _ = shared.withLock { $0.pausing.remove(call) }
    }

    func noteRetry(of method: MethodDescriptor, _ error: RPCError, after pause: UInt64) {
        logger.debug(
            "a call is sent again",
            metadata: [
                "method": "\(method.fullName)", "status": "\(error.code.name)", "pause_ms": "\(pause / 1_000_000)",
            ])
    }
}
