import Store

/// Finds jobs that took their room long enough, and removes what they need no more.
extension JobTable {
    /// Jobs that ended before `instant` and still have their file and row results, oldest first, at most `limit`.
    static func kept(endedBefore instant: Int64, limit: Int64, in transaction: ReadTransaction) throws -> [Int64] {
        let select = try transaction.statement(
            """
            SELECT id FROM job WHERE finished_at > 0 AND removed_at = 0 AND finished_at < ?1
            AND state NOT IN (30, 33)
            ORDER BY finished_at LIMIT ?2
            """)
        try select.bind(instant, at: 1)
        try select.bind(limit, at: 2)
        return try ids(select)
    }

    /// Jobs that were not started: without their whole file when its last piece came before `partial`, with it when that
    /// came before `whole`; at most `limit`.
    static func unstarted(
        partialBefore partial: Int64, wholeBefore whole: Int64, limit: Int64, in transaction: ReadTransaction
    ) throws -> [Int64] {
        let select = try transaction.statement(
            """
            SELECT id FROM job WHERE state IN (1, 2, 3, 11) AND max(created_at, touched_at) < max(?1, ?2)
            AND max(created_at, touched_at) < iif(state IN (3, 11), ?2, ?1) LIMIT ?3
            """)
        try select.bind(partial, at: 1)
        try select.bind(whole, at: 2)
        try select.bind(limit, at: 3)
        return try ids(select)
    }

    private static func ids(_ select: borrowing Statement) throws -> [Int64] {
        var ids: [Int64] = []
        while try select.step() { ids.append(select.int64(at: 0)) }
        return ids
    }
}

extension ChunkTable {
    /// Forgets what became of a job's rows.
    static func remove(job: Int64, in transaction: WriteTransaction) throws {
        for table in ["chunk_result", "chunk_decision", "chunk_plan", "job_fields"] {
            let delete = try transaction.statement(dynamic: "DELETE FROM \(table) WHERE job_id = ?1")
            try delete.bind(job, at: 1)
            try delete.run()
        }
    }
}
