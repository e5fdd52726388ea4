import Logging
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import RPCCore

/// Serves the methods of a router over TCP and unix domain sockets.
///
/// Configure, `start`, and at the end `shutdown`; a server cannot be started twice.
public final class RPCServer: Sendable {
    private struct State {
        var loops: [NIOLoopBound<ServerLoop>] = []
        var listeners: [any Channel] = []
        var addresses: [PeerAddress] = []
        var hasStarted = false
        var hasShutDown = false
    }

    private let router: Router
    private let configuration: ServerConfiguration
    private let group: any EventLoopGroup
    private let ownsGroup: Bool
    private let recorder: StatisticsRecorder
    private let logger: Logger
    private let security: ServerSecurity
    private let state = NIOLockedValueBox(State())

    /// - Parameters:
    ///   - recorder: Counts for this server; make it first where a service of `router` shows the numbers.
    ///   - eventLoopGroup: Runs the connections. Nil: one event loop of the server's own, which is what a service with
    ///     a store wants; it ends with `shutdown`.
    public init(
        router: Router, configuration: ServerConfiguration = ServerConfiguration(),
        recorder: StatisticsRecorder = StatisticsRecorder(), eventLoopGroup: (any EventLoopGroup)? = nil,
        logger: Logger
    ) {
        self.router = router
        self.configuration = configuration
        self.recorder = recorder
        self.logger = logger
        security = ServerSecurity(configuration, logger: logger)
        ownsGroup = eventLoopGroup == nil
        group = eventLoopGroup ?? MultiThreadedEventLoopGroup(numberOfThreads: 1)
    }

    /// The addresses that the server listens on, with the ports that the system chose; empty before `start`.
    public var addresses: [PeerAddress] { state.withLockedValue { $0.addresses } }

    /// The port of the first TCP address, with TLS or without; nil before `start` and without one.
    public var port: Int? {
        for address in addresses {
            switch address {
            case .tcp(_, let port), .tls(_, let port): return port
            case .unix: continue
            }
        }
        return nil
    }

    /// What the server has done since its start; from any thread.
    public var statistics: ServerStatistics { recorder.snapshot() }

    /// Listens on every address.
    ///
    /// Returns when all of them accept connections.
    ///
    /// Throws what the system says when an address cannot be bound, and `failedPrecondition` when a file of its
    /// credentials cannot be used; then nothing listens. A unix socket's file that a dead process left behind is
    /// replaced.
    public func start() async throws {
        let isFirst = state.withLockedValue { state in
            defer { state.hasStarted = true }
            return !state.hasStarted
        }
        precondition(isFirst, "a server starts once")
        try security.prepare(for: configuration.addresses)
        var loops: [ObjectIdentifier: NIOLoopBound<ServerLoop>] = [:]
        for eventLoop in group.makeIterator() { loops[ObjectIdentifier(eventLoop)] = try await makeLoop(eventLoop) }
        state.withLockedValue { $0.loops = Array(loops.values) }
        do {
            for address in configuration.addresses { try await listen(address, loops) }
        } catch {
            await closeListeners()
            throw error
        }
    }

    private func makeLoop(_ eventLoop: any EventLoop) async throws -> NIOLoopBound<ServerLoop> {
        try await eventLoop.submit { [router, configuration, recorder, logger] in
            let loop = ServerLoop(
                eventLoop: eventLoop, router: router, configuration: configuration, recorder: recorder,
                logger: logger)
            return NIOLoopBound(loop, eventLoop: eventLoop)
        }.get()
    }

