import Logging
import NIOCore
import NIOPosix
import RPCCore

/// What a client connection does on its event loop: connects, keeps the calls that wait, hands calls over.
final class ClientCore: ClientHandler.Owner {
    private let configuration: ClientConfiguration
    private let eventLoop: any EventLoop
    private let timers: LoopTimers
    private let logger: Logger
    private let security: ClientSecurity
    private let onChange: @Sendable (ClientConnectivity) -> Void
    private var machine: ReconnectMachine
    private var book: AddressBook
    /// Takes calls.
    private var current: ClientHandler?
    /// Have not heard the server's HELLO yet: the addresses that the attempt under way tries beside one another.
    private var candidates: [ObjectIdentifier: Candidate] = [:]
    /// Every handler whose channel is open, also those that only finish what is in flight.
    private var open: [ObjectIdentifier: ClientHandler] = [:]
    private var waiting: [any ClientCall] = []
    private var earliestWaiting = UInt64.max
    /// The addresses that the attempt under way has not tried yet, last one first.
    private var untried: [AddressBook.Entry] = []
    private var pause: LoopTimer?
    /// Tries the next address when the last one has had its head start.
    private var stagger: LoopTimer?
    /// Why there is no connection, where trying again will not help by itself: who the server is, or who we are.
    private var refusal: RPCError?
    private var shutdownCompletions: [() -> Void] = []

    private struct Candidate {
        let handler: ClientHandler
        let entry: AddressBook.Entry
    }

    init(
        _ entries: [AddressBook.Entry], configuration: ClientConfiguration, eventLoop: any EventLoop, logger: Logger,
        onChange: @escaping @Sendable (ClientConnectivity) -> Void
    ) {
        self.configuration = configuration
        self.eventLoop = eventLoop
        timers = LoopTimers.of(eventLoop)
        self.logger = logger
        book = AddressBook(entries, limit: configuration.addressLimit)
        security = ClientSecurity(configuration, logger: logger)
        self.onChange = onChange
        machine = ReconnectMachine(
            backoff: Backoff(
                initial: configuration.reconnectInitialPause, factor: configuration.reconnectPauseFactor,
                limit: configuration.reconnectPauseLimit, jitter: configuration.reconnectJitter))
    }

    // MARK: Calls

    func start(_ call: any ClientCall) {
        if let current, waiting.isEmpty, current.hasRoom { return current.send(call) }
        switch machine.call(waitForReady: call.waitForReady) {
        case .send, .wait: enqueue(call)
        case .connect:
            enqueue(call)
            beginAttempt()
        case .fail(let isShutDown):
            call.fail(
                isShutDown
                    ? RPCError(.cancelled, "The client has shut down.")
                    : refusal ?? RPCError(.unavailable, "There is no connection to the server.", isRetryable: true))
        }
    }

    private func enqueue(_ call: any ClientCall) {
        guard waiting.count < configuration.waitingCallLimit else {
            return call.fail(RPCError(.unavailable, "Too many calls wait for the server.", isRetryable: true))
        }
        waiting.append(call)
        current?.hasWaitingCalls = true
        guard call.deadline < earliestWaiting else { return }
        earliestWaiting = call.deadline
        scheduleDeadlineCheck()
    }

    func cancel(_ call: any ClientCall) {
        let error = RPCError(.cancelled, "The call was cancelled.")
        if let index = waiting.firstIndex(where: { $0 === call }) {
            waiting.remove(at: index)
            call.fail(error)
            return
        }
        for handler in open.values { handler.cancel(call, error) }
    }

    private func sendWaiting() {
        guard let current else { return }
        var sent = 0
        while sent < waiting.count, current.hasRoom {
            current.send(waiting[sent])
            sent += 1
        }
        waiting.removeFirst(sent)
        current.hasWaitingCalls = !waiting.isEmpty
        if waiting.isEmpty { earliestWaiting = .max }
    }

    private func failWaiting(_ error: RPCError, where predicate: (any ClientCall) -> Bool) {
        let failed = waiting.filter(predicate)
        waiting.removeAll(where: predicate)
        for call in failed { call.fail(error) }
    }

    private func scheduleDeadlineCheck() {
        let current = MonotonicClock.now
        let wait = earliestWaiting > current ? earliestWaiting - current : 0
        // Not weak: objects with weak references are slower to retain, and every call retains this one.
        timers.scheduleConfined(after: .nanoseconds(Int64(clamping: wait))) { self.failExpired() }
    }

    private func failExpired() {
        let now = MonotonicClock.now
        guard earliestWaiting <= now else { return }
        failWaiting(RPCError(.deadlineExceeded, "The deadline passed before there was a connection.")) {
            $0.deadline <= now
        }
        earliestWaiting = waiting.map(\.deadline).min() ?? .max
        if earliestWaiting != .max { scheduleDeadlineCheck() }
    }

    // MARK: Connecting

    /// Connects without a call, unless there is a connection or an attempt to make one.
    func connect() {
        if machine.call(waitForReady: true) == .connect { beginAttempt() }
    }

    /// Looks the names up on a thread that may block, where there are any; then tries every address.
    private func beginAttempt() {
        guard book.hasNames else { return tryAddresses() }
        NIOThreadPool.singleton.runIfActive(eventLoop: eventLoop) { [book, resolver = configuration.resolver] in
            book.lookUp(with: resolver)
        }.assumeIsolated().whenComplete { result in
            // It only fails when the process's threads have ended.
            if case .success(let answers) = result { self.book.update(answers) }
            // The client may have shut down meanwhile.
            if self.machine.isConnecting { self.tryAddresses() }
        }
    }

