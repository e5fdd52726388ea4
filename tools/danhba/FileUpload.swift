import CZlib
import Contracts
import Foundation
import RPCCore

/// Uploads one file, going on where the service is when a connection breaks.
struct FileUpload {
    private static let pieceByteCount = 256 << 10
    private static let attemptLimit = 10

    let path: String
    let client: ImportsV1.ImportsClient
    let options: CallOptions

    /// The import with its whole file.
    func run() async throws -> ImportsV1.Import {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw RPCError(.notFound, "The file \(path) cannot be read.")
        }
        let size = Int64(try handle.seekToEnd())
        let request = ImportsV1.CreateImportRequest(
            fileName: URL(fileURLWithPath: path).lastPathComponent, size: size, clientToken: UUID().uuidString)
        guard var job = try await client.createImport(request, options: options).import else {
            throw RPCError(.internal, "The import was not returned.")
        }
        for attempt in 1... {
            do {
                return try await send(handle, size, job)
            } catch let error as RPCError where error.code == .unavailable && attempt < FileUpload.attemptLimit {
                try await Task.sleep(for: .seconds(1))
                var waiting = options
                waiting.waitForReady = true
                job = try await client.getImport(.init(id: job.id), options: waiting).import ?? job
            }
        }
        return job
    }

    private func send(_ handle: FileHandle, _ size: Int64, _ job: ImportsV1.Import) async throws -> ImportsV1.Import {
        if !job.sha256.isEmpty { return job }
        var bar = ProgressBar("upload")
        var offset = job.receivedBytes
        try handle.seek(toOffset: UInt64(offset))
        let writer = try await client.uploadFile(options: options)
        repeat {
            let data = [UInt8](try handle.read(upToCount: FileUpload.pieceByteCount) ?? Data())
            let checksum = data.withUnsafeBufferPointer { crc32(0, $0.baseAddress, uInt($0.count)) }
            let end = offset + Int64(data.count)
            if data.isEmpty && end < size { throw RPCError(.aborted, "\(path) became shorter while it was read.") }
            try await writer.write(
                ImportsV1.UploadFileRequest(
                    importID: job.id, offset: offset, data: data, crc32: UInt32(truncatingIfNeeded: checksum),
                    last: end >= size))
            offset = end
            bar.show(perMille: size == 0 ? 1000 : Int(offset * 1000 / size), "\(offset >> 10) KiB")
        } while offset < size
        guard let uploaded = try await writer.finishAndReceive().import else {
            throw RPCError(.internal, "The import was not returned.")
        }
        bar.finish()
        return uploaded
    }
}
