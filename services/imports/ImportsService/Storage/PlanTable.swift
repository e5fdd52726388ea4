import Store

/// Reads and writes what a plan says of a job's chunks, in the open transaction.
enum PlanTable {
    /// Forgets an earlier plan of a job.
    static func clear(job: Int64, in transaction: WriteTransaction) throws {
        let delete = try transaction.statement("DELETE FROM chunk_plan WHERE job_id = ?1")
        try delete.bind(job, at: 1)
        try delete.run()
    }

    /// Stores what would become of a chunk's rows; both in file order.
    static func set(
        _ results: [RowResult], digests: [UInt64], job: Int64, chunk: Int64, in transaction: WriteTransaction
    ) throws {
        let insert = try transaction.statement(
            "INSERT INTO chunk_plan (job_id, chunk, results, digests) VALUES (?1, ?2, ?3, ?4)")
        try insert.bind(job, at: 1)
        try insert.bind(chunk, at: 2)
        try insert.bind(RowResultCodec.encode(results), at: 3)
        try insert.bind(digests.flatMap(bytes), at: 4)
        try insert.run()
    }

    /// What would become of a chunk's rows; nil when the plan does not have the chunk.
    static func results(job: Int64, chunk: Int64, in transaction: ReadTransaction) throws -> [RowResult]? {
        let select = try transaction.statement("SELECT results FROM chunk_plan WHERE job_id = ?1 AND chunk = ?2")
        try select.bind(job, at: 1)
        try select.bind(chunk, at: 2)
        guard try select.step() else { return nil }
        return try select.withBytes(at: 0) { try RowResultCodec.decode($0) }
    }

    /// The digests of a chunk's rows; none when the plan does not have the chunk.
    static func digests(job: Int64, chunk: Int64, in transaction: ReadTransaction) throws -> [UInt64] {
        try digestBytes(job: job, chunk: chunk, in: transaction) { bytes in
            stride(from: 0, to: bytes.count - 7, by: 8).map { start in
                (0..<8).reduce(0) { $0 << 8 | UInt64(bytes[start + $1]) }
            }
        } ?? []
    }

    /// Calls `body` with the stored digests of a chunk; nil when the plan does not have it.
    static func digestBytes<R>(
        job: Int64, chunk: Int64, in transaction: ReadTransaction, _ body: (UnsafeRawBufferPointer) throws -> R
    ) throws -> R? {
        let select = try transaction.statement("SELECT digests FROM chunk_plan WHERE job_id = ?1 AND chunk = ?2")
        try select.bind(job, at: 1)
        try select.bind(chunk, at: 2)
        return try select.step() ? try select.withBytes(at: 0, body) : nil
    }

    private static func bytes(_ digest: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: digest >> (56 - 8 * UInt64($0))) }
    }
}
