import Logging
import NIOCore
import NIOEmbedded
import RPCCore
import TestSupport
import Testing

@testable import RPCTransport

/// The terminal frames that came, by call.
private struct Terminals {
    private(set) var byCall: [UInt32: [FrameHeader]] = [:]
    /// Of the last orderly GOAWAY.
    private(set) var last = UInt32.max

    mutating func add(_ frames: [Frame]) {
        for frame in frames {
            if frame.header.type == .response { byCall[frame.header.streamID, default: []].append(frame.header) }
            if frame.header.type == .goAway {
                #expect(frame.header.b == 0)
                last = frame.header.a
            }
        }
    }

    func codes(_ id: UInt32) -> [UInt32] { byCall[id, default: []].map(\.a) }
}

@Suite("Exactly one terminal frame, on one thread")
struct TerminalFrameTests {
    /// What may happen to a held call.
    enum Step: CaseIterable {
        case release, cancel, cancelForDeadline, passDeadline, drain, endGrace
    }

    /// The code that a step alone ends a held call with.
    private func code(of step: Step) -> StatusCode? {
        switch step {
        case .release: .ok
        case .cancel: .cancelled
        case .cancelForDeadline, .passDeadline: .deadlineExceeded
        case .drain: nil
        case .endGrace: .unavailable
        }
    }

    private func perform(_ step: Step, _ server: EmbeddedServer) throws {
        switch step {
        case .release: server.service.release("a")
        case .cancel: try server.send(Frame(FrameHeader(.cancel, streamID: 1, a: 1)))
        case .cancelForDeadline: try server.send(Frame(FrameHeader(.cancel, streamID: 1, a: 4)))
        case .passDeadline:
            spin(milliseconds: 4)
            server.channel.embeddedEventLoop.advanceTime(by: .milliseconds(100))
        case .drain: server.loop.drain()
        case .endGrace:
            server.loop.drain()
            server.loop.endAll()
        }
        server.channel.embeddedEventLoop.run()
    }

    @Test("Whatever crosses, the first end counts and the others are silent", arguments: Step.allCases, Step.allCases)
    func crossing(_ first: Step, _ second: Step) throws {
        let server = try EmbeddedServer()
        var terminals = Terminals()
        // Its deadline has not passed before the step that waits for it.
        let milliseconds: UInt32 = first == .passDeadline || second == .passDeadline ? 3 : 0
        try server.send(server.request(1, SampleService.hold, "a", milliseconds: milliseconds))
        try perform(first, server)
        try perform(second, server)
        try perform(.endGrace, server)
        terminals.add(try server.frames())
        let codes = [first, second, .endGrace].compactMap { code(of: $0)?.rawValue }
        if milliseconds == 0 {
            #expect(terminals.codes(1) == [codes[0]])
        } else {
            // The machine may have been slow.
            let code = try #require(terminals.codes(1).first)
            #expect(terminals.codes(1).count == 1 && (codes[0] == code || code == 4))
        }
        #expect(terminals.byCall[1]?.first?.flags.contains(.retryable) == false)
    }

