import Contracts

extension ContactsV1.Contact {
    /// What a field holds, for people: several values of phones and e-mails, none where it is blank.
    func values(of field: ContactField) -> [String] {
        if isBlank(field) { return [] }
        switch field {
        case .name: return [name]
        case .phones: return phones.map(\.text)
        case .emails: return emails
        case .position: return [position]
        case .companyID: return [String(companyID)]
        case .managerID: return [String(managerID)]
        case .rating: return [String(rating)]
        case .address: return [address]
        case .city: return [city]
        case .postalCode: return [postalCode]
        case .description: return [description]
        case .facebook: return [facebook]
        case .utmSource: return [utmSource]
        case .utmMedium: return [utmMedium]
        case .utmCampaign: return [utmCampaign]
        case .utmTerm: return [utmTerm]
        case .utmContent: return [utmContent]
        }
    }

    /// Whether a field holds the same as another contact's.
    func hasSame(_ field: ContactField, as other: Self) -> Bool {
        if field == .phones { return phones == other.phones }
        return values(of: field) == other.values(of: field)
    }
}
