import ArgumentParser
import EchoLoad
import NIOCore
import NIOPosix

/// The limit that the RPC layer is measured against: one NIO handler on each side that only frames and answers.
///
/// A frame is its length, an id and a payload; the server answers each with 200 bytes, made in `channelRead`, all
/// answers of one read flushed together. No metadata, no deadlines, no method table, no statistics.
@main
struct BareEcho: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bare-echo", abstract: "A bare SwiftNIO echo, as the upper limit.",
        subcommands: [Serve.self, Load.self])

    struct Serve: AsyncParsableCommand {
        @Argument var port: Int

        func run() async throws {
            let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelOption(.maxMessagesPerRead, value: 16)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(EchoHandler())
                    }
                }
                .bind(host: "127.0.0.1", port: port).get()
            try await channel.closeFuture.get()
        }
    }

    struct Load: AsyncParsableCommand {
        @OptionGroup var load: LoadOptions

        func run() async throws {
            let loop = MultiThreadedEventLoopGroup.singleton.next()
            let promise = loop.makePromise(of: LoadReport.self)
            let bound = NIOLoopBoundBox.makeBoxSendingValue(
                LoadGenerator(inFlight: load.inFlight, promise), eventLoop: loop)
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
