import Foundation

/// A file that is made to be sent and vanishes with the value.
final class ScratchFile: Sendable {
    /// Bytes of a piece in which files are sent.
    static let pieceBytes = 64 << 10

    let path: String

    /// A name that nobody else uses; whoever writes to `path` makes the file.
    init(_ files: UploadFiles) async throws {
        path = try await UploadFiles.blocking { try files.makeResultPath() }
    }

    deinit { unlink(path) }

    /// The whole file; nil when it has more than `limit` bytes.
    func bytes(limit: Int64) async throws -> [UInt8]? {
        var bytes: [UInt8] = []
        let size = try await UploadFiles.blocking { [path] in
            try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int64 ?? .max
        }
        guard size <= limit else { return nil }
        try await send { bytes += $0 }
        return bytes
    }

    /// Sends the file in pieces.
    func send(to body: ([UInt8]) async throws -> Void) async throws {
        let path = path
        let descriptor = try await UploadFiles.blocking {
            let descriptor = open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw FileTrouble(errno) }
            return descriptor
        }
        defer { close(descriptor) }
        while true {
            let piece = try await UploadFiles.blocking {
                try [UInt8](unsafeUninitializedCapacity: Self.pieceBytes) { buffer, count in
                    let result = Foundation.read(descriptor, buffer.baseAddress, Self.pieceBytes)
                    guard result >= 0 else { throw FileTrouble(errno) }
                    count = result
                }
            }
            if piece.isEmpty { return }
            try await body(piece)
        }
    }
}
