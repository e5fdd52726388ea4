import NIOCore
import NIOSSL
import RPCCore

extension ClientHandler {
    /// Asks the server for its proof; before the connection is made.
    func ask(_ secret: SharedSecret) {
        self.secret = secret
        nonces = SharedSecret.Nonces(client: SharedSecret.nonce(), server: [])
        machine.asksProof = true
    }

    /// Answers the server's challenge.
    func prove(_ hello: Handshake, _ version: UInt32) {
        guard let secret, var nonces else { return }
        nonces.server = hello.nonce
        self.nonces = nonces
        var proof = Handshake.bare
        proof.proof = secret.proof(of: .client, nonces)
        out.write(FrameHeader(.hello, a: version, b: Handshake.magic), payload: proof.encoded())
    }

    /// Whether `hello` holds the server's proof.
    func isProven(by hello: Handshake) -> Bool {
        guard let secret, let nonces else { return false }
        return secret.isValid(hello.proof, of: .server, nonces)
    }

    /// Whether the server's certificate is for the name that it was found by; asked when its HELLO is there.
    ///
    /// NIOSSL takes a certificate for the name or for the address. One for the address alone may be anybody's to whom a
    /// forged look-up led.
    var hasRightName: Bool {
        guard let serverName else { return true }
        // HELLO came through TLS, which takes only servers with a certificate.
        let certificate = try? context?.pipeline.syncOperations.nioSSL_peerCertificate()
        return certificate?.isFor(serverName) ?? false
    }

    /// TLS failed: the calls learn why.
    ///
    /// Before HELLO none was sent.
    func fail(_ failure: TLSFailure) {
        let error =
            failure.isRefusal
            ? RPCError(.unauthenticated, failure.message)
            : RPCError(.unavailable, failure.message, isRetryable: machine.isAwaitingHello)
        tellLost(error)
        for call in calls.removeAll(where: { _, _ in true }) { call.fail(error) }
    }

    /// Why the calls of a connection fail whose server broke the protocol, or is not who it should be.
    static func failure(of violation: ProtocolViolation) -> RPCError {
        let error = violation.error
        if case .unauthenticated = violation { return error }
        return RPCError(.unavailable, "The server broke the protocol: \(error.message)", cause: error)
    }

    /// Why the server ended the connection, from its GOAWAY.
    static func ended(by status: RPCError) -> RPCError {
        let code = status.code == .unauthenticated ? StatusCode.unauthenticated : .unavailable
        return RPCError(code, "The server ended the connection: \(status.message)", cause: status)
    }
}
