import RPCCore

extension Store: ExecutionLanes {
    /// Runs `body` now, in this thread's read transaction of the workspace, which the first such call of a batch opens.
    ///
    /// `body` reads through `statement`; GRDB's `db` traps here. The first call in a workspace opens its file and blocks
    /// for about a millisecond. Throws what `body` throws, `RPCError` when the caller has gone, or `StoreError`.
    public func inline<R>(_ context: CallContext, _ body: (ReadTransaction) throws -> R) throws -> R {
        try context.checkAlive()
        let readers = threadsReaders
        let name = context.metadata.workspace
        let transaction = try readers.transaction(of: name) ?? readers.begin(in: registry.workspace(named: name))
        do {
            return try transaction.interruptible(by: context.deadline, .never, context.cancellation) {
                try body(transaction)
            }
        } catch {
            // After a failure of SQLite itself the transaction may be gone; the next call begins a new one.
            if error is StoreError { readers.end() }
            throw error
        }
    }

    private var threadsReaders: InlineReaders {
        if let readers = inlineReaders.value { return readers }
        let readers = InlineReaders()
        inlineReaders.set(readers)
        return readers
    }

    /// Queues `body` for a reader thread, which `batchEnded` wakes.
    ///
    /// It is interrupted at the call's deadline, at `readDurationLimit`, and when the call is cancelled. A full queue
    /// answers `queueFull`.
    public func read(
        _ context: CallContext, _ responder: any Responder,
        _ body: @escaping @Sendable (ReadTransaction) throws -> any Message
    ) {
        enqueue(
            QueuedCall<ReadTransaction>(
                workspace: context.metadata.workspace, deadline: context.deadline, cancellation: context.cancellation,
                run: { transaction in
                    responder.began()
                    let message = try body(transaction)
                    return { responder.respond(.success(message)) }
                },
                fail: { error in responder.respond(.failure(error)) }))
    }

    /// Queues `body` for the workspace's next group commit, whose thread `batchEnded` wakes.
    ///
    /// Writes of one workspace run one after the other in the order in which they were queued. Answered when the
    /// commit is durable. A full queue answers `queueFull`.
    public func write(
        _ context: CallContext, _ responder: any Responder,
        _ body: @escaping @Sendable (WriteTransaction) throws -> any Message
    ) {
        enqueue(
            QueuedCall<WriteTransaction>(
                workspace: context.metadata.workspace, deadline: context.deadline, cancellation: context.cancellation,
                run: { transaction in
                    responder.began()
                    transaction.begin(WriteOrigin(context))
                    let message = try body(transaction)
                    return { responder.respond(.success(message)) }
                },
                fail: { error in responder.respond(.failure(error)) }))
    }

    /// Ends this thread's read transactions and wakes the threads of queues that were filled.
    public func batchEnded() {
        inlineReaders.value?.end()
        reads.wake()
        scheduledWrites.wake()
    }

    /// Takes a read without waking a thread for it; answers it with an error when it cannot be taken.
    func enqueue(_ call: QueuedCall<ReadTransaction>) {
        do {
            try reads.append(call)
        } catch {
            call.fail(error)
        }
    }

    /// Takes a write without waking a thread for it; answers it with an error when it cannot be taken.
    func enqueue(_ call: QueuedCall<WriteTransaction>) {
        do {
            try enqueue(.call(call), in: registry.workspace(named: call.workspace))
        } catch {
            call.fail(error)
        }
    }

    func enqueue(_ item: WriteQueue.Item, in workspace: Workspace) throws {
        if try workspace.writes.append(item) { try scheduledWrites.append(workspace) }
    }
}

extension Store {
    /// Reads on a reader thread, in one transaction.
    ///
    /// The deadline of the call being answered (`CallContext.current`) bounds it; cancelling the task interrupts it.
    /// Throws what `body` throws, or `StoreError`.
    public func read<R: Sendable>(
        _ workspace: String, _ body: @escaping @Sendable (ReadTransaction) throws -> R
    ) async throws -> R {
        try await perform { deadline, cancellation, continuation in
            enqueue(
                QueuedCall<ReadTransaction>(
                    workspace: workspace, deadline: deadline, cancellation: cancellation,
                    run: { transaction in
                        let result = try body(transaction)
                        return { continuation.resume(returning: result) }
                    },
                    fail: { error in continuation.resume(throwing: error) }))
            reads.wake()
        }
    }

    /// Writes on the workspace's writer thread; returns when the commit is durable.
    ///
    /// When `body` throws, only its own effects are undone. The deadline of the call being answered and the task's
    /// cancellation count until the write begins; then it runs to its end. Throws what `body` throws, or `StoreError`.
    public func write<R: Sendable>(
        _ workspace: String, origin: WriteOrigin = WriteOrigin(),
        _ body: @escaping @Sendable (WriteTransaction) throws -> R
    ) async throws -> R {
        try await perform { deadline, cancellation, continuation in
            enqueue(
                QueuedCall<WriteTransaction>(
                    workspace: workspace, deadline: deadline, cancellation: cancellation,
                    run: { transaction in
                        transaction.begin(origin)
                        let result = try body(transaction)
                        return { continuation.resume(returning: result) }
                    },
                    fail: { error in continuation.resume(throwing: error) }))
            scheduledWrites.wake()
        }
    }

    private func perform<R: Sendable>(
        _ start: (Deadline, Cancellation, CheckedContinuation<R, any Error>) -> Void
    ) async throws -> R {
        let cancellation = Cancellation()
        let deadline = CallContext.current?.deadline ?? .never
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                start(deadline, cancellation, continuation)
            }
        } onCancel: {
            cancellation.cancel()
        }
    }
}
