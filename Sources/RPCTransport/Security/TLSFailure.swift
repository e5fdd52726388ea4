import Foundation
import NIOCore
import NIOSSL
import RPCCore

/// Why a TLS connection failed, in words for people.
struct TLSFailure: Equatable {
    let message: String
    /// False when the connection only broke, which says nothing of credentials.
    let isRefusal: Bool

    /// Nil when `error` is none of TLS.
    ///
    /// - Parameter peer: "server" or "client", the other end.
    init?(_ error: any Error, peer: String, certificate: NIOSSLCertificate?, now: Int) {
        switch error {
        case let error as NIOSSLExtraError where error == .failedToValidateHostname:
            message = TLSFailure.wrongName(of: peer)
            isRefusal = true
        case NIOSSLError.handshakeFailed(.sslError(let stack)), BoringSSLError.sslError(let stack):
            if stack == [.eofDuringHandshake] {
                message = "The \(peer) ended the connection during the TLS handshake."
                isRefusal = false
            } else {
                let reason = TLSFailure.reason(stack)
                message = TLSFailure.message(reason, peer: peer, certificate: certificate, now: now)
                isRefusal = true
            }
        case NIOSSLError.handshakeFailed:
            message = "The TLS handshake failed."
            isRefusal = true
        default: return nil
        }
    }

    static func wrongName(of peer: String) -> String { "The \(peer)'s certificate is for another host." }

    /// The library's name of the reason: `CERTIFICATE_VERIFY_FAILED`.
    private static func reason(_ stack: NIOBoringSSLErrorStack) -> String {
        guard let first = stack.first else { return "unknown reason" }
        let text = first.description.split(separator: " at ").first ?? ""
        return text.split(separator: ":").last.map(String.init) ?? "unknown reason"
    }

    /// The reason only chooses the words; what is done does not depend on it.
    private static func message(
        _ reason: String, peer: String, certificate: NIOSSLCertificate?, now: Int
    ) -> String {
        let words = reason.replacing("_", with: " ").lowercased()
        if let alert = words.firstRange(of: " alert ") {
            return "The \(peer) refused the TLS connection: \(words[alert.upperBound...])."
        }
        switch reason {
        case "CERTIFICATE_VERIFY_FAILED":
            if let certificate, certificate.notValidAfter < now { return "The \(peer)'s certificate has expired." }
            if let certificate, certificate.notValidBefore > now {
                return "The \(peer)'s certificate is not valid yet."
            }
            return "The \(peer)'s certificate does not come from an authority that is trusted here."
        case "PEER_DID_NOT_RETURN_A_CERTIFICATE": return "The \(peer) showed no certificate."
        case "UNSUPPORTED_PROTOCOL": return "The \(peer) does not speak TLS 1.3."
        case "WRONG_VERSION_NUMBER": return "The \(peer) does not speak TLS."
        default: return "The TLS handshake with the \(peer) failed: \(words)."
        }
    }
}

extension ChannelHandlerContext {
    /// What `error` says of this channel's TLS; nil when it is no error of TLS.
    func tlsFailure(_ error: any Error, peer: String) -> TLSFailure? {
        // A channel without TLS has no such handler, and no such errors.
        let handler = try? pipeline.syncOperations.handler(type: NIOSSLHandler.self)
        return TLSFailure(
            error, peer: peer, certificate: handler?.peerCertificate,
            now: Int(Date().timeIntervalSince1970))
    }
}
