import NIOCore
import NIOSSL
import RPCCore

extension ServerConnectionHandler {
    /// Asks the client for its proof.
    func challenge(_ hello: Handshake, _ version: UInt32) {
        let nonce = SharedSecret.nonce()
        nonces = SharedSecret.Nonces(client: hello.nonce, server: nonce)
        var challenge = Handshake.bare
        challenge.nonce = nonce
        writeHello(challenge.encoded(), version)
    }

    /// Whether `hello` holds the proof that was asked for.
    func isProven(by hello: Handshake) -> Bool {
        guard let secret = security.secret, let nonces else { return false }
        return secret.isValid(hello.proof, of: .client, nonces)
    }

    /// Ends the handshake: finds out, once for all calls, who the client is and what it may call, and answers.
    func welcome(_ version: UInt32) {
        var hello = loop.hello
        var identity: String?
        if security.isTLS {
            // HELLO came through TLS, which takes only clients with a certificate.
            let certificate = try? context?.pipeline.syncOperations.nioSSL_peerCertificate()
            identity = certificate?.identity
            guard identity != nil else { return fail(.unauthenticated(ServerConnectionHandler.namesNobody)) }
        } else if let secret = security.secret, let nonces {
            identity = CallPeer.sharedSecret
            var proof = Handshake.bare
            proof.proof = secret.proof(of: .server, nonces)
            // Fields of a message may come in any order, and from two encodings one after the other.
            hello += proof.encoded()
        }
        nonces = nil
        peer = CallPeer(address: peer.address, identity: identity)
        permissions = permissions(of: peer)
        raisedFrameByteLimit = UInt32(clamping: loop.configuration.frameByteLimit)
        settle()
        writeHello(hello, version)
    }

    private func permissions(of peer: CallPeer) -> MethodPermissions {
        let allowList: [any CallInterceptor] = security.allowList.map { [$0] } ?? []
        let chain = InterceptorChain(allowList + loop.configuration.interceptors)
        if chain.isEmpty { return .all }
        return MethodPermissions(loop.methods.map { chain.admits(peer, to: $0.descriptor) })
    }

    private func writeHello(_ payload: [UInt8], _ version: UInt32) {
        prepareOut()
        out.write(FrameHeader(.hello, a: version, b: Handshake.magic), payload: payload)
        setNeedsFlush()
    }

    private static let namesNobody =
        "The client's certificate names nobody: it has no DNS name or URI among its alternative names."
}

extension CallPeer {
    /// Why the call of a method that the client may not call is refused.
    func deniedCall(of method: MethodDescriptor) -> RPCError {
        RPCError(
            .permissionDenied, "\(identity ?? "A client that has not shown who it is") may not call \(method.fullName)."
        )
    }
}
