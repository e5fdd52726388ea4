import Contracts
import RPCCore

extension RPCError {
    /// An error with one `ErrorInfo` detail, so that programs need not read the message.
    ///
    /// `fault` is nil where the status code says everything. Of `ids` the first 100 travel. The message is for people
    /// and holds no personal data.
    public init(
        _ code: StatusCode, _ fault: Fault?, _ message: String, field: String = "", ids: [Int64] = [],
        cause: (any Error)? = nil
    ) {
        let info = RPCV1.ErrorInfo(
            number: fault?.number ?? 0, name: fault?.name ?? "", message: message, field: field, byteOffset: -1,
            ids: Array(ids.prefix(100)))
        self.init(code, message, details: [Detail(info)], cause: cause)
    }

    /// `notFound` for a record of the workspace, of which `entity` is the name in a sentence.
    public static func notFound(_ entity: String, id: Int64, field: String = "id") -> RPCError {
        RPCError(.notFound, nil, "There is no such \(entity).", field: field, ids: [id])
    }

    /// `aborted` because someone else changed the record; the message names the version that is stored.
    public static func versionConflict(_ entity: String, id: Int64, stored: Int64) -> RPCError {
        RPCError(
            .aborted, nil, "The \(entity) is at version \(stored); read it again.", field: "expected_version",
            ids: [id])
    }

    /// What the error's details say is wrong, in their order.
    ///
    /// A detail that cannot be read is left out: code and message still stand.
    public var infos: [RPCV1.ErrorInfo] {
        details.filter { $0.type == RPCV1.ErrorInfo.fullName }.compactMap { detail in
            try? detail.value.withUnsafeBytes { bytes in try RPCV1.ErrorInfo(deserializing: bytes) }
        }
    }
}
