import Logging
import NIOCore
import NIOPosix
import RPCCore
import RPCTransport
import TestSupport

/// Answers with the caller's identity, or `nobody`.
let whoAmI = MethodDescriptor(
    service: "danhba.test.v1.Identity", name: "WhoAmI", kind: .unary, execution: .inline,
    inputType: ByteMessage.fullName, outputType: ByteMessage.fullName)

/// A server of the sample service and `whoAmI` on loopback while `body` runs.
func withSecureServer(
    _ configuration: ServerConfiguration, service: SampleService = SampleService(),
    _ body: (RPCServer) async throws -> Void
) async throws {
    var router = service.router()
    router.register(
        ServiceDescriptor(name: whoAmI.service, methods: [whoAmI]),
        methods: [
            RPCMethod(
                whoAmI, .inline { _, context in ByteMessage(Array((context.peer.identity ?? "nobody").utf8)) })
        ], lanes: DirectLanes())
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let server = RPCServer(router: router, configuration: configuration, logger: logger)
    try await server.start()
    do {
        try await body(server)
        await server.shutdown(grace: .zero)
    } catch {
        await server.shutdown(grace: .zero)
        throw error
    }
}

/// Waits until `condition` holds, or the test's time is over.
func until(_ condition: () -> Bool) async throws {
    while !condition() {
        try Task.checkCancellation()
        await Task.yield()
    }
}

extension RPCServer {
    /// Calls `method` over a connection of its own; the response's text, or the error.
    func call(
        _ credentials: Credentials, host: String? = nil, method: MethodDescriptor = whoAmI, _ text: String = ""
    ) async -> Result<String, RPCError> {
        var configuration = ClientConfiguration()
        configuration.credentials = credentials
        var address = addresses[0]
        if let host, case .tls(_, let port) = address { address = .tls(host: host, port: port) }
        let client = ClientConnection(to: [address], configuration: configuration)
        let result: Result<String, RPCError>
        do {
            let response: ByteMessage = try await client.unary(method, ByteMessage(Array(text.utf8)))
            result = .success(response.text)
        } catch {
            result = .failure(RPCError(handlerError: error))
        }
        await client.shutdown()
        return result
    }
}

extension Result<String, RPCError> {
    /// Nil for a failure.
    var text: String? {
        guard case .success(let text) = self else { return nil }
        return text
    }

    var code: StatusCode {
        guard case .failure(let error) = self else { return .ok }
        return error.code
    }

    var message: String {
        guard case .failure(let error) = self else { return "" }
        return error.message
    }
}

/// A server with TLS on loopback.
func tlsConfiguration(_ files: TLSFiles) -> ServerConfiguration {
    var configuration = ServerConfiguration(addresses: [.tls(host: "127.0.0.1", port: 0)])
    configuration.credentials.tls = files
    return configuration
}
