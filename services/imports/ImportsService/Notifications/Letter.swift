import Contracts
import Foundation
import RPCCore
import Store

/// What the messages about one job have in common.
struct Letter: Sendable {
    let job: JobRecord
    private let subject: String
    private let text: String
    private let attachment: MailMessage.Attachment?
    private let messageID: String

    /// Reads the job and writes the file of its problem rows, where there are any.
    init(_ id: Int64, _ workspace: String, _ store: Store, _ configuration: ImportsConfiguration) async throws {
        job = try await store.read(workspace) { try JobTable.job(id, in: $0) }
        let mail = configuration.mail
        let texts = NotificationText(job: job, language: Self.language(of: job, workspace, mail))
        let file = try await Self.problemFile(job, workspace, store, configuration, texts)
        let problems: NotificationText.ProblemRows
        if let file {
            attachment = MailMessage.Attachment(name: texts.attachmentName, bytes: file)
            problems = .attached(name: texts.attachmentName)
        } else {
            attachment = nil
            problems = Self.unattached(texts, workspace, mail)
        }
        subject = texts.subject
        text = texts.body(problems)
        messageID = Self.messageID(job, mail.server?.from ?? "")
    }

    func message(from: String, to: String) -> MailMessage {
        MailMessage(
            from: from, to: to, subject: subject, date: job.finishedAt, messageID: messageID, text: text,
            attachment: attachment)
    }

    /// The same for every attempt and for no other job, wherever it runs.
    static func messageID(_ job: JobRecord, _ from: String) -> String {
        "<import.\(job.operationID)@\(MailAddress(from)?.domain ?? "danhba.invalid")>"
    }

    static func language(of job: JobRecord, _ workspace: String, _ mail: MailConfiguration) -> TextLanguage {
        TextLanguage(job.options.notifyLanguage, fallback: mail.language(of: workspace))
    }

    /// Where the problem rows are, when they are not attached.
    static func unattached(
        _ texts: NotificationText, _ workspace: String, _ mail: MailConfiguration
    ) -> NotificationText.ProblemRows {
        guard texts.hasProblems, texts.job.removedAt == 0 else { return .none }
        guard let base = mail.publicURL else { return .kept }
        let place = workspace == Metadata.defaultWorkspace ? "" : "&workspace=\(workspace)"
        return .linked(url: "\(base)/files/imports/\(texts.job.id)/result.xlsx?problems_only=true\(place)")
    }

    /// The workbook of the rows that need attention; nil when there are none, or too many to be attached.
    private static func problemFile(
        _ job: JobRecord, _ workspace: String, _ store: Store, _ configuration: ImportsConfiguration,
        _ texts: NotificationText
    ) async throws -> [UInt8]? {
        guard texts.hasProblems, job.removedAt == 0 else { return nil }
        let files = UploadFiles(configuration)
        let identity = JobIdentity(workspace: workspace, id: job.id)
        let result: ResultFile
        do {
            let source = try SheetSource(
                path: files.path(of: identity), limits: configuration.spreadsheetLimits, options: job.options)
            result = try await ResultFile(
                of: identity, job, source: source,
                request: ImportsV1.DownloadResultRequest(id: job.id, format: .xlsx, problemsOnly: true), store: store,
                files: files)
        } catch is FileFault {
            // A job that failed because its file cannot be read has no rows to show.
            return nil
        }
        return try await result.bytes(limit: configuration.mail.attachmentByteLimit)
    }
}
