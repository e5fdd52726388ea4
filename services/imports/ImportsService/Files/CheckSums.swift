import CLibcrypto
import CZlib
import Foundation

/// CRC-32 as in zip files.
enum CRC32 {
    static func of(_ bytes: [UInt8]) -> UInt32 {
        bytes.withUnsafeBytes { buffer in
            UInt32(
                truncatingIfNeeded: crc32_z(0, buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), buffer.count))
        }
    }
}

/// SHA-256 by libcrypto, of bytes that come in pieces.
struct SHA256: ~Copyable {
    private static let byteCount = 32

    private let context: OpaquePointer

    /// Throws when libcrypto has no memory.
    init() throws {
        guard let context = EVP_MD_CTX_new() else { throw FileTrouble(ENOMEM) }
        guard EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
            EVP_MD_CTX_free(context)
            throw FileTrouble(ENOMEM)
        }
        self.context = context
    }

    deinit { EVP_MD_CTX_free(context) }

    mutating func update(_ bytes: UnsafeRawBufferPointer) throws {
        guard EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1 else { throw FileTrouble(ENOMEM) }
    }

    /// The digest in lower-case hex.
    ///
    /// Nothing may be added afterwards.
    mutating func finish() throws -> String {
        var digest = [UInt8](repeating: 0, count: Self.byteCount)
        guard EVP_DigestFinal_ex(context, &digest, nil) == 1 else { throw FileTrouble(ENOMEM) }
        return digest.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