    @Test("A call that fails before it starts has one terminal frame and reaches no handler")
    func beforeStart() throws {
        var configuration = ServerConfiguration()
        configuration.inFlightCallLimit = 1
        configuration.interceptors = [
            CallRecorder { (call) throws(RPCError) in
                if call.metadata.workspace == "denied" { throw RPCError(.permissionDenied, "no") }
            }
        ]
        let server = try EmbeddedServer(configuration)
        let metadata = try Metadata(workspace: "denied").encoded()
        let hold = server.id(SampleService.hold)
        let requests = [
            Frame(FrameHeader(.request, streamID: 1, a: 4711)),
            Frame(FrameHeader(.request, flags: .noData, streamID: 3, a: hold)),
            Frame(FrameHeader(.request, streamID: 5, a: hold, metadataByteCount: 1), payload: [0xFF]),
            Frame(
                FrameHeader(.request, streamID: 7, a: hold, metadataByteCount: UInt16(metadata.count)),
                payload: metadata),
            Frame(FrameHeader(.request, streamID: 9, a: hold), payload: [0xFF]),
            server.request(11, SampleService.hold, "runs"), server.request(13, SampleService.hold, "too many"),
        ]
        for request in requests {
            try server.send(request)
            let cancel = FrameHeader(.cancel, streamID: request.header.streamID, a: 1)
            if request.header.streamID != 11 { try server.send(Frame(cancel), Frame(cancel)) }
        }
        var terminals = Terminals()
        terminals.add(try server.frames())
        #expect([1, 3, 5, 7, 9, 11, 13].map { terminals.codes($0) } == [[12], [3], [3], [7], [3], [], [14]])
        for (id, headers) in terminals.byCall { #expect(headers[0].flags.contains(.retryable) == (id == 13)) }
        #expect(server.service.arrivals == ["runs"])
    }

    @Test("A deadline that passes while the request waits to be read ends the call before it starts")
    func deadlineBeforeStart() throws {
        let server = try EmbeddedServer()
        server.channel.isWritable = false
        try server.send(
            server.request(1, SampleService.fill, "300000"),
            server.request(3, SampleService.hold, "late", milliseconds: 1))
        spin(milliseconds: 2)
        server.channel.isWritable = true
        server.channel.pipeline.fireChannelWritabilityChanged()
        var terminals = Terminals()
        terminals.add(try server.frames())
        #expect(terminals.codes(1) == [0] && terminals.codes(3) == [4])
        #expect(server.service.arrivals == [])
    }
}

/// A client that does whatever comes to its mind, and knows what its calls may end with.
private final class Caller {
    /// What is known of a call.
    struct Call {
        var method: MethodDescriptor?
        var name = ""
        /// What it may end with.
        var codes: Set<UInt32>
        var isStream = false
        var hasFinished = false
    }

    let client: RawClient
    let service: SampleService
    private(set) var calls: [UInt32: Call] = [:]
    private(set) var terminals = Terminals()
    private var generator: SeededGenerator
    private var nextID: UInt32 = 1

    init(_ client: RawClient, _ service: SampleService, seed: UInt64) {
        self.client = client
        self.service = service
        generator = SeededGenerator(seed: seed)
    }

    func step() async {
        switch Int.random(in: 0..<100, using: &generator) {
        case 0..<45: start()
        case 45..<60: cancel()
        case 60..<72: release()
        case 72..<92: sendData()
        case 92..<96: client.send(Frame(FrameHeader(.window, streamID: pick(where: \.isStream) ?? 999, a: 100)))
        default: await settle()
        }
    }

    func settle() async { terminals.add(await client.settle()) }

    func note(_ frames: [Frame]) { terminals.add(frames) }

    /// A call in flight, as far as is known, or one that has ended.
    private func pick(where predicate: (Call) -> Bool = { _ in true }) -> UInt32? {
        calls.filter { predicate($0.value) }.keys.sorted().randomElement(using: &generator)
    }

    func start() {
        let id = nextID
        nextID += 2 * UInt32.random(in: 1...3, using: &generator)
        let milliseconds = Bool.random(using: &generator) ? 0 : UInt32.random(in: 1...40, using: &generator)
        var call = Call(codes: milliseconds == 0 ? [] : [4])
        var text: String?
        switch Int.random(in: 0..<11, using: &generator) {
        case 0: (call.method, text, call.codes) = (SampleService.echo, "x", call.codes.union([0]))
        case 1: (call.method, text, call.codes) = (SampleService.fail, "not_found", call.codes.union([5]))
        case 2: (call.method, text, call.codes) = (SampleService.missing, "", [12])
        case 3: (call.method, text, call.codes) = (SampleService.echoAsync, "x", call.codes.union([0]))
        case 4: (call.method, text) = (SampleService.wait, "")
        case 5...6: (call.method, text, call.name) = (SampleService.hold, "h\(id)", "h\(id)")
        case 7: call.method = SampleService.watch
        case 8: call.method = SampleService.join
        case 9: call.method = SampleService.chat
        default: call.method = SampleService.count
        }
        call.isStream = text == nil
        calls[id] = call
        client.send(client.request(id, call.method ?? SampleService.missing, text, milliseconds: milliseconds))
    }

