import Contracts
import CustomFields
import TextNormalization

/// The columns of custom fields in a spreadsheet, behind the built-in ones: active fields in their configured order, under
/// names that an import knows.
public struct CustomSheetColumns: Sendable {
    private static let valueSeparator = "; "

    /// The names of the columns: the label of a field where it is its alone and an import reads it, else `custom.KEY`.
    public let header: [String]
    private let keys: [String]

    /// The columns beside those with the names `builtIn`.
    public init(_ catalogue: FieldCatalogue, beside builtIn: [String]) {
        let fields = catalogue.fields.filter(\.active)
        keys = fields.map(\.key)
        let labels = fields.map { $0.settings?.label ?? "" }
        let uses = (builtIn + labels).reduce(into: [:]) { uses, name in uses[exactKey(name), default: 0] += 1 }
        header = zip(fields, labels).map { field, label in
            // An import keeps names that begin with an underscore for itself.
            uses[exactKey(label)] == 1 && !label.isEmpty && !label.hasPrefix("_")
                ? label : FieldCatalogue.path(field.key)
        }
    }

    /// Adds the cells of a record's custom values.
    public func append(_ values: [FieldsV1.CustomValue], to row: inout [String]) {
        for key in keys { row.append(Self.cell(values.values(of: key))) }
    }

    /// Several values in one cell.
    public static func cell(_ values: [String]) -> String {
        values.count == 1 ? values[0] : values.joined(separator: valueSeparator)
    }
}
