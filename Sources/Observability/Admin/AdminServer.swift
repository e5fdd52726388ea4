import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle

/// What operators and their tools ask a process over HTTP: `GET /metrics` in Prometheus' text format, and
/// `GET /healthz`, 200 when the process serves and 503 when it does not.
///
/// Bounded to 16 connections at a time, each closed after 60 s of silence; it asks for no credentials, so bind it to
/// loopback or a network that only operators reach. `run` ends with the service group.
public struct AdminServer: Service {
    static let connectionLimit = 16

    private let application: any ApplicationProtocol

    /// - Parameters:
    ///   - host: Address to listen on.
    ///   - port: 0 lets the system choose; `onListening` tells.
    ///   - isServing: Asked at each `GET /healthz`.
    public init(
        host: String, port: Int, metrics: MetricsRegistry, isServing: @escaping @Sendable () async -> Bool,
        logger: Logger, onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) {
        let router = Router(context: BasicRequestContext.self)
        router.get("/metrics") { _, _ in
            Self.response(.ok, PrometheusText.contentType, metrics.prometheusText())
        }
        router.get("/healthz") { _, _ in
            await isServing()
                ? Self.response(.ok, "text/plain", "serving\n")
                : Self.response(.serviceUnavailable, "text/plain", "not serving\n")
        }
        application = Application(
            router: router,
            server: .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port), serverName: "danhba",
                availableConnectionsDelegate: MaximumAvailableConnections(Self.connectionLimit)),
            onServerRunning: { channel in await onListening(channel.localAddress?.port ?? port) },
            logger: logger)
    }

    /// Serves until the service group shuts down.
    public func run() async throws { try await application.run() }

    private static func response(_ status: HTTPResponse.Status, _ type: String, _ text: String) -> Response {
        Response(
            status: status, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
