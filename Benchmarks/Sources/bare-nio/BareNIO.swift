import ArgumentParser
import EchoLoad
import NIOCore
import NIOPosix

/// The limit that the RPC layer and look-ups are measured against: one NIO handler on each side.
///
/// A frame is its length, an id and a payload. Without a database the server answers each with 200 bytes, made in
/// `channelRead`; with one it looks the phone in the payload up in a file that contacts made. All answers of one read are
/// flushed together. No metadata, no deadlines, no method table, no statistics.
@main
struct BareNIO: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bare-nio", abstract: "Bare SwiftNIO, as the upper limit.",
        subcommands: [Serve.self, Load.self])

    struct Serve: AsyncParsableCommand {
        @Argument var port: Int
        @Option(help: "A file of contacts, in which phones are looked up.")
        var database: String?

        func run() async throws {
            let database = database
            let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelOption(.maxMessagesPerRead, value: 16)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        if let database {
                            let handler = LookUpHandler(try ContactFile(path: database))
                            try channel.pipeline.syncOperations.addHandler(handler)
                        } else {
                            try channel.pipeline.syncOperations.addHandler(EchoHandler())
                        }
                    }
                }
                .bind(host: "127.0.0.1", port: port).get()
            try await channel.closeFuture.get()
        }
    }

    struct Load: AsyncParsableCommand {
        @OptionGroup var load: LoadOptions
        @Option(help: "The file whose phones are looked up.")
        var database: String?

        func run() async throws {
            if let database {
                try await run(LookUpCalls(try ContactFile(path: database).numbers()))
            } else {
                try await run(EchoCalls())
            }
        }

        private func run(_ calls: some LoadCalls) async throws {
            let loop = MultiThreadedEventLoopGroup.singleton.next()
            let promise = loop.makePromise(of: LoadReport.self)
            let bound = NIOLoopBoundBox.makeBoxSendingValue(
                LoadGenerator(calls, inFlight: load.inFlight, promise), eventLoop: loop)
            for _ in 0..<load.connections {
                _ = try await ClientBootstrap(group: loop)
                    .channelOption(.maxMessagesPerRead, value: 16)
                    .channelInitializer { channel in
                        channel.eventLoop.makeCompletedFuture {
                            try channel.pipeline.syncOperations.addHandler(LoadHandler(bound.value))
                        }
                    }
                    .connect(host: "127.0.0.1", port: load.port).get()
            }
            let duration = TimeAmount.nanoseconds(Int64(load.seconds * 1e9))
            loop.execute { bound.value.start(on: loop, for: duration) }
            try await promise.futureResult.get().print()
        }
    }
}
