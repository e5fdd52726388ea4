import Contracts
import CustomFields
import RPCCore
import Store

/// The fields that every record of a kind has; their raw values are those of update masks.
public typealias BuiltInField = CaseIterable & Hashable & RawRepresentable<String> & Sendable

/// Any field of a record that may have custom values, as histories and undo look at them.
public enum RecordField<BuiltIn: BuiltInField>: Hashable, Sendable {
    /// One that every record has.
    case builtIn(BuiltIn)
    /// By its key.
    case custom(String)

    /// A field by its name in masks; nil when there can be none.
    public init?(_ name: String) {
        if let key = FieldCatalogue.key(ofPath: name) {
            self = .custom(key)
        } else if let field = BuiltIn(rawValue: name) {
            self = .builtIn(field)
        } else {
            return nil
        }
    }

    /// As in masks and errors.
    public var name: String {
        switch self {
        case .builtIn(let field): field.rawValue
        case .custom(let key): FieldCatalogue.path(key)
        }
    }
}

/// A record that may have custom values.
public protocol CustomRecord: Message {
    /// By key, each at most once.
    var custom: [FieldsV1.CustomValue] { get set }
}

extension ContactsV1.Contact: CustomRecord {}
extension CompaniesV1.Company: CustomRecord {}

/// A kind of record that may have custom values: these go back like the fields that every record has.
public protocol CustomUndoableKind: UndoableKind where Record: CustomRecord, Field == RecordField<BuiltIn> {
    /// The fields that every record of the kind has.
    associatedtype BuiltIn: BuiltInField

    /// Whether a field holds the same in two records.
    static func isSame(_ field: BuiltIn, in left: Record, _ right: Record) -> Bool
    /// Gives a record the value that another one has in a field, blank or not.
    static func set(_ field: BuiltIn, of record: inout Record, from other: Record)
}

extension CustomUndoableKind {
    /// The built-in ones, then those of all custom values, by key.
    public static func fields(of records: [Record]) -> [RecordField<BuiltIn>] {
        let keys = Set(records.flatMap { $0.custom.map(\.key) }).sorted()
        return BuiltIn.allCases.map(RecordField.builtIn) + keys.map(RecordField.custom)
    }

    /// As in update masks.
    public static func name(of field: RecordField<BuiltIn>) -> String { field.name }

    /// What a change did to each field, but for the `hidden` ones; `values` says what a record holds in a field.
    public static func fieldChanges(
        of change: Change, hiding hidden: Set<String>, _ values: (Field, Record) -> [String]
    ) throws -> [ContactsV1.FieldChange] {
        let before = try Record(image: change.before) ?? Record()
        let after = try Record(image: change.after) ?? Record()
        let changed = fields(of: [before, after]).filter { !hidden.contains($0.name) && !isSame($0, in: before, after) }
        return changed.map { field in
            ContactsV1.FieldChange(field: field.name, before: values(field, before), after: values(field, after))
        }
    }

    /// Whether a field holds the same in two records.
    public static func isSame(_ field: RecordField<BuiltIn>, in left: Record, _ right: Record) -> Bool {
        switch field {
        case .builtIn(let field): isSame(field, in: left, right)
        case .custom(let key): left.custom.values(of: key) == right.custom.values(of: key)
        }
    }

    /// Gives a record the value that another one has in a field, blank or not.
    public static func set(_ field: RecordField<BuiltIn>, of record: inout Record, from other: Record) {
        switch field {
        case .builtIn(let field): set(field, of: &record, from: other)
        case .custom(let key): record.custom.set(other.custom.values(of: key), of: key)
        }
    }

    /// Those that `refusedCustomFields` tells.
    public static func refusedFields(
        of record: Record, replacing current: Record?, id: Int64, _ reader: ReadTransaction
    ) throws -> [RecordField<BuiltIn>] {
        try refusedCustomFields(of: record, replacing: current, id: id, reader)
    }

    /// Custom values whose field has another type by now, and unique ones that another record has by now.
    public static func refusedCustomFields(
        of record: Record, replacing current: Record?, id: Int64, _ reader: ReadTransaction
    ) throws -> [RecordField<BuiltIn>] {
        let changed = record.custom.filter { value in current?.custom.contains(value) != true }
        if changed.isEmpty { return [] }
        let catalogue = try reader.fieldCatalogue()
        var refused = Set(changed.filter { !catalogue.holds($0) }.map(\.key))
        for (key, entry) in catalogue.uniqueEntries(of: changed) {
            if try reader.recordIDs(with: entry, limit: 2).contains(where: { $0 != id }) { refused.insert(key) }
        }
        return refused.sorted().map(RecordField.custom)
    }
}
