import Contracts
import Foundation
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

    private let path: String

    /// Writes the file.
    ///
    /// Memory does not depend on the number of rows.
    init(
        of job: JobIdentity, _ record: JobRecord, source: SheetSource, request: ImportsV1.DownloadResultRequest,
        store: Store, files: UploadFiles
    ) async throws {
        let path = try await UploadFiles.blocking { try files.makeResultPath() }
        self.path = path
        let renderer = try await UploadFiles.blocking {
            let writer: any RowWriter =
                switch request.format {
                case .xlsx: try XLSXWriter(path: path, sheetName: "Result")
                case .csv, .unspecified: try CSVWriter(path: path)
                }
            return LockedRenderer(
                try ResultRenderer(
                    source: source, options: record.options, writer: writer, problemsOnly: request.problemsOnly))
        }
        for chunk in 0..<record.nextChunk {
            let results = try await store.read(job.workspace) { transaction in
                try ChunkTable.results(job: job.id, chunk: chunk, in: transaction) ?? []
            }
            try await renderer.perform { renderer in try renderer.append(results) }
        }
        while try await renderer.perform({ try $0.appendNotReached(limit: Self.rowsAtOnce) }) {}
        try await renderer.perform { renderer in try renderer.finish() }
    }

    deinit { unlink(path) }

    /// Sends the file in pieces of at most `pieceBytes`.
    func send(pieceBytes: Int, to body: ([UInt8]) async throws -> Void) async throws {
        let path = path
        let descriptor = try await UploadFiles.blocking {
            let descriptor = open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw FileTrouble(errno) }
            return descriptor
        }
        defer { close(descriptor) }
        while true {
            let piece = try await UploadFiles.blocking {
                try [UInt8](unsafeUninitializedCapacity: pieceBytes) { buffer, count in
                    let result = Foundation.read(descriptor, buffer.baseAddress, pieceBytes)
                    guard result >= 0 else { throw FileTrouble(errno) }
                    count = result
                }
            }
            if piece.isEmpty { return }
            try await body(piece)
        }
    }
}

/// A renderer that threads of a pool use in turn.
private final class LockedRenderer: Sendable {
    private let renderer: Mutex<ResultRenderer>

    init(_ renderer: sending ResultRenderer) { self.renderer = Mutex(renderer) }

    func perform<R: Sendable>(_ body: @escaping @Sendable (ResultRenderer) throws -> R) async throws -> R {
        try await UploadFiles.blocking { try self.renderer.withLock { try body($0) } }
    }
}
