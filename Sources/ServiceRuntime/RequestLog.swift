import RPCCore
import Store

/// The answers of calls that carried a request id, so that a caller may send such a call again.
///
/// An answer is stored in the transaction of its effect: either both are there or neither is. It is kept for 24 hours.
public enum RequestLog {
    /// Characters of a request id.
    public static let requestIDLimit = 64
    /// Milliseconds after which an answer is forgotten and its id may be used for something else.
    public static let retentionMilliseconds: Int64 = 24 * 3_600 * 1_000
    /// Old answers removed for each new one, so that the table shrinks faster than it grows.
    private static let pruneLimit: Int64 = 16

    /// The SQL that makes the table; a service runs it in one of its migrations.
    public static let createTable = """
        CREATE TABLE request_answer (
            method TEXT NOT NULL,
            request_id TEXT NOT NULL,
            fingerprint INTEGER NOT NULL,
            answer BLOB NOT NULL,
            at_ms INTEGER NOT NULL,
            PRIMARY KEY (method, request_id)
        ) WITHOUT ROWID;
        CREATE INDEX request_answer_by_time ON request_answer (at_ms);
        """

    /// The answer of the first call of `context`'s method with this id; runs `body` when this is the first, or when the
    /// id is empty.
    ///
    /// What `body` throws is not remembered.
    ///
    /// Throws `invalidArgument` for an id that is too long, `aborted` when the first call asked for something else.
    public static func once<Request: Message, Response: Message>(
        _ requestID: String, _ request: Request, in transaction: WriteTransaction, _ context: CallContext,
        _ body: () throws -> Response
    ) throws -> Response {
        if requestID.isEmpty { return try body() }
        guard requestID.unicodeScalars.count <= requestIDLimit else {
            throw RPCError(
                .invalidArgument, .textTooLong, "A request id has at most \(requestIDLimit) characters.",
                field: "request_id")
        }
        let key = (method: context.method.fullName, requestID: requestID)
        let fingerprint = fingerprint(of: request)
        if let answer = try answer(to: key, in: transaction) {
            guard answer.fingerprint == fingerprint else {
                throw RPCError(
                    .aborted, nil, "Another request had this id within the last 24 hours; use a new one.",
                    field: "request_id")
            }
            return try answer.bytes.withUnsafeBytes { bytes in try Response(deserializing: bytes) }
        }
        let response = try body()
        try store(response.serializedBytes(), fingerprint: fingerprint, for: key, in: transaction)
        return response
    }

    /// Forgets the answers of a method that hold what is to be erased.
    ///
    /// Looks at all that are kept of the method.
    public static func forget<Response: Message>(
        _ method: MethodDescriptor, in transaction: WriteTransaction, where isAffected: (Response) -> Bool
    ) throws {
        let select = try transaction.statement("SELECT request_id, answer FROM request_answer WHERE method = ?1")
        try select.bind(method.fullName, at: 1)
        var affected: [String] = []
        while try select.step() {
            if isAffected(try select.withBytes(at: 1) { try Response(deserializing: $0) }) {
                affected.append(select.text(at: 0))
            }
        }
        let delete = try transaction.statement("DELETE FROM request_answer WHERE method = ?1 AND request_id = ?2")
        for requestID in affected {
            try delete.bind(method.fullName, at: 1)
            try delete.bind(requestID, at: 2)
            try delete.run()
        }
    }

    private static func fingerprint(of request: some Message) -> Int64 {
        var hash = StableHash()
        hash.combine(request.serializedBytes())
        return Int64(bitPattern: hash.value)
    }

    private static func answer(
        to key: (method: String, requestID: String), in transaction: WriteTransaction
    ) throws -> (fingerprint: Int64, bytes: [UInt8])? {
        let select = try transaction.statement(
            """
            SELECT fingerprint, answer FROM request_answer
            WHERE method = ?1 AND request_id = ?2 AND at_ms > ?3
            """)
        try select.bind(key.method, at: 1)
        try select.bind(key.requestID, at: 2)
        try select.bind(transaction.now - retentionMilliseconds, at: 3)
        return try select.step() ? (select.int64(at: 0), select.bytes(at: 1)) : nil
    }

    private static func store(
        _ answer: [UInt8], fingerprint: Int64, for key: (method: String, requestID: String),
        in transaction: WriteTransaction
    ) throws {
        let prune = try transaction.statement(
            """
            DELETE FROM request_answer WHERE (method, request_id) IN (
                SELECT method, request_id FROM request_answer WHERE at_ms <= ?1 ORDER BY at_ms LIMIT ?2)
            """)
        try prune.bind(transaction.now - retentionMilliseconds, at: 1)
        try prune.bind(pruneLimit, at: 2)
        try prune.run()
        let insert = try transaction.statement(
            """
            INSERT OR REPLACE INTO request_answer (method, request_id, fingerprint, answer, at_ms)
            VALUES (?1, ?2, ?3, ?4, ?5)
            """)
        try insert.bind(key.method, at: 1)
        try insert.bind(key.requestID, at: 2)
        try insert.bind(fingerprint, at: 3)
        try insert.bind(answer, at: 4)
        try insert.bind(transaction.now, at: 5)
        try insert.run()
    }
}
