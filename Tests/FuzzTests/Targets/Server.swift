import Logging
import NIOCore
import NIOEmbedded
import RPCCore
import Synchronization
import TestSupport

@testable import RPCTransport

extension FuzzTarget {
    /// Every call is answered exactly once, whatever surrounds it, and the same however the bytes arrive.
    static let server = FuzzTarget(name: "server", byteLimit: 2048) { bytes in
        var input = FuzzInput(bytes)
        let saysHello = input.byte() & 1 == 0
        let seed = input.byte()
        let whole = try Conversation([input.rest], saysHello: saysHello)
        let split = try Conversation(input.pieces(seed), saysHello: saysHello)
        try demand(whole.isEnded == split.isEnded, "the split changes how the connection ends")
        // A deadline of a millisecond may pass in one run and not in the other.
        let isTimed = (whole.answers + split.answers).contains { $0.a == StatusCode.deadlineExceeded.rawValue }
        if !isTimed { try demand(whole.answers == split.answers, "the split changes the answers") }
    }
}

/// One connection's bytes and what a server answers; all its methods answer at once, or at the end.
private struct Conversation {
    struct Answer: Equatable {
        var type: UInt8
        var streamID: UInt32
        var a: UInt32
        var payload: [UInt8]
    }

    var answers: [Answer] = []
    var isEnded = false

    init(_ pieces: [UnsafeRawBufferPointer], saysHello: Bool) throws {
        let held = HeldCalls()
        let server = try EmbeddedConnection(held)
        defer { server.finish() }
        if saysHello { try server.send(Self.hello) }
        for piece in pieces { try server.send(Array(piece)) }
        var output = try server.output()
        // With an answer, calls start that had to wait for it.
        while held.release() { output += try server.output() }
        isEnded = server.isEnded
        answers = try Self.answers(output)
        try check(requests: Self.requests(pieces.flatMap { Array($0) }))
    }

    private func check(requests: Set<UInt32>) throws {
        let responses = answers.filter { $0.type == FrameType.response.rawValue }.map(\.streamID)
        try demand(Set(responses).count == responses.count, "a call was answered twice")
        try demand(requests.isSuperset(of: responses), "an answer without a call")
        if !isEnded { try demand(requests.count == responses.count, "a call was not answered") }
        if let end = answers.firstIndex(where: { $0.type == FrameType.goAway.rawValue }) {
            try demand(isEnded && end == answers.count - 1, "GOAWAY is not the last word")
        }
    }

    /// The ids of the REQ frames up to the first thing that is no frame.
    private static func requests(_ bytes: [UInt8]) -> Set<UInt32> {
        let scanner = FrameScanner(frameByteLimit: 4 << 20, metadataByteLimit: 8192)
        var ids: Set<UInt32> = []
        var rest = bytes[...]
        while case .frame(let header, let byteCount) = rest.withUnsafeBytes({ scanner.scan($0) }) {
            if header.type == .request { ids.insert(header.streamID) }
            rest = rest.dropFirst(byteCount)
        }
        return ids
    }

    private static func answers(_ output: [UInt8]) throws -> [Answer] {
        let scanner = FrameScanner(frameByteLimit: 4 << 20, metadataByteLimit: 0)
        var answers: [Answer] = []
        var rest = output[...]
        while !rest.isEmpty {
            guard case .frame(let header, let byteCount) = rest.withUnsafeBytes({ scanner.scan($0) }) else {
                throw Violation(description: "the server wrote what is no frame")
            }
            let payload = Array(rest.dropFirst(FrameHeader.byteCount).prefix(byteCount - FrameHeader.byteCount))
            answers.append(
                Answer(type: header.type.rawValue, streamID: header.streamID, a: header.a, payload: payload))
            rest = rest.dropFirst(byteCount)
        }
        return answers
    }

    private static let hello: [UInt8] = {
        let payload = Handshake().encoded()
        var bytes = [UInt8](repeating: 0, count: FrameHeader.byteCount)
        let header = FrameHeader(
            .hello, a: Handshake.version, b: Handshake.magic,
            length: UInt32(FrameHeader.countedByteCount + payload.count))
        bytes.withUnsafeMutableBytes { header.encode(into: $0) }
        return bytes + payload
    }()
}

/// Calls that are answered when the whole input was read.
private final class HeldCalls: Sendable {
    private let responders = Mutex<[any Responder]>([])

    func hold(_ responder: any Responder) { responders.withLock { $0.append(responder) } }

    /// False when there was nothing to answer.
    func release() -> Bool {
        let held = responders.withLock { responders in
            defer { responders = [] }
            return responders
        }
        for responder in held { responder.respond(.success(ByteMessage())) }
        return !held.isEmpty
    }

    func router() -> Router {
        let echo = Self.method("Echo", .inline)
        let hold = Self.method("Hold", .read)
        let methods = [
            RPCMethod(echo, .inline { bytes, _ in try ByteMessage(deserializing: bytes) }),
            RPCMethod(hold, .queued { [self] _, _, responder in self.hold(responder) }),
        ]
        var router = Router()
        router.register(
            ServiceDescriptor(name: echo.service, methods: [echo, hold]), methods: methods, lanes: DirectLanes())
        return router
    }

    private static func method(_ name: String, _ execution: MethodDescriptor.Execution) -> MethodDescriptor {
        MethodDescriptor(
            service: "danhba.test.v1.Fuzz", name: name, kind: .unary, execution: execution,
            inputType: ByteMessage.fullName, outputType: ByteMessage.fullName)
    }
}

/// One connection of a server on an embedded channel, with low limits.
private struct EmbeddedConnection {
    private let channel = EmbeddedChannel()
    private let loop: ServerLoop
    private let handler: ServerConnectionHandler

    init(_ held: HeldCalls) throws {
        var configuration = ServerConfiguration()
        configuration.inFlightCallLimit = 8
        configuration.inFlightByteLimit = 512
        let logger = Logger(label: "fuzz") { _ in SwiftLogNoOpLogHandler() }
        let recorder = StatisticsRecorder()
        loop = ServerLoop(
            eventLoop: channel.embeddedEventLoop, router: held.router(), configuration: configuration,
            recorder: recorder, logger: logger)
        let counters = ConnectionCounters(peer: "fuzz")
        guard let id = recorder.addConnection(counters, limit: 1) else {
            throw Violation(description: "no connection is accepted")
        }
        handler = ServerConnectionHandler(
            loop: loop, eventLoop: channel.embeddedEventLoop, peer: "fuzz", counters: counters, connectionID: id)
        try channel.pipeline.syncOperations.addHandler(handler)
        channel.pipeline.fireChannelActive()
    }

    var isEnded: Bool { handler.isEnding }

    func send(_ bytes: [UInt8]) throws {
        try channel.writeInbound(ByteBuffer(bytes: bytes))
        channel.embeddedEventLoop.run()
        try demand(handler.machine.inFlightCalls <= 8, "more calls in flight than allowed")
        try demand(handler.machine.inFlightBytes <= 512, "more bytes in flight than allowed")
    }

    func output() throws -> [UInt8] {
        channel.embeddedEventLoop.run()
        var bytes: [UInt8] = []
        while let buffer = try channel.readOutbound(as: ByteBuffer.self) { bytes += buffer.readableBytesView }
        return bytes
    }

    func finish() {
        // What is left in the channel was looked at already.
        _ = try? channel.finish(acceptAlreadyClosed: true)
    }
}
