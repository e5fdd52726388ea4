import RPCCore
import Store

/// What taking back an operation's changes to one record comes to.
struct RecordUndo<Kind: UndoableKind> {
    typealias Record = Kind.Record

    /// The record as it will be; nil: deleted.
    private(set) var result: Record?
    /// The fields that hold something else by now; empty names stand for the whole record.
    private(set) var conflicts: [String] = []
    let current: Record?

    /// - Parameters:
    ///   - changes: All that the operation did to the record, oldest first; not empty.
    ///   - current: The live record.
    ///   - storedVersion: Of the record, live or deleted.
    ///   - id: Of the record.
    init(
        _ changes: [Change], current: Record?, storedVersion: Int64, id: Int64, _ reader: ReadTransaction
    ) throws {
        self.current = current
        result = current
        for (index, change) in changes.enumerated().reversed() {
            let laterCount = Int64(changes.count - 1 - index)
            let isLast = storedVersion == change.version + laterCount
            try takeBack(change, isUnchangedSince: isLast)
        }
        try giveUpRefused(id, reader)
    }

    /// Leaves as they are the fields that cannot get their values back; a record with such a field stays deleted.
    private mutating func giveUpRefused(_ id: Int64, _ reader: ReadTransaction) throws {
        guard var record = result else { return }
        let refused = try Kind.refusedFields(of: record, replacing: current, id: id, reader)
        if refused.isEmpty { return }
        conflicts += refused.map(Kind.name)
        if let current {
            for field in refused { Kind.set(field, of: &record, from: current) }
            result = record
        } else {
            result = nil
        }
    }

    private mutating func takeBack(_ change: Change, isUnchangedSince isLast: Bool) throws {
        switch change.kind {
        case .erase: conflicts.append("")
        case .create, .restore:
            if isLast { result = nil } else { conflicts.append("") }
        case .delete:
            if isLast, result == nil { result = try Record(image: change.before) } else { conflicts.append("") }
        case .update:
            guard var record = result, let before = try Record(image: change.before),
                let after = try Record(image: change.after)
            else { return conflicts.append("") }
            for field in Kind.fields(of: [before, after]) where !Kind.isSame(field, in: before, after) {
                if Kind.isSame(field, in: record, after) {
                    Kind.set(field, of: &record, from: before)
                } else {
                    conflicts.append(Kind.name(of: field))
                }
            }
            result = record
        }
    }

    enum Effect { case unchanged, updated, deleted, restored }

    var effect: Effect {
        switch (current, result) {
        case (nil, nil): .unchanged
        case (nil, .some): .restored
        case (.some, nil): .deleted
        case (let current?, let result?):
            Kind.fields(of: [current, result]).allSatisfy { Kind.isSame($0, in: current, result) }
                ? .unchanged : .updated
        }
    }
}
