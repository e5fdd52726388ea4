import RPCCore

/// Runs writes of one workspace in one transaction: each undone alone when it throws, all durable by one commit, all
/// answered after it.
struct GroupCommit {
    private let file: WorkspaceFile
    private let configuration: StoreConfiguration
    private let now: @Sendable () -> Int64
    private let started = MonotonicClock.now
    private var deliveries: [@Sendable () -> Void] = []
    /// Calls whose effects are in the open transaction.
    private var applied: [QueuedCall<WriteTransaction>] = []
    /// Calls that threw.
    ///
    /// They too are answered after the commit: what they saw may be another call's effect.
    private var refused: [(call: QueuedCall<WriteTransaction>, error: any Error)] = []

    /// What became of the group.
    struct Outcome {
        /// Calls whose effects are durable.
        var committed = 0
        /// How many of the calls were dealt with; the rest was not touched.
        var dealtWith = 0
        /// Set when the file must not be used again.
        var fatal: StoreError?
        /// Answers everyone dealt with; to be called when the change signal was given.
        var answer: () -> Void = {}
    }

    init(file: WorkspaceFile, configuration: StoreConfiguration, now: @escaping @Sendable () -> Int64) {
        self.file = file
        self.configuration = configuration
        self.now = now
    }

    private var connection: Connection { file.writer.connection }

    /// Deals with a prefix of `calls`: up to the group's duration, or up to a call that broke the transaction.
    mutating func run(_ calls: [QueuedCall<WriteTransaction>]) -> Outcome {
        var outcome = Outcome()
        let newestBefore = file.writer.log.newest
        do {
            try connection.perform {
                for call in calls {
                    outcome.dealtWith += 1
                    if let reason = call.reasonToSkip {
                        refused.append((call, reason))
                    } else {
                        try apply(call)
                    }
                    if isLongEnough { break }
                }
                try commit()
            }
            outcome.committed = applied.count
        } catch {
            connection.rollBack()
            file.writer.log.restore(newest: newestBefore)
            let storeError = error as? StoreError
            if let storeError, storeError.isFatalForFile { outcome.fatal = storeError }
            refused += applied.map { ($0, error) }
            deliveries = []
        }
        outcome.answer = { [deliveries, refused] in
            for delivery in deliveries { delivery() }
            for (call, error) in refused { call.fail(error) }
        }
        return outcome
    }

    private var isLongEnough: Bool { MonotonicClock.now - started >= configuration.groupDuration.nanoseconds }

    /// Runs one call.
    ///
    /// Throws only when the whole transaction is lost.
    private mutating func apply(_ call: QueuedCall<WriteTransaction>) throws {
        // While nothing is applied, the transaction itself can be undone: a bulk write alone in its group then pays
        // for no savepoint.
        let isAlone = applied.isEmpty
        let newestBefore = file.writer.log.newest
        if isAlone {
            if !connection.isInTransaction { try connection.execute("BEGIN IMMEDIATE") }
        } else {
            try connection.execute("SAVEPOINT call")
        }
        do {
            let transaction = WriteTransaction(
                workspace: file.workspace, connection: connection, log: file.writer.log, now: now())
            let delivery = try call.run(transaction)
            // A body that swallowed the error of a full disk goes on without its transaction.
            guard connection.isInTransaction else { throw StoreError.groupLost }
            if !isAlone { try connection.execute("RELEASE call") }
            deliveries.append(delivery)
            applied.append(call)
        } catch {
            let error = StoreError.converting(error)
            refused.append((call, error))
            try undo(isAlone: isAlone)
            file.writer.log.restore(newest: newestBefore)
            if let error = error as? StoreError, error.isFatalForFile { throw error }
        }
    }

    private func undo(isAlone: Bool) throws {
        guard connection.isInTransaction else {
            // SQLite itself has undone everything, as it does when the disk is full.
            if isAlone { return }
            throw StoreError.groupLost
        }
        if isAlone { return connection.rollBack() }
        try connection.execute("ROLLBACK TO call")
        try connection.execute("RELEASE call")
    }

    private func commit() throws {
        guard connection.isInTransaction else { return }
        try connection.execute("COMMIT")
    }
}
