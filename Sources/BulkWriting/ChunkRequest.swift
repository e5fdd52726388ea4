import Contracts
import RPCCore
import ServiceRuntime
import Store

/// A call that writes one chunk of an import.
public protocol ChunkRequest: Message {
    /// The import's id.
    var jobID: String { get }
    /// From 0.
    var chunk: Int64 { get }
    /// Of all rows, as the spreadsheet program shows them, in file order.
    ///
    /// Numbers and not rows: generic code would copy every row to read its number.
    var rowNumbers: [Int64] { get }
}

extension ChunkRequest {
    /// Which chunk of whose import it is.
    public func key(in workspace: String) -> ChunkKey { ChunkKey(workspace: workspace, job: jobID, chunk: chunk) }

    /// Refuses what no chunk may be; `more` says what else is wrong with this kind of chunk.
    ///
    /// Throws `resourceExhausted` for more than `rowLimit` rows, `invalidArgument` otherwise.
    public func check(rowLimit: Int, _ more: (inout FieldRules) -> Void = { _ in }) throws {
        let numbers = rowNumbers
        guard numbers.count <= rowLimit else {
            throw RPCError(
                .resourceExhausted, nil, "A chunk has at most \(rowLimit) rows; this one has \(numbers.count).",
                field: "rows")
        }
        var rules = FieldRules()
        ChunkAnswers.checkJobID(jobID, &rules)
        rules.number(chunk, field: "chunk", in: 0...Int64.max)
        ChunkAnswers.checkRowNumbers(numbers, &rules)
        more(&rules)
        try rules.check()
    }
}

extension WriteTransaction {
    /// Forgets the answers of a job that is over, whether or not any of its chunks was written.
    ///
    /// Throws `invalidArgument` for an id that is no job's.
    public func finishBulkJob(_ name: String) throws {
        try ChunkAnswers.check(jobID: name)
        if let job = try bulkJob(name) { try removeBulkAnswers(job: job) }
    }
}
