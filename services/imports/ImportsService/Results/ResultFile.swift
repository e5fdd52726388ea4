import Contracts
import RPCCore
import Spreadsheets
import Store
import Synchronization

/// The result of a finished job as a temporary file, which vanishes with the value.
///
/// Written in full before its first byte is sent: an .xlsx cannot be sent earlier, and a slow receiver then holds no
/// read transaction open.
final class ResultFile: Sendable {
    private static let rowsAtOnce = 8_192

    private let file: ScratchFile

    /// Writes the file.
    ///
    /// Memory does not depend on the number of rows.
    init(
        of job: JobIdentity, _ record: JobRecord, source: SheetSource, request: ImportsV1.DownloadResultRequest,
        store: Store, files: UploadFiles
    ) async throws {
        file = try await ScratchFile(files)
        let path = file.path
        let renderer = try await UploadFiles.blocking {
            let writer: any RowWriter =
                switch request.format {
                case .xlsx: try XLSXWriter(path: path, sheetName: "Result")
                case .csv, .unspecified: try CSVWriter(path: path)
                }
            return LockedRenderer(
                try ResultRenderer(
                    source: source, options: record.options, writer: writer, problemsOnly: request.problemsOnly,
                    firstPlannedID: record.state == .planned ? record.firstPlannedID : nil))
        }
        for chunk in 0..<record.nextChunk {
            let results = try await store.read(job.workspace) { transaction in
                record.state == .planned
                    ? try PlanTable.results(job: job.id, chunk: chunk, in: transaction) ?? []
                    : try ChunkTable.results(job: job.id, chunk: chunk, in: transaction) ?? []
            }
            try await renderer.perform { renderer in try renderer.append(results) }
        }
        while try await renderer.perform({ try $0.appendNotReached(limit: Self.rowsAtOnce) }) {}
        try await renderer.perform { renderer in try renderer.finish() }
    }

    /// The whole file; nil when it has more than `limit` bytes.
    func bytes(limit: Int64) async throws -> [UInt8]? { try await file.bytes(limit: limit) }

    /// Sends the file in pieces.
    func send(to body: ([UInt8]) async throws -> Void) async throws { try await file.send(to: body) }
}

/// A renderer that threads of a pool use in turn.
private final class LockedRenderer: Sendable {
    private let renderer: Mutex<ResultRenderer>

    init(_ renderer: sending ResultRenderer) { self.renderer = Mutex(renderer) }

    func perform<R: Sendable>(_ body: @escaping @Sendable (ResultRenderer) throws -> R) async throws -> R {
        try await UploadFiles.blocking { try self.renderer.withLock { try body($0) } }
    }
}
