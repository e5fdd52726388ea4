/// What is known of a method from its contract.
public final class MethodDescriptor: Sendable {
    /// Which sides stream.
    public enum Kind: UInt8, Sendable {
        case unary = 0
        case clientStreaming = 1
        case serverStreaming = 2
        case bidirectionalStreaming = 3
    }

    /// Whether the client sends any number of messages.
    package var isClientStreaming: Bool { kind == .clientStreaming || kind == .bidirectionalStreaming }
    /// Whether the server does.
    package var isServerStreaming: Bool { kind == .serverStreaming || kind == .bidirectionalStreaming }

    /// Whether a call may be sent twice.
    public enum Idempotency: UInt8, Sendable {
        case unknown = 0
        /// Reads only.
        case noSideEffects = 1
        /// Twice has the effect of once.
        case idempotent = 2
    }

    /// Where a method runs; see `ExecutionLanes`.
    public enum Execution: UInt8, Sendable {
        /// On the event loop, against that loop's reader.
        ///
        /// For point look-ups and memory only.
        case inline = 0
        /// On a reader thread, in one read transaction.
        case read = 1
        /// On the workspace's writer thread, in a group commit.
        case write = 2
        /// In a task; a unary method that awaits other services.
        case `async` = 3
        /// In a task, with streams.
        case stream = 4
    }

    /// Which people may have a method called for them; the later ones may all that the earlier ones may.
    public enum Access: UInt8, Sendable {
        /// Everybody, whatever the call says of who it is for.
        case anyone = 1
        case agent = 2
        case supervisor = 3
        case admin = 4
    }

    /// The service's full name: `danhba.contacts.v1.Contacts`.
    public let service: String
    /// The method's name in its service: `GetContact`.
    public let name: String
    /// Which sides stream.
    public let kind: Kind
    /// Where it runs.
    public let execution: Execution
    /// Whether a call may be sent twice.
    public let idempotency: Idempotency
    /// The lowest role that may call it.
    public let access: Access
    /// Whether its calls move much data: uploads, downloads, large batches.
    ///
    /// Clients give them a connection of their own, so that they do not hold up other calls.
    public let isBulk: Bool
    /// Used when the caller sets no deadline; nil: no deadline (watches).
    public let defaultTimeout: Duration?
    /// The same, computed once.
    package let defaultTimeoutNanoseconds: UInt64?
    /// Full names of the messages.
    public let inputType: String
    /// Full name of the response message.
    public let outputType: String
    /// The contract's comment.
    public let comment: String

    /// A method as its contract says.
    public init(
        service: String, name: String, kind: Kind, execution: Execution, idempotency: Idempotency = .unknown,
        access: Access = .admin, isBulk: Bool = false, defaultTimeout: Duration? = .seconds(10), inputType: String,
        outputType: String,
        comment: String = ""
    ) {
        self.service = service
        self.name = name
        self.fullName = service + "/" + name
        self.kind = kind
        self.execution = execution
        self.idempotency = idempotency
        self.access = access
        self.isBulk = isBulk
        self.defaultTimeout = defaultTimeout
        defaultTimeoutNanoseconds = defaultTimeout?.nanosecondsSaturated
        self.inputType = inputType
        self.outputType = outputType
        self.comment = comment
    }

    /// The method's key everywhere: `danhba.contacts.v1.Contacts/GetContact`.
    public let fullName: String
}

/// What is known of a service from its contract.
public struct ServiceDescriptor: Sendable {
    /// The service's full name: `danhba.contacts.v1.Contacts`.
    public let name: String
    /// In the order of the contract.
    public let methods: [MethodDescriptor]
    /// The contract's comment.
    public let comment: String

    /// A service as its contract says.
    public init(name: String, methods: [MethodDescriptor], comment: String = "") {
        self.name = name
        self.methods = methods
        self.comment = comment
    }
}
