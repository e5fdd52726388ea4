import Logging
import NIOCore
import NIOPosix
import RPCCore
import Synchronization

/// The connections to one peer that share the same kind of calls: chooses one for each call, keeps the calls for which
/// there is none yet, and follows what the peer's names stand for.
final class EndpointPool: Sendable {
    private struct State {
        var balancer = Balancer<Endpoint>()
        var random = QuickGenerator(seed: .random(in: 0 ... .max))
        var book: AddressBook
        var resolution: ResolutionMachine
        var waiting: WaitingCalls
        /// Until then calls need not look after idle endpoints and old addresses.
        var nextUpkeep: UInt64 = 0
        var nextID = 0
        var lastError = RPCError(.unavailable, "There is no connection to the server.", isRetryable: true)
        /// Taken out of the balancer while calls were in flight.
        var retired: [WeakEndpoint] = []
        var isShutDown = false

        /// Whether the names' first look-up is under way.
        var isUnresolved: Bool { balancer.members.isEmpty && resolution.isRunning }
    }

    private struct WeakEndpoint {
        weak var endpoint: Endpoint?
    }

    /// What a call gets.
    enum Acquisition {
        /// It counts as pending there until `ended`.
        case endpoint(Endpoint)
        /// `proceed` follows.
        case waits
        case refused(RPCError)
    }

    private let configuration: PeerConfiguration
    private let eventLoop: any EventLoop
    private let timers: LoopTimers
    private let logger: Logger
    private let state: Mutex<State>

    /// - Parameter eventLoop: Where look-ups of names end.
    init(_ addresses: [PeerAddress], _ configuration: PeerConfiguration, eventLoop: any EventLoop, logger: Logger) {
        self.configuration = configuration
        self.eventLoop = eventLoop
        timers = LoopTimers.of(eventLoop)
        self.logger = logger
        let given = addresses.map { AddressBook.Entry(address: $0) }
        let book = AddressBook(given, limit: configuration.endpointLimit)
        let resolution = ResolutionMachine(
            interval: configuration.resolutionInterval, leastInterval: configuration.resolutionLeastInterval,
            backoff: configuration.backoff)
        state = Mutex(
            State(book: book, resolution: resolution, waiting: WaitingCalls(limit: configuration.waitingCallLimit)))
        state.withLock { state in
            switch configuration.balancing {
            case .pickFirst: state.balancer.add(makeEndpoint(&state, given))
            case .leastPending: for entry in book.entries { state.balancer.add(makeEndpoint(&state, [entry])) }
            }
        }
    }

    private var followsNames: Bool { configuration.balancing == .leastPending }

    private func makeEndpoint(_ state: inout State, _ entries: [AddressBook.Entry]) -> Endpoint {
        state.nextID += 1
        let id = state.nextID
        let connection = ClientConnection(
            to: entries, configuration: configuration.connection, eventLoop: nil, logger: logger,
            onChange: { [weak self] change in self?.changed(id, change) })
        return Endpoint(id: id, entries: entries, connection: connection)
    }

    // MARK: Calls

    /// Finds an endpoint for a call: another one than `avoided` where there is one.
    ///
    /// Without a `call` to tell later, there must be one at once.
    func acquire(for call: (any WaitingCall)?, avoiding avoided: Endpoint?, at now: UInt64) -> Acquisition {
        let endpoint = state.withLock { state -> Endpoint? in
            guard now < state.nextUpkeep,
                case .use(let endpoint) = state.balancer.pick(avoiding: avoided, using: &state.random)
            else { return nil }
            return endpoint
        }
        if let endpoint { return .endpoint(endpoint) }
        return acquireWithUpkeep(for: call, avoiding: avoided, at: now)
    }

    private func acquireWithUpkeep(
        for call: (any WaitingCall)?, avoiding avoided: Endpoint?, at now: UInt64
    ) -> Acquisition {
        let (acquisition, idle, mustResolve) = state.withLock { state -> (Acquisition, [Endpoint], Bool) in
            guard !state.isShutDown else { return (.refused(.clientShutDown), [], false) }
            state.nextUpkeep = now &+ 100_000_000
            let idle = state.balancer.takeIdle()
            let mustResolve = followsNames && state.book.hasNames && state.resolution.used(at: now)
            switch state.balancer.pick(avoiding: avoided, using: &state.random) {
            case .use(let endpoint): return (.endpoint(endpoint), idle, mustResolve)
            case .wait: return (EndpointPool.keep(call, in: &state), idle, mustResolve)
            case .none:
                let mayWait = call?.waitsForReady ?? false || state.isUnresolved
                let acquisition = mayWait ? EndpointPool.keep(call, in: &state) : .refused(state.lastError)
                return (acquisition, idle, mustResolve)
            }
        }
        for endpoint in idle { endpoint.connection.connect() }
        if mustResolve { resolve() }
        return acquisition
    }

    private static func keep(_ call: (any WaitingCall)?, in state: inout State) -> Acquisition {
        guard let call else { return .refused(state.lastError) }
        guard state.waiting.insert(call) else {
            return .refused(RPCError(.unavailable, "Too many calls wait for the server.", isRetryable: true))
        }
        return .waits
    }

    /// The call needs no endpoint any more.
    func forget(_ call: any WaitingCall) {
        _ = state.withLock { $0.waiting.remove(call) }
    }

    /// A call that was given to `endpoint` has its outcome.
    func ended(on endpoint: Endpoint) {
        _ = state.withLock { $0.balancer.ended(on: endpoint) }
    }

