import Contracts
import HTTPTypes
import Hummingbird
import RPCCore

/// A kind of file that is sent, chosen by the path's extension.
struct DownloadFormat {
    let message: ContactsV1.FileFormat
    private let fileExtension: String
    private let contentType: String

    /// Throws `notFound` unless `file` is `stem.csv` or `stem.xlsx`.
    init(file: String, stem: String) throws(RPCError) {
        switch file {
        case stem + ".csv": (message, fileExtension, contentType) = (.csv, "csv", "text/csv; charset=utf-8")
        case stem + ".xlsx":
            let type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            (message, fileExtension, contentType) = (.xlsx, "xlsx", type)
        default: throw RPCError(.notFound, "There is no file \(file); try \(stem).csv or \(stem).xlsx.")
        }
    }

    /// Sends what `stream` delivers.
    ///
    /// Waits for the first piece, so an error before it still has its HTTP status.
    func response<Piece: Message>(
        _ stream: ResponseStream<Piece>, name: String, _ data: @escaping @Sendable (Piece) -> [UInt8]
    ) async throws -> Response {
        var iterator = stream.makeAsyncIterator()
        let first = try await iterator.next()
        let body = ResponseBody { writer in
            if let first { try await writer.write(ByteBuffer(bytes: data(first))) }
            for try await piece in stream { try await writer.write(ByteBuffer(bytes: data(piece))) }
            try await writer.finish(nil)
        }
        let disposition = "attachment; filename=\"\(name).\(fileExtension)\""
        return Response(
            status: .ok, headers: [.contentType: contentType, .contentDisposition: disposition], body: body)
    }
}
