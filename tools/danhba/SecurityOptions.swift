import ArgumentParser
import Foundation
import RPCTransport

/// By what the command line shows the services who calls; shared by every subcommand that calls one or runs them.
///
/// The same files for all of them.
struct SecurityOptions: ParsableArguments {
    @Option(help: "The caller's certificate, in PEM; DANHBA_TLS_CERTIFICATE.", completion: .file())
    var tlsCertificate: String?
    @Option(help: "The certificate's private key, in PEM; DANHBA_TLS_KEY.", completion: .file())
    var tlsKey: String?
    @Option(help: "Certificates of the authorities that are trusted, in PEM; DANHBA_TLS_TRUST.", completion: .file())
    var tlsTrust: String?
    @Option(help: "A file with the secret of tcp: and unix: connections; DANHBA_SECRET_FILE.", completion: .file())
    var secretFile: String?

    /// Flags, else the environment.
    ///
    /// Throws when only some of the files of TLS are given.
    func credentials() throws -> Credentials {
        Credentials(
            tls: try TLSFiles(
                certificateChain: value(tlsCertificate, "TLS_CERTIFICATE"), privateKey: value(tlsKey, "TLS_KEY"),
                trustRoots: value(tlsTrust, "TLS_TRUST")),
            secretFile: value(secretFile, "SECRET_FILE"))
    }

    private func value(_ flag: String?, _ name: String) -> String? {
        flag ?? ProcessInfo.processInfo.environment["DANHBA_\(name)"]
    }
}

extension Credentials {
    /// As a child process reads them.
    var environment: [(String, String)] {
        let values = [
            ("TLS_CERTIFICATE", tls?.certificateChain), ("TLS_KEY", tls?.privateKey), ("TLS_TRUST", tls?.trustRoots),
            ("SECRET_FILE", secretFile),
        ]
        return values.compactMap { name, value in value.map { ("DANHBA_\(name)", $0) } }
    }
}
