/// What a column of the file means.
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
        }
    }

    /// The name of the field in the contacts service's ContactFields; the contact's own id has none.
    var contactFieldName: String? {
        switch self {
        case .phone: "phones"
        case .email: "emails"
        case .company: "company_id"
        case .manager: "manager_id"
        case .contactID: nil
        default: word
        }
    }

    /// The field that a result of the contacts service is about; nil when it is the row.
    init?(contactFieldName name: String) {
        guard let field = Self.byContactFieldName[name] else { return nil }
        self = field
    }

    private static let byContactFieldName: [String: ImportField] = {
        var fields = Dictionary(
            uniqueKeysWithValues: allCases.compactMap { field in field.contactFieldName.map { ($0, field) } })
        fields["company_name"] = .company
        fields["contact_id"] = .contactID
        return fields
    }()

    /// Whether several columns may hold it.
    var mayRepeat: Bool { self == .phone || self == .email }

    /// The longest text in Unicode scalars, as the contacts service stores it; nil for fields with a form of their own.
    var characterLimit: Int? {
        switch self {
        case .phone, .email, .manager, .rating, .contactID: nil
        case .address: 1_000
        case .description: 10_000
        default: 255
        }
    }
}