    private func cancel() {
        guard let id = pick() else { return }
        cancel(id, reason: Bool.random(using: &generator) ? 1 : 4)
    }

    private func cancel(_ id: UInt32, reason: UInt32) {
        calls[id]?.codes.insert(reason)
        client.send(Frame(FrameHeader(.cancel, streamID: id, a: reason)))
    }

    private func release() {
        guard let id = pick(where: { !$0.name.isEmpty }), let name = calls[id]?.name else { return }
        // Only what has arrived can be released; from this thread, which is not the server's.
        if service.release(name) { calls[id]?.codes.insert(0) }
    }

    private func sendData() {
        guard let id = pick(where: { $0.isStream && !$0.hasFinished }), var call = calls[id] else { return }
        let isEnd = Int.random(in: 0..<3, using: &generator) == 0
        let isSingle = call.method === SampleService.watch || call.method === SampleService.count
        let flags: FrameFlags = isEnd ? .endStream : []
        client.send(Frame(FrameHeader(.data, flags: flags, streamID: id), payload: Array("2".utf8)))
        // Also when the handler ends meanwhile: then nobody looks at it.
        if call.name == "sent" && isSingle { call.codes.insert(3) }
        if call.method === SampleService.count { call.codes.insert(0) }
        call.name = isSingle ? "sent" : ""
        call.hasFinished = isEnd
        if isEnd && call.method !== SampleService.watch { call.codes.insert(0) }
        calls[id] = call
    }

    /// Gives up every call.
    func cancelAll() {
        for id in calls.keys.sorted() { cancel(id, reason: 1) }
    }

    /// Every call up to `last` has exactly one terminal frame, of a code that it may have; later ones have none.
    func check(more: Set<UInt32> = []) {
        for (id, call) in calls {
            let frames = terminals.byCall[id, default: []]
            guard id <= terminals.last else {
                #expect(frames.isEmpty, "call \(id) was not accepted")
                continue
            }
            #expect(frames.count == 1, "call \(id) of \(call.method?.name ?? "")")
            guard let frame = frames.first else { continue }
            if frame.flags.contains(.retryable) {
                #expect(frame.a == StatusCode.unavailable.rawValue)
                if call.name.hasPrefix("h") { #expect(!service.arrivals.contains(call.name)) }
            } else {
                #expect(call.codes.union(more).contains(frame.a), "call \(id) of \(call.method?.name ?? "")")
            }
        }
        #expect(Set(terminals.byCall.keys).isSubset(of: calls.keys))
    }
}

@Suite("Exactly one terminal frame, at random", .serialized, .timeLimit(.minutes(2)))
struct RandomTerminalFrameTests {
    private let recorder = CallRecorder()

    private var configuration: ServerConfiguration {
        var configuration = ServerConfiguration()
        configuration.inFlightCallLimit = 12
        configuration.drainAnnouncement = .milliseconds(20)
        configuration.interceptors = [recorder]
        return configuration
    }

    /// Every call that started has ended, once.
    private func expectBalance(_ server: RPCServer) {
        let events = recorder.events
        let ends = events.count { if case .ended = $0 { true } else { false } }
        #expect(ends * 2 == events.count)
        #expect(server.statistics.methods.allSatisfy { $0.inFlight == 0 })
    }

