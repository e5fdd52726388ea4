import RPCCore

extension ReadTransaction {
    /// What one page may hold at most.
    public struct PageLimits: Sendable {
        /// Changes in the page; at most 500 are useful on the wire.
        public var changeLimit: Int
        /// A page ends after the change whose images bring their bytes to this; 1 MiB by default, so that a page fits
        /// into a frame.
        public var imageByteLimit: Int
        /// Changes looked at: a page that finds little ends here and moves on.
        ///
        /// 10,000 by default.
        public var scanLimit: Int

        /// Limits below 1 count as 1.
        public init(changeLimit: Int, imageByteLimit: Int = 1 << 20, scanLimit: Int = 10_000) {
            self.changeLimit = max(1, changeLimit)
            self.imageByteLimit = max(1, imageByteLimit)
            self.scanLimit = max(1, scanLimit)
        }
    }

    /// Where the change log begins and ends in this transaction's view.
    public func changeRange() throws -> ChangeRange {
        let identity = try statement("SELECT database_id, epoch FROM store_identity WHERE id = 1")
        guard try identity.step() else { throw StoreError.damaged(detail: "no identity") }
        let ends = try statement(
            "SELECT (SELECT min(sequence) FROM change_log), (SELECT max(sequence) FROM change_log)")
        _ = try ends.step()
        func position(_ sequence: Int64) -> ChangePosition {
            ChangePosition(
                databaseID: UInt64(bitPattern: identity.int64(at: 0)), epoch: UInt64(bitPattern: identity.int64(at: 1)),
                sequence: sequence)
        }
        guard let first = ends.optionalInt64(at: 0) else {
            return ChangeRange(oldest: position(0), newest: position(0))
        }
        return ChangeRange(oldest: position(first - 1), newest: position(ends.int64(at: 1)))
    }

    /// The changes after a position, oldest first; only those of `entities` unless it is empty.
    ///
    /// Throws `positionLost` when some of them have been pruned or the position is of another database or epoch.
    public func changes(
        after position: ChangePosition, limits: PageLimits, entities: Set<String> = [], images: Bool = false
    ) throws -> ChangePage {
        let range = try changeRange()
        guard position.databaseID == range.newest.databaseID, position.epoch == range.newest.epoch,
            position.sequence >= range.oldest.sequence, position.sequence <= range.newest.sequence
        else { throw StoreError.positionLost(oldest: range.oldest, newest: range.newest) }
        var page = ChangePage(changes: [], position: position, hasMore: false)
        if position.sequence == range.newest.sequence { return page }
        try fill(&page, limits: limits, entities: entities, images: images)
        page.hasMore = page.position.sequence < range.newest.sequence
        return page
    }

    private func fill(_ page: inout ChangePage, limits: PageLimits, entities: Set<String>, images: Bool) throws {
        let rows =
            images
            ? try statement(
                """
                SELECT l.sequence, s.entity, l.entity_id, l.version, l.kind, s.image_type,
                    o.operation_id, o.actor, o.at_ms, o.trace, l.before_image, l.after_image
                FROM change_log l JOIN change_origin o ON o.first_sequence = l.origin
                    JOIN change_subject s ON s.id = l.subject
                WHERE l.sequence > ?1 ORDER BY l.sequence LIMIT ?2
                """)
            : try statement(
                """
                SELECT l.sequence, s.entity, l.entity_id, l.version, l.kind, s.image_type,
                    o.operation_id, o.actor, o.at_ms, o.trace, NULL, NULL
                FROM change_log l JOIN change_origin o ON o.first_sequence = l.origin
                    JOIN change_subject s ON s.id = l.subject
                WHERE l.sequence > ?1 ORDER BY l.sequence LIMIT ?2
                """)
        try rows.bind(page.position.sequence, at: 1)
        try rows.bind(Int64(limits.scanLimit), at: 2)
        var imageBytes = 0
        while page.changes.count < limits.changeLimit, imageBytes < limits.imageByteLimit, try rows.step() {
            page.position.sequence = rows.int64(at: 0)
            let entity = rows.text(at: 1)
            guard entities.isEmpty || entities.contains(entity) else { continue }
            let change = try change(in: rows, entity: entity, images: images)
            imageBytes += (change.before?.count ?? 0) + (change.after?.count ?? 0)
            page.changes.append(change)
        }
    }

    /// Reads a row with the columns that `fill` selects, from the change's sequence to its images.
    func change(in row: borrowing Statement, entity: String, images: Bool = true) throws -> Change {
        guard let kind = ChangeKind(rawValue: row.int64(at: 4)) else {
            throw StoreError.damaged(detail: "unknown kind of change")
        }
        var change = Change(
            sequence: row.int64(at: 0), operationID: row.text(at: 6), entity: entity, entityID: row.int64(at: 2),
            version: row.int64(at: 3), kind: kind, actor: row.text(at: 7), at: row.int64(at: 8),
            trace: row.withBytes(at: 9) { TraceContext(storedBytes: $0) }, imageType: row.text(at: 5),
            before: row.optionalBytes(at: 10), after: row.optionalBytes(at: 11))
        if images, change.after == nil, kind.leavesRecord { change.after = try imageKeptElsewhere(after: change) }
        return change
    }

    /// What a change left that says nothing of it: what the record's next change found, or the record as it is.
    ///
    /// Nil when that is erased, and for kinds of records that have no image query.
    private func imageKeptElsewhere(after change: Change) throws -> [UInt8]? {
        guard let query = connection.imageQueries[change.entity] else { return nil }
        let next = try statement(
            """
            SELECT before_image FROM change_log
            WHERE subject = (SELECT id FROM change_subject WHERE entity = ?1 AND image_type = ?2)
                AND entity_id = ?3 AND sequence > ?4
            ORDER BY sequence LIMIT 1
            """)
        try next.bind(change.entity, at: 1)
        try next.bind(change.imageType, at: 2)
        try next.bind(change.entityID, at: 3)
        try next.bind(change.sequence, at: 4)
        if try next.step() { return next.optionalBytes(at: 0) }
        let record = try statement(query)
        try record.bind(change.entityID, at: 1)
        return try record.step() ? record.bytes(at: 0) : nil
    }

    /// How far the log of another service has been taken in; nil before the first time.
    public func followedPosition(of source: String) throws -> ChangePosition? {
        let row = try statement("SELECT database_id, epoch, sequence FROM followed_log WHERE source = ?1")
        try row.bind(source, at: 1)
        guard try row.step() else { return nil }
        return ChangePosition(
            databaseID: UInt64(bitPattern: row.int64(at: 0)), epoch: UInt64(bitPattern: row.int64(at: 1)),
            sequence: row.int64(at: 2))
    }
}
