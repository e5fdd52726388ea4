import Contracts
import CustomFields
import TextNormalization

/// How contacts become rows of a spreadsheet; the columns are ones that an import knows by their names.
///
/// Custom fields that are active follow the built-in ones, in their configured order.
struct ContactSheet: Sendable {
    private static let builtIn = [
        "_contact_id", "Name", "Phone", "Email", "Position", "Company", "Priority", "Account manager", "Address",
        "City", "Postal code", "Description", "Facebook", "utm_source", "utm_medium", "utm_campaign", "utm_term",
        "utm_content",
    ]
    private static let valueSeparator = "; "

    let header: [String]
    private let customKeys: [String]

    init(_ catalogue: FieldCatalogue) {
        let fields = catalogue.fields.filter(\.active)
        customKeys = fields.map(\.key)
        header = Self.builtIn + Self.headers(of: fields)
    }

    /// The label of a field where it is its alone, else `custom.KEY`.
    private static func headers(of fields: [FieldsV1.Field]) -> [String] {
        let labels = fields.map { $0.settings?.label ?? "" }
        let uses = (builtIn + labels).reduce(into: [:]) { uses, name in uses[exactKey(name), default: 0] += 1 }
        return zip(fields, labels).map { field, label in
            uses[exactKey(label)] == 1 && !label.isEmpty ? label : FieldCatalogue.path(field.key)
        }
    }

    /// `company` is the name, `manager` the e-mail address; empty where there is none.
    func row(of contact: ContactsV1.Contact, company: String, manager: String) -> [String] {
        var row = [
            String(contact.id), contact.name, Self.cell(contact.phones.map(\.text)), Self.cell(contact.emails),
            contact.position, company, contact.rating == 0 ? "" : String(contact.rating), manager, contact.address,
            contact.city, contact.postalCode, contact.description, contact.facebook, contact.utmSource,
            contact.utmMedium, contact.utmCampaign, contact.utmTerm, contact.utmContent,
        ]
        for key in customKeys { row.append(Self.cell(contact.custom.values(of: key))) }
        return row
    }

    private static func cell(_ values: [String]) -> String {
        values.count == 1 ? values[0] : values.joined(separator: valueSeparator)
    }
}
