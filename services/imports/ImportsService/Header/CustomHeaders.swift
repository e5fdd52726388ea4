import Contracts
import CustomFields
import TextNormalization

/// The names by which columns of custom fields are known: the label, the key, and `custom.KEY`.
struct CustomHeaders: Sendable {
    /// Keys by what stands in a header, letter by letter but for case.
    private var exact: [String: String] = [:]
    /// Keys by letters and digits alone, as built-in names are compared.
    private var similar: [String: String] = [:]

    /// No custom fields.
    static let none = CustomHeaders(.empty)

    init(_ catalogue: FieldCatalogue) {
        let active = catalogue.fields.filter(\.active)
        for field in active {
            let label = field.settings?.label ?? ""
            add(label, of: field)
            let name = HeaderCell.key(label)
            if !name.isEmpty, similar[name] == nil { similar[name] = field.key }
        }
        // A label is what people know, so it counts more than another field's key.
        for field in active {
            add(field.key, of: field)
            add(FieldCatalogue.path(field.key), of: field)
        }
    }

    private mutating func add(_ name: String, of field: FieldsV1.Field) {
        if exact[exactKey(name)] == nil { exact[exactKey(name)] = field.key }
    }

    /// The field that a header names outright: this counts more than a built-in field's name, but names that begin with an
    /// underscore are those of result files.
    func key(named header: String) -> String? {
        exact.isEmpty || header.trimmed.hasPrefix("_") ? nil : exact[exactKey(header)]
    }

    /// The field that a header names as `custom.KEY`, which can mean nothing else.
    func key(spelledOut header: String) -> String? {
        FieldCatalogue.key(ofPath: exactKey(header)).flatMap { _ in key(named: header) }
    }

    /// The field whose label is written in another way, where no built-in field is meant.
    func key(resembling header: String) -> String? { similar.isEmpty ? nil : similar[HeaderCell.key(header)] }
}
