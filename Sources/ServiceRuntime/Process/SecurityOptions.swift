import ArgumentParser

/// The flags by which a process says who it is to the others; an option group of its command.
public struct SecurityOptions: ParsableArguments {
    @Option(help: "The process's certificate and those between it and a trusted one, in PEM; DANHBA_TLS_CERTIFICATE.")
    var tlsCertificate: String?

    @Option(help: "The certificate's private key, in PEM; DANHBA_TLS_KEY.")
    var tlsKey: String?

    @Option(help: "Certificates of the authorities that are trusted, in PEM; DANHBA_TLS_TRUST.")
    var tlsTrust: String?

    @Option(
        help: "A file with the secret that both ends of tcp: and unix: connections must know; DANHBA_SECRET_FILE.")
    var secretFile: String?

    /// Nothing is set; the argument parser needs this.
    public init() {}

    /// The given flags by the key of their setting.
    var values: [String: String] {
        [
            ServiceSettings.Key.tlsCertificate: tlsCertificate, .tlsKey: tlsKey, .tlsTrust: tlsTrust,
            .secretFile: secretFile,
        ].reduce(into: [:]) { values, pair in values[pair.key.rawValue] = pair.value }
    }
}
