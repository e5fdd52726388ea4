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
        let checksum = bytes.withUnsafeBufferPointer { crc32(0, $0.baseAddress, uInt($0.count)) }
        return Self(
            importID: importID, offset: offset, data: bytes, crc32: UInt32(truncatingIfNeeded: checksum), last: isLast)
    }
}
