import RPCCore

/// What the calls of a client start with where their options do not say otherwise.
struct CallDefaults: Sendable {
    private let preamble: Result<OutboundFrames.Preamble?, RPCError>
    private let isCompressed: Bool

    /// The metadata is encoded here, once.
    init(_ configuration: ClientConfiguration) {
        preamble = CallDefaults.preamble(configuration.metadata)
        isCompressed = configuration.compressesByDefault
    }

    /// Deadline, metadata and all else that is known of a call that starts now: of its options, else of the call being answered,
    /// else the defaults.
    ///
    /// Throws `invalidArgument` for metadata that cannot be sent.
    func start(of method: MethodDescriptor, _ options: CallOptions) throws(RPCError) -> ClientCallStart {
        let current = CallContext.current
        var deadline = Deadline.never
        if let timeout = options.timeout {
            deadline = .after(timeout)
        } else if let timeout = method.defaultTimeoutNanoseconds {
            deadline = .after(nanoseconds: timeout)
        }
        if let current { deadline = min(deadline, current.deadline) }
        var preamble = preamble
        if let metadata = options.metadata ?? current?.metadata { preamble = CallDefaults.preamble(metadata) }
        return ClientCallStart(
            method: method, deadline: deadline.uptimeNanoseconds, waitForReady: options.waitForReady,
            preamble: try preamble.get(), isCompressed: options.isCompressed ?? isCompressed)
    }

    private static func preamble(_ metadata: Metadata) -> Result<OutboundFrames.Preamble?, RPCError> {
        Result { () throws(RPCError) in
            let encoded = try metadata.encoded()
            if encoded.isEmpty && metadata.trace == nil { return nil }
            return OutboundFrames.Preamble(trace: metadata.trace, metadata: encoded)
        }
    }
}
