import Crypto
import Logging
import RPCCore

/// What both ends of a plain connection know, and by which they prove it without saying it.
///
/// A proof is the HMAC-SHA256, keyed with the secret, of the prover's role and the nonces of both ends: it is worth
/// nothing on another connection, and nothing for the other role.
struct SharedSecret: Sendable {
    /// Bytes of a secret: fewer could be guessed, more are a mistake.
    static let byteCounts = 16...4096
    /// Bytes of a nonce.
    static let nonceByteCount = 32

    /// The end that proves that it knows the secret.
    enum Role: String {
        case client = "danhba rpc 1 client"
        case server = "danhba rpc 1 server"
    }

    /// What both ends contribute to one connection's proofs.
    struct Nonces: Sendable, Equatable {
        var client: [UInt8]
        var server: [UInt8]
    }

    private let key: SymmetricKey

    /// Nil when there are too few bytes or too many.
    init?(_ bytes: [UInt8]) {
        guard SharedSecret.byteCounts.contains(bytes.count) else { return nil }
        key = SymmetricKey(data: bytes)
    }

    /// Fresh bytes that nobody can foresee.
    static func nonce() -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<nonceByteCount).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// The proof of the end in that role.
    func proof(of role: Role, _ nonces: Nonces) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: SharedSecret.text(role, nonces), using: key))
    }

    /// Whether `proof` is the one of that role; takes the same time wherever it differs.
    func isValid(_ proof: [UInt8], of role: Role, _ nonces: Nonces) -> Bool {
        HMAC<SHA256>.isValidAuthenticationCode(proof, authenticating: SharedSecret.text(role, nonces), using: key)
    }

    private static func text(_ role: Role, _ nonces: Nonces) -> [UInt8] {
        Array(role.rawValue.utf8) + nonces.client + nonces.server
    }

    /// A secret that follows its file.
    static func following(_ path: String, clock: @escaping @Sendable () -> UInt64, logger: Logger) -> ReloadedFiles<
        SharedSecret
    > {
        ReloadedFiles([path], clock: clock, logger: logger) { contents throws(RPCError) in
            let isSpace: (UInt8) -> Bool = { [0x09, 0x0A, 0x0D, 0x20].contains($0) }
            let trimmed = contents[0].drop(while: isSpace).reversed().drop(while: isSpace).reversed()
            guard let secret = SharedSecret(Array(trimmed)) else {
                throw RPCError(.failedPrecondition, "\(path) holds no secret of 16 to 4096 bytes.")
            }
            return secret
        }
    }
}
