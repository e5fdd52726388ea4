import ArgumentParser
import Contracts
import RPCCore
import ServiceRuntime
import Store

/// `loadtest serve`: the other end of `loadtest echo --class`.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serves echoes of each execution class and streams, for echo --class, stream and connections.")

    @OptionGroup var options: ServiceOptions

    func run() async throws {
        let process = ServiceProcess(try await ServiceSettings(service: "loadtest", options: options))
        let store = try Store(
            configuration: StoreConfiguration(directory: process.settings.dataDirectory),
            schema: StoreSchema(name: "loadtest", migrations: []), logger: process.logger)
        var router = Router()
        router.register(EchoClass.service, methods: Self.echoes(store), lanes: store)
        router.register(StreamKind.service, methods: Self.streams, lanes: store)
        try await process.run(router, store: store)
    }

    private static func echoes(_ store: Store) -> [RPCMethod] {
        [
            .inline(EchoClass.inline.method, DirectLanes()) { request, _, _ in answer(request) },
            .async(EchoClass.async.method) { request, _ in answer(request) },
            .read(EchoClass.read.method, store) { request, _, _ in answer(request) },
            .read(EchoClass.work.method, store) { request, _, _ in
                let end = MonotonicClock.now + EchoClass.workNanoseconds
                while MonotonicClock.now < end {}
                return answer(request)
            },
            .async(EchoClass.wait.method) { request, _ in
                try await Task.sleep(for: EchoClass.waitingTime)
                return answer(request)
            },
        ]
    }

    private static var streams: [RPCMethod] {
        [
            .serverStreaming(StreamKind.produce.method) {
                (request: RPCV1.EchoRequest, writer: ResponseWriter<RPCV1.EchoResponse>, _) in
                let response = answer(request)
                while true { try await writer.write(response) }
            },
            .clientStreaming(StreamKind.consume.method) { (requests: RequestStream<RPCV1.EchoRequest>, _) in
                for try await _ in requests {}
                return RPCV1.EchoResponse()
            },
            .bidirectionalStreaming(StreamKind.relay.method) {
                (requests: RequestStream<RPCV1.EchoRequest>, writer: ResponseWriter<RPCV1.EchoResponse>, _) in
                for try await request in requests { try await writer.write(answer(request)) }
            },
        ]
    }

    private static func answer(_ request: RPCV1.EchoRequest) -> RPCV1.EchoResponse {
        RPCV1.EchoResponse(payload: [UInt8](repeating: 0, count: min(max(0, Int(request.replyBytes)), 1 << 20)))
    }
}
