import ArgumentParser
import Contracts
import RPCCore
import RPCTransport

/// `loadtest connections`: what idle connections and ended streams leave in a server's memory.
struct ConnectionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "connections",
        abstract: "Opens idle connections, then many streams, and prints what they cost loadtest serve in memory.")

    @Option(help: "The address of loadtest serve.")
    var address = "tcp:127.0.0.1:7101"
    @Option(help: "Idle connections.")
    var connections = 10_000
    @Option(help: "Streams opened one after the other; a tenth of them warms up.")
    var streams = 100_000
    @Option(help: "Streams that are open together.")
    var concurrentStreams = 1000
    @Flag(help: "Print one JSON object.")
    var json = false

    func validate() throws {
        guard (1...16_000).contains(connections) else { throw ValidationError("--connections must be 1 to 16000.") }
        guard (10...10_000_000).contains(streams) else { throw ValidationError("--streams must be 10 to 10000000.") }
        guard (1...1000).contains(concurrentStreams) else {
            throw ValidationError("--concurrent-streams must be 1 to 1000.")
        }
    }

    func run() async throws {
        let target = try Target(address: address, workspace: Metadata.defaultWorkspace)
        let probe = target.connect()
        let ofStreams = try await streamGrowth(probe)
        let ofConnection = try await bytesPerConnection(target, probe)
        await probe.shutdown()
        if json {
            print(
                """
                {"connections":\(connections),"bytes_per_connection":\(ofConnection),\
                "streams":\(streams),"stream_growth_bytes":\(ofStreams)}
                """)
        } else {
            print("\(connections) idle connections: \(ofConnection) bytes of the server's memory each")
            print("\(streams) streams: the server's memory grew by \(ofStreams) bytes")
        }
    }

    private func bytesPerConnection(_ target: Target, _ probe: ClientConnection) async throws -> Int64 {
        let before = try await residentBytes(probe)
        var idle: [ClientConnection] = []
        // One after the other: a server bounds the handshakes that are under way.
        for _ in 0..<connections {
            let connection = target.connect()
            try await ping(connection)
            idle.append(connection)
        }
        let after = try await residentBytes(probe)
        for connection in idle { await connection.shutdown() }
        return (after - before) / Int64(connections)
    }

    /// After the first tenth, which fills caches and pools.
    private func streamGrowth(_ connection: ClientConnection) async throws -> Int64 {
        try await relayTogether(connection)
        for _ in 0..<streams / 10 { try await relay(connection) }
        let before = try await residentBytes(connection)
        for _ in 0..<streams - streams / 10 { try await relay(connection) }
        for _ in 0..<10 { try await relayTogether(connection) }
        return try await residentBytes(connection) - before
    }

    private func relayTogether(_ connection: ClientConnection) async throws {
        var open: [any ClientStream] = []
        for _ in 0..<concurrentStreams { open.append(try await start(connection)) }
        for stream in open { try await finish(stream) }
    }

    private func relay(_ connection: ClientConnection) async throws { try await finish(start(connection)) }

    private func start(_ connection: ClientConnection) async throws -> any ClientStream {
        let stream = try await connection.open(
            StreamKind.relay.method, options: CallOptions(timeout: .seconds(60), waitForReady: true))
        try await stream.send(RPCV1.EchoRequest(replyBytes: 64))
        return stream
    }

    private func finish(_ stream: any ClientStream) async throws {
        guard try await stream.receive(RPCV1.EchoResponse.self)?.payload.count == 64 else {
            throw RPCError(.dataLoss, "The stream brought a message that is not the expected one.")
        }
        try await stream.finish()
        guard try await stream.receive(RPCV1.EchoResponse.self) == nil else {
            throw RPCError(.dataLoss, "The stream brought more messages than were asked for.")
        }
    }

    private func ping(_ connection: ClientConnection) async throws {
        let options = CallOptions(timeout: .seconds(30), waitForReady: true)
        let _: RPCV1.EchoResponse = try await connection.unary(
            EchoClass.inline.method, RPCV1.EchoRequest(), options: options)
    }

    private func residentBytes(_ connection: ClientConnection) async throws -> Int64 {
        try await RPCV1.DiagnosticsClient(connection).getStats(RPCV1.GetStatsRequest()).residentBytes
    }
}
