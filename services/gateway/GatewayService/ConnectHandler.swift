import HTTPTypes
import Hummingbird
import MessageJSON
import NIOCore
import RPCCore

/// Answers unary calls of the Connect protocol, for every method of every backend.
struct ConnectHandler: Sendable {
    /// Longest body, and with it the longest request and answer: what one frame to a backend can carry.
    static let bodyByteLimit = (4 << 20) - 1024

    /// How messages are written in a body.
    private enum Codec: String {
        case json = "application/json"
        case proto = "application/proto"

        init?(contentType: String?) {
            let essence = contentType?.prefix { $0 != ";" }.lowercased()
            guard let essence, let codec = Codec(rawValue: essence.filter { $0 != " " }) else { return nil }
            self = codec
        }
    }

    let directory: BackendDirectory

    /// Answers `POST /[backend/]package.Service/Method`.
    func respond(to request: Request, backend: String?, method: String, requestID: String) async -> Response {
        guard let codec = Codec(contentType: request.headers[.contentType]) else {
            return refuse(
                .unsupportedMediaType, "Content-Type must be application/json or application/proto.",
                [.acceptPost: "application/json, application/proto"])
        }
        let route: BackendDirectory.Route
        do {
            route = try await directory.route(to: method, backendName: backend)
        } catch let error as RPCError where error.code == .unimplemented {
            return ConnectError.response(error, schema: directory.schema, status: .notFound)
        } catch {
            return failure(error)
        }
        do {
            let answer = try await call(route, request, codec, requestID: requestID)
            var headers: HTTPFields = [.contentType: codec.rawValue]
            headers[.requestID] = requestID
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer)))
        } catch {
            return failure(error)
        }
    }

    /// Answers a request of another verb than POST.
    func refuseVerb() -> Response {
        refuse(.methodNotAllowed, "Methods are called by POST.", [.allow: "POST"])
    }

    private func call(
        _ route: BackendDirectory.Route, _ request: Request, _ codec: Codec, requestID: String
    ) async throws -> [UInt8] {
        let headers = try CallHeaders(request.headers, requestID: requestID)
        guard route.method.kind == .unary else {
            throw RPCError(.unimplemented, "\(route.method.fullName) streams; it is served over RPC only.")
        }
        if let encoding = request.headers[.contentEncoding], encoding != "identity" {
            throw RPCError(.unimplemented, "Content-Encoding \(encoding) is not supported; send identity.")
        }
        let payload = try await payload(of: request, codec, type: route.method.inputType)
        let answer: RawMessage = try await route.backend.connection.unary(
            route.method, RawMessage(payload),
            options: CallOptions(timeout: headers.timeout, metadata: headers.metadata))
        guard codec == .json else { return answer.bytes }
        return try answer.bytes.withUnsafeBytes { bytes in
            try directory.schema.json(bytes, of: route.method.outputType)
        }
    }

    private func payload(of request: Request, _ codec: Codec, type: String) async throws -> [UInt8] {
        var body: ByteBuffer
        do {
            body = try await request.body.collect(upTo: Self.bodyByteLimit)
        } catch is NIOTooManyBytesError {
            throw RPCError(.resourceExhausted, "The body exceeds \(Self.bodyByteLimit) bytes.")
        }
        guard codec == .json else { return body.readBytes(length: body.readableBytes) ?? [] }
        return try body.withUnsafeReadableBytes { bytes in try directory.schema.serialise(json: bytes, as: type) }
    }

    private func failure(_ error: any Error) -> Response {
        ConnectError.response(RPCError(handlerError: error), schema: directory.schema)
    }

    private func refuse(_ status: HTTPResponse.Status, _ message: String, _ headers: HTTPFields) -> Response {
        ConnectError.response(
            RPCError(.invalidArgument, message), schema: directory.schema, status: status, headers: headers)
    }
}

extension HTTPField.Name {
    static let acceptPost = HTTPField.Name.known("Accept-Post")
}
