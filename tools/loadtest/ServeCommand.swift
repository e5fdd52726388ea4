import ArgumentParser
import Contracts
import RPCCore
import ServiceRuntime
import Store

/// `loadtest serve`: the other end of `loadtest echo --class`.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serves an echo that runs in each execution class, for echo --class.")

    @OptionGroup var options: ServiceOptions

    func run() async throws {
        let process = ServiceProcess(try await ServiceSettings(service: "loadtest", options: options))
        let store = try Store(
            configuration: StoreConfiguration(directory: process.settings.dataDirectory),
            schema: StoreSchema(name: "loadtest", migrations: []), logger: process.logger)
        var router = Router()
        router.register(
            EchoClass.service,
            methods: [
                .inline(EchoClass.inline.method, DirectLanes()) { request, _, _ in Self.answer(request) },
                .async(EchoClass.async.method) { request, _ in Self.answer(request) },
                .read(EchoClass.read.method, store) { request, _, _ in Self.answer(request) },
            ], lanes: store)
        try await process.run(router, store: store)
    }

    private static func answer(_ request: RPCV1.EchoRequest) -> RPCV1.EchoResponse {
        RPCV1.EchoResponse(payload: [UInt8](repeating: 0, count: min(max(0, Int(request.replyBytes)), 1 << 20)))
    }
}

/// Where a method of `loadtest serve` runs.
enum EchoClass: String, CaseIterable, ExpressibleByArgument {
    /// On the event loop.
    case inline
    /// In a task that does not suspend.
    case async
    /// On a reader thread of a store, in a read transaction.
    case read

    static let service = ServiceDescriptor(name: "danhba.loadtest.Echo", methods: methods)
    private static let methods = [
        descriptor("Inline", .inline), descriptor("Async", .async), descriptor("Read", .read),
    ]

    var method: MethodDescriptor {
        switch self {
        case .inline: Self.methods[0]
        case .async: Self.methods[1]
        case .read: Self.methods[2]
        }
    }

    private static func descriptor(_ name: String, _ execution: MethodDescriptor.Execution) -> MethodDescriptor {
        MethodDescriptor(
            service: "danhba.loadtest.Echo", name: name, kind: .unary, execution: execution,
            idempotency: .noSideEffects, inputType: RPCV1.EchoRequest.fullName,
            outputType: RPCV1.EchoResponse.fullName)
    }
}
