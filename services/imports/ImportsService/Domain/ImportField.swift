import TextNormalization

/// What a column of the file means, of whatever kind its rows are: `KindProfile` says which of them a kind has.
///
/// The raw values are those of the contract.
enum ImportField: Int32, CaseIterable, Sendable {
    case name = 1
    case phone = 2
    case email = 3
    case position = 4
    case company = 5
    case manager = 6
    case rating = 7
    case address = 8
    case city = 9
    case postalCode = 10
    case description = 11
    case facebook = 12
    case utmSource = 13
    case utmMedium = 14
    case utmCampaign = 15
    case utmTerm = 16
    case utmContent = 17
    case contactID = 18
    case taxCode = 19
    case website = 20
    case companyID = 21

    /// The word of result files and error details.
    var word: String {
        switch self {
        case .name: "name"
        case .phone: "phone"
        case .email: "email"
        case .position: "position"
        case .company: "company"
        case .manager: "manager"
        case .rating: "rating"
        case .address: "address"
        case .city: "city"
        case .postalCode: "postal_code"
        case .description: "description"
        case .facebook: "facebook"
        case .utmSource: "utm_source"
        case .utmMedium: "utm_medium"
        case .utmCampaign: "utm_campaign"
        case .utmTerm: "utm_term"
        case .utmContent: "utm_content"
        case .contactID: "contact_id"
        case .taxCode: "tax_code"
        case .website: "website"
        case .companyID: "company_id"
        }
    }

    /// Whether several columns of contacts may hold it.
    var mayRepeat: Bool { self == .phone || self == .email }

    /// Whether a number in a cell is a text of digits, whose leading zeros count.
    var isDigits: Bool { self == .postalCode || self == .taxCode }

    /// The longest text in Unicode scalars, as its owner stores it; nil for fields with a form of their own.
    var characterLimit: Int? {
        switch self {
        case .phone, .email, .manager, .rating, .contactID, .companyID: nil
        case .taxCode: TaxCode.limit
        case .address: 1_000
        case .description: 10_000
        default: 255
        }
    }
}
