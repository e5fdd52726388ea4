import ArgumentParser
import Contracts
import RPCCore
import RPCTransport

/// `loadtest stream`: messages through one stream.
struct StreamCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stream", abstract: "Sends messages through one stream of loadtest serve, as fast as they go.")

    @Option(help: "The address of loadtest serve.")
    var address = "tcp:127.0.0.1:7101"
    @Option(help: "produce: the server sends; consume: it reads; relay: it answers each message.")
    var kind = StreamKind.produce
    @Option(help: "Bytes of each message's payload, up to 1 MiB.")
    var messageBytes: Int32 = 64
    @Option(help: "Seconds that are measured.")
    var seconds = 2.0
    @Flag(help: "Print one JSON object.")
    var json = false

    func validate() throws {
        guard (1...(1 << 20)).contains(messageBytes) else {
            throw ValidationError("--message-bytes must be 1 to 1048576.")
        }
        guard seconds > 0, seconds <= 3600 else { throw ValidationError("--seconds must be up to an hour.") }
    }

    func run() async throws {
        let connection = try Target(address: address, workspace: Metadata.defaultWorkspace).connect()
        let stream = try await connection.open(
            kind.method, options: CallOptions(timeout: .seconds(seconds + 60), waitForReady: true))
        let started = MonotonicClock.now
        let count = try await transfer(stream, until: started + UInt64(seconds * 1e9))
        let elapsed = Double(MonotonicClock.now - started) / 1e9
        stream.cancel()
        await connection.shutdown()
        printResult(count, elapsed)
    }

    /// How many messages went through.
    private func transfer(_ stream: any ClientStream, until end: UInt64) async throws -> Int {
        var count = 0
        switch kind {
        case .produce:
            try await stream.send(RPCV1.EchoRequest(replyBytes: messageBytes))
            try await stream.finish()
            while MonotonicClock.now < end {
                try await receive(stream)
                count += 1
            }
        case .consume:
            let request = RPCV1.EchoRequest(payload: [UInt8](repeating: 0, count: Int(messageBytes)))
            while MonotonicClock.now < end {
                try await stream.send(request)
                count += 1
            }
            try await stream.finish()
            // Comes when the server has read every message.
            _ = try await stream.receive(RPCV1.EchoResponse.self)
        case .relay:
            let request = RPCV1.EchoRequest(replyBytes: messageBytes)
            while MonotonicClock.now < end {
                try await stream.send(request)
                try await receive(stream)
                count += 1
            }
        }
        return count
    }

    private func receive(_ stream: any ClientStream) async throws {
        guard try await stream.receive(RPCV1.EchoResponse.self)?.payload.count == Int(messageBytes) else {
            throw RPCError(.dataLoss, "The stream brought a message that is not the expected one.")
        }
    }

    private func printResult(_ count: Int, _ seconds: Double) {
        let perSecond = Int(Double(count) / seconds)
        let megabytes = (Double(count) * Double(messageBytes) / seconds / 1e4).rounded() / 100
        if json {
            print(
                """
                {"messages":\(count),"seconds":\((seconds * 1000).rounded() / 1000),\
                "messages_per_second":\(perSecond),"mb_per_second":\(megabytes)}
                """)
        } else {
            print("\(count) messages of \(messageBytes) bytes: \(perSecond) messages/s, \(megabytes) MB/s")
        }
    }
}
