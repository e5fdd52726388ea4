import Contracts
import CustomFields
import RPCCore
import Store

/// The custom fields of the kind of record as they were when a job was started, so that the job reads its file in one way to the
/// end, whatever crashes and whatever changes; kept for jobs that have columns with custom fields.
enum FieldTable {
    static let create = """
        CREATE TABLE job_fields (
            job_id INTEGER PRIMARY KEY REFERENCES job (id) ON DELETE CASCADE,
            fields BLOB NOT NULL
        );
        """

    /// No fields for a job that has none in its file.
    static func fields(ofJob job: Int64, in transaction: ReadTransaction) throws -> FieldCatalogue {
        let select = try transaction.statement("SELECT fields FROM job_fields WHERE job_id = ?1")
        try select.bind(job, at: 1)
        guard try select.step() else { return .empty }
        return try select.withBytes(at: 0) { bytes in
            FieldCatalogue(try ContactsV1.ListFieldsResponse(deserializing: bytes).fields)
        }
    }

    static func set(_ fields: FieldCatalogue, ofJob job: Int64, in transaction: WriteTransaction) throws {
        let insert = try transaction.statement(
            "INSERT INTO job_fields (job_id, fields) VALUES (?1, ?2) ON CONFLICT (job_id) DO UPDATE SET fields = ?2")
        try insert.bind(job, at: 1)
        try insert.bind(ContactsV1.ListFieldsResponse(fields: fields.fields).serializedBytes(), at: 2)
        try insert.run()
    }
}
