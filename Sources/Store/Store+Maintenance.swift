import Logging
import RPCCore
import ServiceLifecycle
import Synchronization

extension Store: Service {
    /// Looks after the files until graceful shutdown, then closes the store.
    ///
    /// Put it into the service group before what uses it: groups end their services in the opposite order. Throws when
    /// a file can no longer be written: the process must end then and start anew.
    public func run() async throws {
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await cancelWhenGracefulShutdown { await self.maintainRepeatedly() } }
                group.addTask { for await failure in self.failures.stream { throw failure } }
                try await group.next()
                group.cancelAll()
            }
        } catch {
            await close()
            throw error
        }
        await close()
    }

    private func maintainRepeatedly() async {
        let passesPerPrune = 1_800
        var pass = 0
        while !Task.isCancelled {
            maintain()
            if pass % passesPerPrune == 0 { await pruneAll() }
            pass += 1
            // Only cancellation ends the sleep early, and then the loop ends too.
            try? await Task.sleep(for: .seconds(2))
        }
    }

    private func pruneAll() async {
        for workspace in registry.openWorkspaces {
            do {
                try await pruneChanges(workspace.name)
            } catch {
                logger.warning(
                    "pruning the change log failed",
                    metadata: ["workspace": "\(workspace.name)", "error": "\(error)"])
            }
        }
    }

    /// One pass over the open files: truncates the logs of idle ones and closes those idle for long.
    ///
    /// `run` does it every 2 s.
    public func maintain() {
        let now = MonotonicClock.now
        func instant(_ delay: Duration) -> UInt64 { now - min(now, delay.nanoseconds) }
        let closing = instant(configuration.idleCloseDelay)
        let truncating = instant(configuration.idleCheckpointDelay)
        for workspace in registry.openWorkspaces where !workspace.closeIfUnused(since: closing) {
            guard workspace.lastUseInstant <= truncating, logBytes(of: workspace) > 0 else { continue }
            // A queue that is full or closed shows a workspace that is not idle: the next pass comes soon.
            try? enqueue(.upkeep { writer in try writer.truncateIdleLog() }, in: workspace)
        }
        scheduledWrites.wake()
    }

    private func logBytes(of workspace: Workspace) -> Int64 {
        StoreDirectory.size(of: registry.directory.file(of: workspace.name) + "-wal")
    }
}

extension Store {
    /// Ends a workspace and deletes its data for good; a later use begins with an empty one.
    ///
    /// Calls under way end first; those that wait or come meanwhile are refused with `closed`. Not for a workspace whose
    /// change log somebody follows.
    public func remove(_ workspace: String) async throws { try await registry.remove(workspace) }

    /// Removes the workspaces whose files nobody wrote since an instant, in seconds since 1970.
    ///
    /// Returns how many went.
    public func removeUnused(since instant: Int64) async throws -> Int {
        let unused = try workspaces().filter { registry.directory.lastWrite(of: $0) < instant }
        for workspace in unused { try await remove(workspace) }
        return unused.count
    }
}

/// What one workspace holds and has done.
public struct WorkspaceStatistics: Sendable, Equatable {
    /// Its name.
    public var workspace: String
    /// Of the database file and of its write-ahead log.
    public var databaseBytes: Int64
    /// Of the write-ahead log.
    public var logBytes: Int64
    /// The newest change's sequence.
    public var sequence: Int64
    /// Writes committed since the start of the process, and the group commits that carried them.
    public var writes: Int64
    /// The group commits that carried them.
    public var commits: Int64
}

/// What a store holds and has done, all workspaces together.
public struct StoreTotals: Sendable, Equatable {
    /// Workspaces that there are, and those of them whose file is open.
    public var workspaces = 0
    /// Those whose file is open.
    public var openWorkspaces = 0
    /// Of the write-ahead logs of open files.
    public var logBytes: Int64 = 0
    /// Of the open files themselves.
    public var databaseBytes: Int64 = 0
    /// The sum of the newest changes' sequences of open files.
    public var sequence: Int64 = 0
    /// Writes committed since the start of the process; divided by `commits` the size of a group.
    public var writes: Int64 = 0
    /// The group commits that carried them.
    public var commits: Int64 = 0
    /// Reads that wait for a thread.
    public var queuedReads = 0
    /// Writes that wait for their turn.
    public var queuedWrites = 0
}

extension Store {
    /// The numbers of all workspaces added up.
    ///
    /// Takes locks for moments and asks the file system twice for each open file.
    public func totals() -> StoreTotals {
        var totals = StoreTotals()
        for workspace in registry.all {
            totals.workspaces += 1
            totals.writes += workspace.committedWrites.load(ordering: .relaxed)
            totals.commits += workspace.commits.load(ordering: .relaxed)
            totals.queuedWrites += workspace.writes.count
            guard workspace.isOpen else { continue }
            totals.openWorkspaces += 1
            totals.logBytes += logBytes(of: workspace)
            totals.databaseBytes += StoreDirectory.size(of: registry.directory.file(of: workspace.name))
            totals.sequence += max(0, workspace.signal.newest)
        }
        totals.queuedReads = reads.count
        return totals
    }

    /// The workspaces that are open now, sorted by name.
    ///
    /// Asks the file system only; blocks for microseconds.
    public func statistics() -> [WorkspaceStatistics] {
        registry.openWorkspaces.sorted { $0.name < $1.name }.map { workspace in
            WorkspaceStatistics(
                workspace: workspace.name,
                databaseBytes: StoreDirectory.size(of: registry.directory.file(of: workspace.name)),
                logBytes: logBytes(of: workspace), sequence: max(0, workspace.signal.newest),
                writes: workspace.committedWrites.load(ordering: .relaxed),
                commits: workspace.commits.load(ordering: .relaxed))
        }
    }
}
