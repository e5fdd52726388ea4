extension ReadTransaction {
    /// The changes of one record before a sequence, with their images, newest first.
    public func changes(ofRecord id: Int64, entity: String, before sequence: Int64 = .max, limit: Int) throws
        -> [Change]
    {
        let rows = try statement(
            """
            SELECT l.sequence, s.entity, l.entity_id, l.version, l.kind, s.image_type,
                o.operation_id, o.actor, o.at_ms, o.trace, l.before_image, l.after_image
            FROM change_log l JOIN change_origin o ON o.first_sequence = l.origin
                JOIN change_subject s ON s.id = l.subject
            WHERE l.subject IN (SELECT id FROM change_subject WHERE entity = ?1) AND l.entity_id = ?2
                AND l.sequence < ?3
            ORDER BY l.sequence DESC LIMIT ?4
            """)
        try rows.bind(entity, at: 1)
        try rows.bind(id, at: 2)
        try rows.bind(sequence, at: 3)
        try rows.bind(Int64(limit), at: 4)
        var changes: [Change] = []
        while try rows.step() { changes.append(try change(in: rows, entity: entity)) }
        return changes
    }

    /// The sequences of the changes that one operation made to a record, ascending.
    public func sequences(ofRecord id: Int64, entity: String, operation: String) throws -> [Int64] {
        let rows = try statement(
            """
            SELECT l.sequence FROM change_log l JOIN change_origin o ON o.first_sequence = l.origin
            WHERE l.subject IN (SELECT id FROM change_subject WHERE entity = ?1) AND l.entity_id = ?2
                AND o.operation_id = ?3
            ORDER BY l.sequence
            """)
        try rows.bind(entity, at: 1)
        try rows.bind(id, at: 2)
        try rows.bind(operation, at: 3)
        var sequences: [Int64] = []
        while try rows.step() { sequences.append(rows.int64(at: 0)) }
        return sequences
    }

    /// One change with its images; nil when the log does not hold it.
    public func change(at sequence: Int64) throws -> Change? {
        var changes: [Change] = []
        _ = try append(sequence..<sequence + 1, to: &changes, limit: 1)
        return changes.first
    }

    /// The changes of one operation after a sequence, with their images, oldest first.
    ///
    /// Ends early after the change whose images bring their bytes to 1 MiB; empty only when there are no more.
    public func changes(ofOperation id: String, after sequence: Int64, limit: Int) throws -> [Change] {
        var changes: [Change] = []
        for stretch in try stretches(ofOperation: id) where stretch.upperBound > sequence + 1 {
            let first = max(stretch.lowerBound, sequence + 1)
            if try append(first..<stretch.upperBound, to: &changes, limit: limit) == .full { break }
        }
        return changes
    }

    /// How many changes of an operation the log holds, and how many of them up to a sequence.
    public func changeCount(ofOperation id: String, upTo sequence: Int64) throws -> (done: Int64, total: Int64) {
        let newest = try statement("SELECT coalesce(max(sequence), 0) FROM change_log")
        _ = try newest.step()
        let end = newest.int64(at: 0) + 1
        return try stretches(ofOperation: id).reduce(into: (0, 0)) { counts, stretch in
            let upper = min(stretch.upperBound, end)
            counts.total += max(0, upper - stretch.lowerBound)
            counts.done += max(0, min(upper, sequence + 1) - stretch.lowerBound)
        }
    }

    /// Whether the log holds a change of an operation.
    public func hasChanges(ofOperation id: String) throws -> Bool {
        let row = try statement("SELECT 1 FROM change_origin WHERE operation_id = ?1 LIMIT 1")
        try row.bind(id, at: 1)
        return try row.step()
    }

    /// The sequences of an operation: an origin's changes follow each other, up to the next origin's first.
    private func stretches(ofOperation id: String) throws -> [Range<Int64>] {
        let rows = try statement(
            """
            SELECT first_sequence, coalesce((
                SELECT n.first_sequence FROM change_origin n WHERE n.first_sequence > o.first_sequence
                ORDER BY n.first_sequence LIMIT 1), 9223372036854775807)
            FROM change_origin o WHERE operation_id = ?1 ORDER BY first_sequence
            """)
        try rows.bind(id, at: 1)
        var stretches: [Range<Int64>] = []
        while try rows.step() { stretches.append(rows.int64(at: 0)..<rows.int64(at: 1)) }
        return stretches
    }

    private enum Filling { case full, goesOn }

    private func append(_ stretch: Range<Int64>, to changes: inout [Change], limit: Int) throws -> Filling {
        let rows = try statement(
            """
            SELECT l.sequence, s.entity, l.entity_id, l.version, l.kind, s.image_type,
                o.operation_id, o.actor, o.at_ms, o.trace, l.before_image, l.after_image
            FROM change_log l JOIN change_origin o ON o.first_sequence = l.origin
                JOIN change_subject s ON s.id = l.subject
            WHERE l.sequence >= ?1 AND l.sequence < ?2 ORDER BY l.sequence
            """)
        try rows.bind(stretch.lowerBound, at: 1)
        try rows.bind(stretch.upperBound, at: 2)
        var imageBytes = changes.reduce(0) { $0 + $1.imageByteCount }
        while try rows.step() {
            let change = try change(in: rows, entity: rows.text(at: 1))
            imageBytes += change.imageByteCount
            changes.append(change)
            if changes.count >= limit || imageBytes >= 1 << 20 { return .full }
        }
        return .goesOn
    }
}

extension Change {
    fileprivate var imageByteCount: Int { (before?.count ?? 0) + (after?.count ?? 0) }
}
