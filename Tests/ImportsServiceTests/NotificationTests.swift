import Contracts
import RPCCore
import Store
import TestSupport
import Testing

@testable import ImportsService

/// E-mails about jobs that are over, from the job's end to a real mail server and what it received.
@Suite(.serialized) struct NotificationTests {
    private static let rows = [
        ["Họ tên", "SĐT", "Email"], ["An", "0901234567", ""], ["Bình", "12", "x"], ["Chi", "0901234567", ""],
    ]
    private static let options = ImportsV1.ImportOptions(
        mode: .createNew, notifyAddresses: ["An.Nguyen@Example.com", "b@example.com"])

    private func harness(
        _ server: SMTPServer?, _ change: (inout ImportsConfiguration) -> Void = { _ in }
    ) throws -> ImportsHarness {
        try ImportsHarness {
            $0.mail.server = server
            $0.mail.retryDelay = .milliseconds(20)
            $0.mail.longestRetryDelay = .milliseconds(40)
            change(&$0)
        }
    }

    private func server(
        _ port: Int, security: SMTPServer.Security = .off, credentials: SMTPServer.Credentials? = nil,
        trust: TemporaryFolder? = nil, scheme: String = "smtp"
    ) throws -> SMTPServer {
        try #require(
            SMTPServer(
                url: "\(scheme)://localhost:\(port)", from: "danhba@example.com", security: security,
                credentials: credentials, trustFile: trust.map { $0.path + "/certificate.pem" }))
    }

    private func notifications(_ harness: ImportsHarness) async throws -> [ImportsV1.Notification] {
        try await ImportsV1.NotificationsClient(harness.connection).listNotifications(.init()).notifications.reversed()
    }

    /// Runs jobs and mailer while `body` runs.
    private func mailing<R: Sendable>(
        _ harness: ImportsHarness, _ body: @escaping @Sendable () async throws -> R
    ) async throws -> R {
        try await harness.running {
            try await withThrowingTaskGroup(of: R?.self) { group in
                group.addTask {
                    try await harness.service.mailer.run()
                    return nil
                }
                group.addTask { try await body() }
                defer { group.cancelAll() }
                while let result = try await group.next() {
                    if let result { return result }
                }
                throw CancellationError()
            }
        }
    }

    /// The notifications as soon as none waits any more, or `isEnough`.
    private func settled(
        _ harness: ImportsHarness, count: Int, _ isEnough: ([ImportsV1.Notification]) -> Bool = { _ in false }
    ) async throws -> [ImportsV1.Notification] {
        while true {
            let all = try await notifications(harness)
            if isEnough(all) || (all.count >= count && all.allSatisfy { $0.state != .queued }) { return all }
            await Task.yield()
        }
    }

    @Test("Each address is told once, with counts, meanings of codes and the problem rows attached")
    func sent() async throws {
        let folder = try TemporaryFolder()
        let mail = try MailServer(folder: folder)
        let harness = try harness(try server(mail.port))
        let name = "khách \"hàng\" tháng 5 – danh sách rất dài để tên tệp phải chia thành nhiều phần.csv"
        let all = try await mailing(harness) {
            let job = try await harness.client.createImport(.init(fileName: name)).import.required()
            _ = try await harness.upload(SampleFile.csv(Self.rows), to: job.id)
            _ = try await harness.start(job.id, Self.options)
            _ = try await harness.finished(job.id)
            return try await settled(harness, count: 2)
        }
        #expect(all.map(\.state) == [.sent, .sent] && all.map(\.attempts) == [1, 1])
        #expect(all.map(\.address) == ["an.nguyen@example.com", "b@example.com"])
        let received = try mail.received()
        #expect(received.map(\.envelopeTo) == [["an.nguyen@example.com"], ["b@example.com"]])
        #expect(Set(received.map(\.messageID)).count == 1 && received[0].messageID == all[0].messageID)
        let message = received[0]
        #expect(message.envelopeFrom == "danhba@example.com")
        #expect(message.defects.isEmpty && message.longestLine <= 78)
        #expect(message.subject == "Nhập dữ liệu \(name): hoàn tất, có lỗi, 1 dòng bị từ chối")
        #expect(message.subject == all[0].subject)
        #expect(message.text.contains("Tổng số dòng: 3\nTạo mới: 1\n"))
        #expect(message.text.contains("  2010 PHONE_INVALID - số điện thoại không hợp lệ: 1 dòng\n"))
        #expect(message.text.contains("  3002 DUPLICATE_IN_FILE - trùng với dòng trước trong tệp: 1 dòng\n"))
        let attachment = try #require(message.attachments.first)
        #expect(message.attachments.count == 1)
        #expect(attachment.name == name.dropLast(4) + "-1-dong-loi.xlsx")
        #expect(attachment.type == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        #expect(attachment.rows.map { $0[0] } == ["Họ tên", "Bình", "Chi"])
    }

    @Test("Above the limit a link takes the place of the file, and the language is the job's")
    func linked() async throws {
        let folder = try TemporaryFolder()
        let mail = try MailServer(folder: folder)
        let harness = try harness(try server(mail.port)) {
            $0.mail.attachmentByteLimit = 100
            $0.mail.publicURL = "https://danhba.example.com"
        }
        var options = Self.options
        options.notifyLanguage = .english
        options.notifyAddresses = ["a@example.com"]
        let english = options
        _ = try await mailing(harness) {
            _ = try await harness.run(SampleFile.csv(Self.rows), english)
            return try await settled(harness, count: 1)
        }
        let message = try #require(try mail.received().first)
        #expect(message.attachments.isEmpty)
        #expect(message.subject.hasSuffix(": completed with errors, 1 row rejected"))
        #expect(message.text.contains("2010 PHONE_INVALID - no valid telephone number: rows: 1"))
        #expect(
            message.text.contains("\nhttps://danhba.example.com/files/imports/1/result.xlsx?problems_only=true\n"))
    }

    @Test("A server that is down is tried again until it comes back; nothing is sent twice")
    func down() async throws {
        let folder = try TemporaryFolder()
        let first = try MailServer(folder: folder)
        let port = first.port
        first.stop()
        let harness = try harness(try server(port)) { $0.mail.attemptLimit = 100_000 }
        let (late, mail) = try await mailing(harness) {
            _ = try await harness.run(SampleFile.csv(Self.rows), Self.options)
            let waiting = try await settled(harness, count: 2) { $0.first.map { $0.attempts >= 2 } ?? false }
            #expect(waiting[0].state == .queued && !waiting[0].error.isEmpty && waiting[0].nextAttemptAtMs > 0)
            let mail = try MailServer(port: port, folder: folder)
            return (try await settled(harness, count: 2), mail)
        }
        #expect(late.map(\.state) == [.sent, .sent] && late.allSatisfy { $0.error.isEmpty })
        #expect(try mail.received().count == 2)
    }

    @Test("A refusal for good ends a message at once, one for now does not; the others are sent")
    func refused() async throws {
        let folder = try TemporaryFolder()
        let mail = try MailServer(folder: folder)
        let harness = try harness(try server(mail.port))
        let options = ImportsV1.ImportOptions(
            notifyAddresses: ["refused@example.com", "later@example.com", "c@example.com"])
        let all = try await mailing(harness) {
            _ = try await harness.run(SampleFile.csv(Self.rows), options)
            return try await settled(harness, count: 3)
        }
        #expect(all.map(\.state) == [.failed, .sent, .sent])
        #expect(all.map(\.attempts) == [1, 2, 1])
        #expect(all[0].error.contains("550") && all[0].nextAttemptAtMs == 0)
        #expect(Set(try mail.received().flatMap(\.envelopeTo)) == ["later@example.com", "c@example.com"])
    }

    @Test("After the last attempt a message has failed")
    func givenUp() async throws {
        let folder = try TemporaryFolder()
        let mail = try MailServer(folder: folder)
        mail.stop()
        let harness = try harness(try server(mail.port)) { $0.mail.attemptLimit = 3 }
        let all = try await mailing(harness) {
            _ = try await harness.run(SampleFile.csv(Self.rows), Self.options)
            return try await settled(harness, count: 2)
        }
        #expect(all.allSatisfy { $0.state == .failed && $0.attempts == 3 && !$0.error.isEmpty })
    }

    @Test("TLS is spoken as it is asked for, and a password is shown to the right server alone")
    func security() async throws {
        let certificates = try TemporaryFolder()
        try MailServer.certificate(in: certificates)
        let credentials = SMTPServer.Credentials(user: "user", password: "secret")
        let attempt: (SMTPServer) -> SMTPTransfer.Outcome = { server in
            let message = MailMessage(
                from: "a@example.com", to: "b@example.com", subject: "s", date: 0, messageID: "<1@example.com>",
                text: "t")
            return SMTPTransfer(server: server, seconds: 20, cancellation: Cancellation())
                .send(message.bytes, to: "b@example.com")
        }
        let plain = try MailServer(folder: try TemporaryFolder())
        #expect(attempt(try server(plain.port, security: .optional)) == .taken)
        #expect(attempt(try server(plain.port, security: .required)) != .taken)
        let starting = try MailServer(.startTLS, certificates: certificates, folder: try TemporaryFolder())
        #expect(attempt(try server(starting.port, security: .required, trust: certificates)) == .taken)
        #expect(attempt(try server(starting.port, security: .optional, trust: certificates)) == .taken)
        #expect(attempt(try server(starting.port, security: .off, trust: certificates)) != .taken)
        // A certificate that nobody vouches for.
        #expect(attempt(try server(starting.port, security: .required)) != .taken)
        let asking = try MailServer(.auth, certificates: certificates, folder: try TemporaryFolder())
        let known = try server(asking.port, security: .required, credentials: credentials, trust: certificates)
        #expect(attempt(known) == .taken)
        let wrong = SMTPServer.Credentials(user: "user", password: "wrong-password")
        let refusal = attempt(try server(asking.port, security: .required, credentials: wrong, trust: certificates))
        guard case .postponed(let reason) = refusal else {
            Issue.record("A wrong password gave \(refusal)")
            return
        }
        #expect(!reason.contains("wrong-password") && reason.contains("535"), "\(reason)")
        let direct = try MailServer(.tls, certificates: certificates, folder: try TemporaryFolder())
        #expect(attempt(try server(direct.port, trust: certificates, scheme: "smtps")) == .taken)
    }

    @Test("Without a server messages are stored and shown, with their texts")
    func stored() async throws {
        let harness = try harness(nil)
        let all = try await mailing(harness) {
            _ = try await harness.run(SampleFile.csv(Self.rows), Self.options)
            return try await settled(harness, count: 2)
        }
        #expect(all.map(\.state) == [.stored, .stored] && all.allSatisfy { $0.text.isEmpty })
        let client = ImportsV1.NotificationsClient(harness.connection)
        let shown = try await client.getNotification(.init(id: all[0].id)).notification.required()
        #expect(shown.text.contains("Bị từ chối: 1") && shown.text.contains("danhba import result 1 --problems-only"))
        #expect(shown.language == .vietnamese)
        #expect(await rpcError { try await client.getNotification(.init(id: 99)) }?.code == .notFound)
        let page = try await client.listNotifications(.init(importID: 1, pageSize: 1))
        #expect(page.notifications == [all[1]])
        let rest = try await client.listNotifications(.init(importID: 1, pageSize: 1, pageToken: page.nextPageToken))
        #expect(rest.notifications == [all[0]])
        #expect(try await client.listNotifications(.init(importID: 2)).notifications.isEmpty)
    }

    @Test("Who created the job is told when no address is given, and a job that never ran tells its end, too")
    func uploader() async throws {
        let harness = try harness(nil) { $0.mail.workspaceLanguages = ["main": .english] }
        let metadata = CallOptions(metadata: Metadata(caller: "chi@example.com"))
        let mine = try await harness.client.createImport(.init(fileName: "mine.csv"), options: metadata)
        let theirs = try await harness.create()
        for id in [try mine.import.required().id, theirs.id] {
            _ = try await harness.client.cancelImport(.init(id: id))
            _ = try await harness.client.cancelImport(.init(id: id))
        }
        let all = try await notifications(harness)
        #expect(all.map(\.address) == ["chi@example.com"])
        #expect(all.first?.subject == "Import mine.csv: cancelled")
    }

    @Test(
        "Addresses that mean more than an address are refused, and more than ten",
        arguments: [
            ["a@example.com\r\nBcc: b@example.com"], ["a"], ["<a@example.com>"], ["a@example.com>x"],
            ["\"a\"@example.com"],
            ["ạ@example.com"], ["a@exämple.com"], (0...10).map { "a\($0)@example.com" },
        ])
    func addresses(wrong: [String]) async throws {
        let harness = try harness(nil)
        let id = try await harness.uploaded(SampleFile.csv(Self.rows)).id
        let error = await rpcError { try await harness.start(id, .init(notifyAddresses: wrong)) }
        #expect(error?.code == .invalidArgument)
        #expect(error?.detail(RPCV1.ErrorInfo.self)?.field.hasPrefix("options.notify_addresses") == true)
    }

    @Test("Messages that wait survive a restart")
    func restart() async throws {
        let folder = try TemporaryFolder()
        let mail = try MailServer(folder: folder)
        let harness = try harness(try server(mail.port))
        // The mailer does not run when the job ends.
        let job = try await harness.running { try await harness.run(SampleFile.csv(Self.rows), Self.options) }
        #expect(try await notifications(harness).map(\.state) == [.queued, .queued])
        let again = ImportsHarness(restarting: harness)
        let all = try await mailing(again) { try await settled(again, count: 2) }
        #expect(all.allSatisfy { $0.state == .sent && $0.importID == job.id })
        #expect(try mail.received().count == 2)
    }
}
