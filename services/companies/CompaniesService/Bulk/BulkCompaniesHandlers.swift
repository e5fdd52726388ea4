import BulkWriting
import Contracts
import CustomFields
import RPCCore
import ServiceRuntime
import Store

/// Answers the methods of `danhba.companies.v1.BulkCompanies`; the contract's comments say what each does.
struct BulkCompaniesHandlers: CompaniesV1.BulkCompaniesService {
    typealias Reader = ReadTransaction
    typealias Writer = WriteTransaction

    /// Rows in one chunk: other writes of the workspace wait half a second for so many.
    private static let rowLimit = 5_000

    let store: Store
    let plans: ImportPlans
    private let chunkTurns = ChunkTurns()

    init(store: Store, plans: ImportPlans) {
        self.store = store
        self.plans = plans
    }

    func bulkWriteCompanies(
        _ request: CompaniesV1.BulkWriteCompaniesRequest, _ context: CallContext
    ) async throws -> CompaniesV1.BulkWriteCompaniesResponse {
        try request.check(rowLimit: request.options?.matchRule.rowLimit(Self.rowLimit) ?? Self.rowLimit) { rules in
            request.expected?.check(rowCount: request.rows.count, &rules)
        }
        var key = request.key(in: context.workspace)
        // Its turns are others than those of the job.
        if request.plan { key.job = "plan \(key.job)" }
        chunkTurns.begin(key)
        defer { chunkTurns.end(key) }
        await chunkTurns.waitForTurn(of: key)
        if request.plan { return try await plan(request, context) }
        let origin = WriteOrigin(context)
        return try await store.write(context.workspace, origin: origin) { writer in try writer.bulkWrite(request) }
    }

    func finishBulkWrite(
        _ request: CompaniesV1.FinishBulkWriteRequest, _ context: CallContext
    ) async throws -> CompaniesV1.FinishBulkWriteResponse {
        if request.plan {
            try await plans.remove(workspace: context.workspace, job: request.jobID)
        } else {
            try await store.write(context.workspace, origin: WriteOrigin(context)) { writer in
                try writer.finishBulkJob(request.jobID)
            }
        }
        return CompaniesV1.FinishBulkWriteResponse()
    }
}

extension CompaniesV1.BulkWriteCompaniesRequest: ChunkRequest {
    /// As the rows say.
    public var rowNumbers: [Int64] { rows.map(\.row) }
}

extension WriteTransaction {
    /// Works off a chunk, or answers it as before.
    fileprivate func bulkWrite(
        _ request: CompaniesV1.BulkWriteCompaniesRequest
    ) throws -> CompaniesV1.BulkWriteCompaniesResponse {
        try answered(request.jobID, chunk: request.chunk) { job in
            let catalogue = try fieldCatalogue()
            let options = try BulkCompanyOptions(request.options ?? .init(), fields: catalogue)
            var rows = BulkCompanyRows(
                writer: self, options: options, fields: catalogue, job: job,
                firstPlannedID: request.expected?.firstPlannedID ?? 0)
            var results = try request.rows.map { try rows.apply($0) }
            try request.expected?.check(&results, digests: rows.digests, rows: request.rows.map(\.row))
            return CompaniesV1.BulkWriteCompaniesResponse(results: results)
        }
    }
}