    private func tryAddresses() {
        untried = book.entries.reversed()
        if untried.isEmpty { attemptFailed(.noAddress) } else { tryNext() }
    }

    /// Connects to the next address; to the one after it, too, when there is no answer for a while.
    private func tryNext() {
        stagger?.cancel()
        stagger = nil
        guard let next = untried.popLast() else { return }
        if !untried.isEmpty {
            stagger = timers.scheduleConfined(after: configuration.connectStagger) { self.tryNext() }
        }
        connect(to: next)
    }

    /// Ends the attempt: no further address is tried.
    private func takeCandidates() -> [Candidate] {
        stagger?.cancel()
        stagger = nil
        untried = []
        defer { candidates = [:] }
        return Array(candidates.values)
    }

    /// With a handler for this address alone: a name's addresses are not left to a race between connections that
    /// would share one.
    private func connect(to entry: AddressBook.Entry) {
        let handler = ClientHandler(
            owner: self, eventLoop: eventLoop, configuration: configuration, logger: logger)
        candidates[ObjectIdentifier(handler)] = Candidate(handler: handler, entry: entry)
        let bound = NIOLoopBound(handler, eventLoop: eventLoop)
        let bootstrap = ClientBootstrap(group: eventLoop)
            .connectTimeout(TimeAmount(configuration.connectTimeout))
            .channelOption(.maxMessagesPerRead, value: 4)
            .channelOption(
                .recvAllocator, value: AdaptiveRecvByteBufferAllocator(minimum: 1024, initial: 4096, maximum: 256 << 10)
            )
            .channelOption(.writeBufferWaterMark, value: .init(low: 64 << 10, high: 256 << 10))
            .channelInitializer { [security] channel in security.install(bound, on: channel, for: entry) }
        let address = eventLoop.makeCompletedFuture { try entry.address.socketAddress() }
        address.assumeIsolated().flatMap { bootstrap.connect(to: $0) }.whenComplete { result in
            switch result {
            case .success(let channel):
                if self.candidates[ObjectIdentifier(handler)] != nil {
                    self.open[ObjectIdentifier(handler)] = handler
                } else {
                    channel.close(promise: nil)
                }
            case .failure(let error):
                self.candidateFailed(handler, ClientSecurity.reason(error))
            }
        }
    }

    private func candidateFailed(_ handler: ClientHandler, _ error: RPCError) {
        guard let candidate = candidates.removeValue(forKey: ObjectIdentifier(handler)) else { return }
        logger.debug(
            "cannot connect",
            metadata: [
                "address": "\(candidate.entry.address)",
                "error": "\(error.cause.map { String(describing: $0) } ?? error.message)",
            ])
        if !untried.isEmpty { tryNext() } else if candidates.isEmpty { attemptFailed(error) }
    }

    private func attemptFailed(_ error: RPCError) {
        var error = error
        // The calls that wait were never sent.
        if error.code == .unavailable { error.isRetryable = true }
        refusal = error.code == .unavailable ? nil : error
        guard case .retry(let delay) = machine.failed(random: .random(in: 0..<1)) else { return }
        pause = timers.scheduleConfined(after: delay) {
            self.pause = nil
            if self.machine.pauseEnded() { self.beginAttempt() }
        }
        // Told first: a call that fails may be sent again at once, and has to find the peer failing.
        onChange(.failing(error))
        failWaiting(error) { !$0.waitForReady }
    }

    // MARK: What a connection tells

    func connectionReady(_ handler: ClientHandler) {
        guard candidates.removeValue(forKey: ObjectIdentifier(handler)) != nil, machine.connected() == .use else {
            return
        }
        let others = takeCandidates()
        open[ObjectIdentifier(handler)] = handler
        current = handler
        sendWaiting()
        for other in others { other.handler.endAll(RPCError(.cancelled, "Another address answered first.")) }
        onChange(.ready)
    }

    func connectionHasRoom(_ handler: ClientHandler) {
        if current === handler { sendWaiting() }
    }

    func connectionLost(_ handler: ClientHandler, _ error: RPCError) {
        if candidates[ObjectIdentifier(handler)] != nil {
            open[ObjectIdentifier(handler)] = handler
            return candidateFailed(handler, error)
        }
        guard current === handler else { return }
        current = nil
        if machine.lost(callsWait: !waiting.isEmpty) { beginAttempt() }
        onChange(.idle)
    }

    func connectionClosed(_ handler: ClientHandler) {
        open[ObjectIdentifier(handler)] = nil
        finishShutdown()
    }

    // MARK: The end

    func shutDown(_ completion: @escaping () -> Void = {}) {
        shutdownCompletions.append(completion)
        if machine.shutDown() {
            pause?.cancel()
            pause = nil
            let error = RPCError(.cancelled, "The client has shut down.")
            let failed = waiting
            waiting = []
            for call in failed { call.fail(error) }
            current = nil
            for candidate in takeCandidates() { candidate.handler.endAll(error) }
            for handler in Array(open.values) { handler.endAll(error) }
        }
        finishShutdown()
    }

    private func finishShutdown() {
        guard open.isEmpty else { return }
        let completions = shutdownCompletions
        shutdownCompletions = []
        for completion in completions { completion() }
    }
}
