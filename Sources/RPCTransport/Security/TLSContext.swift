import Logging
import NIOCore
import NIOSSL
import RPCCore

/// One end of TLS connections, made of the process's files.
enum TLSContext {
    /// Which end.
    enum Side { case server, client }

    /// A context that follows its files.
    static func following(_ files: TLSFiles, _ side: Side, clock: @escaping @Sendable () -> UInt64, logger: Logger)
        -> ReloadedFiles<NIOSSLContext>
    {
        let paths = [files.certificateChain, files.privateKey, files.trustRoots]
        return ReloadedFiles(paths, clock: clock, logger: logger) { contents throws(RPCError) in
            try make(side, contents, files)
        }
    }

    /// TLS 1.3 and nothing before it; both ends show a certificate.
    private static func make(
        _ side: Side, _ contents: [[UInt8]], _ files: TLSFiles
    ) throws(RPCError) -> NIOSSLContext {
        let chain = try certificates(contents[0], files.certificateChain).map(NIOSSLCertificateSource.certificate)
        let roots = NIOSSLTrustRoots.certificates(try certificates(contents[2], files.trustRoots))
        let key: NIOSSLPrivateKey
        do {
            key = try NIOSSLPrivateKey(bytes: contents[1], format: .pem)
        } catch {
            throw RPCError(.failedPrecondition, "\(files.privateKey) holds no private key in PEM.", cause: error)
        }
        var configuration: TLSConfiguration
        switch side {
        case .server:
            configuration = .makeServerConfigurationWithMTLS(
                certificateChain: chain, privateKey: .privateKey(key), trustRoots: roots)
        case .client:
            configuration = .makeClientConfiguration()
            configuration.certificateChain = chain
            configuration.privateKey = .privateKey(key)
            configuration.trustRoots = roots
        }
        configuration.minimumTLSVersion = .tlsv13
        configuration.shutdownTimeout = .seconds(1)
        do {
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw RPCError(
                .failedPrecondition,
                "\(files.privateKey) is not the key of the certificate in \(files.certificateChain).",
                cause: error)
        }
    }

    private static func certificates(_ pem: [UInt8], _ path: String) throws(RPCError) -> [NIOSSLCertificate] {
        do {
            return try NIOSSLCertificate.fromPEMBytes(pem)
        } catch {
            throw RPCError(.failedPrecondition, "\(path) holds no certificate in PEM.", cause: error)
        }
    }

    /// Bytes that a connection keeps for writing when it is idle.
    static var handlerConfiguration: NIOSSLHandler.Configuration {
        var configuration = NIOSSLHandler.Configuration()
        configuration.maximumPreservedOutboundBufferCapacity = OutboundFrames.keptCapacity
        return configuration
    }
}

extension NIOSSLCertificate {
    /// Whom the certificate names: the first DNS name, in small letters, or URI of its subject alternative names.
    ///
    /// Nil when it has none. Names with characters that neither kind has are passed over, so that an identity in a log
    /// or an allow-list is what it looks like.
    var identity: String? {
        for name in _subjectAlternativeNames() {
            let text = String(decoding: name.contents, as: UTF8.self)
            if name.nameType == .dnsName, text.wholeMatch(of: /[A-Za-z0-9._-]+/) != nil { return text.lowercased() }
            if name.nameType == .uri, text.wholeMatch(of: /[A-Za-z][A-Za-z0-9+.-]*:[!-~]+/) != nil { return text }
        }
        return nil
    }

    /// Whether a DNS name among its subject alternative names is `host`, or stands for it with `*` as its first label.
    func isFor(_ host: String) -> Bool {
        let host = NIOSSLCertificate.comparable(host.utf8)
        let parent = host.drop { $0 != UInt8(ascii: ".") }
        return _subjectAlternativeNames().contains { name in
            guard name.nameType == .dnsName else { return false }
            let dnsName = NIOSSLCertificate.comparable(name.contents)
            return dnsName == host || !parent.isEmpty && dnsName == [UInt8(ascii: "*")] + parent
        }
    }

    /// In small letters, and without the dot that may end a name.
    private static func comparable(_ name: some BidirectionalCollection<UInt8>) -> [UInt8] {
        let letters = name.last == UInt8(ascii: ".") ? name.dropLast() : name[...]
        return letters.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
    }
}
