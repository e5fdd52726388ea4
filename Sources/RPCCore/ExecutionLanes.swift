/// Where methods run: a service's store implements it, so that a handler receives an open transaction.
///
/// The generated registration code calls these for the methods of class `inline`, `read` and `write`.
/// Every call is answered exactly once: by the value or error of `body`, or with an error when it never ran.
public protocol ExecutionLanes<Reader, Writer>: Sendable {
    /// What `inline` and `read` methods read through.
    associatedtype Reader
    /// What `write` methods write through.
    associatedtype Writer

    /// Runs `body` now, on the calling event-loop thread, with that thread's reader of the call's workspace.
    ///
    /// The transport has just seen that the call's deadline has not passed.
    /// Calls that arrive together share one read transaction, which `batchEnded` ends.
    func inline<R>(_ context: CallContext, _ body: (Reader) throws -> R) throws -> R

    /// Queues `body` for a reader thread.
    ///
    /// A full queue answers `unavailable`, retryable.
    func read(
        _ context: CallContext, _ responder: any Responder,
        _ body: @escaping @Sendable (Reader) throws -> any Message)

    /// Queues `body` for the workspace's writer thread, where it runs in a savepoint of a shared transaction: when it
    /// throws, only its own effects vanish.
    ///
    /// Answers after the commit is durable.
    func write(
        _ context: CallContext, _ responder: any Responder,
        _ body: @escaping @Sendable (Writer) throws -> any Message)

    /// All calls that had arrived together have been handed over: ends this thread's read transactions and wakes the
    /// threads of queues that were filled.
    ///
    /// Called on the event-loop thread.
    func batchEnded()
}

/// Takes the answer of one unary call.
public protocol Responder: Sendable {
    /// Answers the call; called exactly once, from any thread.
    func respond(_ result: Result<any Message, any Error>)

    /// Tells that the call has left its lane's queue and runs now; the transport measures the wait.
    ///
    /// Called at most once per attempt to run it, before `respond`, from any thread.
    func began()
}

extension Responder {
    /// Does nothing: the wait does not interest.
    public func began() {}
}

/// What methods of a service without a store read and write through: nothing.
public struct NoStore: Sendable {
    /// Nothing.
    @inlinable
    public init() {}
}

/// Lanes for services without a store: everything runs where it arrives, so methods must not block.
public struct DirectLanes: ExecutionLanes {
    /// Lanes that need nothing.
    public init() {}

    /// Runs `body` now.
    @inlinable
    public func inline<R>(_ context: CallContext, _ body: (NoStore) throws -> R) throws -> R { try body(NoStore()) }

    /// Runs `body` now and answers.
    public func read(
        _ context: CallContext, _ responder: any Responder, _ body: @escaping @Sendable (NoStore) throws -> any Message
    ) {
        responder.respond(Result { try inline(context, body) })
    }

    /// Runs `body` now and answers.
    public func write(
        _ context: CallContext, _ responder: any Responder, _ body: @escaping @Sendable (NoStore) throws -> any Message
    ) {
        read(context, responder, body)
    }

    /// Does nothing: nothing was queued.
    public func batchEnded() {}
}
