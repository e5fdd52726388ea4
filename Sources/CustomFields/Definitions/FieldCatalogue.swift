import Contracts

/// The fields of one kind of record in one workspace, as they are in one transaction.
public struct FieldCatalogue: Sendable {
    /// The path of a custom value in masks, required fields and errors.
    public static let pathPrefix = "custom."

    /// All fields in their order, retired ones included.
    public let fields: [FieldsV1.Field]
    private let places: [String: Int]

    /// `fields` in their order.
    public init(_ fields: [FieldsV1.Field]) {
        self.fields = fields
        places = Dictionary(
            fields.enumerated().map { ($0.element.key, $0.offset) }, uniquingKeysWith: { first, _ in first })
    }

    /// No fields.
    public static let empty = FieldCatalogue([])

    /// Whether no field was ever defined.
    public var isEmpty: Bool { fields.isEmpty }

    /// A number that another one takes the place of with every change of a field.
    public var revision: Int64 { fields.reduce(0) { $0 + $1.version } }

    /// The path of a key: `custom.KEY`.
    public static func path(_ key: String) -> String { pathPrefix + key }

    /// The key of a path; nil for the name of a built-in field.
    public static func key(ofPath path: String) -> String? {
        path.hasPrefix(pathPrefix) ? String(path.dropFirst(pathPrefix.count)) : nil
    }

    /// Any field by its key.
    public func field(_ key: String) -> FieldsV1.Field? { places[key].map { fields[$0] } }

    /// A field that values can be entered in.
    public func activeField(_ key: String) -> FieldsV1.Field? {
        field(key).flatMap { $0.active ? $0 : nil }
    }

    /// Keys of the active fields that a new record must have a value in.
    public var requiredKeys: [String] {
        fields.filter { $0.active && $0.settings?.required == true }.map(\.key)
    }

    /// Whether no two live records may have the same value; retired fields keep what they promise.
    public func isUnique(_ key: String) -> Bool { field(key)?.settings?.unique == true }

    /// What callers see of stored values: those of active fields.
    public func visible(_ values: [FieldsV1.CustomValue]) -> [FieldsV1.CustomValue] {
        values.filter { activeField($0.key) != nil }
    }

    /// Whether a value, of whatever time, has the form of its field's type by now; which options, limits and expressions
    /// allow it is not asked.
    public func holds(_ value: FieldsV1.CustomValue) -> Bool {
        guard let type = field(value.key)?.settings?.type else { return false }
        return ValueRule.haveForm(value.values, of: type)
    }

    /// The entries of the index for stored values, ascending, each once.
    public func entries(of values: [FieldsV1.CustomValue]) -> [IndexEntry] {
        var entries: [IndexEntry] = []
        for value in values {
            guard let field = field(value.key) else { continue }
            entries += self.entries(of: value, field)
        }
        return Set(entries).sorted()
    }

    /// The entries of those stored values whose fields are unique, with their keys.
    public func uniqueEntries(of values: [FieldsV1.CustomValue]) -> [(key: String, entry: IndexEntry)] {
        values.filter { isUnique($0.key) }.flatMap { value in
            field(value.key).map { field in entries(of: value, field).map { (value.key, $0) } } ?? []
        }
    }

    private func entries(of value: FieldsV1.CustomValue, _ field: FieldsV1.Field) -> [IndexEntry] {
        let type = field.settings?.type ?? .unspecified
        return value.values.compactMap { text in
            type.indexValue(of: text).map { IndexEntry(field: field.id, value: $0) }
        }
    }
}

extension [FieldsV1.CustomValue] {
    /// Bytes that the values take in a message, about.
    public var byteCount: Int {
        reduce(0) { sum, value in value.values.reduce(sum + value.key.utf8.count + 8) { $0 + $1.utf8.count + 4 } }
    }

    /// The values of one field; none where there is nothing.
    public func values(of key: String) -> [String] { first { $0.key == key }?.values ?? [] }

    /// Sets the values of one field; none takes it out.
    ///
    /// Keeps the order by key, in which values are stored.
    public mutating func set(_ values: [String], of key: String) {
        let place = firstIndex { !$0.key.utf8.lexicographicallyPrecedes(key.utf8) } ?? count
        let isThere = place < count && self[place].key == key
        switch (isThere, values.isEmpty) {
        case (true, true): remove(at: place)
        case (true, false): self[place].values = values
        case (false, true): break
        case (false, false): insert(FieldsV1.CustomValue(key: key, values: values), at: place)
        }
    }
}
