import Contracts

/// How a contact becomes a row of a spreadsheet; the columns are ones that an import knows by their names.
enum ContactSheet {
    static let header = [
        "_contact_id", "Name", "Phone", "Email", "Position", "Company", "Priority", "Account manager", "Address",
        "City",
        "Postal code", "Description", "Facebook", "utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content",
    ]
    private static let valueSeparator = "; "

    /// `company` is the name, `manager` the e-mail address; empty where there is none.
    static func row(of contact: ContactsV1.Contact, company: String, manager: String) -> [String] {
        [
            String(contact.id), contact.name, contact.phones.map(\.text).joined(separator: valueSeparator),
            contact.emails.joined(separator: valueSeparator), contact.position, company,
            contact.rating == 0 ? "" : String(contact.rating), manager, contact.address, contact.city,
            contact.postalCode, contact.description, contact.facebook, contact.utmSource, contact.utmMedium,
            contact.utmCampaign, contact.utmTerm, contact.utmContent,
        ]
    }
}
