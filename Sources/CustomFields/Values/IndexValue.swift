import Contracts
import TextNormalization

/// A value in the form in which values are compared: equal forms are one value to a filter, a duplicate key and a
/// unique field, and numbers and dates have the order of their forms.
public enum IndexValue: Hashable, Sendable, Comparable {
    /// Of integers and checkboxes (0, 1).
    case number(Int64)
    /// Of everything else: compared byte by byte.
    case text(String)

    /// The order of the index.
    public static func < (left: Self, right: Self) -> Bool {
        switch (left, right) {
        case (.number(let left), .number(let right)): left < right
        case (.text(let left), .text(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
        // As SQLite orders them.
        case (.number, .text): true
        case (.text, .number): false
        }
    }
}

/// One value of one field, as the index holds it.
public struct IndexEntry: Hashable, Sendable, Comparable {
    /// The field's id.
    public var field: Int64
    /// What is compared.
    public var value: IndexValue

    /// A value of a field.
    public init(field: Int64, value: IndexValue) {
        self.field = field
        self.value = value
    }

    /// The order of the index.
    public static func < (left: Self, right: Self) -> Bool {
        left.field == right.field ? left.value < right.value : left.field < right.field
    }
}

extension FieldsV1.FieldType {
    /// Characters of a long text by which it is indexed; the rest is not.
    static let indexedLength = 64

    /// The form of a stored value; nil for a text that is none of the type.
    func indexValue(of stored: String) -> IndexValue? {
        switch self {
        case .unspecified: nil
        case .singleLine, .regex, .dropDown, .multiSelect, .tree: .text(exactKey(stored))
        case .multiLine: .text(String(exactKey(stored).unicodeScalars.prefix(Self.indexedLength)))
        case .integer: Int64(stored).map(IndexValue.number)
        case .decimal: DecimalNumber(stored).map { .text($0.sortKey) }
        case .checkbox: stored == CheckboxText.yes ? .number(1) : stored == CheckboxText.no ? .number(0) : nil
        case .date: .text(stored)
        }
    }

    /// Whether values of two records can be told to be the same: such a field may be unique and find duplicates.
    public var identifies: Bool {
        switch self {
        case .unspecified, .multiLine, .multiSelect, .checkbox: false
        case .singleLine, .dropDown, .integer, .decimal, .date, .regex, .tree: true
        }
    }
}
