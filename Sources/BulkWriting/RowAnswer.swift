import Contracts
import CustomFields
import Store

/// What the owner of the records says of a row.
public protocol RowAnswer: Sendable {
    /// What became of it.
    var outcome: ContactsV1.BulkRowResult.Outcome { get }
    /// Of created, updated and unchanged rows; 0 otherwise.
    var recordID: Int64 { get }
    /// Of that record after the row; 0 of a created one, whose version is 1, and where there is none.
    var version: Int64 { get }
    /// Why, and warnings.
    var notes: [ContactsV1.RowNote] { get set }
    /// Of a row that is for all of several records: those that it changed, the first of them.
    var changed: [ContactsV1.RecordVersion] { get set }
    /// How many it changed beyond those.
    var moreChanged: Int64 { get set }
}

extension RowAnswer {
    /// Of `recordID`, after the row; 0 where there is none.
    public var recordVersion: Int64 { outcome == .created ? 1 : version }

    /// The records that the row created or changed, as far as they are named, oldest first.
    public var changedRecords: [ContactsV1.RecordVersion] {
        switch outcome {
        case .created, .updated: changed.isEmpty ? [.init(id: recordID, version: recordVersion)] : changed
        case .unchanged, .skipped, .rejected, .unspecified: []
        }
    }

    /// The records that the answer names, by id, each once.
    public var namedRecords: [Int64] {
        Set(notes.flatMap(\.ids) + [recordID] + changed.map(\.id)).subtracting([0]).sorted()
    }

    /// Names the records that a row for several of them changed.
    public mutating func tellChanged(_ records: [ContactsV1.RecordVersion]) {
        changed = Array(records.prefix(MatchRule.toldChanges))
        moreChanged = Int64(records.count - changed.count)
    }
}

extension ContactsV1.BulkRowResult: RowAnswer {
    /// The contact.
    public var recordID: Int64 { contactID }
}

extension CompaniesV1.BulkCompanyResult: RowAnswer {
    /// The company.
    public var recordID: Int64 { companyID }
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

extension FieldCatalogue {
    /// The custom values by which a row matches a record; `matching` are the ids of the fields that are keys.
    public func sharedKeys(
        of row: [FieldsV1.CustomValue], with record: [FieldsV1.CustomValue], id: Int64, matching: Set<Int64>
    ) -> [ContactsV1.SharedKey] {
        let entries = Set(entries(of: record))
        return row.flatMap { value -> [ContactsV1.SharedKey] in
            let wanted = self.entries(of: [value]).filter { matching.contains($0.field) }
            guard !wanted.isEmpty, entries.isSuperset(of: wanted) else { return [] }
            return value.values.map { .init(contactID: id, field: FieldCatalogue.path(value.key), value: $0) }
        }
    }
}
