import Foundation
import Logging
import NIOCore
import NIOPosix
import RPCCore
import RPCTransport
import Synchronization
import TestSupport
import Testing

@Suite("Starting, ending, reconnecting", .serialized, .timeLimit(.minutes(2)))
struct LifecycleTests {
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func server(_ service: SampleService, port: Int = 0) -> RPCServer {
        RPCServer(
            router: service.router(),
            configuration: ServerConfiguration(addresses: [.tcp(host: "127.0.0.1", port: port)]), logger: logger)
    }

    private func client(_ addresses: [PeerAddress], _ configuration: ClientConfiguration? = nil) -> ClientConnection {
        var quick = ClientConfiguration()
        quick.reconnectInitialPause = .milliseconds(5)
        quick.reconnectPauseLimit = .milliseconds(20)
        return ClientConnection(to: addresses, configuration: configuration ?? quick)
    }

    @Test("A shutdown ends without clients, and before the start")
    func noClients() async throws {
        let server = server(SampleService())
        await server.shutdown()
        let started = self.server(SampleService())
        try await started.start()
        #expect(started.port != nil)
        await started.shutdown()
        await started.shutdown()
    }

    @Test("A shutdown ends with idle clients, long before the grace period")
    func idleClients() async throws {
        let server = server(SampleService())
        try await server.start()
        let client = client(server.addresses)
        let _: ByteMessage = try await client.unary(SampleService.echo, ByteMessage())
        let time = await ContinuousClock().measure { await server.shutdown(grace: .seconds(60)) }
        #expect(time < .seconds(20))
        await client.shutdown()
    }

    @Test("A shutdown ends an open watch at once, as unavailable")
    func openWatch() async throws {
        let service = SampleService()
        let server = server(service)
        try await server.start()
        let client = client(server.addresses)
        let stream = try await client.open(SampleService.watch, options: CallOptions())
        await service.started.wait()
        let time = await ContinuousClock().measure { await server.shutdown(grace: .seconds(60)) }
        #expect(time < .seconds(20))
        _ = try await stream.receive(ByteMessage.self)
        let error = await rpcError { try await stream.receive(ByteMessage.self) }
        #expect(error?.code == .unavailable)
        await service.cancelled.wait()
        await client.shutdown()
    }

    @Test(
        "Answers that are larger together than what may wait come one after the other to a client that reads",
        arguments: [SampleService.fill, SampleService.fillLater], [1 << 20, 4_000_000])
    func largeAnswers(_ method: MethodDescriptor, _ size: Int) async throws {
        let server = server(SampleService())
        try await server.start()
        let client = client(server.addresses)
        let _: ByteMessage = try await client.unary(SampleService.echo, ByteMessage())
        let request = ByteMessage(Array("\(size)".utf8))
        let sizes = try await withThrowingTaskGroup(of: Int.self) { group in
            // In few writes, of which the server reads each at once.
            for _ in 0..<64 {
                group.addTask {
                    let answer: ByteMessage = try await client.unary(
                        method, request, options: CallOptions(timeout: .seconds(60)))
                    return answer.bytes.count
                }
            }
            return try await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(sizes == [Int](repeating: size, count: 64))
        await client.shutdown()
        await server.shutdown()
    }

    @Test("Calls in flight finish within the grace period")
    func grace() async throws {
        let service = SampleService()
        let server = server(service)
        try await server.start()
        let client = client(server.addresses)
        async let held: ByteMessage = client.unary(SampleService.hold, "held" as ByteMessage)
        await service.awaitHeld(1)
        async let shutdown: Void = server.shutdown(grace: .seconds(60))
        service.release("held")
        let response = try await held
        #expect(response == "held")
        await shutdown
        await client.shutdown()
    }

    @Test("A cancelled shutdown waits no longer")
    func impatient() async throws {
        let service = SampleService()
        let server = server(service)
        try await server.start()
        let client = client(server.addresses)
        let held = Task {
            await rpcError { try await client.unary(SampleService.hold, "held" as ByteMessage) as ByteMessage }
        }
        await service.awaitHeld(1)
        let shutdown = Task { await server.shutdown(grace: .seconds(3600)) }
        shutdown.cancel()
        await shutdown.value
        let error = await held.value
        #expect(error?.code == .unavailable)
        await client.shutdown()
    }

    @Test("A shutdown ends with a client that reads nothing")
    func stuckClient() async throws {
        let service = SampleService()
        let server = server(service)
        try await server.start()
        let port = try #require(server.port)
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.autoRead, value: false).connect(host: "127.0.0.1", port: port).get()
        var bytes = Frame.hello.bytes
        // Small enough to come before the server's HELLO has gone out.
        for index in 0..<256 {
            let header = FrameHeader(.request, flags: .endStream, streamID: UInt32(index * 2 + 1), a: 0)
            bytes += Frame(header, payload: [UInt8](repeating: 1, count: 60_000)).bytes
        }
        channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
        await service.echoes.reach(1)
        await server.shutdown(grace: .milliseconds(100))
        channel.close(promise: nil)
    }

