import Contracts
import HTTPTypes
import Hummingbird
import MessageJSON
import RPCCore

/// An error in the form of the Connect protocol: an HTTP status and a JSON body.
enum ConnectError {
    /// The HTTP status of a status code, as the Connect specification lists them.
    static func httpStatus(_ code: StatusCode) -> HTTPResponse.Status {
        switch code {
        case .ok: .ok
        case .cancelled: HTTPResponse.Status(code: 499, reasonPhrase: "Client Closed Request")
        case .invalidArgument, .failedPrecondition, .outOfRange: .badRequest
        case .unauthenticated: .unauthorized
        case .permissionDenied: .forbidden
        case .notFound: .notFound
        case .alreadyExists, .aborted: .conflict
        case .resourceExhausted: .tooManyRequests
        case .unimplemented: .notImplemented
        case .unavailable: .serviceUnavailable
        case .deadlineExceeded: .gatewayTimeout
        case .unknown, .internal, .dataLoss: .internalServerError
        }
    }

    /// The body of the protocol.
    ///
    /// `{"code":…,"message":…,"details":[{"type":…,"value":…,"debug":…}]}`
    static func body(_ error: RPCError, schema: MessageSchema) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("code")
            writer.string(error.code.name)
            writer.key("message")
            writer.string(error.message)
            guard !error.details.isEmpty else { return }
            writer.key("details")
            writer.array { writer in
                for detail in error.details { write(detail, &writer, schema) }
            }
        }
        return writer.bytes
    }

    private static func write(_ detail: RPCError.Detail, _ writer: inout JSONWriter, _ schema: MessageSchema) {
        writer.object { writer in
            writer.key("type")
            writer.string(detail.type)
            writer.key("value")
            writer.string(Base64.encode(detail.value, padded: false))
            // A detail of a type that is not known here is still told by its bytes.
            if let debug = try? detail.value.withUnsafeBytes({ try schema.json($0, of: detail.type) }) {
                writer.key("debug")
                writer.verbatim(String(decoding: debug, as: UTF8.self))
            }
        }
    }

    /// The whole response.
    ///
    /// `status` overrides the code's own where HTTP says it better (404, 405, 415).
    static func response(
        _ error: RPCError, schema: MessageSchema, status: HTTPResponse.Status? = nil, headers: HTTPFields = [:]
    ) -> Response {
        var headers = headers
        headers[.contentType] = "application/json"
        if let retry = error.detail(RPCV1.RetryInfo.self), retry.retryDelayMs > 0 {
            headers[.retryAfter] = String((retry.retryDelayMs + 999) / 1000)
        }
        return Response(
            status: status ?? httpStatus(error.code), headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body(error, schema: schema))))
    }
}
