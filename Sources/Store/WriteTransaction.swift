import RPCCore

/// One record's step from a state to the next, for the change log.
public struct RecordChange: Sendable {
    /// What happened to the record.
    public var kind: ChangeKind
    /// The record.
    public var id: Int64
    /// Its version after the change.
    public var version: Int64
    /// The serialised record, nil where there was none.
    public var before: [UInt8]?
    /// The serialised record, nil where there is none.
    public var after: [UInt8]?

    /// A change; see the properties.
    public init(kind: ChangeKind, id: Int64, version: Int64, before: [UInt8]? = nil, after: [UInt8]? = nil) {
        self.kind = kind
        self.id = id
        self.version = version
        self.before = before
        self.after = after
    }
}

/// A state of a workspace between two of its changes; equal moments are the same state.
public struct WriteMoment: Sendable, Equatable {
    let connection: UInt64
    /// Rows that the connection, the only one that writes, has changed.
    let changeCount: Int64
}

/// What a write reads and changes: one workspace, in a savepoint of a group commit.
///
/// When the body throws, everything it did is undone, its changes in the log too. What it did becomes visible to
/// readers and is answered to the caller when the group's commit is on the disk.
public final class WriteTransaction: ReadTransaction {
    /// UTC milliseconds, taken when the call began; the time of all its changes.
    public let now: Int64
    private let log: ChangeWriter
    private var origin: WriteOrigin
    /// The first change since the origin was set, whose sequence is the key of the origin's row.
    private var originSequence: Int64?

    init(workspace: String, connection: Connection, log: ChangeWriter, now: Int64) {
        self.now = now
        self.log = log
        origin = WriteOrigin()
        super.init(workspace: workspace, connection: connection)
    }

    /// Says for whom the call writes, before it does.
    func begin(_ origin: WriteOrigin) { self.origin = origin }

    /// Who is told as the cause of the following changes.
    public var actor: String {
        get { origin.actor }
        set {
            origin.actor = newValue
            originSequence = nil
        }
    }

    /// The trace of the following changes.
    public var trace: TraceContext? { origin.trace }

    /// The operation that the following changes belong to; a new one for each call unless it is set.
    ///
    /// An import that comes in several calls sets the same one in each.
    public var operationID: String {
        get {
            if let operationID = origin.operationID { return operationID }
            let operationID = OperationID.make(at: now)
            origin.operationID = operationID
            return operationID
        }
        set {
            origin.operationID = newValue
            originSequence = nil
        }
    }

    /// The state that the workspace is in: the same as at an equal moment of another call.
    ///
    /// Of a call whose answer says that it succeeded; what a call saw that failed may be undone.
    public var moment: WriteMoment { connection.moment }

    /// The newest change of the workspace, those of this transaction included.
    public var newestSequence: Int64 { log.newest }

    /// Appends a change to the workspace's log; watchers see it after the commit.
    ///
    /// `version` is the record's version after the change; `before` and `after` are the serialised record, nil where
    /// there was or is none. Where the schema has an image query, the record's row holds `after` by the end of the
    /// transaction.
    public func record(
        _ kind: ChangeKind, entity: String, id: Int64, version: Int64, imageType: String, before: [UInt8]?,
        after: [UInt8]?
    ) throws {
        let change = RecordChange(kind: kind, id: id, version: version, before: before, after: after)
        try record([change], entity: entity, imageType: imageType)
    }

    /// Appends the changes of many records of one kind, in their order: what a bulk write uses.
    public func record(_ changes: [RecordChange], entity: String, imageType: String) throws {
        if changes.isEmpty { return }
        let subject = try log.subjectID(entity: entity, imageType: imageType, in: self)
        let origin = try originRow(startingAt: log.newest + 1)
        var rows = RowInserter(
            """
            INSERT INTO change_log
                (sequence, origin, subject, entity_id, version, kind, before_image, after_image)
            """, columnCount: 8, in: self)
        let isKeptInRow = connection.imageQueries[entity] != nil
        for change in changes {
            rows.append(log.next())
            rows.append(origin)
            rows.append(subject)
            rows.append(change.id)
            rows.append(change.version)
            rows.append(change.kind.rawValue)
            rows.append(change.before)
            rows.append(isKeptInRow && change.kind.leavesRecord ? nil : change.after)
            try rows.endRow()
        }
        try rows.finish()
    }

