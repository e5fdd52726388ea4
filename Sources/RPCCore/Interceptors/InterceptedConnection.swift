import Synchronization

/// A way to a peer whose calls interceptors see; it adds nothing else.
///
/// A call ends for the interceptors just before its caller is told, so also before a response is read: one that cannot
/// be read has ended with `ok`. Put it outside of what sends calls again, so that they see one call, not the attempts.
public final class InterceptedConnection: Connection {
    private let connection: any Connection
    private let peer: CallPeer
    private let metadata: Metadata
    private let chain: InterceptorChain

    /// - Parameters:
    ///   - peer: The peer's name, for the interceptors.
    ///   - metadata: The default metadata of `connection`, of which interceptors see what is sent.
    public init(
        _ connection: any Connection, peer: String, metadata: Metadata = Metadata(),
        interceptors: [any CallInterceptor]
    ) {
        self.connection = connection
        self.peer = CallPeer(address: peer)
        self.metadata = metadata
        chain = InterceptorChain(interceptors)
    }

    /// Starts a unary call unless an interceptor refuses it.
    @discardableResult
    public func start(
        _ method: MethodDescriptor, _ request: any Message, options: CallOptions,
        receive: @escaping @Sendable (Result<UnsafeRawBufferPointer, RPCError>) -> Void
    ) -> CallHandle {
        let record: CallRecord
        do throws(RPCError) {
            record = try begin(method, options)
        } catch {
            receive(.failure(error))
            return CallHandle(nil)
        }
        let options = record.options(options)
        return connection.start(method, MeasuredRequest(request, record), options: options) { answer in
            switch answer {
            case .success(let bytes):
                record.received(bytes.count)
                record.end(.ok)
            case .failure(let error): record.end(error.code)
            }
            receive(answer)
        }
    }

    /// Opens a streaming call unless an interceptor refuses it; it ends with its last message, its error, or when it is
    /// given up.
    public func open(_ method: MethodDescriptor, options: CallOptions) async throws -> any ClientStream {
        let record = try begin(method, options)
        do {
            return InterceptedStream(try await connection.open(method, options: record.options(options)), record)
        } catch {
            record.end(RPCError(handlerError: error).code)
            throw error
        }
    }

    private func begin(_ method: MethodDescriptor, _ options: CallOptions) throws(RPCError) -> CallRecord {
        let metadata = options.metadata ?? CallContext.current?.metadata ?? metadata
        return CallRecord(try chain.start(InterceptedCall(method: method, peer: peer, metadata: metadata)))
    }
}

/// What is known of one call of a client while it runs; ends it exactly once.
private final class CallRecord: Sendable {
    private let interception: Interception
    private let start = MonotonicClock.now
    private let requestBytes = Atomic<Int>(0)
    private let responseBytes = Atomic<Int>(0)
    private let hasEnded = Atomic<Bool>(false)

    init(_ interception: Interception) { self.interception = interception }

    /// `options` with the metadata that the interceptors made.
    func options(_ options: CallOptions) -> CallOptions {
        guard interception.call.isMetadataChanged else { return options }
        var options = options
        options.metadata = interception.call.metadata
        return options
    }

    func sent(_ byteCount: Int) { requestBytes.wrappingAdd(byteCount, ordering: .relaxed) }

    func received(_ byteCount: Int) { responseBytes.wrappingAdd(byteCount, ordering: .relaxed) }

    func end(_ code: StatusCode) {
        guard !hasEnded.exchange(true, ordering: .acquiringAndReleasing) else { return }
        let duration = Int64(clamping: MonotonicClock.now &- start)
        interception.end(
            CallOutcome(
                code, requestBytes: requestBytes.load(ordering: .relaxed),
                responseBytes: responseBytes.load(ordering: .relaxed), duration: .nanoseconds(duration)))
    }
}

/// A request whose bytes are counted where it is written.
private struct MeasuredRequest: Message {
    /// Empty, as nobody asks a request for it.
    static let fullName = ""

    private let message: any Message
    private let record: CallRecord?

    init() { self.init(RawMessage(), nil) }

    init(deserializing bytes: UnsafeRawBufferPointer) { self.init(RawMessage(deserializing: bytes), nil) }

    init(_ message: any Message, _ record: CallRecord?) {
        self.message = message
        self.record = record
    }

    func serialize(into sink: inout some MessageSink) {
        // Moved in and out: a copy of the sink's buffer would have to be made when it is written to.
        var measuring = MeasuringSink(sink: consume sink)
        message.serialize(into: &measuring)
        record?.sent(measuring.byteCount)
        sink = measuring.sink
    }
}

/// A response that remembers of how many bytes it was read.
private struct MeasuredResponse<Content: Message>: Message {
    static var fullName: String { Content.fullName }

    let message: Content
    let byteCount: Int

    init() {
        message = Content()
        byteCount = 0
    }

    init(deserializing bytes: UnsafeRawBufferPointer) throws {
        message = try Content(deserializing: bytes)
        byteCount = bytes.count
    }

    func serialize(into sink: inout some MessageSink) { message.serialize(into: &sink) }
}

private struct MeasuringSink<Sink: MessageSink>: MessageSink {
    var sink: Sink
    var byteCount = 0

    init(sink: consuming Sink) { self.sink = sink }

    mutating func append(byteCount: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Void) {
        self.byteCount += byteCount
        sink.append(byteCount: byteCount, fill)
    }
}

/// A streaming call that interceptors see; letting go of it gives the call up.
private final class InterceptedStream: ClientStream {
    private let stream: any ClientStream
    private let record: CallRecord

    init(_ stream: any ClientStream, _ record: CallRecord) {
        self.stream = stream
        self.record = record
    }

    deinit { cancel() }

    func send(_ message: some Message) async throws { try await stream.send(MeasuredRequest(message, record)) }

    func finish() async throws { try await stream.finish() }

    func receive<M: Message>(_ type: M.Type) async throws -> M? {
        do {
            guard let measured = try await stream.receive(MeasuredResponse<M>.self) else {
                record.end(.ok)
                return nil
            }
            record.received(measured.byteCount)
            return measured.message
        } catch {
            record.end(RPCError(handlerError: error).code)
            throw error
        }
    }

    func cancel() {
        stream.cancel()
        record.end(.cancelled)
    }
}
