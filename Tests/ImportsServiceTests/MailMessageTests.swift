import Foundation
import RPCCore
import ServiceRuntime
import TestSupport
import Testing

@testable import ImportsService

/// Messages byte by byte, as they are before any server sees them.
@Suite struct MailMessageTests {
    private func message(subject: String = "s", text: String = "t", name: String? = nil) -> MailMessage {
        MailMessage(
            from: "a@example.com", to: "b@example.com", subject: subject, date: 1_795_340_000_123,
            messageID: "<1@example.com>", text: text,
            attachment: name.map { MailMessage.Attachment(name: $0, bytes: Array("content".utf8)) })
    }

    /// What Python's e-mail parser finds: subject, body, name of the attachment, names of the headers, defects.
    private func parsed(_ message: MailMessage) throws -> [String] {
        let folder = try TemporaryFolder()
        let path = folder.path + "/message"
        try Data(message.bytes).write(to: URL(fileURLWithPath: path))
        let output = try PythonScript(
            """
            from email import message_from_bytes, policy
            from json import dumps
            from sys import argv
            message = message_from_bytes(open(argv[1], "rb").read(), policy=policy.default)
            names = [part.get_filename() for part in message.iter_attachments()]
            contents = [part.get_content().decode() for part in message.iter_attachments()]
            defects = [repr(d) for part in message.walk() for d in part.defects]
            print(dumps([message["Subject"], message.get_body().get_content().replace("\\r\\n", "\\n"), names[0] if names else "",
                         contents[0] if contents else "", " ".join(message.keys()), " ".join(defects)]))
            """
        ).run(path)
        return try JSONDecoder().decode([String].self, from: Data(output.utf8))
    }

    private static let headers = "Date From To Subject Message-ID MIME-Version Auto-Submitted Content-Type"

    @Test(
        "Subjects come back as they were, whatever is in them",
        arguments: [
            "plain", "Nhập dữ liệu: hoàn tất", "=?UTF-8?B?eA==?=", String(repeating: "rất dài ", count: 40), "😀 🇻🇳",
            String(repeating: "x", count: 300), "a\u{301}\u{323} e\u{302}",
        ])
    func subjects(subject: String) throws {
        let message = message(subject: subject)
        let found = try parsed(message)
        #expect(found[0] == subject.trimmingCharacters(in: .whitespaces) || found[0] == subject)
        #expect(found[5].isEmpty)
        let lines = String(decoding: message.bytes, as: UTF8.self).components(separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 78 && $0.utf8.allSatisfy { $0 < 0x80 } })
    }

    @Test(
        "No text adds a header or a part",
        arguments: [
            "x\r\nBcc: evil@example.com", "x\nBcc: evil@example.com", "x\r\n\r\nbody", "\u{2028}Bcc: evil",
            "x\0y", "\r\n.\r\nMAIL FROM:<evil@example.com>", "x\"; filename=\"evil.exe", "x\r\n--=_danhba_part",
        ])
    func injection(text: String) throws {
        let found = try parsed(message(subject: text, text: text, name: text))
        #expect(found[4] == Self.headers)
        #expect(found[3] == "content" && found[5].isEmpty)
        let lines = String(decoding: message(subject: text, text: text, name: text).bytes, as: UTF8.self)
            .components(separatedBy: "\r\n")
        #expect(!lines.contains("."))
        #expect(lines.filter { $0.hasPrefix("Bcc") }.count <= 1)
    }

    @Test(
        "Texts and names of files come back as they were",
        arguments: [
            ("Xin chào\nbạn = 100%\n", "khách hàng.xlsx"), (".\n..\n. \n", "a b.xlsx"),
            ("trailing \t\n \nx", "\(String(repeating: "tên rất dài ", count: 20)).xlsx"),
            (String(repeating: "không có dấu cách;", count: 60), "quote\"and\\slash.xlsx"), ("", "😀.xlsx"),
        ])
    func texts(text: String, name: String) throws {
        let found = try parsed(message(text: text, name: name))
        #expect(found[1] == text + "\n" || found[1] == text)
        #expect(found[2] == name)
        #expect(found[5].isEmpty)
    }

    @Test("The date is that of the job's end")
    func date() {
        #expect(MailDate.text(1_795_340_000_123) == "Sun, 22 Nov 2026 09:33:20 +0000")
        #expect(MailDate.text(0) == "Thu, 01 Jan 1970 00:00:00 +0000")
    }

    @Test("Every number of a result has a meaning in both languages", arguments: ResultCode.allCases)
    func meanings(code: ResultCode) {
        let meaning = CodeMeaning.of(code.rawValue)
        #expect(meaning?.vietnamese.isEmpty == false && meaning?.english.isEmpty == false)
    }

    @Test("Pauses grow up to their limit")
    func delays() {
        let mail = MailConfiguration()
        #expect(mail.delay(after: 1) == .seconds(30))
        #expect(mail.delay(after: 2) == .seconds(60))
        #expect(mail.delay(after: 11) == .seconds(6 * 3_600))
    }

    @Test("Settings name server, sender, security and languages; a password never shows")
    func settings() async throws {
        let folder = try TemporaryFolder()
        try Data("se cret\n".utf8).write(to: URL(fileURLWithPath: folder.path + "/password"))
        let mail = try MailConfiguration(
            try await ServiceSettings(
                service: "imports",
                environment: [
                    "DANHBA_SMTP_SERVER": "smtps://mail.example.com:465", "DANHBA_SMTP_FROM": "Danhba@Example.com",
                    "DANHBA_SMTP_USER": "me", "DANHBA_SMTP_PASSWORD_FILE": folder.path + "/password",
                    "DANHBA_MAIL_LANGUAGE": "en, acme=vi", "DANHBA_PUBLIC_URL": "https://x.example.com/",
                ]))
        #expect(mail.server?.from == "danhba@example.com" && mail.server?.security == .required)
        #expect(mail.server?.credentials?.password == "se cret")
        var dumped = ""
        dump(mail, to: &dumped)
        #expect(!dumped.contains("se cret") && !"\(mail)".contains("se cret"))
        #expect(mail.language(of: "main") == .english && mail.language(of: "acme") == .vietnamese)
        #expect(mail.publicURL == "https://x.example.com")
    }

    @Test(
        "Settings that cannot be used end the start with a reason",
        arguments: [
            ["DANHBA_SMTP_SERVER": "http://mail"],
            ["DANHBA_SMTP_SERVER": "smtp://mail/x", "DANHBA_SMTP_FROM": "a@b.vn"],
            ["DANHBA_SMTP_SERVER": "smtp://mail"], ["DANHBA_MAIL_LANGUAGE": "fr"], ["DANHBA_PUBLIC_URL": "x"],
            ["DANHBA_SMTP_SERVER": "smtp://mail", "DANHBA_SMTP_FROM": "a@b.vn", "DANHBA_SMTP_STARTTLS": "no"],
            ["DANHBA_SMTP_SERVER": "smtp://mail", "DANHBA_SMTP_FROM": "a@b.vn", "DANHBA_SMTP_USER": "u"],
            [
                "DANHBA_SMTP_SERVER": "smtp://mail", "DANHBA_SMTP_FROM": "a@b.vn", "DANHBA_SMTP_USER": "u",
                "DANHBA_SMTP_PASSWORD_FILE": "/dev/null", "DANHBA_SMTP_STARTTLS": "optional",
            ],
        ])
    func wrongSettings(environment: [String: String]) async throws {
        let settings = try await ServiceSettings(service: "imports", environment: environment)
        #expect(throws: RPCError.self) { try MailConfiguration(settings) }
    }
}
