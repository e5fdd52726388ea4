import Contracts
import CustomFields
import PhoneNumbers
import RPCCore
import ServiceRuntime
import TextNormalization

/// Brings the values of one contact into the form in which they are stored and collects everything that is wrong.
///
/// Lengths count Unicode scalars. The same rules hold for a single contact and for a row of an import.
struct ContactRules: Sendable {
    /// Phones, and e-mails, of one contact.
    static let valueLimit = 20
    static let shortTextLimit = 255
    static let addressLimit = 1_000
    static let descriptionLimit = 10_000
    static let ratings: ClosedRange<Int32> = 0...5
    /// An E.164 number has 15 digits at most.
    private static let numbers: ClosedRange<Int64> = 1...999_999_999_999_999
    private static let extensions: ClosedRange<Int64> = 0...9_999_999_999

    private(set) var problems: [ContactProblem] = []

    /// Throws `invalidArgument` with a detail for each problem, when there are any.
    func check() throws(RPCError) {
        var rules = FieldRules()
        for problem in problems { rules.refuse(problem.field, problem.fault, problem.message) }
        try rules.check()
    }

    mutating func refuse(_ field: ContactField, _ fault: Fault, _ message: String) {
        problems.append(ContactProblem(fault: fault, field: field.rawValue, message: message))
    }

    /// Takes over what is wrong with custom values.
    mutating func refuse(_ custom: [CustomProblem]) {
        for problem in custom {
            problems.append(ContactProblem(fault: problem.fault, field: problem.path, message: problem.message))
        }
    }

    /// Reads what a person entered, but for custom values, for which the fields of the workspace are needed.
    ///
    /// Whether there is a name is asked of the resulting contact: see `require`.
    mutating func contact(from fields: ContactsV1.ContactFields) -> ContactsV1.Contact {
        var contact = ContactsV1.Contact()
        contact.phones = phones(fields.phones)
        contact.emails = emails(fields.emails)
        contact.name = fields.name
        contact.position = fields.position
        contact.companyID = fields.companyID
        contact.managerID = fields.managerID
        contact.rating = fields.rating
        contact.address = fields.address
        contact.city = fields.city
        contact.postalCode = fields.postalCode
        contact.description = fields.description
        contact.facebook = fields.facebook
        contact.utmSource = fields.utmSource
        contact.utmMedium = fields.utmMedium
        contact.utmCampaign = fields.utmCampaign
        contact.utmTerm = fields.utmTerm
        contact.utmContent = fields.utmContent
        check(&contact)
        return contact
    }

    /// Reads a row of an import, whose phones are canonical already; its custom values are read elsewhere, too.
    mutating func contact(from row: ContactsV1.BulkRow) -> ContactsV1.Contact {
        var contact = ContactsV1.Contact()
        contact.phones = phones(row.phones)
        contact.emails = bulkEmails(row.emails)
        contact.name = row.name
        contact.position = row.position
        contact.companyID = row.companyID
        contact.managerID = row.managerID
        contact.rating = row.rating
        contact.address = row.address
        contact.city = row.city
        contact.postalCode = row.postalCode
        contact.description = row.description
        contact.facebook = row.facebook
        contact.utmSource = row.utmSource
        contact.utmMedium = row.utmMedium
        contact.utmCampaign = row.utmCampaign
        contact.utmTerm = row.utmTerm
        contact.utmContent = row.utmContent
        check(&contact)
        return contact
    }

    /// Normalises the texts, and holds every field against its limits.
    private mutating func check(_ contact: inout ContactsV1.Contact) {
        text(&contact.name, .name, limit: Self.shortTextLimit)
        text(&contact.position, .position, limit: Self.shortTextLimit)
        text(&contact.address, .address, limit: Self.addressLimit)
        text(&contact.city, .city, limit: Self.shortTextLimit)
        text(&contact.postalCode, .postalCode, limit: Self.shortTextLimit)
        text(&contact.description, .description, limit: Self.descriptionLimit)
        text(&contact.facebook, .facebook, limit: Self.shortTextLimit)
        text(&contact.utmSource, .utmSource, limit: Self.shortTextLimit)
        text(&contact.utmMedium, .utmMedium, limit: Self.shortTextLimit)
        text(&contact.utmCampaign, .utmCampaign, limit: Self.shortTextLimit)
        text(&contact.utmTerm, .utmTerm, limit: Self.shortTextLimit)
        text(&contact.utmContent, .utmContent, limit: Self.shortTextLimit)
        count(contact.phones.count, .phones)
        count(contact.emails.count, .emails)
        if !Self.ratings.contains(contact.rating) {
            refuse(.rating, .ratingRange, "A rating is a number from 0 to 5.")
        }
        if contact.companyID < 0 { refuse(.companyID, .companyUnknown, "There is no such company.") }
        if contact.managerID < 0 { refuse(.managerID, .managerUnknown, "There is no such agent.") }
    }

