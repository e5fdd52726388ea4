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
    private let defaultPreamble: Result<OutboundFrames.Preamble?, RPCError>
    private let core: NIOLoopBoundBox<ClientCore>
    private let submissions = NIOLockedValueBox(Submissions())

    /// - Parameters:
    ///   - addresses: Of the peer, in the order in which they are tried. At least one.
    ///   - eventLoop: Nil: one of the process's shared ones.
    public init(
        to addresses: [PeerAddress], configuration: ClientConfiguration = ClientConfiguration(),
        eventLoop: (any EventLoop)? = nil,
        logger: Logger = Logger(label: "rpc.client", factory: { _ in SwiftLogNoOpLogHandler() })
    ) {
        precondition(!addresses.isEmpty, "a peer has an address")
        let eventLoop = eventLoop ?? MultiThreadedEventLoopGroup.singleton.next()
        self.eventLoop = eventLoop
        self.configuration = configuration
        defaultPreamble = ClientConnection.preamble(configuration.metadata)
        core = NIOLoopBoundBox.makeBoxSendingValue(
            ClientCore(addresses: addresses, configuration: configuration, eventLoop: eventLoop, logger: logger),
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
            let call = UnaryCall(try start(of: method, options), request, on: self, receive)
            submit(call)
            return CallHandle(call)
        } catch {
            receive(.failure(error))
            return CallHandle(nil)
        }
    }

    /// Opens a streaming call; suspends until there is a connection for it.
    public func open(_ method: MethodDescriptor, options: CallOptions) async throws -> any ClientStream {
        let call = StreamingCall(try start(of: method, options), configuration)
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

    private func start(of method: MethodDescriptor, _ options: CallOptions) throws(RPCError) -> ClientCallStart {
        let current = CallContext.current
        var deadline = Deadline.never
        if let timeout = options.timeout {
            deadline = .after(timeout)
        } else if let timeout = method.defaultTimeoutNanoseconds {
            deadline = .after(nanoseconds: timeout)
        }
        if let current { deadline = min(deadline, current.deadline) }
        var preamble = defaultPreamble
        if let metadata = options.metadata ?? current?.metadata { preamble = ClientConnection.preamble(metadata) }
        return ClientCallStart(
            method: method, deadline: deadline.uptimeNanoseconds, waitForReady: options.waitForReady,
            preamble: try preamble.get())
    }

    private static func preamble(_ metadata: Metadata) -> Result<OutboundFrames.Preamble?, RPCError> {
        Result { () throws(RPCError) in
            let encoded = try metadata.encoded()
            if encoded.isEmpty && metadata.trace == nil { return nil }
            return OutboundFrames.Preamble(trace: metadata.trace, metadata: encoded)
        }
    }

    private func submit(_ call: any ClientCall) {
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
