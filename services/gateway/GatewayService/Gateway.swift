import CoreMetrics
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import RPCCore
import ServiceLifecycle

/// The HTTP side of the system: the Connect protocol for every method, files, and `/healthz`.
///
/// Holds no data of its own. `run` ends after a graceful shutdown has let open requests finish.
public struct Gateway: Service {
    private let application: any ApplicationProtocol

    /// - Parameters:
    ///   - host: Address to listen on.
    ///   - port: 0 lets the system choose; `onListening` tells.
    ///   - metrics: Told of every request: see `RequestMetrics`.
    ///   - isTraced: Makes a span of every request with the process's tracer, which must be bootstrapped before.
    public init(
        host: String, port: Int, backends: [Backend], metrics: any MetricsFactory = NOOPMetricsHandler.instance,
        isTraced: Bool = false, logger: Logger,
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) {
        application = Application(
            router: Gateway.router(BackendDirectory(backends), metrics, isTraced: isTraced),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port), serverName: "danhba"),
            onServerRunning: { channel in await onListening(channel.localAddress?.port ?? port) },
            logger: logger)
    }

    /// Serves until the service group shuts down.
    public func run() async throws { try await application.run() }

    private static func router(
        _ directory: BackendDirectory, _ metrics: any MetricsFactory, isTraced: Bool
    ) -> Hummingbird.Router<BasicRequestContext> {
        let router = Hummingbird.Router(context: BasicRequestContext.self)
        router.add(middleware: RequestMetrics(metrics))
        // Searches and names of files are people's data and no business of a trace.
        if isTraced { router.add(middleware: TracingMiddleware(redactingQueryParameters: ["text", "file_name"])) }
        addFiles(router, FileHandler(directory: directory))
        addCompanies(router, CompanyHandler(directory: directory))
        let health = HealthHandler(directory: directory)
        router.get("/healthz") { _, _ in await health.respond() }
        addMethods(router, ConnectHandler(directory: directory))
        return router
    }

    private static func addMethods(_ router: Hummingbird.Router<BasicRequestContext>, _ handler: ConnectHandler) {
        router.post("/{first}/{second}") { request, context in
            let method = try context.parameters.require("first") + "/" + context.parameters.require("second")
            return await handler.respond(
                to: request, backend: nil, method: method, requestID: requestID(request))
        }
        router.post("/{first}/{second}/{third}") { request, context in
            let method = try context.parameters.require("second") + "/" + context.parameters.require("third")
            return await handler.respond(
                to: request, backend: try context.parameters.require("first"), method: method,
                requestID: requestID(request))
        }
        for verb in [HTTPRequest.Method.get, .put, .delete, .patch] {
            router.on("/{first}/{second}", method: verb) { _, _ in handler.refuseVerb() }
            router.on("/{first}/{second}/{third}", method: verb) { _, _ in handler.refuseVerb() }
        }
    }

    private static func addFiles(_ router: Hummingbird.Router<BasicRequestContext>, _ handler: FileHandler) {
        func route(
            _ path: RouterPath, _ verb: HTTPRequest.Method,
            _ answer: @escaping @Sendable (Request, BasicRequestContext, String) async throws -> Response
        ) {
            add(path, verb, to: router, handler.directory, answer)
        }
        route("/files/imports", .post) { request, _, id in try await handler.createImport(request, requestID: id) }
        route("/files/imports/{id}", .patch) { request, context, id in
            try await handler.continueImport(request, id: context.parameters.require("id"), requestID: id)
        }
        route("/files/imports/{id}", .head) { request, context, id in
            try await handler.importOffset(request, id: context.parameters.require("id"), requestID: id)
        }
        route("/files/imports/{id}/{file}", .get) { request, context, id in
            try await handler.importResult(
                request, id: context.parameters.require("id"), file: context.parameters.require("file"), requestID: id)
        }
        route("/files/templates/{file}", .get) { request, context, id in
            try await handler.importTemplate(request, file: context.parameters.require("file"), requestID: id)
        }
        route("/files/{file}", .get) { request, context, id in
            try await handler.export(request, file: context.parameters.require("file"), requestID: id)
        }
    }

    private static func addCompanies(_ router: Hummingbird.Router<BasicRequestContext>, _ handler: CompanyHandler) {
        add("/pages/companies/{id}", .get, to: router, handler.directory) { request, context, id in
            try await handler.show(request, id: context.parameters.require("id"), requestID: id)
        }
    }

    /// A route of which errors are told as the Connect protocol tells them.
    private static func add(
        _ path: RouterPath, _ verb: HTTPRequest.Method, to router: Hummingbird.Router<BasicRequestContext>,
        _ directory: BackendDirectory,
        _ answer: @escaping @Sendable (Request, BasicRequestContext, String) async throws -> Response
    ) {
        router.on(path, method: verb) { request, context in
            do {
                return try await answer(request, context, requestID(request))
            } catch {
                return ConnectError.response(RPCError(handlerError: error), schema: directory.schema)
            }
        }
    }

    /// The caller's id where it fits a header and a log line, else a new one.
    private static func requestID(_ request: Request) -> String {
        guard let id = request.headers[.requestID], (1...128).contains(id.utf8.count),
            id.utf8.allSatisfy({ (33...126).contains($0) })
        else { return RequestID().description }
        return id
    }
}
