import ArgumentParser
import EchoLoad
import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2Posix

/// The peer in grpc-swift-2, as its documentation shows it: generated stubs, one client per connection.
@main
struct GRPCSwiftEcho: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grpc-swift-echo", abstract: "An echo in grpc-swift-2.", subcommands: [Serve.self, Load.self])

    struct Serve: AsyncParsableCommand {
        @Argument var port: Int

        func run() async throws {
            let server = GRPCServer(
                transport: .http2NIOPosix(
                    address: .ipv4(host: "127.0.0.1", port: port), transportSecurity: .plaintext),
                services: [EchoService()])
            try await server.serve()
        }
    }

    struct Load: AsyncParsableCommand {
        @OptionGroup var load: LoadOptions

        func run() async throws {
            let load = load
            let clients = try (0..<load.connections).map { _ in
                GRPCClient(
                    transport: try HTTP2ClientTransport.Posix(
                        target: .ipv4(address: "127.0.0.1", port: load.port), transportSecurity: .plaintext))
            }
            try await withThrowingDiscardingTaskGroup { group in
                for client in clients { group.addTask { try await client.runConnections() } }
                let report = try await measure(clients.map { Stub(wrapping: $0) }, load)
                report.print()
                for client in clients { client.beginGracefulShutdown() }
            }
        }
    }
}

private typealias Stub = Danhba_Benchmarks_V1_Diagnostics.Client<HTTP2ClientTransport.Posix>

private struct EchoService: Danhba_Benchmarks_V1_Diagnostics.SimpleServiceProtocol {
    func echo(
        request: Danhba_Benchmarks_V1_EchoRequest, context: ServerContext
    ) async throws -> Danhba_Benchmarks_V1_EchoResponse {
        var response = Danhba_Benchmarks_V1_EchoResponse()
        response.payload = request.replyBytes > 0 ? Data(count: Int(request.replyBytes)) : request.payload
        return response
    }
}

/// Calls on all connections until the time is over.
private func measure(_ stubs: [Stub], _ load: LoadOptions) async throws -> LoadReport {
    // Connects, so that the time of it is not measured.
    for stub in stubs { _ = try await stub.echo(.with { $0.replyBytes = Int32(replyByteCount) }) }
    let end = ContinuousClock.now + .seconds(load.seconds)
    var report = try await withThrowingTaskGroup(of: [Answer].self) { group in
        for stub in stubs {
            for _ in 0..<load.inFlight { group.addTask { try await calls(stub, until: end) } }
        }
        return try await group.reduce(into: LoadReport()) { report, answers in
            for answer in answers { report.record(nanoseconds: answer.nanoseconds, isRight: answer.isRight) }
        }
    }
    report.seconds = load.seconds
    return report
}

private struct Answer {
    var nanoseconds: UInt64
    var isRight: Bool
}

/// One call after the other; an error ends the run.
private func calls(_ stub: Stub, until end: ContinuousClock.Instant) async throws -> [Answer] {
    let request = Danhba_Benchmarks_V1_EchoRequest.with { $0.replyBytes = Int32(replyByteCount) }
    var answers: [Answer] = []
    var started = ContinuousClock.now
    while true {
        let isRight = try await stub.echo(request).payload.count == replyByteCount
        let now = ContinuousClock.now
        if now >= end { return answers }
        let (seconds, attoseconds) = (now - started).components
        answers.append(
            Answer(nanoseconds: UInt64(seconds * 1_000_000_000 + attoseconds / 1_000_000_000), isRight: isRight))
        started = now
    }
}
