import Contracts
import RPCCore
import Store

/// What an undo has to know of a kind of record, whose changes can be taken back field by field.
public protocol UndoableKind: SendableMetatype {
    /// As the change log keeps it.
    associatedtype Record: Message
    /// What a record consists of.
    associatedtype Field

    /// As in the change log.
    static var entity: String { get }
    /// All fields that any of some records holds something in, and more.
    static func fields(of records: [Record]) -> [Field]
    /// As conflicts tell it.
    static func name(of field: Field) -> String
    /// Of this state of the record, live or deleted, as far as changes count: those that may happen to a record without
    /// anybody having a say in it do not.
    static func version(of record: Record, id: Int64, _ reader: ReadTransaction) throws -> Int64
    /// Whether a field holds the same in two records.
    static func isSame(_ field: Field, in left: Record, _ right: Record) -> Bool
    /// Gives a record the value that another one has in a field, blank or not.
    static func set(_ field: Field, of record: inout Record, from other: Record)

    /// Those fields of a record that cannot be stored as they are in place of `current`, because of what happened to other
    /// records.
    static func refusedFields(
        of record: Record, replacing current: Record?, id: Int64, _ reader: ReadTransaction
    ) throws -> [Field]

    /// The record that is live; nil when there is none with that id.
    static func live(_ id: Int64, _ reader: ReadTransaction) throws -> Record?
    /// The record among those that were deleted.
    static func deleted(_ id: Int64, _ reader: ReadTransaction) throws -> Record?
    /// Replaces what is live and what is deleted of the record by `record`, with the next version and a change record;
    /// nil: it is deleted.
    static func store(_ record: Record?, over id: Int64, _ writer: WriteTransaction) throws
}

extension UndoableKind where Field: CaseIterable & RawRepresentable<String> {
    /// Every field there is.
    public static func fields(of records: [Record]) -> [Field] { Array(Field.allCases) }

    /// As in update masks.
    public static func name(of field: Field) -> String { field.rawValue }

    /// None: nothing depends on other records.
    public static func refusedFields(
        of record: Record, replacing current: Record?, id: Int64, _ reader: ReadTransaction
    ) throws -> [Field] { [] }
}

extension Message {
    /// The record of an image in the change log; nil where there is none.
    public init?(image: [UInt8]?) throws {
        guard let image else { return nil }
        self = try image.withUnsafeBytes { try Self(deserializing: $0) }
    }
}
