import BulkWriting
import Contracts
import CustomFields
import RPCCore
import ServiceRuntime
import Store
import TextNormalization

extension BulkCompaniesHandlers {
    /// Decides about a chunk as if it were written.
    func plan(
        _ request: CompaniesV1.BulkWriteCompaniesRequest, _ context: CallContext
    ) async throws -> CompaniesV1.BulkWriteCompaniesResponse {
        for depth in CompanyChunkPlan.depths {
            let plan = CompanyChunkPlan(request: request, depth: depth)
            do {
                let response = try await plans.decide(
                    plan, in: context.workspace, of: store, origin: WriteOrigin(context))
                if let response { return response }
            } catch is CompanyChunkPlan.TooShallow {
                continue
            }
        }
        throw RPCError(.internal, "The companies that the rows may match could not be found.")
    }
}

/// A chunk of companies that is to be planned.
private struct CompanyChunkPlan: ChunkPlan {
    /// What the workspace says to the chunk.
    struct Findings: Sendable {
        var fields: FieldCatalogue
        var options: BulkCompanyOptions
        /// Companies that the rows may meet, ascending.
        var candidates: [Int64]
        var newestID: Int64
    }

    /// Rows took more values away than companies were looked at behind them.
    struct TooShallow: Error {}

    /// Companies that are looked at behind a value, beyond those that a row needs: what the rows of a chunk may take away.
    ///
    /// The last one is more than there are.
    static let depths = [64, 4_096, Int.max / 4]

    let request: CompaniesV1.BulkWriteCompaniesRequest
    let depth: Int

    var jobID: String { request.jobID }
    var chunk: Int64 { request.chunk }

    func findings(moved: Int, in workspace: ReadTransaction) throws -> Findings? {
        let fields = try workspace.fieldCatalogue()
        let options = try BulkCompanyOptions(request.options ?? .init(), fields: fields)
        var reach = CompanyChunkReach(options, fields, limit: options.match.listLimit + depth + moved)
        for row in request.rows { try reach.add(row, workspace) }
        return Findings(
            fields: fields, options: options, candidates: reach.ids.sorted(), newestID: try workspace.newestCompanyID())
    }

    func candidates(_ findings: Findings) -> [Int64] { findings.candidates }

    func missing(_ ids: [Int64], in plan: ReadTransaction) throws -> [Int64] { try plan.missingCompanies(ids) }

    func copies(of ids: [Int64], in workspace: ReadTransaction) throws -> [CompaniesV1.Company] {
        try ids.compactMap(workspace.company)
    }

    func apply(
        _ findings: Findings, _ copies: [CompaniesV1.Company], in plan: WriteTransaction
    ) throws -> CompaniesV1.BulkWriteCompaniesResponse {
        try plan.answered(jobID, chunk: chunk) { job in
            let state = try plan.planState() ?? plan.beginPlan(afterCompany: findings.newestID)
            try plan.addCopies(copies, findings.fields)
            var rows = BulkCompanyRows(
                writer: plan, options: findings.options, fields: findings.fields, job: job,
                firstPlannedID: request.expected?.firstPlannedID ?? state.firstID)
            var results = try request.rows.map { try rows.apply($0) }
            if rows.taken > depth { throw TooShallow() }
            try request.expected?.check(&results, digests: rows.digests, rows: request.rows.map(\.row))
            try plan.advancePlan(moved: rows.taken)
            return CompaniesV1.BulkWriteCompaniesResponse(
                results: results, digests: rows.digests, firstPlannedID: state.firstID)
        }
    }
}

/// The companies that the rows of a chunk may meet: those that match, and those that have what may be there once.
private struct CompanyChunkReach {
    private let options: BulkCompanyOptions
    private let fields: FieldCatalogue
    /// Of each value.
    private let limit: Int
    /// Custom fields by whose values companies are looked up.
    private let wantedFields: Set<Int64>
    private var reader: CustomValueReader
    private var names: Set<String> = []
    private var entries: Set<IndexEntry> = []
    private(set) var ids: Set<Int64> = []

    init(_ options: BulkCompanyOptions, _ fields: FieldCatalogue, limit: Int) {
        self.options = options
        self.fields = fields
        self.limit = limit
        reader = CustomValueReader(fields)
        let unique = fields.fields.filter { fields.isUnique($0.key) }.map(\.id)
        wantedFields = options.matchingFields.union(unique)
    }

    mutating func add(_ row: CompaniesV1.BulkCompanyRow, _ workspace: ReadTransaction) throws {
        var rules = FieldRules()
        var values = CompaniesV1.Company()
        values.takeRow(row.fields, &rules, &reader)
        guard rules.problems.isEmpty else { return }
        if row.companyID != 0 { ids.insert(row.companyID) }
        if let id = try workspace.companyID(taxCode: values.taxCode) { ids.insert(id) }
        let name = exactKey(values.name)
        if options.matchesByName, !name.isEmpty, names.insert(name).inserted {
            ids.formUnion(try workspace.companyIDs(nameKey: name, limit: limit))
        }
        for entry in fields.entries(of: values.custom)
        where wantedFields.contains(entry.field) && entries.insert(entry).inserted {
            ids.formUnion(try workspace.recordIDs(with: entry, limit: Int64(limit)))
        }
    }
}
