/// Why a call failed, as both sides see it.
///
/// `message` and `details` travel to the peer; `cause` stays in this process and is only for the log.
public struct RPCError: Error, Sendable {
    /// Never `.ok`.
    public var code: StatusCode
    /// One sentence for people.
    ///
    /// Holds no personal data and no SQL.
    public var message: String
    /// Machine-readable facts, each a serialised protobuf message with its full name.
    public var details: [Detail]
    /// True when the call never started, so that sending it again cannot repeat an effect.
    public var isRetryable: Bool
    /// What went wrong underneath; never sent.
    public var cause: (any Error)?

    /// An error with a code and a sentence for people.
    public init(
        _ code: StatusCode, _ message: String, details: [Detail] = [], isRetryable: Bool = false,
        cause: (any Error)? = nil
    ) {
        self.code = code
        self.message = message
        self.details = details
        self.isRetryable = isRetryable
        self.cause = cause
    }

    /// One machine-readable fact about an error.
    public struct Detail: Sendable, Equatable {
        /// Full protobuf name of the message in `value`, for example `danhba.rpc.v1.ErrorInfo`.
        public var type: String
        /// The serialised message.
        public var value: [UInt8]

        /// A detail of a message that is serialised already.
        public init(type: String, value: [UInt8]) {
            self.type = type
            self.value = value
        }

        /// A detail holding `message`.
        public init(_ message: some Message) {
            self.init(type: Swift.type(of: message).fullName, value: message.serializedBytes())
        }
    }

    /// The first detail of the given message type, or nil when there is none or it cannot be read.
    public func detail<M: Message>(_ type: M.Type) -> M? {
        guard let detail = details.first(where: { $0.type == M.fullName }) else { return nil }
        // A detail that cannot be read is as good as absent: the code and the message still stand.
        return try? detail.value.withUnsafeBytes { bytes in try M(deserializing: bytes) }
    }
}

extension RPCError: CustomStringConvertible {
    /// The sentence and the code, and what went wrong underneath: for the log and for who starts a program, not for peers.
    public var description: String {
        let sentence = "\(message) (\(code.name))"
        guard let cause else { return sentence }
        return "\(sentence): \(cause)"
    }
}

/// An error of a domain that knows how it is told to a caller.
///
/// Handlers throw domain errors; the layer converts. Any other error becomes `internal`
/// with a fixed message, its text only in the log.
public protocol RPCErrorConvertible: Error {
    /// The error as the caller sees it.
    var rpcError: RPCError { get }
}

extension RPCError {
    /// Converts what a handler threw: an `RPCError` stays, a domain error converts itself, cancellation is
    /// `cancelled`, anything else is `internal` without its text.
    public init(handlerError error: any Error) {
        switch error {
        case let error as RPCError: self = error
        case let error as any RPCErrorConvertible: self = error.rpcError
        case is CancellationError: self.init(.cancelled, "The call was cancelled.", cause: error)
        default: self.init(.internal, "The service failed; its log says why.", cause: error)
        }
    }
}
