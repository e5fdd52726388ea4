import Logging
import NIOCore
import NIOEmbedded
import RPCCore
import Synchronization
import TestSupport
import Testing

@testable import RPCTransport

/// One connection of a client on an embedded channel: the test is the server.
final class EmbeddedClient {
    let channel = EmbeddedChannel()
    let handler: ClientHandler
    let owner = Owner()
    private var received: [UInt8] = []

    /// Notes what a connection tells its owner.
    final class Owner: ClientHandler.Owner {
        var events: [String] = []

        func connectionReady(_ handler: ClientHandler) { events.append("ready") }
        func connectionLost(_ handler: ClientHandler, _ error: RPCError) { events.append("lost \(error.code.name)") }
        func connectionHasRoom(_ handler: ClientHandler) { events.append("room") }
        func connectionClosed(_ handler: ClientHandler) { events.append("closed") }
    }

    /// A call and what became of it.
    final class Call: Sendable {
        private let outcomes = Mutex<[Result<ByteMessage, RPCError>]>([])

        /// Everything that the completion was told; one element at most.
        var results: [Result<ByteMessage, RPCError>] { outcomes.withLock { $0 } }

        var code: StatusCode? {
            guard case .failure(let error)? = results.first else { return nil }
            return error.code
        }

        func complete(_ result: Result<ByteMessage, RPCError>) { outcomes.withLock { $0.append(result) } }
    }

    init(
        sayHello: Bool = true, inFlightLimit: UInt32 = 1024, secret: SharedSecret? = nil,
        configuration: ClientConfiguration = ClientConfiguration(), compressions: UInt32 = 0
    ) throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        handler = ClientHandler(
            owner: owner, eventLoop: channel.embeddedEventLoop, configuration: configuration, logger: logger)
        if let secret { handler.ask(secret) }
        try channel.pipeline.syncOperations.addHandler(handler)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        #expect(try frames().map(\.header.type) == [.hello])
        guard sayHello else { return }
        var hello = Handshake()
        hello.inFlightCallLimit = inFlightLimit
        hello.compressions = compressions
        hello.methods = [
            Handshake.Method(id: 40, fullName: SampleService.echo.fullName),
            Handshake.Method(id: 41, fullName: SampleService.chat.fullName, kind: 3),
        ]
        try send(Frame(FrameHeader(.hello, a: 1, b: Handshake.magic), payload: hello.encoded()))
        #expect(owner.events == ["ready"])
    }

    /// Starts a call of `echo`.
    func call(_ text: String = "", milliseconds: UInt64? = nil, isCompressed: Bool = true) -> Call {
        start(SampleService.echo, text, milliseconds: milliseconds, isCompressed: isCompressed).call
    }

    func start(
        _ method: MethodDescriptor, _ text: String = "", milliseconds: UInt64? = nil, isCompressed: Bool = true
    ) -> (call: Call, pending: any ClientCall) {
        let call = Call()
        let deadline = milliseconds.map { MonotonicClock.now + $0 * 1_000_000 } ?? .max
        let start = ClientCallStart(
            method: method, deadline: deadline, waitForReady: false, preamble: nil, isCompressed: isCompressed)
        let pending = UnaryCall(start, ByteMessage(Array(text.utf8)), on: nil) { answer in
            call.complete(answer.message())
        }
        handler.send(pending)
        return (call, pending)
    }

    func send(_ frames: Frame...) throws {
        try channel.writeInbound(ByteBuffer(bytes: frames.flatMap(\.bytes)))
        channel.embeddedEventLoop.run()
    }

    /// What the client has written since the last time.
    func frames() throws -> [Frame] {
        channel.embeddedEventLoop.run()
        while let buffer = try channel.readOutbound(as: ByteBuffer.self) { received += buffer.readableBytesView }
        defer { received = [] }
        return Frame.all(in: received)
    }
}
