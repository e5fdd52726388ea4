import Contracts
import Store

extension ContactsV1.BulkRowResult {
    /// The records that the row created or changed, as far as they are named, oldest first.
    public var changedRecords: [ContactsV1.RecordVersion] {
        switch outcome {
        case .created: [.init(id: contactID, version: 1)]
        case .updated: changed.isEmpty ? [.init(id: contactID, version: version)] : changed
        case .unchanged, .skipped, .rejected, .unspecified: []
        }
    }

    /// The records that the result names, by id, each once.
    public var namedRecords: [Int64] {
        Set(notes.flatMap(\.ids) + [contactID] + changed.map(\.id)).subtracting([0]).sorted()
    }
}

extension ReadTransaction {
    /// The change by which an operation left a record at a version; nil when the log does not hold it.
    public func change(
        of record: ContactsV1.RecordVersion, entity: String, operation: String
    ) throws -> Change? {
        let sequences = try sequences(ofRecord: record.id, entity: entity, operation: operation)
        return try sequences.lazy.compactMap(change(at:)).first { $0.version == record.version }
    }
}
