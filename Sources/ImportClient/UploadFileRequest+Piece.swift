import CZlib
import Contracts

extension ImportsV1.UploadFileRequest {
    /// Bytes of a file in one piece: large enough that a piece costs little, small enough to be held many times.
    public static let pieceByteCount = 256 << 10

    /// A piece of a file with its checksum.
    ///
    /// - Parameters:
    ///   - offset: Where the piece starts in the file, in bytes.
    ///   - isLast: The file ends after this piece.
    public static func piece(_ bytes: [UInt8], of importID: Int64, at offset: Int64, isLast: Bool = false) -> Self {
        Self(importID: importID, offset: offset, data: bytes, crc32: checksum(of: bytes), last: isLast)
    }
}

/// CRC-32 as zip files use it.
private func checksum(of bytes: [UInt8]) -> UInt32 {
    bytes.withUnsafeBufferPointer { UInt32(truncatingIfNeeded: crc32(0, $0.baseAddress, uInt($0.count))) }
}
