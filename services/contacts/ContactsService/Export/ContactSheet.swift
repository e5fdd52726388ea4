import Contracts
import CustomFields
import SheetExport

/// How contacts become rows of a spreadsheet; the columns are ones that an import knows by their names.
///
/// Custom fields that are active follow the built-in ones, in their configured order.
struct ContactSheet: Sendable {
    private static let builtIn = [
        "_contact_id", "Name", "Phone", "Email", "Position", "Company", "Priority", "Account manager", "Address",
        "City", "Postal code", "Description", "Facebook", "utm_source", "utm_medium", "utm_campaign", "utm_term",
        "utm_content",
    ]

    let header: [String]
    private let custom: CustomSheetColumns

    init(_ catalogue: FieldCatalogue) {
        custom = CustomSheetColumns(catalogue, beside: Self.builtIn)
        header = Self.builtIn + custom.header
    }

    /// `company` is the name, `manager` the e-mail address; empty where there is none.
    func row(of contact: ContactsV1.Contact, company: String, manager: String) -> [String] {
        var row = [
            String(contact.id), contact.name, CustomSheetColumns.cell(contact.phones.map(\.text)),
            CustomSheetColumns.cell(contact.emails),
            contact.position, company, contact.rating == 0 ? "" : String(contact.rating), manager, contact.address,
            contact.city, contact.postalCode, contact.description, contact.facebook, contact.utmSource,
            contact.utmMedium, contact.utmCampaign, contact.utmTerm, contact.utmContent,
        ]
        custom.append(contact.custom, to: &row)
        return row
    }
}