    private func listen(_ address: PeerAddress, _ loops: [ObjectIdentifier: NIOLoopBound<ServerLoop>]) async throws {
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: CInt(clamping: configuration.backlog))
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.maxMessagesPerRead, value: 4)
            .childChannelOption(
                .recvAllocator, value: AdaptiveRecvByteBufferAllocator(minimum: 1024, initial: 4096, maximum: 256 << 10)
            )
            .childChannelOption(.writeBufferWaterMark, value: .init(low: 64 << 10, high: 256 << 10))
            .childChannelInitializer { [configuration, recorder, security] channel in
                security.admit(channel, to: address).flatMapThrowing { security in
                    guard let loop = loops[ObjectIdentifier(channel.eventLoop)]?.value else {
                        throw ChannelError.inappropriateOperationForState
                    }
                    try RPCServer.serve(channel, loop, recorder, security, limit: configuration.connectionLimit)
                }
            }
        let listener =
            switch address {
            case .tcp(let host, let port), .tls(let host, let port):
                try await bootstrap.bind(host: host, port: port).get()
            case .unix(let path):
                try await bootstrap.bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true).get()
            }
        var bound = PeerAddress(listener.localAddress) ?? address
        if case .tls = address { bound = bound.withTLS }
        logger.debug("listening", metadata: ["address": "\(bound)"])
        state.withLockedValue { [bound] state in
            state.listeners.append(listener)
            state.addresses.append(bound)
        }
    }

    private static func serve(
        _ channel: any Channel, _ loop: ServerLoop, _ recorder: StatisticsRecorder, _ security: ConnectionSecurity,
        limit: Int
    ) throws {
        let peer = PeerAddress(channel.remoteAddress)?.description ?? "unknown"
        guard loop.handshakeCount < loop.configuration.handshakeLimit else {
            loop.logger.warning("too many connections without a handshake", metadata: ["peer": "\(peer)"])
            throw ChannelError.operationUnsupported
        }
        let counters = ConnectionCounters(peer: peer)
        guard let id = recorder.addConnection(counters, limit: limit) else {
            loop.logger.warning("too many connections", metadata: ["peer": "\(peer)"])
            throw ChannelError.operationUnsupported
        }
        let handler = ServerConnectionHandler(
            loop: loop, eventLoop: channel.eventLoop, peer: peer, counters: counters, connectionID: id,
            security: security)
        try channel.pipeline.syncOperations.addHandler(handler)
    }

    /// Ends the server: accepts no more connections, tells every client, lets the calls in flight finish within
    /// `grace` (nil: the configuration's), then ends what is left with `unavailable`.
    ///
    /// Returns when every connection is closed, at the latest two seconds after the grace period, or when the task is
    /// cancelled, which ends everything at once, as a grace of zero does. A further call returns immediately.
    public func shutdown(grace: Duration? = nil) async {
        let isFirst = state.withLockedValue { state in
            defer { state.hasShutDown = true }
            return !state.hasShutDown
        }
        guard isFirst else { return }
        await closeListeners()
        let loops = state.withLockedValue { $0.loops }
        let grace = grace ?? configuration.drainGrace
        for loop in loops { loop.execute { $0.drain() } }
        if grace > .zero { await awaitConnectionsEnd(loops, within: grace) }
        for loop in loops { loop.execute { $0.endAll() } }
        await awaitConnectionsEnd(loops, within: .seconds(2))
        guard ownsGroup else { return }
        do {
            try await group.shutdownGracefully()
        } catch {
            logger.debug("event loop already ended", metadata: ["error": "\(error)"])
        }
    }

    private func closeListeners() async {
        let listeners = state.withLockedValue { state in
            defer { state.listeners = [] }
            return state.listeners
        }
        for listener in listeners {
            do {
                try await listener.close()
            } catch {
                logger.debug("listener already closed", metadata: ["error": "\(error)"])
            }
        }
    }
}

extension RPCServer {
    /// Waits until no connection is left, for `limit` at most, or until the task is cancelled.
    private func awaitConnectionsEnd(_ loops: [NIOLoopBound<ServerLoop>], within limit: Duration) async {
        await withTaskCancellationHandler {
            for loop in loops { await RPCServer.awaitConnectionsEnd(loop, within: limit) }
        } onCancel: {
            for loop in loops { loop.execute { $0.stopWaiting() } }
        }
    }

    private static func awaitConnectionsEnd(_ loop: NIOLoopBound<ServerLoop>, within limit: Duration) async {
        await withCheckedContinuation { continuation in
            loop.execute { loop in loop.wait(for: limit) { continuation.resume() } }
        }
    }
}

extension NIOLoopBound where Value == ServerLoop {
    /// Runs `body` on the loop; drops it when the loop has ended.
    fileprivate func execute(_ body: @escaping @Sendable (ServerLoop) -> Void) {
        eventLoop.execute { body(value) }
    }
}
