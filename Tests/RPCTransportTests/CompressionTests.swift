import NIOCore
import RPCCore
import TestSupport
import Testing

@testable import RPCTransport

/// What zlib makes of bytes; nil when it does not get shorter.
func zlib(_ bytes: [UInt8], level: Int = 6) -> [UInt8]? {
    var compression = MessageCompression()
    compression.leastByteCount = 0
    compression.level = level
    let message = StreamMessage(bytes, compression)
    return message.isCompressed ? message.bytes : nil
}

/// Zeros that make a short zlib stream.
func bomb(byteCount: Int) throws -> [UInt8] {
    try #require(zlib([UInt8](repeating: 0, count: byteCount), level: 9))
}

@Suite("zlib streams of single messages")
struct ZlibTests {
    private func inflated(_ bytes: [UInt8], byteLimit: Int) throws -> [UInt8] {
        try bytes.withUnsafeBytes { try Inflater.inflated($0, byteLimit: byteLimit) }
    }

    @Test("What was compressed comes back, up to exactly the limit", arguments: [100, 4095, 4096, 4097, 1 << 20])
    func roundTrip(_ count: Int) throws {
        for level in [-3, 1, 6, 9, 99] {
            let message = ByteMessage(count: count).bytes
            let compressed = try #require(zlib(message, level: level))
            #expect(compressed.count < message.count)
            let isSame = try inflated(compressed, byteLimit: count) == message
            #expect(isSame)
            #expect(throws: CompressionFailure.tooLong(byteLimit: count - 1)) {
                try inflated(compressed, byteLimit: count - 1)
            }
        }
    }

    @Test("What does not get smaller stays as it is")
    func incompressible() {
        var generator = SeededGenerator(seed: 5)
        #expect(zlib((0..<5000).map { _ in UInt8.random(in: 0...255, using: &generator) }) == nil)
        #expect(zlib([]) == nil && zlib([1]) == nil && zlib([1, 2]) == nil)
    }

    @Test("A stream that is cut, altered, followed by something or empty is damaged")
    func damaged() throws {
        let compressed = try #require(zlib(ByteMessage(count: 3000).bytes))
        for count in 0..<compressed.count {
            #expect(throws: CompressionFailure.damaged) { try inflated(Array(compressed[..<count]), byteLimit: 4096) }
        }
        #expect(throws: CompressionFailure.damaged) { try inflated(compressed + [0], byteLimit: 4096) }
        for place in compressed.indices {
            var altered = compressed
            altered[place] ^= 0x55
            // A changed length may make it too long before its checksum can tell.
            #expect(throws: CompressionFailure.self) { try inflated(altered, byteLimit: 4096) }
        }
    }

    @Test("Random bytes are never taken for a message")
    func garbage() {
        var generator = SeededGenerator(seed: 6)
        for _ in 0..<2000 {
            let bytes = (0..<Int.random(in: 0..<200, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            #expect(throws: CompressionFailure.self) { try inflated(bytes, byteLimit: 1 << 16) }
            #expect(throws: CompressionFailure.self) { try inflated([0x78, 0x9C] + bytes, byteLimit: 1 << 16) }
        }
    }

    @Test("A bomb is refused at the limit, however much it holds")
    func refusedBomb() throws {
        let bomb = try bomb(byteCount: 64 << 20)
        #expect(bomb.count < 70_000)
        #expect(throws: CompressionFailure.tooLong(byteLimit: 4 << 20)) { try inflated(bomb, byteLimit: 4 << 20) }
    }
}

@Suite("A server's compressed frames")
struct ServerCompressionTests {
    private func server(_ configure: (inout ServerConfiguration) -> Void = { _ in }, client: UInt32 = Handshake.zlib)
        throws -> EmbeddedServer
    {
        var configuration = ServerConfiguration()
        configuration.compression = MessageCompression()
        configure(&configuration)
        let server = try EmbeddedServer(configuration, sayHello: false)
        var hello = Handshake()
        hello.compressions = client
        try server.send(Frame(FrameHeader(.hello, a: 1, b: Handshake.magic), payload: hello.encoded()))
        let answer = try #require(try server.frames().first)
        let said = try answer.body.withUnsafeBytes { try Handshake(decoding: $0) }
        #expect(said.compressions == (configuration.compression == nil ? 0 : Handshake.zlib))
        return server
    }

    private func request(_ server: EmbeddedServer, _ streamID: UInt32, _ payload: [UInt8]) -> Frame {
        let header = FrameHeader(
            .request, flags: [.endStream, .compressed], streamID: streamID, a: server.id(SampleService.echo))
        return Frame(header, payload: payload)
    }

    private func plain(_ frame: Frame) throws -> [UInt8] {
        try frame.body.withUnsafeBytes { try Inflater.inflated($0, byteLimit: 1 << 20) }
    }

    @Test("A compressed request is read, and its long answer compressed")
    func request() throws {
        let server = try server()
        let message = ByteMessage(count: 5000).bytes
        try server.send(request(server, 1, try #require(zlib(message))))
        let answer = try #require(try server.frames().first)
        #expect(answer.header.flags == .compressed && answer.header.a == 0)
        #expect(answer.body.count < message.count)
        #expect(try plain(answer) == message)
        let echo = server.recorder.snapshot().methods.first
        #expect(echo?.requestBytes == 5000 && echo?.responseBytes == 5000)
    }

    @Test("Answers that are short, do not get smaller, are errors, or are wanted plain stay plain")
    func plainAnswers() throws {
        let server = try server()
        var generator = SeededGenerator(seed: 7)
        let random = [0] + (0..<5000).map { _ in UInt8.random(in: 0...255, using: &generator) }
        let short = server.request(1, SampleService.echo, String(repeating: "x", count: 1023))
        let least = server.request(3, SampleService.echo, String(repeating: "x", count: 1024))
        let incompressible = Frame(
            FrameHeader(.request, flags: .endStream, streamID: 5, a: server.id(SampleService.echo)), payload: random)
        var wanted = server.request(7, SampleService.fill, "5000")
        wanted.header.flags.insert(.plain)
        let failed = server.request(9, SampleService.fail, "not_found")
        let queued = server.request(11, SampleService.hold, String(repeating: "q", count: 2000))
        try server.send(short, least, incompressible, wanted, failed, queued)
        server.service.release(String(repeating: "q", count: 2000))
        let answers = try server.frames()
        #expect(answers.map(\.header.streamID) == [1, 3, 5, 7, 9, 11])
        #expect(answers.map { $0.header.flags.contains(.compressed) } == [false, true, false, false, false, true])
        #expect(answers[2].body == random && answers[3].body.count == 5000)
    }

    @Test("A request that is damaged, cut, empty or too long fails alone")
    func badRequests() throws {
        let server = try server()
        let whole = try #require(zlib(ByteMessage(count: 5000).bytes))
        var altered = whole
        altered[whole.count - 1] ^= 1
        try server.send(
            request(server, 1, altered), request(server, 3, Array(whole.dropLast())), request(server, 5, []),
            request(server, 7, try bomb(byteCount: 5 << 20)), request(server, 9, whole))
        let answers = try server.frames()
        #expect(answers.map(\.header.a) == [3, 3, 3, 8, 0])
        #expect(answers.allSatisfy { !$0.header.flags.contains(.retryable) })
        #expect(server.service.echoes.count == 1)
        try server.send(server.request(11, SampleService.echo, "on"))
        #expect(try server.frames().map(\.text) == ["on"])
    }

    @Test("A compressed empty message is an empty message; a message of exactly the limit passes")
    func limits() throws {
        // The header counts in a frame's limit, not in an inflated message's.
        let server = try server { $0.frameByteLimit = 10_000 }
        let empty: [UInt8] = [0x78, 0x9C, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01]
        try server.send(
            request(server, 1, empty), request(server, 3, try bomb(byteCount: 10_000)),
            request(server, 5, try bomb(byteCount: 10_001)))
        #expect(try server.frames().map(\.header.a) == [0, 0, 8])
    }

    @Test("Inflated requests count as bytes in flight until they are answered")
    func bytesInFlight() throws {
        let server = try server { $0.inFlightByteLimit = 6000 }
        let text = String(repeating: "h", count: 4000)
        var held = request(server, 1, try #require(zlib(Array(text.utf8))))
        held.header.a = server.id(SampleService.hold)
        var second = held
        second.header.streamID = 3
        try server.send(held, second)
        let refusal = try #require(try server.frames().first)
        #expect(refusal.header.streamID == 3 && refusal.header.a == 14 && refusal.header.flags == .retryable)
        server.service.release(text)
        second.header.streamID = 5
        try server.send(second)
        server.service.release(text)
        #expect(try server.frames().map(\.header.a) == [0, 0])
    }

    @Test("Where one side does not compress, a compressed frame ends the connection")
    func notNegotiated() throws {
        let servers = [
            try server(client: 0), try server(client: 2), try server { $0.compression = nil },
        ]
        for server in servers {
            try server.send(server.request(1, SampleService.fill, "5000"))
            #expect(try server.frames().map(\.header.flags) == [[]])
            try server.send(request(server, 3, try bomb(byteCount: 1000)))
            let farewell = try #require(try server.frames().last)
            #expect(farewell.header.type == .goAway && farewell.header.b == StatusCode.unimplemented.rawValue)
        }
    }

    @Test("A compressed frame without a message ends the connection")
    func withoutMessage() throws {
        let headers = [
            FrameHeader(.request, flags: [.compressed, .noData], streamID: 1), FrameHeader(.cancel, flags: .compressed),
            FrameHeader(.ping, flags: .compressed), FrameHeader(.data, flags: [.compressed, .noData], streamID: 1),
        ]
        for header in headers {
            let server = try server()
            try server.send(Frame(header))
            #expect(try server.frames().last?.header.b == StatusCode.unimplemented.rawValue)
        }
    }

    @Test("Random compressed frames never crash a server")
    func garbage() throws {
        var generator = SeededGenerator(seed: 23)
        let whole = try #require(zlib(ByteMessage(count: 2000).bytes))
        for _ in 0..<200 {
            let server = try server()
            for index in 0..<5 where !server.isEnded {
                var payload = whole
                for _ in 0..<3 { payload[Int.random(in: 0..<payload.count, using: &generator)] ^= 0xFF }
                try server.send(request(server, UInt32(index * 2 + 1), payload))
            }
            #expect(try server.frames().count == 5)
        }
    }
}

@Suite("A client's compressed frames")
struct ClientCompressionTests {
    private func client(server: UInt32 = Handshake.zlib) throws -> EmbeddedClient {
        var configuration = ClientConfiguration()
        configuration.compression = MessageCompression()
        return try EmbeddedClient(configuration: configuration, compressions: server)
    }

    private func response(_ payload: [UInt8], a: UInt32 = 0) -> Frame {
        Frame(FrameHeader(.response, flags: .compressed, streamID: 1, a: a), payload: payload)
    }

    @Test("Long requests are compressed, short ones are not")
    func requests() throws {
        let client = try client()
        _ = client.call(String(repeating: "x", count: 1023))
        _ = client.call(String(repeating: "x", count: 1024))
        #expect(try client.frames().map(\.header.flags) == [.endStream, [.endStream, .compressed]])
    }

    @Test("A call that is not to be compressed says so")
    func plainCall() throws {
        let client = try client()
        _ = client.call(String(repeating: "x", count: 5000), isCompressed: false)
        #expect(try client.frames().map(\.header.flags) == [[.endStream, .plain]])
    }

    @Test("To a server that does not compress nothing is compressed, and nothing from it taken")
    func notNegotiated() throws {
        let client = try client(server: 0)
        let call = client.call(String(repeating: "x", count: 5000))
        #expect(try client.frames().map(\.header.flags) == [.endStream])
        try client.send(response(try bomb(byteCount: 2000)))
        #expect(call.code == .unavailable)
        #expect(try client.frames().last?.header.type == .goAway)
    }

    @Test("A compressed response is read; one that is damaged, cut, empty or too long fails its call alone")
    func responses() throws {
        let whole = try #require(zlib(ByteMessage(count: 3000).bytes))
        let cases: [([UInt8], StatusCode?)] = [
            (whole, nil), (Array(whole.dropLast()), .internal), (whole + [1], .internal), ([], .internal),
            (try bomb(byteCount: 5 << 20), .resourceExhausted),
        ]
        for (payload, code) in cases {
            let client = try client()
            let call = client.call()
            try client.send(response(payload))
            #expect(call.results.count == 1 && call.code == code)
            if code == nil { #expect(try call.results.first?.get() == ByteMessage(count: 3000)) }
            #expect(client.handler.hasRoom)
            try client.send(response(payload))
            #expect(call.results.count == 1 && client.handler.hasRoom)
        }
    }

    @Test("A compressed error ends the connection")
    func compressedError() throws {
        let client = try client()
        let call = client.call()
        try client.send(response(try bomb(byteCount: 2000), a: 5))
        #expect(call.code == .unavailable)
    }
}

@Suite("Compression over a socket", .serialized, .timeLimit(.minutes(1)))
struct SocketCompressionTests {
    private func withClient(
        server isServerOn: Bool, client isClientOn: Bool, byDefault: Bool = true,
        _ body: (ClientConnection, RPCServer) async throws -> Void
    ) async throws {
        var serverConfiguration = ServerConfiguration()
        serverConfiguration.compression = isServerOn ? MessageCompression() : nil
        try await withServer(SampleService(), serverConfiguration) { server in
            var configuration = ClientConfiguration()
            configuration.compression = isClientOn ? MessageCompression() : nil
            configuration.compressesByDefault = byDefault
            let client = ClientConnection(to: server.addresses, configuration: configuration)
            do {
                try await body(client, server)
            } catch {
                await client.shutdown()
                throw error
            }
            await client.shutdown()
        }
    }

    /// Sends messages both ways and returns how many bytes of the stream's messages travelled.
    private func exchange(_ client: ClientConnection, _ server: RPCServer, _ options: CallOptions) async throws -> Int {
        for count in [0, 1023, 1024, 200_000] {
            let message = ByteMessage(count: count)
            for method in [SampleService.echo, SampleService.echoAsync] {
                let answer: ByteMessage = try await client.unary(method, message, options: options)
                #expect(answer.bytes.count == count)
            }
        }
        let stream = try await client.open(SampleService.chat, options: options)
        for count in [0, 1, 3000, 200_000, 1 << 20] {
            try await stream.send(ByteMessage(count: count))
            let answer = try await stream.receive(ByteMessage.self)
            let isSame = answer == ByteMessage(count: count)
            #expect(isSame)
        }
        try await stream.finish()
        #expect(try await stream.receive(ByteMessage.self) == nil)
        let chat = server.statistics.methods.first { $0.fullName == SampleService.chat.fullName }
        return Int((chat?.requestBytes ?? 0) + (chat?.responseBytes ?? 0))
    }

    @Test(
        "Messages arrive whole whoever compresses, compressed only when both do", arguments: [true, false],
        [true, false])
    func negotiation(_ isServerOn: Bool, _ isClientOn: Bool) async throws {
        try await withClient(server: isServerOn, client: isClientOn) { client, server in
            let travelled = try await exchange(client, server, CallOptions())
            #expect((travelled < 100_000) == (isServerOn && isClientOn))
        }
    }

    @Test("A call's own choice counts", arguments: [true, false])
    func perCall(_ isCompressed: Bool) async throws {
        try await withClient(server: true, client: true, byDefault: !isCompressed) { client, server in
            let travelled = try await exchange(client, server, CallOptions(isCompressed: isCompressed))
            #expect((travelled < 100_000) == isCompressed)
        }
    }

    @Test("A damaged message and a bomb fail the stream that they came on")
    func badStreamMessages() async throws {
        var configuration = ServerConfiguration()
        configuration.compression = MessageCompression()
        try await withServer(SampleService(), configuration) { server in
            let client = try await RawClient(to: server, compressions: Handshake.zlib)
            let whole = try #require(zlib(ByteMessage(count: 3000).bytes))
            let cases: [([UInt8], UInt32)] = [
                (Array(whole.dropLast()), 3), ([], 3), (try bomb(byteCount: 5 << 20), 8), (whole, 0),
            ]
            for (index, (payload, code)) in cases.enumerated() {
                let id = UInt32(index * 2 + 1)
                // In two frames, of which the first says that the message is compressed.
                client.send(
                    client.request(id, SampleService.join),
                    Frame(
                        FrameHeader(.data, flags: [.compressed, .more], streamID: id),
                        payload: Array(payload.prefix(4))),
                    Frame(FrameHeader(.data, flags: .endStream, streamID: id), payload: Array(payload.dropFirst(4))))
                #expect(await client.nextResponse()?.header.a == code)
            }
            client.close()
        }
    }
}
