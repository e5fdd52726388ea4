import Contracts
import CustomFields
import PhoneNumbers
import TextNormalization

/// A row of contacts: what is sent, and what its cells say about others.
struct ContactRow: ImportRow {
    var bulk: ContactsV1.BulkRow
    /// Index into the chunk's managers; -1: the cell is blank.
    var manager: Int32 = -1
    /// Index into the chunk's companies; -1: the cell is blank.
    var company: Int32 = -1
    /// The columns of the two, from 1, for notes.
    var managerColumn: Int32 = 0
    var companyColumn: Int32 = 0

    init(row: Int64) { bulk = ContactsV1.BulkRow(row: row) }

    var row: Int64 { bulk.row }

    var custom: [FieldsV1.CustomValue] {
        get { bulk.custom }
        _modify { yield &bulk.custom }
    }

    /// Bytes that the row takes inside a request, at most; without its company, which may be sent by name.
    var byteLimit: Int {
        // Numbers, and up to five bytes before each of the texts.
        var bytes = 100 + bulk.name.utf8.count + bulk.position.utf8.count + bulk.address.utf8.count
        bytes += bulk.city.utf8.count + bulk.postalCode.utf8.count + bulk.description.utf8.count
        bytes += bulk.facebook.utf8.count + bulk.utmSource.utf8.count + bulk.utmMedium.utf8.count
        bytes += bulk.utmCampaign.utf8.count + bulk.utmTerm.utf8.count + bulk.utmContent.utf8.count
        for phone in bulk.phones { bytes += 24 + phone.raw.utf8.count }
        for email in bulk.emails { bytes += 4 + email.utf8.count }
        if !bulk.custom.isEmpty { bytes += bulk.custom.byteCount }
        return bytes
    }
}

/// What the contacts of a chunk refer to.
struct ContactCells: Sendable {
    /// E-mail addresses of managers, lower case.
    var managers = DistinctCells()
    /// Names or tax codes of companies.
    var companies = DistinctCells()
}

extension ContactImport {
    static var noCells: ContactCells { ContactCells() }

    static func byteLimit(of row: ContactRow, _ cells: ContactCells) -> Int {
        row.company < 0 ? row.byteLimit : row.byteLimit + 5 + cells.companies.cells[Int(row.company)].utf8.count
    }

    static func read(
        _ field: ImportField, _ cell: CellBytes, _ parser: RowParser<Self>, into row: inout ParsedRow<Self>,
        _ cells: inout ContactCells
    ) {
        switch field {
        case .phone: parser.readPhones(cell, into: &row)
        case .email: parser.readEmails(cell, into: &row)
        case .rating: parser.readRating(cell, into: &row)
        case .contactID: parser.readContactID(cell, into: &row)
        case .manager:
            row.record.manager = cells.managers.index(of: CellText.stored(cell.text).lowercased())
            row.record.managerColumn = Int32(cell.column)
        case .company:
            guard let text = parser.readText(field, cell, into: &row) else { return }
            row.record.company = cells.companies.index(of: text)
            row.record.companyColumn = Int32(cell.column)
        case .name, .position, .address, .city, .postalCode, .description, .facebook, .utmSource, .utmMedium,
            .utmCampaign, .utmTerm, .utmContent:
            guard let text = parser.readText(field, cell, into: &row) else { return }
            store(text, as: field, in: &row.record.bulk)
        case .taxCode, .website, .companyID: break
        }
    }

    private static func store(_ text: String, as field: ImportField, in bulk: inout ContactsV1.BulkRow) {
        switch field {
        case .name: bulk.name = text
        case .position: bulk.position = text
        case .address: bulk.address = text
        case .city: bulk.city = text
        case .postalCode: bulk.postalCode = text
        case .description: bulk.description = text
        case .facebook: bulk.facebook = text
        case .utmSource: bulk.utmSource = text
        case .utmMedium: bulk.utmMedium = text
        case .utmCampaign: bulk.utmCampaign = text
        case .utmTerm: bulk.utmTerm = text
        case .utmContent: bulk.utmContent = text
        case .phone, .email, .company, .manager, .rating, .contactID, .taxCode, .website, .companyID: break
        }
    }
}

