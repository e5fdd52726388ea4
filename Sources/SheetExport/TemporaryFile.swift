import Foundation

/// A file that lives as long as this value and has a name that nobody else uses.
final class TemporaryFile: Sendable {
    /// Where it is.
    let path: String

    /// The file itself is made by whoever writes to `path`.
    init(extension: String) {
        let name = "danhba-export-\(UUID().uuidString).\(`extension`)"
        path = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
    }

    deinit {
        // Never made, or removed by somebody else: then there is nothing to do.
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Calls `body` with the content, piece by piece.
    func forEachPiece(of byteCount: Int, _ body: ([UInt8]) async throws -> Void) async throws {
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        while let data = try handle.read(upToCount: byteCount), !data.isEmpty { try await body([UInt8](data)) }
        try handle.close()
    }
}
