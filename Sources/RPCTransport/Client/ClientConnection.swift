import Logging
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import RPCCore

/// A client's way to one peer: one multiplexed connection, made when the first call needs it and made anew when it is
/// lost.
///
/// The peer may have several addresses; the first one that answers is used. Calls fail at once while there is no
/// connection and the last attempt failed, unless their options say `waitForReady`. Thread-safe; end it with
/// `shutdown`, at the latest its last reference does.
public final class ClientConnection: Connection {
    private struct Submissions {
        var calls: [any ClientCall] = []
        var isDrainScheduled = false
    }

    /// Runs the connection.
    ///
    /// Completions are called on it; a call that is started on it costs no hop.
    public let eventLoop: any EventLoop
    private let configuration: ClientConfiguration
    private let defaults: CallDefaults
    private let core: NIOLoopBoundBox<ClientCore>
    private let submissions = NIOLockedValueBox(Submissions())

    /// - Parameters:
    ///   - addresses: Of the peer, in the order in which they are tried. At least one.
    ///   - eventLoop: Nil: one of the process's shared ones.
    public convenience init(
        to addresses: [PeerAddress], configuration: ClientConfiguration = ClientConfiguration(),
        eventLoop: (any EventLoop)? = nil,
        logger: Logger = Logger(label: "rpc.client", factory: { _ in SwiftLogNoOpLogHandler() })
    ) {
        self.init(
            to: addresses.map { AddressBook.Entry(address: $0) }, configuration: configuration, eventLoop: eventLoop,
            logger: logger, onChange: { _ in })
    }

    /// `onChange` is told on the event loop what becomes of the connection; it must not block.
    init(
        to entries: [AddressBook.Entry], configuration: ClientConfiguration, eventLoop: (any EventLoop)?,
        logger: Logger, onChange: @escaping @Sendable (ClientConnectivity) -> Void
    ) {
        precondition(!entries.isEmpty, "a peer has an address")
        let eventLoop = eventLoop ?? MultiThreadedEventLoopGroup.singleton.next()
        self.eventLoop = eventLoop
        self.configuration = configuration
        defaults = CallDefaults(configuration)
        core = NIOLoopBoundBox.makeBoxSendingValue(
            ClientCore(
                entries, configuration: configuration, eventLoop: eventLoop, logger: logger,
                onChange: onChange),
            eventLoop: eventLoop)
    }

    deinit {
        eventLoop.execute { [core] in core.value.shutDown() }
    }

    /// Starts a unary call.
    ///
    /// On the connection's event loop `receive` may be called before this returns, when the call cannot be sent.
    @discardableResult
    public func start(
        _ method: MethodDescriptor, _ request: any Message, options: CallOptions,
        receive: @escaping @Sendable (Result<UnsafeRawBufferPointer, RPCError>) -> Void
    ) -> CallHandle {
        do throws(RPCError) {
            let call = UnaryCall(try defaults.start(of: method, options), request, on: self, receive)
            submit(call)
            return CallHandle(call)
        } catch {
            receive(.failure(error))
            return CallHandle(nil)
        }
    }

    /// Opens a streaming call; suspends until there is a connection for it.
    public func open(_ method: MethodDescriptor, options: CallOptions) async throws -> any ClientStream {
        try await open(try defaults.start(of: method, options))
    }

    /// Opens a streaming call that starts so; suspends until there is a connection for it.
    func open(_ start: ClientCallStart) async throws -> any ClientStream {
        let call = StreamingCall(start, configuration)
        submit(call)
        let stream = OpenStream(call, on: self)
        try await withTaskCancellationHandler {
            try await call.placed()
        } onCancel: {
            cancel(call)
        }
        return stream
    }

    /// Ends the connection for good: calls in flight, and all later ones, fail with `cancelled`; an attempt to connect
    /// and a pause between attempts are broken off.
    ///
    /// Returns when the socket is closed. Harmless when called again.
    public func shutdown() async {
        await withCheckedContinuation { continuation in
            eventLoop.execute { [core] in
                core.value.shutDown { continuation.resume() }
            }
        }
    }

    // MARK: Starting calls

    /// Connects, unless there is a connection or an attempt to make one.
    func connect() {
        eventLoop.execute { [core] in core.value.connect() }
    }

    /// Hands a call over; its outcome comes on the event loop.
    func submit(_ call: any ClientCall) {
        if eventLoop.inEventLoop { return core.value.start(call) }
        let mustWake = submissions.withLockedValue { submissions in
            submissions.calls.append(call)
            defer { submissions.isDrainScheduled = true }
            return !submissions.isDrainScheduled
        }
        if mustWake { eventLoop.execute { [core, submissions] in ClientConnection.drain(submissions, to: core.value) } }
    }

    /// Starts the calls of other threads: however many there are, with one wake-up.
    private static func drain(_ submissions: NIOLockedValueBox<Submissions>, to core: ClientCore) {
        let calls = submissions.withLockedValue { submissions in
            submissions.isDrainScheduled = false
            defer { submissions.calls.removeAll(keepingCapacity: submissions.calls.capacity <= 4096) }
            return submissions.calls
        }
        for call in calls { core.start(call) }
    }

    func cancel(_ call: any ClientCall) {
        // Behind the drain that starts the call, where that is still to come.
        eventLoop.execute { [core] in
            core.value.cancel(call)
        }
    }
}