    /// A statement of a `RowInserter`.
    func insertion(_ head: StaticString, columnCount: Int, rowCount: Int) throws -> Statement {
        try connection.statements.insertion(head, columnCount: columnCount, rowCount: rowCount)
    }

    /// Takes the images out of every change of a record, as an erasure asks for; the changes stay.
    public func eraseImages(entity: String, id: Int64) throws {
        let update = try statement(
            """
            UPDATE change_log SET before_image = NULL, after_image = NULL
            WHERE entity_id = ?1 AND subject IN (SELECT id FROM change_subject WHERE entity = ?2)
            """)
        try update.bind(id, at: 1)
        try update.bind(entity, at: 2)
        try update.run()
    }

    private func originRow(startingAt sequence: Int64) throws -> Int64 {
        if let originSequence { return originSequence }
        let operationID = operationID
        let insert = try statement(
            "INSERT INTO change_origin (first_sequence, operation_id, actor, at_ms, trace) VALUES (?1, ?2, ?3, ?4, ?5)")
        try insert.bind(sequence, at: 1)
        try insert.bind(operationID, at: 2)
        try insert.bind(origin.actor, at: 3)
        try insert.bind(now, at: 4)
        try insert.bind(origin.trace?.storedBytes, at: 5)
        try insert.run()
        originSequence = sequence
        return sequence
    }
}

extension WriteTransaction {
    /// Stores how far the log of another service has been taken in, together with what it led to here.
    public func setFollowedPosition(_ position: ChangePosition, of source: String) throws {
        let upsert = try statement(
            """
            INSERT INTO followed_log (source, database_id, epoch, sequence) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (source) DO UPDATE SET
                database_id = excluded.database_id, epoch = excluded.epoch, sequence = excluded.sequence
            """)
        try upsert.bind(source, at: 1)
        try upsert.bind(Int64(bitPattern: position.databaseID), at: 2)
        try upsert.bind(Int64(bitPattern: position.epoch), at: 3)
        try upsert.bind(position.sequence, at: 4)
        try upsert.run()
    }

    /// Begins another history: every position handed out so far becomes lost.
    ///
    /// For a file restored from a backup.
    public func beginEpoch() throws {
        let update = try statement("UPDATE store_identity SET epoch = ?1 WHERE id = 1")
        try update.bind(Int64.random(in: .min ... .max), at: 1)
        try update.run()
    }

    /// Removes up to `limit` changes made before `instant` (UTC milliseconds), oldest first, always whole operations of
    /// one call, never the newest.
    ///
    /// Returns how many went; fewer than `limit` when no older ones are left.
    public func pruneChanges(before instant: Int64, limit: Int) throws -> Int {
        guard let firstKept = try firstKeptChange(before: instant, limit: limit) else { return 0 }
        let changes = try statement("DELETE FROM change_log WHERE sequence < ?1")
        try changes.bind(firstKept, at: 1)
        try changes.run()
        let count = changes.changedRowCount
        let origins = try statement("DELETE FROM change_origin WHERE first_sequence < ?1")
        try origins.bind(firstKept, at: 1)
        try origins.run()
        return count
    }

    /// Goes over the origins from the oldest up to one that stays: young enough, the newest, or `limit` changes on.
    private func firstKeptChange(before instant: Int64, limit: Int) throws -> Int64? {
        let origins = try statement("SELECT first_sequence, at_ms FROM change_origin ORDER BY first_sequence")
        var oldest: Int64?
        var firstKept: Int64?
        while try origins.step() {
            let sequence = origins.int64(at: 0)
            firstKept = sequence
            if origins.int64(at: 1) >= instant || sequence - (oldest ?? sequence) >= Int64(limit) { break }
            oldest = oldest ?? sequence
        }
        return firstKept
    }
}
