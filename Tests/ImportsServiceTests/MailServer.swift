import Foundation
import RPCCore
import TestSupport

/// A real mail server, aiosmtpd, that keeps what it is sent as files.
///
/// Ends with the value.
final class MailServer: Sendable {
    /// How it protects itself.
    enum Mode: String {
        case plain
        /// STARTTLS with the certificate of `certificates`, and nothing without it.
        case startTLS = "starttls"
        /// STARTTLS, then AUTH with `user` and `secret`, and nothing without it.
        case auth
        /// TLS from the first byte.
        case tls
    }

    /// What a message looks like to Python's e-mail parser.
    struct Received: Decodable {
        struct Attachment: Decodable {
            var name: String
            var type: String
            var rows: [[String?]]
        }

        var envelopeFrom: String
        var envelopeTo: [String]
        var headers: [[String]]
        var subject: String
        var date: String
        var messageID: String
        var text: String
        var defects: [String]
        var longestLine: Int
        var attachments: [Attachment]
    }

    let port: Int
    private let folder: TemporaryFolder
    private let process: Process

    /// A certificate for `localhost` that only those believe who are told to.
    static func certificate(in folder: TemporaryFolder) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = [
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
            "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", folder.path + "/key.pem", "-out",
            folder.path + "/certificate.pem",
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
    }

    /// Starts the server on `port` (0: any); it refuses recipients whose names begin with `refused`, and takes messages
    /// for those beginning with `later` at the second attempt.
    init(_ mode: Mode = .plain, port: Int = 0, certificates: TemporaryFolder? = nil, folder: TemporaryFolder) throws {
        self.folder = folder
        process = Self.script.process([mode.rawValue, "\(port)", folder.path, certificates?.path ?? ""])
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        // The server prints its port when it listens.
        var line = Data()
        while let byte = try output.fileHandleForReading.read(upToCount: 1), byte != Data("\n".utf8) {
            if byte.isEmpty { break }
            line += byte
        }
        guard let number = Int(String(decoding: line, as: UTF8.self)) else {
            throw RPCError(.unavailable, "The mail server did not start.")
        }
        self.port = number
    }

    deinit { stop() }

    /// Ends the server; connections fail from now on.
    func stop() {
        guard process.isRunning else { return }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Every message that was taken, in the order of their arrival.
    func received() throws -> [Received] {
        let json = try Self.parser.run(folder.path)
        return try JSONDecoder().decode([Received].self, from: Data(json.utf8))
    }

    private static let script = PythonScript(
        """
        from asyncio import new_event_loop, set_event_loop
        from json import dump
        from os import rename
        from ssl import create_default_context, Purpose
        from sys import argv
        from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
        mode, port, folder, certificates = argv[1], int(argv[2]), argv[3], argv[4]
        context = None
        if certificates:
            context = create_default_context(Purpose.CLIENT_AUTH)
            context.load_cert_chain(certificates + "/certificate.pem", certificates + "/key.pem")
        later = set()
        class Handler:
            count = 0
            async def handle_RCPT(self, server, session, envelope, address, options):
                if address.startswith("refused"): return "550 5.1.1 no such mailbox"
                if address.startswith("later") and address not in later:
                    later.add(address)
                    return "451 4.7.1 try again later"
                envelope.rcpt_tos.append(address)
                return "250 OK"
            async def handle_DATA(self, server, session, envelope):
                name = f"{folder}/{self.count:04}"
                Handler.count += 1
                with open(name + ".tmp", "wb") as file: file.write(envelope.content)
                with open(name + ".json", "w") as file: dump([envelope.mail_from, envelope.rcpt_tos], file)
                rename(name + ".tmp", name + ".eml")
                return "250 taken"
        def authenticate(server, session, envelope, mechanism, data):
            good = isinstance(data, LoginPassword) and data == LoginPassword(b"user", b"secret")
            return AuthResult(success=good, handled=False)
        def session():
            options = {"hostname": "localhost"}
            if mode in ("starttls", "auth"): options.update(tls_context=context, require_starttls=True)
            if mode == "auth": options.update(authenticator=authenticate, auth_required=True)
            return SMTP(Handler(), **options)
        loop = new_event_loop()
        set_event_loop(loop)
        server = loop.run_until_complete(
            loop.create_server(session, "127.0.0.1", port, ssl=context if mode == "tls" else None))
        print(server.sockets[0].getsockname()[1], flush=True)
        loop.run_forever()
        """)

    private static let parser = PythonScript(
        """
        from email import message_from_bytes, policy
        from glob import glob
        from io import BytesIO
        from json import dumps, load
        from sys import argv
        from openpyxl import load_workbook
        messages = []
        for path in sorted(glob(argv[1] + "/*.eml")):
            raw = open(path, "rb").read()
            message = message_from_bytes(raw, policy=policy.default)
            sender, recipients = load(open(path[:-4] + ".json"))
            defects = [repr(d) for part in message.walk() for d in part.defects]
            defects += [repr(d) for part in message.walk() for v in part.values() for d in v.defects]
            attachments = []
            for part in message.iter_attachments():
                rows = load_workbook(BytesIO(part.get_content())).worksheets[0].iter_rows(values_only=True)
                attachments.append({
                    "name": part.get_filename(), "type": part.get_content_type(), "rows": [list(r) for r in rows]})
            messages.append({
                "envelopeFrom": sender, "envelopeTo": recipients, "headers": [[k, str(v)] for k, v in message.items()],
                "subject": message["Subject"], "date": message["Date"], "messageID": message["Message-ID"],
                "text": message.get_body().get_content().replace("\\r\\n", "\\n"), "defects": defects,
                "longestLine": max(len(l) for l in raw.split(b"\\r\\n")), "attachments": attachments})
        print(dumps(messages))
        """)
}