    @Test("A client's shutdown fails its calls and breaks off a pause between attempts")
    func clientShutdown() async throws {
        var patient = ClientConfiguration()
        patient.reconnectInitialPause = .seconds(3600)
        let unreachable = client([.unix(path: "/nonexistent/socket")], patient)
        let error = await rpcError {
            try await unreachable.unary(SampleService.echo, ByteMessage()) as ByteMessage
        }
        #expect(error?.code == .unavailable && error?.isRetryable == true)
        let waiting = Task {
            await rpcError {
                try await unreachable.unary(
                    SampleService.echo, ByteMessage(), options: CallOptions(waitForReady: true)) as ByteMessage
            }
        }
        await Task.yield()
        await unreachable.shutdown()
        #expect(await waiting.value?.code == .cancelled)
        let later = await rpcError { try await unreachable.unary(SampleService.echo, ByteMessage()) as ByteMessage }
        #expect(later?.code == .cancelled)
    }

    @Test("A call that waits for readiness keeps its deadline")
    func waitingDeadline() async throws {
        let unreachable = client([.unix(path: "/nonexistent/socket")])
        let error = await rpcError {
            try await unreachable.unary(
                SampleService.echo, ByteMessage(),
                options: CallOptions(timeout: .milliseconds(50), waitForReady: true)) as ByteMessage
        }
        #expect(error?.code == .deadlineExceeded)
        await unreachable.shutdown()
    }

    @Test("The first address that answers is used")
    func addresses() async throws {
        try await withServer { server in
            let client = client([.unix(path: "/nonexistent/socket")] + server.addresses)
            let response: ByteMessage = try await client.unary(SampleService.echo, "second" as ByteMessage)
            #expect(response == "second")
            await client.shutdown()
        }
    }

