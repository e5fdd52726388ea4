import Contracts
import Foundation
import RPCCore

/// Creates an import and uploads its file, going on where the service is when a connection breaks.
public struct FileUpload: Sendable {
    /// Attempts at one upload, a second apart, before the last error is thrown.
    public static let attemptLimit = 10

    private let path: String
    private let client: ImportsV1.ImportsClient
    private let options: CallOptions
    private let progress: @Sendable (_ sent: Int64, _ size: Int64) -> Void

    /// - Parameters:
    ///   - path: The file; its last part becomes the import's file name.
    ///   - progress: Called after each piece with the bytes sent and the bytes in all.
    public init(
        path: String, client: ImportsV1.ImportsClient, options: CallOptions = CallOptions(),
        progress: @escaping @Sendable (_ sent: Int64, _ size: Int64) -> Void = { _, _ in }
    ) {
        self.path = path
        self.client = client
        self.options = options
        self.progress = progress
    }

    /// Returns the import when the service has the whole file.
    ///
    /// Throws `notFound` when the file cannot be read, else what the service answered.
    public func run() async throws -> ImportsV1.Import {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw RPCError(.notFound, "The file \(path) cannot be read.")
        }
        let size = Int64(try handle.seekToEnd())
        let request = ImportsV1.CreateImportRequest(
            fileName: URL(fileURLWithPath: path).lastPathComponent, size: size, clientToken: UUID().uuidString)
        var job = try received(try await client.createImport(request, options: options).import)
        var attempt = 1
        while true {
            do {
                return try await send(handle, size, job)
            } catch let error as RPCError where error.code == .unavailable && attempt < FileUpload.attemptLimit {
                attempt += 1
                try await Task.sleep(for: .seconds(1))
                var waiting = options
                waiting.waitForReady = true
                job = try received(try await client.getImport(.init(id: job.id), options: waiting).import)
            }
        }
    }

    private func send(_ handle: FileHandle, _ size: Int64, _ job: ImportsV1.Import) async throws -> ImportsV1.Import {
        if !job.sha256.isEmpty { return job }
        var offset = job.receivedBytes
        try handle.seek(toOffset: UInt64(offset))
        let writer = try await client.uploadFile(options: options)
        repeat {
            let bytes = [UInt8](try handle.read(upToCount: ImportsV1.UploadFileRequest.pieceByteCount) ?? Data())
            let end = offset + Int64(bytes.count)
            if bytes.isEmpty && end < size { throw RPCError(.aborted, "\(path) became shorter while it was read.") }
            try await writer.write(.piece(bytes, of: job.id, at: offset, isLast: end >= size))
            offset = end
            progress(offset, size)
        } while offset < size
        return try received(try await writer.finishAndReceive().import)
    }

    private func received(_ job: ImportsV1.Import?) throws -> ImportsV1.Import {
        guard let job else { throw RPCError(.internal, "The import was not returned.") }
        return job
    }
}
