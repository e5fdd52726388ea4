import Contracts
import RPCCore
import ServiceRuntime
import Store

/// The answers to the chunks of imports, each stored in the transaction of its effect, so that a chunk that is sent again
/// is answered and not written again.
public enum ChunkAnswers {
    /// Characters of a job's id.
    public static let jobIDLimit = 64

    /// The SQL that makes the tables; a service runs it in one of its migrations.
    public static let createTables = """
        CREATE TABLE bulk_job (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE
        );
        CREATE TABLE bulk_chunk (
            job INTEGER NOT NULL REFERENCES bulk_job (id),
            chunk INTEGER NOT NULL,
            response BLOB NOT NULL,
            PRIMARY KEY (job, chunk)
        );
        """

    /// Throws `invalidArgument` for an id that is no job's.
    public static func check(jobID id: String) throws {
        var rules = FieldRules()
        checkJobID(id, &rules)
        try rules.check()
    }

    /// Refuses an id that is no job's.
    static func checkJobID(_ id: String, _ rules: inout FieldRules) {
        if id.isEmpty { rules.refuse("job_id", .requiredMissing, "A value is required here.") }
        if id.unicodeScalars.count > jobIDLimit {
            rules.refuse("job_id", .textTooLong, "A job's id has at most \(jobIDLimit) characters.")
        }
    }

    /// Refuses rows whose numbers do not ascend.
    static func checkRowNumbers(_ numbers: [Int64], _ rules: inout FieldRules) {
        if zip(numbers, numbers.dropFirst()).contains(where: { $0 >= $1 }) {
            rules.refuse("rows", nil, "The row numbers must ascend.")
        }
    }
}

extension ReadTransaction {
    /// The number of an import's job; nil when none of its chunks was written.
    public func bulkJob(_ name: String) throws -> Int64? {
        let row = try statement("SELECT id FROM bulk_job WHERE name = ?1")
        try row.bind(name, at: 1)
        return try row.step() ? row.int64(at: 0) : nil
    }

    /// The answer to a chunk that was written before.
    public func bulkAnswer<Answer: Message>(job: Int64, chunk: Int64) throws -> Answer? {
        let row = try statement("SELECT response FROM bulk_chunk WHERE job = ?1 AND chunk = ?2")
        try row.bind(job, at: 1)
        try row.bind(chunk, at: 2)
        guard try row.step() else { return nil }
        return try row.withBytes(at: 0) { bytes in try Answer(deserializing: bytes) }
    }

    /// A chunk sees what the one before it did; one that overtook it on the way is sent again.
    ///
    /// Throws `unavailable` for such a one.
    public func checkTurn(ofChunk chunk: Int64, job: Int64?) throws {
        if chunk == 0 { return }
        guard let job, try hasBulkAnswer(job: job, chunk: chunk - 1) else {
            throw RPCError(.unavailable, "The chunk before this one has to be written first.")
        }
    }

    private func hasBulkAnswer(job: Int64, chunk: Int64) throws -> Bool {
        let row = try statement("SELECT 1 FROM bulk_chunk WHERE job = ?1 AND chunk = ?2")
        try row.bind(job, at: 1)
        try row.bind(chunk, at: 2)
        return try row.step()
    }
}

extension WriteTransaction {
    /// Works off a chunk as part of its job's operation and keeps the answer, or answers it as before.
    ///
    /// `body` is told the job's number. Throws `unavailable` when the chunk before this one is not written.
    public func answered<Answer: Message>(
        _ job: String, chunk: Int64, _ body: (_ job: Int64) throws -> Answer
    ) throws -> Answer {
        let knownJob = try bulkJob(job)
        if let knownJob, let answer: Answer = try bulkAnswer(job: knownJob, chunk: chunk) { return answer }
        try checkTurn(ofChunk: chunk, job: knownJob)
        let number = try knownJob ?? nextBulkJob()
        operationID = job
        if knownJob == nil { try createBulkJob(number, name: job) }
        let answer = try body(number)
        try storeBulkAnswer(answer, job: number, chunk: chunk)
        return answer
    }

    /// The number of a job that has none yet.
    public func nextBulkJob() throws -> Int64 {
        let newest = try statement("SELECT coalesce(max(id), 0) FROM bulk_job")
        _ = try newest.step()
        return newest.int64(at: 0) + 1
    }

    /// Gives a job its number.
    public func createBulkJob(_ id: Int64, name: String) throws {
        let insert = try statement("INSERT INTO bulk_job (id, name) VALUES (?1, ?2)")
        try insert.bind(id, at: 1)
        try insert.bind(name, at: 2)
        try insert.run()
    }

    /// Keeps the answer to a chunk.
    public func storeBulkAnswer(_ answer: some Message, job: Int64, chunk: Int64) throws {
        let insert = try statement("INSERT INTO bulk_chunk (job, chunk, response) VALUES (?1, ?2, ?3)")
        try insert.bind(job, at: 1)
        try insert.bind(chunk, at: 2)
        try insert.bind(answer.serializedBytes(), at: 3)
        try insert.run()
    }

    /// Forgets the answers of a job that is over; its number stays.
    func removeBulkAnswers(job: Int64) throws {
        let delete = try statement("DELETE FROM bulk_chunk WHERE job = ?1")
        try delete.bind(job, at: 1)
        try delete.run()
    }
}
