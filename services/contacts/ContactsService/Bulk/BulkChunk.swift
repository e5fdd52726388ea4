import Contracts
import CustomFields
import PhoneNumbers
import RPCCore
import TextNormalization

/// The rows of a chunk, checked as far as that takes no database: what is done before the chunk's turn to be written.
struct BulkChunk: Sendable {
    private(set) var drafts: [BulkDraft] = []
    /// The fields by which custom values were read.
    let fields: FieldCatalogue
    /// The keys of all rows that may be written.
    let phones: KeyTable<PhoneNumber>
    let emails: KeyTable<EmailKey>

    init(_ rows: [ContactsV1.BulkRow], fields: FieldCatalogue) {
        self.fields = fields
        var reader = CustomValueReader(fields)
        var phones: [PhoneNumber] = []
        var emails: [EmailKey] = []
        drafts.reserveCapacity(rows.count)
        phones.reserveCapacity(rows.count)
        emails.reserveCapacity(rows.count)
        for row in rows {
            var draft = BulkDraft(row, &reader, fields)
            if draft.problems.isEmpty {
                let (firstPhone, firstEmail) = (phones.count, emails.count)
                for phone in draft.values.phones { phones.append(phone.key) }
                for email in draft.values.emails { emails.append(EmailKey(email)) }
                draft.phones = firstPhone..<phones.count
                draft.emails = firstEmail..<emails.count
            }
            drafts.append(draft)
        }
        self.phones = KeyTable(phones)
        self.emails = KeyTable(emails)
    }

    /// Gives their companies to the rows that named one which did not exist.
    mutating func learn(_ companies: [ContactsV1.BulkCompany]) {
        let known = Dictionary(companies.map { (exactKey($0.name), $0.id) }, uniquingKeysWith: { first, _ in first })
        for index in drafts.indices where !drafts[index].companyName.isEmpty {
            guard let id = known[exactKey(drafts[index].companyName)] else { continue }
            drafts[index].values.companyID = id
            drafts[index].companyName = ""
        }
    }
}

/// One row, checked on its own.
struct BulkDraft: Sendable {
    /// As the spreadsheet program shows it.
    let row: Int64
    /// What the row says; blank fields say nothing.
    ///
    /// A company learned later is here and not in `message`.
    fileprivate(set) var values: ContactsV1.Contact
    /// A company that may have to be created; only where `values` names none.
    fileprivate(set) var companyName: String
    /// 0: the row names no contact.
    let contactID: Int64
    let problems: [ContactProblem]
    /// A contact that is created from the row, without its `ContactStamp`; empty when there are problems.
    let message: [UInt8]
    /// What it is found by, but for its facets.
    let searchText: [UInt8]
    let customEntries: [IndexEntry]
    /// Where its phones and addresses stand among those of the chunk; empty when there are problems.
    fileprivate(set) var phones = 0..<0
    fileprivate(set) var emails = 0..<0

    fileprivate init(_ row: ContactsV1.BulkRow, _ reader: inout CustomValueReader, _ fields: FieldCatalogue) {
        var rules = ContactRules()
        values = rules.contact(from: row)
        if !row.custom.isEmpty {
            reader.forgetProblems()
            values.custom = reader.read(row.custom)
            rules.refuse(reader.problems)
        }
        customEntries = values.custom.isEmpty ? [] : fields.entries(of: values.custom)
        self.row = row.row
        companyName = values.companyID == 0 ? row.companyName.trimmed : ""
        contactID = row.contactID
        problems = rules.problems
        message = problems.isEmpty ? values.serializedBytes() : []
        searchText = problems.isEmpty ? SearchText.texts(of: values) : []
    }
}

/// What a row may refer to, as it is when the chunk is written.
struct BulkReferences: Sendable {
    /// Whether each agent is active.
    var agents: [Int64: Bool]
    var deletedCompanies: Set<Int64>

    /// Everything that is wrong with a row, its own problems first.
    func problems(of draft: BulkDraft) -> [ContactProblem] {
        var rules = ContactRules()
        if draft.values.managerID > 0 {
            switch agents[draft.values.managerID] {
            case true?: break
            case false?: rules.refuse(.managerID, .managerInactive, "The agent is not active.")
            case nil: rules.refuse(.managerID, .managerUnknown, "There is no such agent.")
            }
        }
        if draft.values.companyID > 0, deletedCompanies.contains(draft.values.companyID) {
            rules.refuse(.companyID, .companyUnknown, "The company has been deleted.")
        }
        return draft.problems + rules.problems
    }
}