    @Test(
        "Calls of every kind that are answered, fail, are cancelled and expire",
        arguments: 1...25 as ClosedRange<UInt64>)
    func calls(_ seed: UInt64) async throws {
        let service = SampleService()
        try await withServer(service, configuration) { server in
            let caller = Caller(try await RawClient(to: server), service, seed: seed)
            for _ in 0..<80 { await caller.step() }
            caller.cancelAll()
            await caller.settle()
            // Answers that were on their way from other threads when the cancels came.
            while caller.terminals.byCall.count < caller.calls.count, let frame = await caller.client.next() {
                caller.note([frame])
            }
            await caller.settle()
            caller.check()
            expectBalance(server)
            caller.client.close()
        }
    }

    @Test("A drain answers what was accepted and nothing else", arguments: 101...115 as ClosedRange<UInt64>)
    func drain(_ seed: UInt64) async throws {
        let service = SampleService()
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let server = RPCServer(router: service.router(), configuration: configuration, logger: logger)
        try await server.start()
        let caller = Caller(try await RawClient(to: server), service, seed: seed)
        for _ in 0..<40 { await caller.step() }
        let grace = Duration.milliseconds([0, 5, 50][Int(seed % 3)])
        let shutdown = Task { await server.shutdown(grace: grace) }
        for _ in 0..<10 { caller.start() }
        caller.note(await caller.client.rest(answersPings: seed % 2 == 0))
        await shutdown.value
        caller.check(more: [StatusCode.unavailable.rawValue])
        #expect(caller.terminals.last != .max)
        expectBalance(server)
    }

    @Test("A lost connection ends its calls once", arguments: 201...210 as ClosedRange<UInt64>)
    func loss(_ seed: UInt64) async throws {
        let service = SampleService()
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let server = RPCServer(router: service.router(), configuration: configuration, logger: logger)
        try await server.start()
        let caller = Caller(try await RawClient(to: server), service, seed: seed)
        for _ in 0..<40 { await caller.step() }
        caller.client.close()
        for call in caller.calls.values where !call.name.isEmpty { service.release(call.name) }
        await server.shutdown(grace: .seconds(20))
        expectBalance(server)
    }
}

@Suite("Exactly one outcome of a client's call")
struct ClientOutcomeTests {
    @Test("Whatever the server says and in whatever order, retryable only what never started")
    func random() throws {
        for seed in 1...300 as ClosedRange<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let client = try EmbeddedClient()
            var calls: [(call: EmbeddedClient.Call, pending: any ClientCall)] = []
            var mayRetry: Set<Int> = []
            for _ in 0..<30 {
                let index = calls.isEmpty ? 0 : Int.random(in: 0..<calls.count, using: &generator)
                let id = UInt32(index * 2 + 1)
                switch Int.random(in: 0..<20, using: &generator) {
                case 0..<9: if client.handler.hasRoom { calls.append(client.start(SampleService.echo)) }
                case 9..<12: try client.send(Frame(FrameHeader(.response, flags: [], streamID: id)))
                case 12..<14: try client.send(Frame(FrameHeader(.response, streamID: id, a: 5)))
                case 14..<16:
                    if !calls.isEmpty, calls[index].call.results.isEmpty { mayRetry.insert(index) }
                    try client.send(Frame(FrameHeader(.response, flags: .retryable, streamID: id, a: 14)))
                case 16..<18:
                    if !calls.isEmpty { client.handler.cancel(calls[index].pending, RPCError(.cancelled, "")) }
                case 18:
                    for later in calls.indices.dropFirst(index + 1) { mayRetry.insert(later) }
                    try client.send(Frame(FrameHeader(.goAway, a: id)))
                default: if seed % 7 == 0 { _ = try client.channel.finish(acceptAlreadyClosed: true) }
                }
            }
            _ = try client.channel.finish(acceptAlreadyClosed: true)
            for (index, (call, _)) in calls.enumerated() {
                #expect(call.results.count == 1)
                if case .failure(let error)? = call.results.first, error.isRetryable {
                    #expect(mayRetry.contains(index) && error.code == .unavailable)
                }
            }
        }
    }
}
