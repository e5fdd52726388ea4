import Store

/// Reads and writes what is stored of a job's chunks, in the open transaction.
enum ChunkTable {
    /// What was decided about the chunk before it was sent: the rows that were not.
    ///
    /// Nil when it never was.
    static func decision(job: Int64, chunk: Int64, in transaction: ReadTransaction) throws -> [RowResult]? {
        let select = try transaction.statement("SELECT rejected FROM chunk_decision WHERE job_id = ?1 AND chunk = ?2")
        try select.bind(job, at: 1)
        try select.bind(chunk, at: 2)
        guard try select.step() else { return nil }
        return try select.withBytes(at: 0) { try RowResultCodec.decode($0) }
    }

    static func setDecision(
        _ rejected: [RowResult], job: Int64, chunk: Int64, in transaction: WriteTransaction
    ) throws {
        let insert = try transaction.statement(
            "INSERT OR REPLACE INTO chunk_decision (job_id, chunk, rejected) VALUES (?1, ?2, ?3)")
        try insert.bind(job, at: 1)
        try insert.bind(chunk, at: 2)
        try insert.bind(RowResultCodec.encode(rejected), at: 3)
        try insert.run()
    }

    /// Stores the results of a chunk's rows; its decision has done its work.
    static func setResults(
        _ results: [RowResult], encoded: [UInt8], job: Int64, chunk: Int64, in transaction: WriteTransaction
    ) throws {
        let insert = try transaction.statement(
            "INSERT INTO chunk_result (job_id, chunk, rows, results) VALUES (?1, ?2, ?3, ?4)")
        try insert.bind(job, at: 1)
        try insert.bind(chunk, at: 2)
        try insert.bind(Int64(results.count), at: 3)
        try insert.bind(encoded, at: 4)
        try insert.run()
        let delete = try transaction.statement("DELETE FROM chunk_decision WHERE job_id = ?1 AND chunk = ?2")
        try delete.bind(job, at: 1)
        try delete.bind(chunk, at: 2)
        try delete.run()
    }

    /// The results of a chunk's rows in file order; nil when the chunk was not reached.
    static func results(job: Int64, chunk: Int64, in transaction: ReadTransaction) throws -> [RowResult]? {
        let select = try transaction.statement("SELECT results FROM chunk_result WHERE job_id = ?1 AND chunk = ?2")
        try select.bind(job, at: 1)
        try select.bind(chunk, at: 2)
        guard try select.step() else { return nil }
        return try select.withBytes(at: 0) { try RowResultCodec.decode($0) }
    }
}
