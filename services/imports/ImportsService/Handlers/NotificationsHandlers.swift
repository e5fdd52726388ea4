import Contracts
import RPCCore
import ServiceRuntime
import Store

/// Answers the methods of `danhba.imports.v1.Notifications`; the contract's comments say what each does.
struct NotificationsHandlers: ImportsV1.NotificationsService {
    typealias Writer = WriteTransaction

    let mail: MailConfiguration

    func getNotification(
        _ request: ImportsV1.GetNotificationRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> ImportsV1.GetNotificationResponse {
        let record = try NotificationTable.find(request.id, in: reader)
        let job = try JobTable.job(record.jobID, in: reader)
        var notification = message(record, job, context.workspace)
        let texts = NotificationText(job: job, language: Letter.language(of: job, context.workspace, mail))
        notification.text = texts.body(Letter.unattached(texts, context.workspace, mail))
        return ImportsV1.GetNotificationResponse(notification: notification)
    }

    func listNotifications(
        _ request: ImportsV1.ListNotificationsRequest, _ reader: ReadTransaction, _ context: CallContext
    ) throws -> ImportsV1.ListNotificationsResponse {
        let page = try PageRequest(
            size: request.pageSize, token: request.pageToken, list: "notifications", filter: "\(request.importID)")
        var records = try NotificationTable.list(
            below: page.after?.first ?? .max, ofJob: request.importID, limit: page.readLimit, in: reader)
        let token = page.cut(&records) { [$0.id] }
        return ImportsV1.ListNotificationsResponse(
            notifications: try records.map { record in
                message(record, try JobTable.job(record.jobID, in: reader), context.workspace)
            }, nextPageToken: token)
    }

    private func message(
        _ record: NotificationRecord, _ job: JobRecord, _ workspace: String
    ) -> ImportsV1.Notification {
        let language = Letter.language(of: job, workspace, mail)
        return ImportsV1.Notification(
            id: record.id, importID: record.jobID, address: record.address, state: record.state,
            language: language == .english ? .english : .vietnamese,
            subject: NotificationText(job: job, language: language).subject,
            attempts: Int32(clamping: record.attempts), nextAttemptAtMs: record.nextAttemptAt,
            createdAtMs: record.createdAt, sentAtMs: record.sentAt, error: record.error,
            messageID: Letter.messageID(job, mail.server?.from ?? ""))
    }
}

extension ImportsV1.ImportOptions {
    /// Addresses of one job at most.
    private static let notifyLimit = 10

    /// The options with addresses in the form in which they are used, each once.
    ///
    /// Throws `invalidArgument` for too many and for one that no e-mail can be sent to.
    func withCheckedAddresses() throws(RPCError) -> Self {
        var rules = FieldRules()
        let field = "options.notify_addresses"
        rules.count(notifyAddresses, field: field, limit: Self.notifyLimit)
        var addresses: [String] = []
        for (index, text) in notifyAddresses.prefix(Self.notifyLimit).enumerated() {
            guard let address = MailAddress(text) else {
                rules.refuse("\(field)[\(index)]", .emailInvalid, "This is no plain e-mail address.")
                continue
            }
            if !addresses.contains(address.text) { addresses.append(address.text) }
        }
        try rules.check()
        var options = self
        options.notifyAddresses = addresses
        return options
    }
}
