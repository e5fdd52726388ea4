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
    private let chunkTurns = ChunkTurns()

    init(store: Store) { self.store = store }

    func bulkWriteCompanies(
        _ request: CompaniesV1.BulkWriteCompaniesRequest, _ context: CallContext
    ) async throws -> CompaniesV1.BulkWriteCompaniesResponse {
        try request.check(rowLimit: request.options?.matchRule.rowLimit(Self.rowLimit) ?? Self.rowLimit)
        let key = request.key(in: context.workspace)
        chunkTurns.begin(key)
        defer { chunkTurns.end(key) }
        await chunkTurns.waitForTurn(of: key)
        let origin = WriteOrigin(actor: context.metadata.caller, trace: context.metadata.trace)
        return try await store.write(context.workspace, origin: origin) { writer in try writer.bulkWrite(request) }
    }

    func finishBulkWrite(
        _ request: CompaniesV1.FinishBulkWriteRequest, _ writer: WriteTransaction, _ context: CallContext
    ) throws -> CompaniesV1.FinishBulkWriteResponse {
        try writer.finishBulkJob(request.jobID)
        return CompaniesV1.FinishBulkWriteResponse()
    }
}

extension CompaniesV1.BulkWriteCompaniesRequest: ChunkRequest {
    public var rowNumbers: [Int64] { rows.map(\.row) }
}

extension WriteTransaction {
    /// Works off a chunk, or answers it as before.
    fileprivate func bulkWrite(
        _ request: CompaniesV1.BulkWriteCompaniesRequest
    ) throws -> CompaniesV1.BulkWriteCompaniesResponse {
        let knownJob = try bulkJob(request.jobID)
        if let knownJob,
            let answer: CompaniesV1.BulkWriteCompaniesResponse = try bulkAnswer(job: knownJob, chunk: request.chunk)
        {
            return answer
        }
        try checkTurn(ofChunk: request.chunk, job: knownJob)
        let catalogue = try fieldCatalogue()
        let options = try BulkCompanyOptions(
            request.options ?? CompaniesV1.BulkCompanyOptions(), fields: catalogue)
        let job = try knownJob ?? nextBulkJob()
        operationID = request.jobID
        if knownJob == nil { try createBulkJob(job, name: request.jobID) }
        var rows = BulkCompanyRows(writer: self, options: options, fields: catalogue, job: job)
        let response = CompaniesV1.BulkWriteCompaniesResponse(results: try request.rows.map { try rows.apply($0) })
        try storeBulkAnswer(response, job: job, chunk: request.chunk)
        return response
    }
}
