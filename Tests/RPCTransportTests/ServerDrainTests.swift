import NIOCore
import NIOEmbedded
import RPCCore
import TestSupport
import Testing

@testable import RPCTransport

@Suite("The end of a server's connection")
struct ServerDrainTests {
    @Test("A drain announces itself, takes calls until the client knows, and ends with the last answer")
    func drain() throws {
        let server = try EmbeddedServer()
        try server.send(server.request(1, SampleService.hold, "a"))
        server.loop.drain()
        let announcement = try server.frames()
        #expect(announcement.map(\.header.type) == [.goAway, .ping])
        #expect(announcement.first?.header.a == 0x7FFF_FFFF && announcement.first?.header.b == 0)
        try server.send(server.request(3, SampleService.echo, "still taken"))
        #expect(try server.frames().map(\.text) == ["still taken"])
        try server.send(Frame(FrameHeader(.pong, a: announcement[1].header.a, b: announcement[1].header.b)))
        #expect(try server.frames() == [Frame(FrameHeader(.goAway, a: 3))])
        try server.send(server.request(5, SampleService.echo, "too late"))
        #expect(try server.frames() == [])
        #expect(!server.isEnded)
        server.service.release("a")
        #expect(try server.frames().map(\.text) == ["a"])
        #expect(server.isEnded)
    }

    @Test("A client that does not acknowledge the announcement has a second")
    func unacknowledged() throws {
        let server = try EmbeddedServer()
        server.loop.drain()
        #expect(try server.frames().map(\.header.type) == [.goAway, .ping])
        server.channel.embeddedEventLoop.advanceTime(by: .milliseconds(1_002))
        #expect(try server.frames() == [Frame(FrameHeader(.goAway, a: 0))])
        #expect(server.isEnded)
    }

    @Test("After the grace period what is left ends with UNAVAILABLE")
    func graceOver() throws {
        let server = try EmbeddedServer()
        try server.send(server.request(1, SampleService.hold, "a"))
        server.loop.drain()
        _ = try server.frames()
        server.loop.endAll()
        let frames = try server.frames()
        #expect(frames.map(\.header.type) == [.goAway, .response])
        #expect(frames.map(\.header.a) == [1, StatusCode.unavailable.rawValue])
        #expect(server.isEnded)
        server.service.release("a")
        #expect(try server.frames() == [])
    }

    @Test("A lost connection cancels its calls and forgets them")
    func lost() throws {
        let server = try EmbeddedServer()
        try server.send(server.request(1, SampleService.hold, "a"))
        _ = try server.channel.finish()
        #expect(server.loop.connections.isEmpty)
        #expect(server.recorder.snapshot().connections == [])
        let hold = server.recorder.snapshot().methods.first { $0.fullName == SampleService.hold.fullName }
        #expect(hold?.endedByCode == [.cancelled: 1])
        server.service.release("a")
    }
}