    @Test("An address that does not answer does not hold up the next, and is let go of")
    func silentAddress() async throws {
        let closed = Event()
        let silent = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.closeFuture.whenComplete { _ in closed.fire() }
                return channel.eventLoop.makeSucceededVoidFuture()
            }.bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(silent.localAddress?.port)
        try await withServer { server in
            var configuration = ClientConfiguration()
            configuration.connectTimeout = .seconds(3600)
            let client = client([.tcp(host: "127.0.0.1", port: port)] + server.addresses, configuration)
            let response: ByteMessage = try await client.unary(
                SampleService.echo, "second" as ByteMessage, options: CallOptions(timeout: .seconds(60)))
            #expect(response == "second")
            await closed.wait()
            await client.shutdown()
        }
        try await silent.close()
    }

    @Test("The next address is tried at once when one fails, and not at all when one answers")
    func headStart() async throws {
        let second = server(SampleService())
        try await second.start()
        try await withServer { first in
            var configuration = ClientConfiguration()
            configuration.connectStagger = .seconds(3600)
            let client = client(
                [.unix(path: "/nonexistent/socket")] + first.addresses + second.addresses, configuration)
            let _: ByteMessage = try await client.unary(SampleService.echo, ByteMessage())
            #expect(first.statistics.connectionsAccepted == 1 && second.statistics.connectionsAccepted == 0)
            await client.shutdown()
        }
        await second.shutdown(grace: .zero)
    }

    @Test("A shutdown ends attempts that run beside one another")
    func shutdownWhileConnecting() async throws {
        let accepted = Tally()
        let closed = Tally()
        var silent: [any Channel] = []
        for _ in 0..<3 {
            silent.append(
                try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                    .childChannelInitializer { channel in
                        accepted.advance()
                        channel.closeFuture.whenComplete { _ in closed.advance() }
                        return channel.eventLoop.makeSucceededVoidFuture()
                    }.bind(host: "127.0.0.1", port: 0).get())
        }
        var configuration = ClientConfiguration()
        configuration.connectStagger = .milliseconds(1)
        let ports = silent.compactMap { $0.localAddress?.port }
        let client = client(ports.map { .tcp(host: "127.0.0.1", port: $0) }, configuration)
        let call = Task { await rpcError { try await client.unary(SampleService.echo, ByteMessage()) as ByteMessage } }
        await accepted.reach(3)
        await client.shutdown()
        #expect(await call.value?.code == .cancelled)
        await closed.reach(3)
        for channel in silent { try await channel.close() }
    }

    @Test("A client comes back to a server that was restarted")
    func reconnect() async throws {
        let first = server(SampleService())
        try await first.start()
        let port = try #require(first.port)
        let client = client(first.addresses)
        let before: ByteMessage = try await client.unary(SampleService.echo, "before" as ByteMessage)
        #expect(before == "before")
        await first.shutdown(grace: .zero)
        async let during: ByteMessage = client.unary(
            SampleService.echo, "during" as ByteMessage, options: CallOptions(waitForReady: true))
        let second = server(SampleService(), port: port)
        try await second.start()
        let response = try await during
        #expect(response == "during")
        await client.shutdown()
        await second.shutdown(grace: .zero)
    }

    @Test("A drain under load fails no call that was not told to be safe to retry")
    func drainUnderLoad() async throws {
        let server = server(SampleService())
        try await server.start()
        let client = client(server.addresses)
        let answered = Tally()
        let unsafeErrors = ErrorLog()
        let callers = (0..<8).map { _ in
            Task {
                while true {
                    let error = await rpcError {
                        try await client.unary(SampleService.echo, ByteMessage()) as ByteMessage
                    }
                    guard let error else {
                        answered.advance()
                        continue
                    }
                    if !error.isRetryable { unsafeErrors.add(error) }
                    return
                }
            }
        }
        await answered.reach(200)
        await server.shutdown(grace: .seconds(20))
        for caller in callers { await caller.value }
        #expect(unsafeErrors.messages == [])
        await client.shutdown()
    }

    @Test("A connection beyond the limit is closed")
    func connectionLimit() async throws {
        var configuration = ServerConfiguration()
        configuration.connectionLimit = 1
        try await withServer(SampleService(), configuration) { server in
            let first = client(server.addresses)
            let _: ByteMessage = try await first.unary(SampleService.echo, ByteMessage())
            let second = client(server.addresses)
            let error = await rpcError { try await second.unary(SampleService.echo, ByteMessage()) as ByteMessage }
            #expect(error?.code == .unavailable)
            #expect(server.statistics.connectionsRefused >= 1)
            await first.shutdown()
            await second.shutdown()
        }
    }

    @Test("A call inherits deadline and metadata of the call being answered, unless detached")
    func propagation() async throws {
        try await withServer { server in
            let client = client(server.addresses)
            let context = CallContext(
                method: SampleService.echo, metadata: Metadata(workspace: "acme"), deadline: .after(.milliseconds(100)))
            let error = await CallContext.$current.withValue(context) {
                await rpcError { try await client.unary(SampleService.wait, ByteMessage()) as ByteMessage }
            }
            #expect(error?.code == .deadlineExceeded)
            let detached: ByteMessage = try await CallContext.$current.withValue(context) {
                try await CallContext.detached {
                    try await client.unary(SampleService.echo, "free" as ByteMessage)
                }
            }
            #expect(detached == "free")
            await client.shutdown()
        }
    }

    @Test("A hundred thousand calls leave nothing behind")
    func leaksNothing() async throws {
        try await withServer { server in
            let client = client(server.addresses)
            try await calls(10_000, on: client)
            let before = residentBytes()
            try await calls(90_000, on: client)
            #expect(residentBytes() - before < 8 << 20)
            let statistics = server.statistics
            #expect(statistics.methods.map(\.started) == [100_000])
            #expect(statistics.methods.map(\.inFlight) == [0])
            await client.shutdown()
        }
    }

    @Test("Tens of thousands of streams, a thousand of them at a time, leave nothing behind")
    func leaksNoStream() async throws {
        try await withServer { server in
            let client = client(server.addresses)
            try await streams(2000, atATime: 1000, on: client)
            let before = residentBytes()
            try await streams(20_000, atATime: 1000, on: client)
            try await streams(2000, atATime: 1, on: client)
            #expect(residentBytes() - before < 8 << 20)
            let statistics = server.statistics
            #expect(statistics.methods.map(\.started) == [24_000])
            #expect(statistics.methods.map(\.inFlight) == [0])
            await client.shutdown()
        }
    }

    /// Has a message sent back on each of `count` streams.
    private func streams(_ count: Int, atATime width: Int, on client: ClientConnection) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<width {
                group.addTask {
                    for _ in 0..<count / width {
                        let stream = try await client.open(SampleService.chat, options: CallOptions())
                        try await stream.send("x" as ByteMessage)
                        try await stream.finish()
                        #expect(try await stream.receive(ByteMessage.self) == "x")
                        #expect(try await stream.receive(ByteMessage.self) == nil)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// Makes calls on the connection's own loop, 64 at a time.
    private func calls(_ count: Int, on client: ClientConnection) async throws {
        let remaining = Atomic<Int>(count)
        let done = Tally()
        @Sendable func next() {
            guard remaining.wrappingSubtract(1, ordering: .relaxed).newValue >= 0 else { return done.advance() }
            client.start(SampleService.echo, ByteMessage(count: 20)) { (result: Result<ByteMessage, RPCError>) in
                if case .failure(let error) = result { Issue.record(error) }
                next()
            }
        }
        client.eventLoop.execute { for _ in 0..<64 { next() } }
        await done.reach(64)
    }

    private func residentBytes() -> Int {
        guard let statm = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return 0 }
        let pages = statm.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * 4096
    }
}

/// Errors of many tasks.
private final class ErrorLog: Sendable {
    private let errors = Mutex<[RPCError]>([])

    var messages: [String] { errors.withLock { $0.map(\.message) } }

    func add(_ error: RPCError) { errors.withLock { $0.append(error) } }
}

@Suite("Addresses")
struct PeerAddressTests {
    @Test("Addresses are read and written alike")
    func roundTrip() throws {
        for text in ["tcp:localhost:7101", "tcp:[::1]:80", "unix:/run/x.sock"] {
            #expect(try PeerAddress(text).description == text)
        }
        #expect(try PeerAddress("127.0.0.1:1") == .tcp(host: "127.0.0.1", port: 1))
    }

    @Test("A list of addresses is read in its order; one that is none refuses the list")
    func list() throws {
        #expect(try PeerAddress.list("unix:/a, tcp:b:1") == [.unix(path: "/a"), .tcp(host: "b", port: 1)])
        for text in ["", ",", "unix:/a,", "unix:/a,b"] {
            #expect(throws: RPCError.self) { try PeerAddress.list(text) }
        }
    }

    @Test(
        "What is no address is refused",
        arguments: [
            "", "tcp:", "host", "host:", ":80", "host:65536", "host:-1", "unix:",
            "unix:/" + String(repeating: "x", count: 103),
        ])
    func malformed(_ text: String) {
        #expect(throws: RPCError.self) { try PeerAddress(text) }
    }
}
