import RPCCore
import Synchronization

/// A service with a method of every execution class, to test transports with.
public final class SampleService: Sendable {
    /// Answers with the request.
    public static let echo = method("Echo", .inline)
    /// Answers with as many bytes as the request says.
    public static let fill = method("Fill", .inline)
    /// As `fill`, from a task of its own.
    public static let fillLater = method("FillLater", .read)
    /// Answers when `release` is called with the request's text.
    public static let hold = method("Hold", .read)
    /// Answers with the request, from a task.
    public static let echoAsync = method("EchoAsync", .async)
    /// Answers after an hour: only a cancellation or a deadline ends it.
    public static let wait = method("Wait", .async)
    /// Fails as the request says: with a status code's name, `domain` or `unmapped`.
    public static let fail = method("Fail", .inline)
    /// Sends as many messages as the request says, numbered.
    public static let count = method("Count", .stream, .serverStreaming)
    /// Sends `hello` and then nothing; has no deadline.
    public static let watch = MethodDescriptor(
        service: service, name: "Watch", kind: .serverStreaming, execution: .stream, defaultTimeout: nil,
        inputType: ByteMessage.fullName, outputType: ByteMessage.fullName)
    /// Answers with the sum of the requests' bytes.
    public static let join = method("Join", .stream, .clientStreaming)
    /// Answers twice, which it may not, and then nothing.
    public static let joinTwice = method("JoinTwice", .stream, .clientStreaming)
    /// Sends every request back.
    public static let chat = method("Chat", .stream, .bidirectionalStreaming)
    /// Reads nothing until `gate` fires.
    public static let stall = method("Stall", .stream, .clientStreaming)
    /// Answers with the name of the call's workspace.
    public static let workspace = method("Workspace", .inline)
    /// Known to clients only.
    public static let missing = method("Missing", .inline)

    private static let service = "danhba.test.v1.Sample"
    private let holds = Tally()
    /// Calls of `Echo`.
    public let echoes = Tally()
    private let held = Mutex<[(name: String, responder: any Responder)]>([])
    private let arrivedNames = Mutex<[String]>([])
    /// Names of the messages given to `Hold`, as they arrived.
    public var arrivals: [String] { arrivedNames.withLock { $0 } }
    /// Fires when a `Wait`, `Watch` or `JoinTwice` call was cancelled.
    public let cancelled = Event()
    /// Fires when a `Wait`, `Watch` or `Stall` call has started.
    public let started = Event()
    /// Lets `Stall` read.
    public let gate = Event()
    private let batches = Atomic<Int>(0)

    /// A service that holds nothing.
    public init() {}

    /// Times that `batchEnded` was called.
    public var batchCount: Int { batches.load(ordering: .relaxed) }

    private static func method(
        _ name: String, _ execution: MethodDescriptor.Execution, _ kind: MethodDescriptor.Kind = .unary
    ) -> MethodDescriptor {
        MethodDescriptor(
            service: service, name: name, kind: kind, execution: execution, inputType: ByteMessage.fullName,
            outputType: ByteMessage.fullName)
    }

    /// A router with the service.
    public func router() -> Router {
        let methods = [
            RPCMethod(
                SampleService.echo,
                .inline { [echoes] bytes, _ in
                    echoes.advance()
                    return try ByteMessage(deserializing: bytes)
                }),
            RPCMethod(
                SampleService.fill,
                .inline { bytes, _ in
                    ByteMessage([UInt8](repeating: 7, count: Int(try ByteMessage(deserializing: bytes).text) ?? 0))
                }),
            RPCMethod(
                SampleService.fillLater,
                .queued { bytes, _, responder in
                    let count = Int(try ByteMessage(deserializing: bytes).text) ?? 0
                    Task.detached { responder.respond(.success(ByteMessage([UInt8](repeating: 7, count: count)))) }
                }),
            RPCMethod(SampleService.hold, .queued { [self] in try hold($0, $1, $2) }),
            RPCMethod(
                SampleService.echoAsync,
                .async { bytes, _ in
                    let message = try ByteMessage(deserializing: bytes)
                    return { message }
                }),
            RPCMethod(SampleService.wait, .async { [self] _, context in { try await self.wait(context) } }),
            RPCMethod(SampleService.fail, .inline { bytes, _ in throw try SampleService.failure(bytes) }),
            RPCMethod(SampleService.count, .streaming { stream, _ in try await SampleService.count(stream) }),
            RPCMethod(SampleService.watch, .streaming { [self] stream, context in try await watch(stream, context) }),
            RPCMethod(SampleService.join, .streaming { stream, _ in try await SampleService.join(stream) }),
            RPCMethod(
                SampleService.joinTwice, .streaming { [self] stream, context in try await joinTwice(stream, context) }),
            RPCMethod(SampleService.chat, .streaming { stream, _ in try await SampleService.chat(stream) }),
            RPCMethod(
                SampleService.stall,
                .streaming { [self] stream, _ in
                    started.fire()
                    await gate.wait()
                    try await SampleService.join(stream)
                }),
            RPCMethod(SampleService.workspace, .inline { _, context in ByteMessage(Array(context.workspace.utf8)) }),
        ]
        var router = Router()
        router.register(
            ServiceDescriptor(name: SampleService.service, methods: methods.map(\.descriptor)), methods: methods,
            lanes: Lanes(service: self))
        return router
    }

