import Contracts
import CustomFields
import PhoneNumbers
import RPCCore
import ServiceRuntime
import TextNormalization

/// The fields of a company that an update may name; the raw values are those of `update_mask`.
enum CompanyField: String, CaseIterable, Sendable {
    case name
    case taxCode = "tax_code"
    case description
    case phone
    case email
    case website
    case address
}

extension CompaniesV1.Company {
    /// Takes all fields of a new company from what a caller entered, in the form in which they are stored.
    ///
    /// Throws `invalidArgument` with every field that is wrong.
    mutating func takeAll(from entered: CompaniesV1.CompanyFields, _ catalogue: FieldCatalogue) throws(RPCError) {
        var rules = FieldRules()
        take(Set(CompanyField.allCases), from: entered, &rules)
        var reader = CustomValueReader(catalogue)
        custom = reader.read(entered.custom)
        reader.require(catalogue.requiredKeys, of: custom)
        rules.refuse(reader.problems)
        try rules.check()
    }

    /// Takes the named fields from what a caller entered, as `takeAll`.
    mutating func take(
        _ mask: RecordMask<CompanyField>, from entered: CompaniesV1.CompanyFields, _ catalogue: FieldCatalogue
    ) throws(RPCError) {
        var rules = FieldRules()
        take(mask.fields, from: entered, &rules)
        var reader = CustomValueReader(catalogue)
        custom = reader.update(custom, mask.customKeys, from: entered.custom)
        rules.refuse(reader.problems)
        try rules.check()
    }

    private mutating func take(
        _ fields: Set<CompanyField>, from entered: CompaniesV1.CompanyFields, _ rules: inout FieldRules
    ) {
        for field in CompanyField.allCases where fields.contains(field) {
            let path = field.rawValue
            switch field {
            case .name: name = rules.name(entered.name, field: path)
            case .taxCode: taxCode = rules.taxCode(entered.taxCode, field: path)
            case .description: description = rules.text(entered.description, field: path, limit: 10_000)
            case .phone: phone = rules.phone(entered.phone, field: path)
            case .email: email = rules.email(entered.email, field: path)
            case .website: website = rules.text(entered.website, field: path, limit: 255)
            case .address: address = rules.text(entered.address, field: path, limit: 1_000)
            }
        }
    }

    /// Bytes that the company's texts take in a response, about.
    var byteCount: Int {
        [name, taxCode, description, phone, email, website, address, createdBy].reduce(64 + custom.byteCount) {
            $0 + $1.utf8.count
        }
    }
}

/// The number under which the tax authority knows a company, in the form in which it is stored and compared: capital
/// letters, digits and `-`, at most 32.
struct TaxCode {
    static let limit = 32
    let text: String

    /// Nil for any other text, the blank one included.
    init?(_ entered: String) {
        let code = entered.trimmed.utf8
        guard (1...Self.limit).contains(code.count), code.allSatisfy(\.isTaxCodeCharacter) else { return nil }
        text = String(decoding: code.map(\.asciiCapital), as: UTF8.self)
    }
}

extension UInt8 {
    fileprivate var isTaxCodeCharacter: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    fileprivate var asciiCapital: UInt8 {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) ? self & ~0x20 : self
    }
}

extension Fault {
    /// A tax code with something other than letters, digits and `-`.
    static let taxCodeInvalid = Fault(2061, "TAX_CODE_INVALID")
}

extension FieldRules {
    /// Takes over what is wrong with custom values.
    fileprivate mutating func refuse(_ problems: [CustomProblem]) {
        for problem in problems { refuse(problem.path, problem.fault, problem.message) }
    }

    /// A tax code; may be empty.
    fileprivate mutating func taxCode(_ value: String, field: String) -> String {
        let entered = text(value, field: field, limit: TaxCode.limit)
        if entered.isEmpty { return "" }
        if let code = TaxCode(entered) { return code.text }
        if entered.unicodeScalars.count <= TaxCode.limit {
            refuse(field, .taxCodeInvalid, "A tax code consists of letters, digits and -.")
        }
        return ""
    }

    /// One telephone number with its country code, or whatever else was entered.
    fileprivate mutating func phone(_ value: String, field: String) -> String {
        let entered = text(value, field: field, limit: 255)
        // Companies write all kinds of things here; what is no number stays as it is.
        guard let phones = try? PhoneNormalizer().normalize(entered), phones.count == 1 else { return entered }
        return phones[0].number.text
    }
}
