import Logging
import NIOCore
import RPCCore
import Synchronization

/// What the connections of one event loop share.
///
/// Confined to that loop.
final class ServerLoop {
    /// A method as this loop runs it.
    final class Method: Sendable {
        let descriptor: MethodDescriptor
        let implementation: RPCMethod.Implementation
        let counters: MethodCounters
        /// Whether calls wait for a thread of the store.
        let isQueued: Bool
        /// Whether calls are answered where they arrive.
        let isInline: Bool
        private let estimate: Atomic<Int>

        init(_ method: RPCMethod, _ counters: MethodCounters) {
            descriptor = method.descriptor
            implementation = method.implementation
            self.counters = counters
            if case .queued = method.implementation { isQueued = true } else { isQueued = false }
            if case .inline = method.implementation { isInline = true } else { isInline = false }
            estimate = Atomic(isQueued ? .max : Method.unknownTaskAnswer)
        }

        /// Bytes to reserve for an answer: about the longest of the last few; without limit when there was none.
        ///
        /// Threads are few, so that calls of which nothing is known wait no longer for it. Tasks may run long and be
        /// many.
        var answerEstimate: Int { estimate.load(ordering: .relaxed) }

        private static let unknownTaskAnswer = 256 << 10

        /// An answer was so long; on the event loop only.
        func noteAnswer(byteCount: Int) {
            let last = answerEstimate
            let next = last == .max ? 4 * byteCount : last - last / 16
            estimate.store(max(byteCount, next, 1024), ordering: .relaxed)
        }
    }

    let configuration: ServerConfiguration
    let router: Router
    /// By method id.
    let methods: [Method]
    let unknownMethod: MethodCounters
    let hello: [UInt8]
    let recorder: StatisticsRecorder
    let interceptors: InterceptorChain
    let logger: Logger
    /// Every open connection of this loop.
    private(set) var connections: [ObjectIdentifier: ServerConnectionHandler] = [:]
    /// Connections that have not finished their handshake.
    private(set) var handshakeCount = 0
    /// Set when the server shuts down: connections that are accepted late drain at once.
    private(set) var isDraining = false
    private var spareFrames = OutboundFrames()
    let timers: LoopTimers
    private var nextWaitID = 0
    private var waits: [Int: () -> Void] = [:]
    private var isWaitingStopped = false

    /// Called on `eventLoop`.
    init(
        eventLoop: any EventLoop, router: Router, configuration: ServerConfiguration, recorder: StatisticsRecorder,
        logger: Logger
    ) {
        timers = LoopTimers.of(eventLoop)
        self.router = router
        self.configuration = configuration
        self.recorder = recorder
        interceptors = InterceptorChain(configuration.interceptors)
        self.logger = logger
        let counters = recorder.addLoop(methods: router.methods.map(\.descriptor.fullName))
        methods = zip(router.methods, counters.methods).map { method, counters in Method(method, counters) }
        unknownMethod = counters.methods[counters.methods.count - 1]
        hello = ServerLoop.hello(router, configuration).encoded()
    }

    private static func hello(_ router: Router, _ configuration: ServerConfiguration) -> Handshake {
        var hello = Handshake()
        hello.frameByteLimit = UInt32(clamping: configuration.frameByteLimit)
        hello.streamWindow = UInt32(clamping: configuration.streamWindow)
        hello.inFlightCallLimit = UInt32(clamping: configuration.inFlightCallLimit)
        hello.agent = configuration.agent
        hello.compressions = configuration.compression == nil ? 0 : Handshake.zlib
        hello.methods = router.methods.enumerated().map { index, method in
            Handshake.Method(
                id: UInt32(index), fullName: method.descriptor.fullName,
                kind: UInt32(method.descriptor.kind.rawValue),
                idempotency: UInt32(method.descriptor.idempotency.rawValue))
        }
        return hello
    }

    func add(_ connection: ServerConnectionHandler) {
        connections[ObjectIdentifier(connection)] = connection
        handshakeCount += 1
    }

    func handshakeEnded() { handshakeCount -= 1 }

    func remove(_ connection: ServerConnectionHandler) {
        connections[ObjectIdentifier(connection)] = nil
        if connections.isEmpty { finishWaits() }
    }

    /// Starts the end of every connection.
    func drain() {
        isDraining = true
        for connection in connections.values { connection.drain() }
    }

    /// Ends what is left.
    func endAll() {
        for connection in connections.values { connection.endCallsAndClose() }
    }

    /// Calls `completion` once no connection is left, after `limit`, or when `stopWaiting` is called; at once where
    /// that is so already.
    func wait(for limit: Duration, _ completion: @escaping () -> Void) {
        if connections.isEmpty || isWaitingStopped { return completion() }
        let id = nextWaitID
        nextWaitID += 1
        waits[id] = completion
        timers.scheduleConfined(after: limit) { self.waits.removeValue(forKey: id)?() }
    }

    /// Ends every wait, now and later.
    func stopWaiting() {
        isWaitingStopped = true
        finishWaits()
    }

    private func finishWaits() {
        let completions = waits.values
        waits = [:]
        for completion in completions { completion() }
    }

    /// An empty buffer with room, so that idle connections need none of their own.
    func takeFrames() -> OutboundFrames {
        var frames = OutboundFrames()
        swap(&frames, &spareFrames)
        return frames
    }

    func giveBack(_ frames: consuming OutboundFrames) {
        frames.removeAll()
        spareFrames = frames
    }
}
