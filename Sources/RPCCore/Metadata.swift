/// What travels beside the payload of a call.
public struct Metadata: Sendable, Equatable {
    /// The workspace used when a caller names none.
    public static let defaultWorkspace = "main"

    /// What rarely differs from call to call; shared by copies, so that passing metadata on costs one retain.
    struct Fields: Equatable, Sendable {
        var workspace: String
        var caller: String
        var requestID: String
        var entries: [Entry]
    }

    private final class Shared: Sendable {
        let fields: Fields
        /// Read once for all the calls that share it.
        let identity: CallerIdentity?

        init(_ fields: Fields) {
            self.fields = fields
            identity = fields.entries.isEmpty ? .service : CallerIdentity(fields.entries)
        }
    }

    private var shared: Shared
    var fields: Fields {
        get { shared.fields }
        set { shared = Shared(newValue) }
    }

    /// The customer account whose data the call reads or writes: 1–64 of `[a-z0-9_-]`, first a letter or digit.
    public var workspace: String {
        get { shared.fields.workspace }
        set { fields.workspace = newValue }
    }
    /// Who calls, for the audit log: a user, an agent or a service.
    ///
    /// Empty when not said.
    public var caller: String {
        get { shared.fields.caller }
        set { fields.caller = newValue }
    }
    /// Correlates log lines over services.
    ///
    /// Empty when not said.
    public var requestID: String {
        get { shared.fields.requestID }
        set { fields.requestID = newValue }
    }
    /// Further pairs, in order; a key may repeat.
    ///
    /// Limits: 64 pairs, 8 KiB for the whole metadata.
    public var entries: [Entry] {
        get { shared.fields.entries }
        set { fields.entries = newValue }
    }
    /// For whom the call is made; nil when the entries do not say it clearly.
    var identity: CallerIdentity? { shared.identity }

    /// W3C trace context, when the call is traced.
    public var trace: TraceContext?

    /// Metadata of the default workspace, unless said otherwise.
    public init(
        workspace: String = Metadata.defaultWorkspace, caller: String = "", requestID: String = "",
        trace: TraceContext? = nil, entries: [Entry] = []
    ) {
        shared = Shared(Fields(workspace: workspace, caller: caller, requestID: requestID, entries: entries))
        self.trace = trace
    }

    /// Whether everything is the same.
    public static func == (left: Metadata, right: Metadata) -> Bool {
        left.trace == right.trace && (left.shared === right.shared || left.fields == right.fields)
    }

    /// One further pair.
    public struct Entry: Sendable, Equatable {
        /// Lower case; `[a-z0-9._-]`.
        public var key: String
        /// Any text without NUL.
        public var value: String

        /// A pair; checked when it is sent.
        public init(key: String, value: String) {
            self.key = key
            self.value = value
        }
    }
}

/// W3C trace context in its binary form.
public struct TraceContext: Sendable, Equatable {
    /// First and second half of the 16-byte trace id, big endian.
    public var traceIDHigh: UInt64
    /// Second half of the trace id.
    public var traceIDLow: UInt64
    /// The caller's span.
    public var parentID: UInt64
    /// Bit 0: sampled.
    public var flags: UInt8

    /// A trace context of its parts.
    public init(traceIDHigh: UInt64, traceIDLow: UInt64, parentID: UInt64, flags: UInt8) {
        self.traceIDHigh = traceIDHigh
        self.traceIDLow = traceIDLow
        self.parentID = parentID
        self.flags = flags
    }
}
