import HTTPTypes
import RPCCore

/// What HTTP headers say about a call.
struct CallHeaders {
    var metadata = Metadata()
    var timeout: Duration?

    /// Longest time that a client may ask to wait.
    static let timeoutLimit = Duration.seconds(120)

    /// Throws `invalidArgument` naming the header that is wrong.
    init(_ headers: HTTPFields, requestID: String) throws(RPCError) {
        if let version = headers[.connectProtocolVersion], version != "1" {
            throw RPCError(.invalidArgument, "Connect-Protocol-Version is \(version); version 1 is spoken here.")
        }
        if let workspace = headers[.workspace] {
            guard Metadata.isValidWorkspace(workspace) else {
                throw RPCError(.invalidArgument, "Danhba-Workspace must be 1 to 64 of a-z, 0-9, _ and -.")
            }
            metadata.workspace = workspace
        }
        metadata.caller = headers[.caller] ?? ""
        metadata.entries = HTTPField.Name.identity.compactMap { name, key in
            headers[name].map { Metadata.Entry(key: key, value: $0) }
        }
        metadata.requestID = requestID
        metadata.trace = headers[.traceparent].flatMap(TraceContext.init(traceparent:))
        timeout = try CallHeaders.timeout(headers[.connectTimeout])
    }

    private static func timeout(_ text: String?) throws(RPCError) -> Duration? {
        guard let text else { return nil }
        guard text.utf8.count <= 10, text.utf8.allSatisfy({ (48...57).contains($0) }), let value = Int64(text) else {
            throw RPCError(.invalidArgument, "Connect-Timeout-Ms must be a number of at most 10 digits.")
        }
        return min(.milliseconds(value), timeoutLimit)
    }
}

extension HTTPField.Name {
    /// A name written in this program.
    static func known(_ name: String) -> HTTPField.Name {
        guard let field = HTTPField.Name(name) else { preconditionFailure("\(name) is no header's name") }
        return field
    }

    static let connectProtocolVersion = known("Connect-Protocol-Version")
    static let connectTimeout = known("Connect-Timeout-Ms")
    /// The workspace whose data is meant; without it `main`.
    static let workspace = known("Danhba-Workspace")
    /// Who acts, for the audit log.
    static let caller = known("Danhba-Caller")
    /// For whom the call is made, by the entry of metadata that each becomes.
    static let identity = [
        (known("Danhba-Role"), CallerIdentity.Key.role), (known("Danhba-Agent"), CallerIdentity.Key.agent),
        (known("Danhba-Scope"), CallerIdentity.Key.scope), (known("Danhba-Phones"), CallerIdentity.Key.phones),
    ]
    static let requestID = known("X-Request-Id")
    static let traceparent = known("traceparent")
    static let uploadOffset = known("Upload-Offset")
    static let uploadComplete = known("Upload-Complete")
}
