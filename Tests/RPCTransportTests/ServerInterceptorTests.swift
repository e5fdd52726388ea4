import NIOCore
import NIOEmbedded
import RPCCore
import TestSupport
import Testing

@testable import RPCTransport

@Suite("A server's interceptors")
struct ServerInterceptorTests {
    private let recorder = CallRecorder()

    private func server(_ more: any CallInterceptor...) throws -> EmbeddedServer {
        var configuration = ServerConfiguration()
        configuration.interceptors = [recorder] + more
        return try EmbeddedServer(configuration)
    }

    private func expect(_ method: MethodDescriptor, _ code: StatusCode) {
        #expect(recorder.events == [.started(method.name), .ended(method.name, code)])
    }

    @Test("An answer on the spot ends with its bytes and no wait")
    func inline() throws {
        let server = try server()
        try server.send(server.request(1, SampleService.echo, "12345"))
        expect(SampleService.echo, .ok)
        let outcome = try #require(recorder.outcomes.first)
        #expect(outcome.requestBytes == 5 && outcome.responseBytes == 5 && outcome.queueWait == nil)
    }

    @Test("A handler that throws ends with its code", arguments: ["not_found", "domain", "unmapped"])
    func failure(_ text: String) throws {
        let server = try server()
        try server.send(server.request(1, SampleService.fail, text))
        expect(
            SampleService.fail, text == "unmapped" ? .internal : text == "domain" ? .alreadyExists : .notFound)
        #expect(recorder.outcomes.first?.requestBytes == text.utf8.count)
    }

    @Test("A message that cannot be read ends the call")
    func malformed() throws {
        let server = try server()
        var request = server.request(1, SampleService.echo, "x")
        request.body = [0xFF]
        try server.send(request)
        expect(SampleService.echo, .invalidArgument)
    }

    @Test("A queued call ends once with its answer; its wait is until a thread took it")
    func queued() throws {
        let server = try server()
        try server.send(server.request(1, SampleService.hold, "a"))
        #expect(recorder.events == [.started("Hold")])
        spin(milliseconds: 3)
        server.service.begin("a")
        spin(milliseconds: 3)
        server.service.release("a")
        _ = try server.frames()
        expect(SampleService.hold, .ok)
        let outcome = try #require(recorder.outcomes.first)
        let wait = try #require(outcome.queueWait)
        #expect(wait >= .milliseconds(3) && wait <= outcome.duration - .milliseconds(3))
    }

    @Test("A cancelled call ends with CANCELLED, also when its handler answers later")
    func cancelled() throws {
        let server = try server()
        try server.send(server.request(1, SampleService.hold, "a"))
        try server.send(Frame(FrameHeader(.cancel, streamID: 1, a: StatusCode.cancelled.rawValue)))
        server.service.release("a")
        _ = try server.frames()
        expect(SampleService.hold, .cancelled)
    }

    @Test("A call whose deadline passes ends with DEADLINE_EXCEEDED")
    func deadline() throws {
        let server = try server()
        try server.send(server.request(1, SampleService.hold, "a", milliseconds: 5))
        spin(milliseconds: 8)
        server.channel.embeddedEventLoop.advanceTime(by: .milliseconds(10))
        _ = try server.frames()
        server.service.release("a")
        _ = try server.frames()
        expect(SampleService.hold, .deadlineExceeded)
    }

    @Test("A lost connection ends its calls")
    func lost() throws {
        let server = try server()
        try server.send(server.request(1, SampleService.hold, "a"))
        _ = try server.channel.finish()
        server.service.release("a")
        expect(SampleService.hold, .cancelled)
    }

    @Test("The end of the server's grace time ends its calls")
    func graceOver() throws {
        let server = try server()
        try server.send(server.request(1, SampleService.hold, "a"))
        server.loop.drain()
        server.loop.endAll()
        _ = try server.frames()
        expect(SampleService.hold, .unavailable)
    }

    @Test("A refused call is answered with the refusal and never reaches its handler")
    func refused() throws {
        let server = try server(
            CallRecorder { (_) throws(RPCError) in throw RPCError(.unauthenticated, "who are you?") })
        try server.send(server.request(1, SampleService.echo, "x"), server.request(3, SampleService.hold, "y"))
        let codes = try server.frames().map(\.header.a)
        #expect(codes == [StatusCode.unauthenticated.rawValue, StatusCode.unauthenticated.rawValue])
        #expect(server.service.echoes.count == 0 && server.service.arrivals.isEmpty)
        #expect(recorder.outcomes.map(\.code) == [.unauthenticated, .unauthenticated])
        #expect(
            server.recorder.snapshot().methods.map(\.endedByCode) == [[.unauthenticated: 1], [.unauthenticated: 1]])
    }

    @Test("A call that an interceptor does not admit is refused before its request is read, and told to nobody")
    func notAdmitted() throws {
        let server = try server(Gate(open: SampleService.hold))
        var open = server.request(3, SampleService.chat)
        open.header.flags = .noData
        try server.send(
            server.request(1, SampleService.echo, "\u{FF}"), open, server.request(5, SampleService.hold, "y"))
        let frames = try server.frames()
        #expect(frames.map(\.header.a) == [StatusCode.permissionDenied.rawValue, StatusCode.permissionDenied.rawValue])
        #expect(frames.map(\.header.streamID) == [1, 3])
        #expect(recorder.events == [.started("Hold")])
        #expect(server.service.echoes.count == 0)
    }

    private struct Gate: CallInterceptor {
        let open: MethodDescriptor

        func admits(_ peer: CallPeer, to method: MethodDescriptor) -> Bool { method === open }
    }

    @Test("An unknown method is counted as other and told to nobody")
    func unknown() throws {
        let server = try server()
        try server.send(Frame(FrameHeader(.request, streamID: 1, a: 4711)))
        #expect(recorder.events.isEmpty)
        #expect(server.recorder.snapshot().methods.map(\.fullName) == ["other"])
    }
}