    private mutating func text(_ value: inout String, _ field: ContactField, limit: Int) {
        if value.isEmpty { return }
        value = value.trimmed.nfc
        // No text has more characters than bytes.
        if value.utf8.count > limit, value.unicodeScalars.count > limit {
            let fault = field == .name ? Fault.nameTooLong : .textTooLong
            refuse(field, fault, "The text has \(value.unicodeScalars.count) characters; \(limit) are allowed.")
        }
    }

    /// Asked of a contact that is about to be stored.
    mutating func require(_ field: ContactField, of contact: ContactsV1.Contact) {
        if contact.isBlank(field) { refuse(field, .requiredMissing, "A value is required here.") }
    }

    /// Also asked of a contact that a row has added values to.
    mutating func count(_ count: Int, _ field: ContactField) {
        if count > Self.valueLimit {
            refuse(field, .textTooLong, "There are \(count) values; \(Self.valueLimit) are allowed.")
        }
    }
}

// MARK: - Phones and e-mails

extension ContactRules {
    private static let normalizer = PhoneNormalizer()

    private mutating func phones(_ cells: [String]) -> [ContactsV1.Phone] {
        var phones: [ContactsV1.Phone] = []
        for cell in cells {
            do {
                for parsed in try Self.normalizer.normalize(cell) where !phones.contains(parsed.number) {
                    phones.append(ContactsV1.Phone(parsed.number, raw: parsed.raw))
                }
            } catch {
                refuse(.phones, Fault(error.code.rawValue, error.code.name), error.message)
            }
        }
        return phones
    }

    private mutating func phones(_ cells: [ContactsV1.BulkPhone]) -> [ContactsV1.Phone] {
        var phones: [ContactsV1.Phone] = []
        phones.reserveCapacity(cells.count)
        for cell in cells {
            let number = PhoneNumber(e164: cell.number, ext: cell.extension)
            guard Self.numbers.contains(number.e164), Self.extensions.contains(number.ext) else {
                refuse(.phones, .phoneInvalid, "This is no canonical telephone number.")
                continue
            }
            if phones.contains(number) { continue }
            phones.append(ContactsV1.Phone(number, raw: cell.raw.isEmpty ? String(cell.number) : cell.raw))
        }
        return phones
    }

    private mutating func emails(_ cells: [String]) -> [String] {
        var emails: [String] = []
        for cell in cells {
            do {
                for address in try EmailAddress.parseList(cell) where !emails.contains(address.text) {
                    emails.append(address.text)
                }
            } catch {
                refuse(.emails, .emailInvalid, error.message)
            }
        }
        return emails
    }

    private mutating func bulkEmails(_ cells: [String]) -> [String] {
        var emails: [String] = []
        emails.reserveCapacity(cells.count)
        for cell in cells {
            do {
                let address = try EmailAddress(cell).text
                if !emails.contains(address) { emails.append(address) }
            } catch {
                refuse(.emails, .emailInvalid, error.message)
            }
        }
        return emails
    }
}

extension ContactsV1.Phone {
    /// A stored phone; `raw` is what was entered.
    init(_ number: PhoneNumber, raw: String) {
        self.init(
            number: number.e164, extension: number.ext, text: number.text, raw: raw, dialable: number.isDialable)
    }

    /// What makes the phone a duplicate of another one.
    var key: PhoneNumber { PhoneNumber(e164: number, ext: `extension`) }
}

extension [ContactsV1.Phone] {
    func contains(_ number: PhoneNumber) -> Bool { contains { $0.key == number } }
}
