import Contracts
import CoreMetrics
import Foundation
import FoundationNetworking
import GatewayService
import Logging
import MessageJSON
import RPCCore
import RPCInProcess
import RPCTransport
import ServiceLifecycle
import ServiceRuntime
import Synchronization
import Testing

/// What came back over HTTP.
struct HTTPAnswer {
    let status: Int
    let headers: [String: String]
    let body: Data

    var text: String { String(decoding: body, as: UTF8.self) }

    var json: [String: Any] {
        get throws { try #require(try JSONSerialization.jsonObject(with: body) as? [String: Any]) }
    }

    func header(_ name: String) -> String? { headers.first { $0.key.lowercased() == name.lowercased() }?.value }
}

/// A gateway on a real socket in front of services in this process.
enum GatewayHarness {
    /// Serves while `body` runs; `body` gets the base address.
    static func serving<R: Sendable>(
        _ backends: [Backend], metrics: any MetricsFactory = NOOPMetricsHandler.instance, isTraced: Bool = false,
        _ body: @escaping @Sendable (String) async throws -> R
    ) async throws -> R {
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        let gateway = Gateway(
            host: "127.0.0.1", port: 0, backends: backends, metrics: metrics, isTraced: isTraced, logger: logger
        ) { number in
            port.yield(number)
            port.finish()
        }
        return try await withThrowingTaskGroup(of: Void.self) { group in
            let services = ServiceGroup(services: [gateway], logger: logger)
            group.addTask { try await services.run() }
            var number: Int?
            for await listening in ports { number = listening }
            let result = try await body("http://127.0.0.1:\(try #require(number))")
            await services.triggerGracefulShutdown()
            try await group.waitForAll()
            return result
        }
    }

    static func send(
        _ verb: String, _ url: String, _ body: Data? = nil, headers: [String: String] = [:]
    ) async throws -> HTTPAnswer {
        var request = URLRequest(url: try #require(URL(string: url)))
        request.httpMethod = verb
        request.httpBody = body
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        let (data, response) = try await URLSession.shared.data(for: request)
        let http = try #require(response as? HTTPURLResponse)
        let fields = http.allHeaderFields.reduce(into: [String: String]()) { fields, field in
            fields["\(field.key)"] = "\(field.value)"
        }
        return HTTPAnswer(status: http.statusCode, headers: fields, body: data)
    }

    /// Posts JSON.
    static func post(_ url: String, _ json: String, headers: [String: String] = [:]) async throws -> HTTPAnswer {
        let headers = headers.merging(["Content-Type": "application/json"]) { given, _ in given }
        return try await send("POST", url, Data(json.utf8), headers: headers)
    }

    /// A backend that has what every process has, and `Sample`.
    static func backend(_ name: String, sample: SampleMethods = SampleMethods(), isServing: Bool = true) -> Backend {
        var router = Router()
        let health = HealthState(service: name, version: "1")
        health.isServing = isServing
        let lanes = DirectLanes()
        router.register(HealthHandlers(health), lanes: lanes)
        router.register(DiagnosticsHandlers(service: name, recorder: StatisticsRecorder()), lanes: lanes)
        if name == "contacts" { router.register(SampleMethods.service, methods: sample.methods, lanes: lanes) }
        router.register(ReflectionHandlers(router.services + [RPCV1.ReflectionMethods.descriptor]), lanes: lanes)
        return Backend(name: name, connection: InProcessConnection(router: router))
    }
}

/// A service made for these tests: echoes, fails as told, waits, and remembers the metadata of its calls.
final class SampleMethods: Sendable {
    static let echo = method("Echo", .unary)
    static let fail = method("Fail", .unary)
    static let wait = method("Wait", .unary)
    static let stream = method("Stream", .serverStreaming)
    static let service = ServiceDescriptor(name: "test.v1.Sample", methods: [echo, fail, wait, stream])

    let seen = Mutex<[Metadata]>([])

    var methods: [RPCMethod] {
        [
            RPCMethod(
                Self.echo,
                .inline { bytes, context in
                    self.seen.withLock { $0.append(context.metadata) }
                    return RPCV1.EchoResponse(payload: try RPCV1.EchoRequest(deserializing: bytes).payload)
                }),
            RPCMethod(
                Self.fail,
                .inline { bytes, _ in
                    let number = try RPCV1.EchoRequest(deserializing: bytes).replyBytes
                    let code = StatusCode(rawValue: UInt32(number)) ?? .unknown
                    let info = RPCV1.ErrorInfo(
                        number: 2010, name: "PHONE_INVALID", message: "Too short.", field: "phone")
                    throw RPCError(code, "It failed as told.", details: [RPCError.Detail(info)])
                }),
            RPCMethod(
                Self.wait,
                .async { _, _ in
                    {
                        try await Task.sleep(for: .seconds(600))
                        return RPCV1.EchoResponse()
                    }
                }),
            RPCMethod(Self.stream, .streaming { _, _ in }),
        ]
    }

    private static func method(_ name: String, _ kind: MethodDescriptor.Kind) -> MethodDescriptor {
        MethodDescriptor(
            service: "test.v1.Sample", name: name, kind: kind, execution: kind == .unary ? .async : .stream,
            access: .agent, inputType: RPCV1.EchoRequest.fullName, outputType: RPCV1.EchoResponse.fullName)
    }
}

/// A peer that cannot be reached until it is let in.
final class LateConnection: Connection {
    private let target: any Connection
    private let isUp = Mutex(false)

    init(_ target: any Connection) { self.target = target }

    func comeUp() { isUp.withLock { $0 = true } }

    func start(
        _ method: MethodDescriptor, _ request: any Message, options: CallOptions,
        receive: @escaping @Sendable (Result<UnsafeRawBufferPointer, RPCError>) -> Void
    ) -> CallHandle {
        guard isUp.withLock({ $0 }) else {
            receive(.failure(RPCError(.unavailable, "There is no connection.", isRetryable: true)))
            return CallHandle(nil)
        }
        return target.start(method, request, options: options, receive: receive)
    }

    func open(_ method: MethodDescriptor, options: CallOptions) async throws -> any ClientStream {
        guard isUp.withLock({ $0 }) else { throw RPCError(.unavailable, "There is no connection.") }
        return try await target.open(method, options: options)
    }
}
