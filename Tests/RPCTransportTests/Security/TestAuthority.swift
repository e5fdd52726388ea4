import Foundation
import RPCTransport
import TestSupport

/// A certificate authority for one test, in a temporary folder; made by the `openssl` program.
struct TestAuthority: Sendable {
    /// What is special about a certificate.
    enum Lifetime: Sendable { case current, past }

    private let folder: TemporaryFolder
    /// Path of the authority's certificate.
    let trustRoots: String

    init() throws {
        folder = try TemporaryFolder()
        trustRoots = folder.path + "/authority.pem"
        try run([
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "3650",
            "-subj", "/CN=Test authority", "-keyout", folder.path + "/authority.key", "-out", trustRoots,
        ])
    }

    /// The files of somebody with a certificate of this authority.
    ///
    /// - Parameter names: Subject alternative names in OpenSSL's form, `DNS:localhost`.
    func issue(_ name: String, names: String, _ lifetime: Lifetime = .current) throws -> TLSFiles {
        let base = folder.path + "/" + name
        try run([
            "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=\(name)", "-keyout",
            base + ".key", "-out", base + ".csr",
        ])
        try "subjectAltName=\(names)\n".write(toFile: base + ".ext", atomically: true, encoding: .utf8)
        let serial = String(UInt32.random(in: 1...(.max)))
        // A certificate whose time ends with the second in which it begins has expired when that second is over; a
        // negative number of days ends it yesterday.
        let days = lifetime == .current ? "3650" : "-1"
        try run([
            "x509", "-req", "-in", base + ".csr", "-CA", trustRoots, "-CAkey", folder.path + "/authority.key",
            "-set_serial", serial, "-days", days, "-extfile", base + ".ext", "-out", base + ".pem",
        ])
        return TLSFiles(certificateChain: base + ".pem", privateKey: base + ".key", trustRoots: trustRoots)
    }

    /// A file of its own beside the others.
    func file(_ name: String, _ text: String) throws -> String {
        let path = folder.path + "/" + name
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    private struct OpenSSLFailed: Error {
        let arguments: [String]
        let output: String
    }

    private func run(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        let output = Pipe()
        process.standardError = output
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw OpenSSLFailed(arguments: arguments, output: text) }
    }
}
