import RPCCore

extension Store {
    /// Where the workspace's change log begins and ends now.
    public func changeRange(_ workspace: String) async throws -> ChangeRange {
        try await read(workspace) { transaction in try transaction.changeRange() }
    }

    /// One page of the workspace's change log; see `ReadTransaction.changes`.
    public func changes(
        _ workspace: String, after position: ChangePosition, limits: ReadTransaction.PageLimits,
        entities: Set<String> = [], images: Bool = false
    ) async throws -> ChangePage {
        try await read(workspace) { transaction in
            try transaction.changes(after: position, limits: limits, entities: entities, images: images)
        }
    }

    /// What tells of further changes.
    ///
    /// Read a page first, then wait for a change after the page's position: none is missed in between. Throws
    /// `invalidWorkspaceName`, `workspaceLimitReached` or `closed`.
    public func changeSignal(_ workspace: String) throws -> ChangeSignal {
        try registry.workspace(named: workspace).signal
    }

    /// Removes the workspace's changes older than `changeRetention`, in small steps between other writes.
    ///
    /// Returns how many went.
    @discardableResult
    public func pruneChanges(_ workspace: String) async throws -> Int {
        let stepLimit = 2_000
        let milliseconds = configuration.changeRetention.nanoseconds / 1_000_000
        let instant = now().subtractingReportingOverflow(Int64(clamping: milliseconds))
        var total = 0
        while true {
            let count = try await write(workspace) { transaction in
                try transaction.pruneChanges(before: instant.overflow ? .min : instant.partialValue, limit: stepLimit)
            }
            total += count
            if count < stepLimit { return total }
        }
    }
}