    /// The held call of that name has left its queue.
    public func begin(_ name: String) {
        held.withLock { $0.first { $0.name == name }?.responder }?.began()
    }

    /// Answers the held call of that name.
    ///
    /// False when there is none.
    @discardableResult
    public func release(_ name: String) -> Bool {
        let responder = held.withLock { held -> (any Responder)? in
            guard let index = held.firstIndex(where: { $0.name == name }) else { return nil }
            return held.remove(at: index).responder
        }
        guard let responder else { return false }
        responder.respond(.success(ByteMessage(Array(name.utf8))))
        return true
    }

    /// Suspends until `count` calls of `Hold` have arrived.
    public func awaitHeld(_ count: Int) async { await holds.reach(count) }

    private func hold(_ bytes: UnsafeRawBufferPointer, _ context: CallContext, _ responder: any Responder) throws {
        let name = try ByteMessage(deserializing: bytes).text
        arrivedNames.withLock { $0.append(name) }
        held.withLock { $0.append((name, responder)) }
        holds.advance()
    }

    private func wait(_ context: CallContext) async throws -> any Message {
        context.cancellation.onCancel { self.cancelled.fire() }
        started.fire()
        try await Task.sleep(for: .seconds(3600))
        return ByteMessage()
    }

    private func watch(_ stream: any ServerStream, _ context: CallContext) async throws {
        context.cancellation.onCancel { self.cancelled.fire() }
        try await stream.send("hello" as ByteMessage)
        started.fire()
        try await Task.sleep(for: .seconds(3600))
    }

    /// The failure that a message asks for: `domain`, `unmapped`, or a status code's name.
    private static func failure(_ bytes: UnsafeRawBufferPointer) throws -> any Error {
        let name = try ByteMessage(deserializing: bytes).text
        switch name {
        case "domain": return DomainError()
        case "unmapped": return UnmappedError()
        default:
            let code = StatusCode.allCases.first { $0.name == name } ?? .unknown
            return RPCError(code, "failed as asked", details: [RPCError.Detail("detail" as ByteMessage)])
        }
    }

    struct DomainError: RPCErrorConvertible {
        var rpcError: RPCError { RPCError(.alreadyExists, "the domain says no") }
    }

    struct UnmappedError: Error {
        let secret = "select * from contact"
    }

    /// Sends as many messages as the request has bytes, numbered.
    private static func count(_ stream: any ServerStream) async throws {
        guard let request = try await stream.receive(ByteMessage.self) else { return }
        for number in 0..<(Int(request.text) ?? 0) { try await stream.send(ByteMessage(Array("\(number)".utf8))) }
    }

    private static func join(_ stream: any ServerStream) async throws {
        var count = 0
        while let message = try await stream.receive(ByteMessage.self) { count += message.bytes.count }
        try await stream.send(ByteMessage(Array("\(count)".utf8)))
    }

    private func joinTwice(_ stream: any ServerStream, _ context: CallContext) async throws {
        context.cancellation.onCancel { self.cancelled.fire() }
        while try await stream.receive(ByteMessage.self) != nil {}
        try await stream.send("first" as ByteMessage)
        try await stream.send("second" as ByteMessage)
        try await Task.sleep(for: .seconds(3600))
    }

    private static func chat(_ stream: any ServerStream) async throws {
        while let message = try await stream.receive(ByteMessage.self) { try await stream.send(message) }
    }

    private struct Lanes: ExecutionLanes {
        let service: SampleService

        func inline<R>(_ context: CallContext, _ body: (NoStore) throws -> R) throws -> R { try body(NoStore()) }

        func read(
            _ context: CallContext, _ responder: any Responder,
            _ body: @escaping @Sendable (NoStore) throws -> any Message
        ) {}

        func write(
            _ context: CallContext, _ responder: any Responder,
            _ body: @escaping @Sendable (NoStore) throws -> any Message
        ) {}

        func batchEnded() { service.batches.wrappingAdd(1, ordering: .relaxed) }
    }
}
