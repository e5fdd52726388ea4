import Synchronization

/// What a handler knows of the call that it answers.
public struct CallContext: Sendable {
    /// The method that was called.
    public let method: MethodDescriptor
    /// What travelled beside the request.
    public let metadata: Metadata
    /// When nobody waits for the answer any more; `never` for watches.
    public let deadline: Deadline
    /// Tells when the caller has gone.
    public let cancellation: Cancellation
    /// Where the caller is and who it has proven to be.
    public let peer: CallPeer

    /// A context; transports make them, and tests.
    public init(
        method: MethodDescriptor, metadata: Metadata = Metadata(), deadline: Deadline = .never,
        cancellation: Cancellation = Cancellation(), peer: CallPeer = .unknown
    ) {
        self.method = method
        self.metadata = metadata
        self.deadline = deadline
        self.cancellation = cancellation
        self.peer = peer
    }

    /// The workspace whose data the call is about.
    public var workspace: String { metadata.workspace }

    /// Throws `cancelled` or `deadlineExceeded` when nobody waits for the answer any more.
    ///
    /// Lanes ask before they start a call; long handlers ask between steps.
    public func checkAlive() throws(RPCError) {
        if cancellation.isCancelled { throw RPCError(.cancelled, "The caller cancelled the call.") }
        if deadline.isPast { throw RPCError(.deadlineExceeded, "The deadline passed before the call was answered.") }
    }

    /// The call being answered by the current task; its deadline, workspace and trace are what calls made from here
    /// inherit.
    ///
    /// Nil outside of a call, and inside `detached`.
    @TaskLocal public static var current: CallContext?

    /// Runs `body` so that calls made from it inherit nothing: work that outlives the call.
    public static func detached<R>(
        isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> R
    ) async rethrows -> R {
        try await $current.withValue(nil, operation: body, isolation: isolation)
    }
}

/// Tells a running call that its caller has gone.
public final class Cancellation: Sendable {
    private struct State {
        var isCancelled = false
        var actions: [@Sendable () -> Void] = []
    }

    private let flag = Atomic<Bool>(false)
    private let state = Mutex(State())

    /// Not cancelled.
    public init() {}

    /// Cheap; may be asked in a loop from any thread.
    public var isCancelled: Bool { flag.load(ordering: .acquiring) }

    /// Runs `action` once, when cancelled: at once, on this thread, if that has happened already.
    public func onCancel(_ action: @escaping @Sendable () -> Void) {
        let isCancelled = state.withLock { state in
            if !state.isCancelled { state.actions.append(action) }
            return state.isCancelled
        }
        if isCancelled { action() }
    }

    /// Cancels; later calls do nothing.
    public func cancel() {
        let actions = state.withLock { state in
            state.isCancelled = true
            defer { state.actions = [] }
            return state.actions
        }
        flag.store(true, ordering: .releasing)
        for action in actions { action() }
    }
}
