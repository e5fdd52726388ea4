import Contracts
import CustomFields
import OperationUndo
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

    /// Takes what a row of a spreadsheet says; whether there is a name is asked of the resulting company.
    ///
    /// `rules` and `reader` are told what is wrong.
    mutating func takeRow(
        _ entered: CompaniesV1.CompanyFields, _ rules: inout FieldRules, _ reader: inout CustomValueReader
    ) {
        var fields = Set(CompanyField.allCases)
        if entered.name.isBlank { fields.remove(.name) }
        take(fields, from: entered, &rules)
        reader.forgetProblems()
        custom = reader.read(entered.custom)
        rules.refuse(reader.problems)
    }

    /// Whether a field says nothing.
    func isBlank(_ field: CompanyField) -> Bool { text(of: field).isEmpty }

    /// What a field says, for people: several values of options, none where it is blank.
    func values(of field: RecordField<CompanyField>) -> [String] {
        switch field {
        case .builtIn(let field): isBlank(field) ? [] : [text(of: field)]
        case .custom(let key): custom.values(of: key)
        }
    }

    /// What a field says.
    func text(of field: CompanyField) -> String {
        switch field {
        case .name: name
        case .taxCode: taxCode
        case .description: description
        case .phone: phone
        case .email: email
        case .website: website
        case .address: address
        }
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

extension Fault {
    /// A tax code with something other than letters, digits and `-`.
    static let taxCodeInvalid = Fault(2061, "TAX_CODE_INVALID")
}

extension FieldRules {
    /// Takes over what is wrong with custom values.
    mutating func refuse(_ problems: [CustomProblem]) {
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
