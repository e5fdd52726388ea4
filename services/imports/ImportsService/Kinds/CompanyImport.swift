import Contracts
import CustomFields
import RPCCore
import TextNormalization

/// Rows that become companies.
struct CompanyImport: ImportKind {
    typealias Row = CompaniesV1.BulkCompanyRow
    typealias Answer = CompaniesV1.BulkCompanyResult

    /// The companies service writes row by row, and other writes wait meanwhile.
    static let rowLimit = 4_096

    static var profile: KindProfile { .companies }

    private let peers: ImportPeers
    private let caller: PatientCaller
    private let operationID: String
    private let options: CompaniesV1.BulkCompanyOptions

    init(_ record: JobRecord, peers: ImportPeers, caller: PatientCaller) {
        self.peers = peers
        self.caller = caller
        operationID = record.operationID
        let options = record.options
        self.options = CompaniesV1.BulkCompanyOptions(
            mode: options.mode, keys: options.companyKeys, requiredFields: Self.profile.requiredFields(options),
            customKeys: options.customKeys, keyMatch: options.keyMatch, matchTarget: options.matchTarget)
    }

    func write(
        _ chunk: inout ResolvedChunk<Self>, onRevision: (ResolvedChunk<Self>) async throws -> Void,
        onSettled: () -> Void
    ) async throws -> [CompaniesV1.BulkCompanyResult] {
        let request = CompaniesV1.BulkWriteCompaniesRequest(
            jobID: operationID, chunk: chunk.index, options: options,
            rows: chunk.rows.lazy.filter { $0.verdict == .write }.map(\.record), expected: chunk.expectation)
        return try await ask(request).results
    }

    func plan(
        _ chunk: inout ResolvedChunk<Self>, id: String
    ) async throws -> PlannedChunk<CompaniesV1.BulkCompanyResult> {
        let request = CompaniesV1.BulkWriteCompaniesRequest(
            jobID: id, chunk: chunk.index, options: options,
            rows: chunk.rows.lazy.filter { $0.verdict == .write }.map(\.record), plan: true,
            expected: chunk.expectation)
        let response = try await ask(request)
        return PlannedChunk(
            answers: response.results, digests: response.digests, firstPlannedID: response.firstPlannedID)
    }

    static func forgetPlan(_ id: String, peers: ImportPeers, options: CallOptions) async throws {
        _ = try await peers.bulkCompanies.finishBulkWrite(
            CompaniesV1.FinishBulkWriteRequest(jobID: id, plan: true), options: options)
    }

    private func ask(
        _ request: CompaniesV1.BulkWriteCompaniesRequest
    ) async throws -> CompaniesV1.BulkWriteCompaniesResponse {
        try await refusalAsFault {
            try await caller.call("companies", hasEffect: true) { options in
                try await peers.bulkCompanies.bulkWriteCompanies(request, options: options)
            }
        }
    }

    func explain(
        _ row: CompaniesV1.BulkCompanyRow, _ result: RowResult, plan: String?
    ) async throws -> RowExplanation {
        let answer = CompaniesV1.BulkCompanyResult(
            outcome: result.ownerOutcome, companyID: result.recordID, notes: result.ownerNotes, version: result.version,
            changed: result.ownerChanged, moreChanged: result.moreChanged)
        let request = CompaniesV1.ExplainBulkRowRequest(
            jobID: plan ?? operationID, plan: plan != nil, options: options, row: row, result: answer)
        let response = try await caller.call("companies", hasEffect: false) { options in
            try await peers.bulkCompanies.explainBulkRow(request, options: options)
        }
        return RowExplanation(matches: response.matches, changes: response.changes)
    }

    static func finish(_ record: JobRecord, peers: ImportPeers, options: CallOptions) async throws {
        _ = try await peers.bulkCompanies.finishBulkWrite(
            CompaniesV1.FinishBulkWriteRequest(jobID: record.operationID), options: options)
    }
}

// MARK: - Cells

extension CompanyImport {
    static func byteLimit(of row: CompaniesV1.BulkCompanyRow, _ cells: NoCells) -> Int {
        // Numbers, and up to five bytes before each of the texts.
        var bytes = 100 + row.name.utf8.count + row.taxCode.utf8.count + row.description.utf8.count
        bytes += row.phone.utf8.count + row.email.utf8.count + row.website.utf8.count + row.address.utf8.count
        return bytes + row.custom.byteCount
    }

    static func read(
        _ field: ImportField, _ cell: CellBytes, _ parser: RowParser<Self>, into row: inout ParsedRow<Self>,
        _ cells: inout NoCells
    ) {
        if field == .companyID {
            guard let id = RowParser<Self>.integer(cell.text), id > 0 else {
                return parser.reject(.numberInvalid, field, column: cell.column, in: &row)
            }
            row.record.companyID = id
            return
        }
        guard let text = parser.readText(field, cell, into: &row) else { return }
        switch field {
        case .name: row.record.name = text
        case .website: row.record.website = text
        case .address: row.record.address = text
        case .description: row.record.description = text
        // As the sheet shows it; the owner normalises what is a number.
        case .phone: row.record.phone = cell.formattedDigits ?? text
        case .taxCode:
            guard let code = TaxCode(text) else {
                return parser.reject(.taxCodeInvalid, field, column: cell.column, in: &row)
            }
            row.record.taxCode = code.text
        case .email:
            do throws(EmailError) {
                row.record.email = try EmailAddress(text).text
            } catch {
                parser.reject(.emailInvalid, field, column: cell.column, detail: error.reason.rawValue, in: &row)
            }
        case .position, .company, .manager, .rating, .city, .postalCode, .facebook, .utmSource, .utmMedium,
            .utmCampaign, .utmTerm, .utmContent, .contactID, .companyID:
            break
        }
    }
}

extension CompaniesV1.BulkCompanyRow: ImportRow {
    init(row: Int64) {
        self.init()
        self.row = row
    }
}
