import ArgumentParser
import Contracts
import RPCCore

/// A unary method of `loadtest serve`, and where it runs.
enum EchoClass: String, CaseIterable, ExpressibleByArgument {
    /// On the event loop.
    case inline
    /// In a task that does not suspend.
    case async
    /// On a reader thread of a store, in a read transaction.
    case read
    /// There too, and busy for `workNanoseconds`.
    case work
    /// In a task that waits for `waitingTime`, as one does that asks another service.
    case wait

    static let workNanoseconds: UInt64 = 100_000
    static let waitingTime = Duration.milliseconds(20)

    static let service = ServiceDescriptor(name: "danhba.loadtest.Echo", methods: allCases.map(\.method))

    var method: MethodDescriptor {
        switch self {
        case .inline: Self.inlineMethod
        case .async: Self.asyncMethod
        case .read: Self.readMethod
        case .work: Self.workMethod
        case .wait: Self.waitMethod
        }
    }

    private static let inlineMethod = descriptor("Inline", .inline)
    private static let asyncMethod = descriptor("Async", .async)
    private static let readMethod = descriptor("Read", .read)
    private static let workMethod = descriptor("Work", .read)
    private static let waitMethod = descriptor("Wait", .async)

    private static func descriptor(_ name: String, _ execution: MethodDescriptor.Execution) -> MethodDescriptor {
        MethodDescriptor(
            service: "danhba.loadtest.Echo", name: name, kind: .unary, execution: execution,
            idempotency: .noSideEffects, inputType: RPCV1.EchoRequest.fullName,
            outputType: RPCV1.EchoResponse.fullName)
    }
}

/// A streaming method of `loadtest serve`.
enum StreamKind: String, CaseIterable, ExpressibleByArgument {
    /// The server sends messages of `reply_bytes` until the caller cancels.
    case produce
    /// The server reads messages until the caller finishes.
    case consume
    /// The server answers each message.
    case relay

    static let service = ServiceDescriptor(name: "danhba.loadtest.Streams", methods: allCases.map(\.method))

    var method: MethodDescriptor {
        switch self {
        case .produce: Self.produceMethod
        case .consume: Self.consumeMethod
        case .relay: Self.relayMethod
        }
    }

    private static let produceMethod = descriptor("Produce", .serverStreaming)
    private static let consumeMethod = descriptor("Consume", .clientStreaming)
    private static let relayMethod = descriptor("Relay", .bidirectionalStreaming)

    private static func descriptor(_ name: String, _ kind: MethodDescriptor.Kind) -> MethodDescriptor {
        MethodDescriptor(
            service: "danhba.loadtest.Streams", name: name, kind: kind, execution: .stream, idempotency: .unknown,
            inputType: RPCV1.EchoRequest.fullName, outputType: RPCV1.EchoResponse.fullName)
    }
}
