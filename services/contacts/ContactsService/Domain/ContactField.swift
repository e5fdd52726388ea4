import Contracts
import CustomFields

/// The writable fields of a contact; raw values are the names in masks, in required fields and in errors.
public enum ContactField: String, CaseIterable, Hashable, Sendable {
    case name
    case phones
    case emails
    case position
    case companyID = "company_id"
    case managerID = "manager_id"
    case rating
    case address
    case city
    case postalCode = "postal_code"
    case description
    case facebook
    case utmSource = "utm_source"
    case utmMedium = "utm_medium"
    case utmCampaign = "utm_campaign"
    case utmTerm = "utm_term"
    case utmContent = "utm_content"
}

extension ContactsV1.Contact {
    /// Whether a field says nothing.
    ///
    /// A rating of 0 is unrated.
    func isBlank(_ field: ContactField) -> Bool {
        switch field {
        case .name: name.isEmpty
        case .phones: phones.isEmpty
        case .emails: emails.isEmpty
        case .position: position.isEmpty
        case .companyID: companyID == 0
        case .managerID: managerID == 0
        case .rating: rating == 0
        case .address: address.isEmpty
        case .city: city.isEmpty
        case .postalCode: postalCode.isEmpty
        case .description: description.isEmpty
        case .facebook: facebook.isEmpty
        case .utmSource: utmSource.isEmpty
        case .utmMedium: utmMedium.isEmpty
        case .utmCampaign: utmCampaign.isEmpty
        case .utmTerm: utmTerm.isEmpty
        case .utmContent: utmContent.isEmpty
        }
    }

    /// About what the contact takes serialised: the texts that may be long, and a share for the rest.
    var textByteCount: Int {
        let texts = name.utf8.count + position.utf8.count + address.utf8.count + description.utf8.count
        return texts + emails.reduce(0) { $0 + $1.utf8.count } + 64 * phones.count + custom.byteCount + 256
    }

    /// Takes one field's value over, blank or not.
    mutating func take(_ field: ContactField, from other: Self) {
        switch field {
        case .name: name = other.name
        case .phones: phones = other.phones
        case .emails: emails = other.emails
        case .position: position = other.position
        case .companyID: companyID = other.companyID
        case .managerID: managerID = other.managerID
        case .rating: rating = other.rating
        case .address: address = other.address
        case .city: city = other.city
        case .postalCode: postalCode = other.postalCode
        case .description: description = other.description
        case .facebook: facebook = other.facebook
        case .utmSource: utmSource = other.utmSource
        case .utmMedium: utmMedium = other.utmMedium
        case .utmCampaign: utmCampaign = other.utmCampaign
        case .utmTerm: utmTerm = other.utmTerm
        case .utmContent: utmContent = other.utmContent
        }
    }
}

extension ContactsV1.ContactFields {
    /// The values of some fields, all others blank: what an update does not name is not looked at.
    func only(_ fields: Set<ContactField>) -> Self {
        var kept = Self()
        for field in fields {
            switch field {
            case .name: kept.name = name
            case .phones: kept.phones = phones
            case .emails: kept.emails = emails
            case .position: kept.position = position
            case .companyID: kept.companyID = companyID
            case .managerID: kept.managerID = managerID
            case .rating: kept.rating = rating
            case .address: kept.address = address
            case .city: kept.city = city
            case .postalCode: kept.postalCode = postalCode
            case .description: kept.description = description
            case .facebook: kept.facebook = facebook
            case .utmSource: kept.utmSource = utmSource
            case .utmMedium: kept.utmMedium = utmMedium
            case .utmCampaign: kept.utmCampaign = utmCampaign
            case .utmTerm: kept.utmTerm = utmTerm
            case .utmContent: kept.utmContent = utmContent
            }
        }
        return kept
    }
}
