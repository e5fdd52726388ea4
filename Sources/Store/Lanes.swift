import RPCCore
import Synchronization

/// What a reader thread does.
struct ReadLane: Sendable {
    /// Calls that one thread takes at a time; those of one workspace that follow each other share a transaction.
    private static let batchLimit = 16

    let queue: WorkQueue<QueuedCall<ReadTransaction>>
    let registry: WorkspaceRegistry
    let configuration: StoreConfiguration

    @Sendable func run() {
        while let calls = queue.take(upTo: Self.batchLimit) {
            var rest = calls[...]
            while let first = rest.first {
                let batch = rest.prefix { $0.workspace == first.workspace }
                rest = rest.dropFirst(batch.count)
                run(batch, in: first.workspace)
            }
        }
    }

    private func run(_ batch: ArraySlice<QueuedCall<ReadTransaction>>, in name: String) {
        let readers = InlineReaders()
        for call in batch {
            if let reason = call.reasonToSkip {
                call.fail(reason)
                continue
            }
            do {
                let transaction =
                    try readers.transaction(of: name) ?? readers.begin(in: registry.workspace(named: name))
                let limit = Deadline.after(configuration.readDurationLimit)
                let delivery = try transaction.bounded(by: call.deadline, limit, call.cancellation) { transaction in
                    try call.run(transaction)
                }
                delivery()
            } catch {
                // What is left of the transaction after an error is not worth finding out.
                readers.end()
                call.fail(error)
            }
        }
        readers.end()
    }
}

extension ReadTransaction {
    /// Runs `body` so that it is interrupted at the caller's deadline, at `limit` or when cancelled.
    func bounded<R>(
        by deadline: Deadline, _ limit: Deadline, _ cancellation: Cancellation, _ body: (ReadTransaction) throws -> R
    ) throws -> R {
        try interruptible(by: deadline, limit, cancellation) { try connection.perform { try body(self) } }
    }

    /// The same without entering GRDB's queue, so that `body` may use `statement` but not `db`.
    func interruptible<R>(
        by deadline: Deadline, _ limit: Deadline, _ cancellation: Cancellation, _ body: () throws -> R
    ) throws -> R {
        let probe = connection.probe
        probe.deadline = min(deadline, limit).uptimeNanoseconds
        probe.cancellation = cancellation
        do {
            return try body()
        } catch let error as StoreError where error.isInterrupt {
            if cancellation.isCancelled { throw StoreError.cancelled }
            throw deadline.isPast ? StoreError.deadlineExceeded : StoreError.readTooLong
        }
    }
}

/// What a writer thread does.
struct WriteLane: Sendable {
    let scheduled: WorkQueue<Workspace>
    let configuration: StoreConfiguration
    let now: @Sendable () -> Int64
    let failures: Failures

    @Sendable func run() {
        while let workspaces = scheduled.take(upTo: 1) {
            for workspace in workspaces {
                runTurn(of: workspace)
                scheduleAgain(workspace)
            }
        }
    }

    /// One group; then the workspace goes to the back of the line, so that none starves the others.
    private func runTurn(of workspace: Workspace) {
        let items = workspace.writes.take(upTo: configuration.groupCallLimit)
        let file: WorkspaceFile
        do {
            file = try workspace.acquire()
        } catch {
            return items.refuse(error)
        }
        defer { workspace.release(isUse: items.hasCall) }
        var rest = items[...]
        do {
            try run(&rest, of: workspace, file)
            workspace.writes.putBack(rest)
        } catch {
            rest.refuse(error)
            guard let error = error as? StoreError else { return }
            workspace.fail(error)
            failures.report(error, workspace: workspace.name)
        }
    }

    /// Works off a prefix of `items`.
    ///
    /// Throws when the file must not be used again.
    private func run(_ items: inout ArraySlice<WriteQueue.Item>, of workspace: Workspace, _ file: WorkspaceFile) throws
    {
        while case .upkeep(let work)? = items.first {
            items.removeFirst()
            try work(file.writer)
        }
        var calls: [QueuedCall<WriteTransaction>] = []
        for item in items {
            guard case .call(let call) = item else { break }
            calls.append(call)
        }
        if calls.isEmpty { return }
        var group = GroupCommit(file: file, configuration: configuration, now: now)
        let outcome = group.run(calls)
        items.removeFirst(outcome.dealtWith)
        if outcome.committed > 0 {
            workspace.committedWrites.wrappingAdd(Int64(outcome.committed), ordering: .relaxed)
            workspace.commits.wrappingAdd(1, ordering: .relaxed)
            workspace.signal.advance(to: file.writer.log.newest)
        }
        outcome.answer()
        if let fatal = outcome.fatal { throw fatal }
        try file.writer.checkpointIfDue(configuration)
    }

    private func scheduleAgain(_ workspace: Workspace) {
        guard workspace.writes.drained() else { return }
        do {
            // Wakes nobody: this thread takes from the queue next.
            try scheduled.append(workspace)
        } catch {
            workspace.writes.close().refuse(error)
        }
    }
}
