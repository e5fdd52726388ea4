import RPCCore

/// By what a process shows who it is, and whom it believes; the same for the server and the clients of a process.
///
/// The files are read when they are first needed. When one changes, connections made from then on use it, at the
/// latest a second later; established ones stay as they are. A file that can no longer be used is logged, once, and
/// what was read before stays in use.
public struct Credentials: Sendable, Hashable {
    /// For addresses of the form `tls:host:port`, which cannot be used without.
    public var tls: TLSFiles?
    /// Path of the file with the secret that both ends of a `tcp:` or `unix:` connection must know.
    ///
    /// Nil: such connections are made and accepted without one. The file holds 16 to 4,096 bytes, best random ones in
    /// hexadecimal; white space around them does not count. The secret itself never travels.
    public var secretFile: String?

    /// Neither TLS nor a secret.
    public init(tls: TLSFiles? = nil, secretFile: String? = nil) {
        self.tls = tls
        self.secretFile = secretFile
    }
}

/// The files of TLS, in PEM.
public struct TLSFiles: Sendable, Hashable {
    /// The own certificate, then those between it and the trusted one.
    public var certificateChain: String
    /// The own certificate's private key, without a passphrase.
    public var privateKey: String
    /// The certificates of the authorities that peers' certificates must come from; no others are believed, those of
    /// the system neither.
    public var trustRoots: String

    /// The paths of three files as settings have them: all, or none, which gives nil.
    ///
    /// Throws `invalidArgument` when only some are set.
    public init?(certificateChain: String?, privateKey: String?, trustRoots: String?) throws(RPCError) {
        if certificateChain == nil && privateKey == nil && trustRoots == nil { return nil }
        guard let certificateChain, let privateKey, let trustRoots else {
            throw RPCError(.invalidArgument, "TLS needs three files: the certificate, its key and the trust roots.")
        }
        self.init(certificateChain: certificateChain, privateKey: privateKey, trustRoots: trustRoots)
    }

    /// The paths of three files.
    public init(certificateChain: String, privateKey: String, trustRoots: String) {
        self.certificateChain = certificateChain
        self.privateKey = privateKey
        self.trustRoots = trustRoots
    }
}