extension RowParser where Kind == ContactImport {
    fileprivate func readRating(_ cell: CellBytes, into row: inout ParsedRow<Kind>) {
        guard let value = Self.integer(cell.text) else {
            return reject(.numberInvalid, .rating, column: cell.column, in: &row)
        }
        guard (0...5).contains(value) else { return reject(.ratingRange, .rating, column: cell.column, in: &row) }
        row.record.bulk.rating = Int32(value)
    }

    fileprivate func readContactID(_ cell: CellBytes, into row: inout ParsedRow<Kind>) {
        guard let value = Self.integer(cell.text), value > 0 else {
            return reject(.numberInvalid, .contactID, column: cell.column, in: &row)
        }
        row.record.bulk.contactID = value
    }

    fileprivate func readPhones(_ cell: CellBytes, into row: inout ParsedRow<Kind>) {
        guard cell.text.count <= CellLimits.listBytes else {
            return reject(.textTooLong, .phone, column: cell.column, detail: "\(CellLimits.listBytes)", in: &row)
        }
        do throws(PhoneError) {
            let parsed: [ParsedPhone]
            if let digits = cell.formattedDigits {
                parsed = try phones.normalize(digits)
            } else {
                parsed = try phones.normalize(utf8: cell.text)
            }
            guard row.record.bulk.phones.count + parsed.count <= CellLimits.values else {
                return reject(.textTooLong, .phone, column: cell.column, detail: "\(CellLimits.values)", in: &row)
            }
            for phone in parsed { add(phone, column: cell.column, to: &row) }
        } catch {
            let code = ResultCode(rawValue: error.code.rawValue) ?? .phoneInvalid
            reject(code, .phone, column: cell.column, detail: error.reason?.rawValue ?? "", in: &row)
        }
    }

    fileprivate func add(_ phone: ParsedPhone, column: Int, to row: inout ParsedRow<Kind>) {
        for warning in phone.warnings {
            row.notes.append(RowNote(warning.rawValue, field: .phone, column: column))
        }
        let number = phone.number
        guard !row.record.bulk.phones.contains(where: { $0.number == number.e164 && $0.extension == number.ext }) else {
            return
        }
        row.record.bulk.phones.append(
            ContactsV1.BulkPhone(
                number: number.e164, extension: number.ext, raw: Self.isCanonical(phone) ? "" : phone.raw))
    }

    /// Whether the cell held the canonical digits themselves, which need not be kept beside the number.
    private static func isCanonical(_ phone: ParsedPhone) -> Bool {
        guard phone.number.ext == 0, let first = phone.raw.utf8.first,
            (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(first)
        else { return false }
        return Int64(phone.raw) == phone.number.e164
    }

    fileprivate func readEmails(_ cell: CellBytes, into row: inout ParsedRow<Kind>) {
        guard cell.text.count <= CellLimits.listBytes else {
            return reject(.textTooLong, .email, column: cell.column, detail: "\(CellLimits.listBytes)", in: &row)
        }
        do throws(EmailError) {
            let addresses = try EmailAddress.parseList(String(decoding: cell.text, as: UTF8.self))
            guard row.record.bulk.emails.count + addresses.count <= CellLimits.values else {
                return reject(.textTooLong, .email, column: cell.column, detail: "\(CellLimits.values)", in: &row)
            }
            for address in addresses where !row.record.bulk.emails.contains(address.text) {
                row.record.bulk.emails.append(address.text)
            }
        } catch {
            reject(.emailInvalid, .email, column: cell.column, detail: error.reason.rawValue, in: &row)
        }
    }
}