    /// Whether an endpoint other than `endpoint` takes calls.
    func hasAlternative(to endpoint: Endpoint?) -> Bool {
        state.withLock { $0.balancer.hasAlternative(to: endpoint) }
    }

    /// Each endpoint's addresses, whether it takes calls, and how many are pending there.
    var endpoints: [PeerStatistics.Endpoint] {
        state.withLock { state in
            state.balancer.members.map {
                PeerStatistics.Endpoint(
                    addresses: $0.endpoint.entries.map(\.address), isReady: $0.readiness == .ready,
                    pendingCalls: $0.pending)
            }
        }
    }

    // MARK: What happens to endpoints

    private func changed(_ id: Int, _ change: ClientConnectivity) {
        var mustResolve = false
        update { state in
            guard let endpoint = state.balancer.members.first(where: { $0.endpoint.id == id })?.endpoint else { return }
            switch change {
            case .ready: return state.balancer.set(endpoint, .ready)
            case .idle: state.balancer.set(endpoint, .idle)
            case .failing(let error):
                state.lastError = error
                state.balancer.set(endpoint, .failing)
            }
            // Addresses are wrong sooner than they are old.
            let now = MonotonicClock.now
            mustResolve = followsNames && state.book.hasNames && state.resolution.endpointFailed(at: now)
        }
        if mustResolve { resolve() }
    }

    /// Changes the state, then gives the calls that wait what the change means for them.
    private func update(_ body: (inout State) -> Void) {
        let (outcomes, idle) = state.withLock {
            state -> ([(any WaitingCall, Result<Endpoint, RPCError>)], [Endpoint]) in
            body(&state)
            let outcomes = EndpointPool.settle(&state)
            return (outcomes, state.waiting.isEmpty ? [] : state.balancer.takeIdle())
        }
        for endpoint in idle { endpoint.connection.connect() }
        for (call, outcome) in outcomes { call.proceed(with: outcome) }
    }

    private static func settle(_ state: inout State) -> [(any WaitingCall, Result<Endpoint, RPCError>)] {
        guard !state.waiting.isEmpty, !state.isUnresolved else { return [] }
        if state.balancer.isReady {
            return state.waiting.take().compactMap { call in
                guard case .use(let endpoint) = state.balancer.pick(avoiding: nil, using: &state.random) else {
                    return nil
                }
                return (call, .success(endpoint))
            }
        }
        guard state.balancer.isFailing else { return [] }
        return state.waiting.take { !$0.waitsForReady }.map { ($0, .failure(state.lastError)) }
    }

    // MARK: Names

    /// Looks the names up on a thread that may block.
    private func resolve() {
        let book = state.withLock { $0.book }
        NIOThreadPool.singleton.runIfActive(eventLoop: eventLoop) { [resolver = configuration.connection.resolver] in
            book.lookUp(with: resolver)
        }.whenComplete { [weak self] result in
            // It only fails when the process's threads have ended.
            if case .success(let answers) = result { self?.resolved(answers) }
        }
    }

    private func resolved(_ answers: [[AddressBook.Entry]?]) {
        var pause: Duration?
        update { state in
            guard !state.isShutDown else { return }
            state.book.update(answers)
            let now = MonotonicClock.now
            guard !state.book.entries.isEmpty else {
                state.lastError = .noAddress
                pause = state.resolution.failed(at: now, random: .random(in: 0..<1))
                return
            }
            state.resolution.resolved(at: now)
            adopt(state.book.entries, in: &state)
        }
        guard let pause else { return }
        logger.debug("the server's name has no address")
        timers.schedule(after: pause) { [weak self] in self?.resolveAgain() }
    }

    private func resolveAgain() {
        let mustResolve = state.withLock { state in !state.isShutDown && state.resolution.pauseEnded() }
        if mustResolve { resolve() }
    }

    /// Makes the endpoints those of `entries`; those that stay keep their connections.
    private func adopt(_ entries: [AddressBook.Entry], in state: inout State) {
        let known = state.balancer.members.map(\.endpoint)
        for endpoint in known where !entries.contains(where: { endpoint.entries == [$0] }) {
            guard let pending = state.balancer.remove(endpoint), pending > 0 else { continue }
            state.retired.removeAll { $0.endpoint == nil }
            state.retired.append(WeakEndpoint(endpoint: endpoint))
        }
        for entry in entries where !known.contains(where: { $0.entries == [entry] }) {
            state.balancer.add(makeEndpoint(&state, [entry]))
        }
        state.nextUpkeep = 0
    }

    // MARK: The end

    /// Ends all connections; calls that wait and later ones fail with `cancelled`.
    func shutdown() async {
        let (calls, endpoints) = state.withLock { state -> ([any WaitingCall], [Endpoint]) in
            state.isShutDown = true
            let endpoints = state.balancer.members.map(\.endpoint) + state.retired.compactMap(\.endpoint)
            state.balancer = Balancer()
            state.nextUpkeep = 0
            return (state.waiting.take(), endpoints)
        }
        for call in calls { call.clientEnded() }
        await withDiscardingTaskGroup { group in
            for endpoint in endpoints { group.addTask { await endpoint.connection.shutdown() } }
        }
    }
}

extension RPCError {
    static let clientShutDown = RPCError(.cancelled, "The client has shut down.")
    static let noAddress = RPCError(.unavailable, "The server's name has no address.", isRetryable: true)
}
