import RPCCore
import TestSupport
import Testing

@Suite("Messages inside frames")
struct WireMessageTests {
    private var hello: Handshake {
        var hello = Handshake()
        hello.frameByteLimit = 1 << 20
        hello.streamWindow = 1234
        hello.inFlightCallLimit = 7
        hello.agent = "contacts/1.4.0"
        hello.methods = [
            Handshake.Method(id: 0, fullName: "a.B/C"),
            Handshake.Method(id: 1, fullName: "a.B/D", kind: 3, idempotency: 2),
        ]
        return hello
    }

    private func decodeHello(_ bytes: [UInt8]) throws -> Handshake {
        try bytes.withUnsafeBytes { try Handshake(decoding: $0) }
    }

    @Test("An error reads as its sentence, its code and its cause")
    func errorText() {
        #expect("\(RPCError(.notFound, "No such file."))" == "No such file. (not_found)")
        let cause = RPCError(.internal, "Disk.")
        #expect("\(RPCError(.unavailable, "Later.", cause: cause))" == "Later. (unavailable): Disk. (internal)")
    }

    @Test("A hello is read back as it was written")
    func helloRoundTrip() throws { #expect(try decodeHello(hello.encoded()) == hello) }

    @Test("Absent limits of a hello are the defaults; excessive ones are cut")
    func helloDefaults() throws {
        let empty = try decodeHello([])
        #expect(empty == Handshake())
        var writer = ProtobufWriter()
        writer.varint(3, UInt64.max)
        writer.varint(4, UInt64.max)
        let excessive = try decodeHello(writer.bytes)
        #expect(excessive.frameByteLimit == 0x00FF_FFFF)
        #expect(excessive.streamWindow == 0x7FFF_FFFF)
    }

    @Test("A version of 0 is an absent one")
    func versionZero() throws {
        #expect(try decodeHello([0x08, 0x00, 0x10, 0x00]) == Handshake())
    }

    @Test("An agent ends after 128 bytes, with a whole character", arguments: ["a", "é", "ễ", "e\u{302}\u{303}", "👩‍👩‍👧"])
    func longAgent(_ character: String) throws {
        var long = Handshake()
        long.agent = String(repeating: character, count: 300)
        let agent = try decodeHello(long.encoded()).agent
        #expect(agent.utf8.count > 124 && agent.utf8.count <= 128)
        #expect(long.agent.utf8.starts(with: agent.utf8))
    }

    @Test("Fields that are not known are ignored, whatever their type")
    func unknownFields() throws {
        var writer = ProtobufWriter()
        writer.varint(100, UInt64(5))
        writer.text(101, "later")
        let fixed: [UInt8] = [0xA1, 0x06, 1, 2, 3, 4, 5, 6, 7, 8, 0xAD, 0x06, 1, 2, 3, 4]
        #expect(try decodeHello(writer.bytes + fixed + hello.encoded()) == hello)
    }

    @Test("Every prefix of a hello is read or refused")
    func truncated() {
        let bytes = hello.encoded()
        for count in 0..<bytes.count {
            let prefix = Result { try decodeHello(Array(bytes.prefix(count))) }
            if case .success(let prefix) = prefix { #expect(prefix != hello) }
        }
    }

    @Test(
        "Versions are agreed on when they overlap",
        arguments: [(1, 1, true), (1, 9, true), (2, 9, false), (0, 0, false)])
    func versions(_ lowest: UInt32, _ highest: UInt32, _ agree: Bool) {
        var peer = Handshake()
        peer.minVersion = lowest
        peer.maxVersion = highest
        #expect(Handshake().commonVersion(with: peer) == (agree ? 1 : nil))
    }

    @Test("Metadata is read back as it was written")
    func metadataRoundTrip() throws {
        let metadata = Metadata(
            workspace: "acme-1", caller: "agent:an", requestID: "r-1",
            entries: [Metadata.Entry(key: "k", value: "v"), Metadata.Entry(key: "k", value: "ü")])
        #expect(try Metadata(decoding: metadata.encoded()) == metadata)
        #expect(try Metadata().encoded() == [])
        #expect(try Metadata(decoding: []) == Metadata())
    }

    @Test(
        "A workspace is named by 1 to 64 of a-z, 0-9, _ and -, first a letter or digit",
        arguments: [
            ("main", true), ("0", true), ("a_b-c", true), (String(repeating: "x", count: 64), true), ("", false),
            ("_a", false), ("-a", false), ("A", false), ("a.b", false), ("a/b", false), ("ä", false), ("a\0", false),
            (String(repeating: "x", count: 65), false),
        ])
    func workspaces(_ name: String, _ isValid: Bool) { #expect(Metadata.isValidWorkspace(name) == isValid) }

    @Test("Metadata beyond its limits is refused on both sides")
    func metadataLimits() {
        let many = Metadata(entries: (0..<65).map { Metadata.Entry(key: "k\($0)", value: "") })
        #expect(throws: RPCError.self) { try many.encoded() }
        let long = Metadata(caller: String(repeating: "c", count: 9000))
        #expect(throws: RPCError.self) { try long.encoded() }
        for entry in [Metadata.Entry(key: "K", value: ""), .init(key: "", value: ""), .init(key: "k", value: "\0")] {
            #expect(throws: RPCError.self) { try Metadata(entries: [entry]).encoded() }
        }
        var writer = ProtobufWriter()
        for _ in 0..<65 { writer.message(4) { $0.text(1, "k") } }
        #expect(throws: RPCError.self) { try Metadata(decoding: writer.bytes) }
        #expect(throws: RPCError.self) { try Metadata(decoding: [0x0A, 0x02, 0xC3, 0x28]) }
    }

    @Test("A trace context takes 25 bytes, big endian")
    func trace() {
        let trace = TraceContext(traceIDHigh: 1, traceIDLow: 2, parentID: 3, flags: 1)
        var bytes = [UInt8](repeating: 0xEE, count: 25)
        bytes.withUnsafeMutableBytes { trace.encode(into: $0) }
        #expect(
            bytes == [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 3, 1])
        #expect(bytes.withUnsafeBytes { TraceContext(decoding: $0) } == trace)
    }

    private func decodeStatus(_ code: UInt32, _ bytes: [UInt8], isRetryable: Bool = false) -> RPCError {
        bytes.withUnsafeBytes { RPCError(statusCode: code, isRetryable: isRetryable, decoding: $0) }
    }

    @Test("A status is read back with its details")
    func status() {
        let error = RPCError(.notFound, "none", details: [RPCError.Detail(type: "a.B", value: [1, 2])])
        let read = decodeStatus(5, error.encodedStatus(), isRetryable: true)
        #expect(read.code == .notFound && read.message == "none" && read.details == error.details)
        #expect(read.isRetryable)
    }

    @Test("A NUL in a message is left out, for the peer would refuse it")
    func statusWithNUL() { #expect(decodeStatus(2, RPCError(.unknown, "a\0b").encodedStatus()).message == "ab") }

    @Test("A status that cannot be read leaves the code; an unknown code is unknown")
    func malformedStatus() {
        #expect(decodeStatus(14, [0xFF]).code == .unavailable)
        #expect(decodeStatus(99, []).code == .unknown)
        #expect(decodeStatus(0, []).code == .unknown)
    }

    @Test("Details that do not fit are left out and a long message is cut")
    func statusLimit() {
        let error = RPCError(
            .internal, String(repeating: "m", count: 100_000),
            details: (0..<9).map { RPCError.Detail(type: "t\($0)", value: [UInt8](repeating: 0, count: 10_000)) })
        let bytes = error.encodedStatus()
        #expect(bytes.count <= RPCError.statusByteLimit)
        #expect(decodeStatus(13, bytes).details.count == 3)
    }

    @Test("Random bytes never crash a reader")
    func garbage() {
        var generator = SeededGenerator(seed: 11)
        let valid = hello.encoded()
        for _ in 0..<20_000 {
            var bytes = valid
            for _ in 0..<Int.random(in: 1...8, using: &generator) {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator))
            let hello = Result { try decodeHello(bytes) }
            if case .success(let hello) = hello { #expect(hello.frameByteLimit <= 0x00FF_FFFF) }
            let metadata = Result { try Metadata(decoding: bytes) }
            if case .success(let metadata) = metadata { #expect(Metadata.isValidWorkspace(metadata.workspace)) }
            #expect(decodeStatus(2, bytes).code == .unknown)
        }
    }
}
